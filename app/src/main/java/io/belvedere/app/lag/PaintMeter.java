package io.belvedere.app.lag;

import io.belvedere.ingest.lag.DelayMeter;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.time.Clock;

/// The last part of the way of an observation: from the twin to the screen. What is applied right
/// after a frame has read the twin waits for the next one, and until that is drawn: this longest
/// wait is what is measured, once a frame. JavaFX thread only.
public final class PaintMeter {
  private final Clock clock;
  private final DelayMeter delay;
  private long lastRead;
  private long read;
  private boolean hasRead;

  public PaintMeter(Clock clock) {
    this.clock = clock;
    this.delay = new DelayMeter(clock);
  }

  /// A frame reads the twin now.
  public void reads() {
    lastRead = hasRead ? read : clock.ticks();
    read = clock.ticks();
    hasRead = true;
  }

  /// What that frame has read is drawn.
  public void drawn() {
    delay.record((clock.ticks() - lastRead) / 1_000, 1);
  }

  /// A frame shows another time than now: the next one that shows now waits for nothing.
  public void pauses() {
    hasRead = false;
  }

  /// The last minute's.
  Delay reading() {
    return delay.reading();
  }
}
