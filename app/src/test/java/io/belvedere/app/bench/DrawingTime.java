package io.belvedere.app.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// The time that a core spends on the threads which draw, JavaFX's own and the one that renders. To
/// be made and asked on the JavaFX thread, once something was rendered.
final class DrawingTime {
  private static final String RENDERER = "QuantumRenderer";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final long drawing = Thread.currentThread().threadId();
  private final long rendering = renderer();

  long nanoseconds() {
    return threads.getThreadCpuTime(drawing) + threads.getThreadCpuTime(rendering);
  }

  private long renderer() {
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().startsWith(RENDERER))
        .mapToLong(ThreadInfo::getThreadId)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No thread is called " + RENDERER + "."));
  }
}
