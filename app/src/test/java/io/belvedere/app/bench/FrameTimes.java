package io.belvedere.app.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import org.HdrHistogram.Histogram;

/// How long frames take: on the clock, and in the time that a core spends on the threads which
/// draw, JavaFX's own and the one that renders. To be told of each frame on the JavaFX thread.
final class FrameTimes {
  private static final String RENDERER = "QuantumRenderer";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long drawing = Thread.currentThread().threadId();
  private final long rendering = renderer();
  private final Histogram wall = new Histogram(3);
  private final Histogram work = new Histogram(3);
  private long lastWall;
  private long lastWork;
  private boolean begun;

  /// The step to a new frame.
  ///
  /// @param ticks nanoseconds
  void frame(long ticks) {
    long spent = threads.getThreadCpuTime(drawing) + threads.getThreadCpuTime(rendering);
    if (begun) {
      wall.recordValue(ticks - lastWall);
      work.recordValue(spent - lastWork);
    }
    lastWall = ticks;
    lastWork = spent;
    begun = true;
  }

  long count() {
    return wall.getTotalCount();
  }

  Histogram wall() {
    return wall;
  }

  Histogram work() {
    return work;
  }

  private long renderer() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().startsWith(RENDERER))
        .mapToLong(ThreadInfo::getThreadId)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No thread is called " + RENDERER + "."));
  }
}
