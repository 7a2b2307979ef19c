package io.belvedere.app.bench;

import org.HdrHistogram.Histogram;

/// How long frames take: on the clock, and in the time that a core spends on the threads which
/// draw, JavaFX's own and the one that renders. To be told of each frame on the JavaFX thread.
final class FrameTimes {
  private final DrawingTime drawing = new DrawingTime();
  private final Histogram wall = new Histogram(3);
  private final Histogram work = new Histogram(3);
  private long lastWall;
  private long lastWork;
  private boolean begun;

  /// The step to a new frame.
  ///
  /// @param ticks nanoseconds
  void frame(long ticks) {
    long spent = drawing.nanoseconds();
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
}
