package io.belvedere.ingest.lag;

import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/// A delay over the last minute: a histogram for every five seconds, of which the oldest is emptied
/// when time has come round to it. One thread.
public final class DelayMeter {
  private static final int SLICES = 12;
  private static final long SLICE_NANOS = Duration.ofSeconds(5).toNanos();

  /// Longer delays are counted as this: an hour, in microseconds.
  private static final long LONGEST = Micros.PER_HOUR;

  private final Clock clock;
  private final Histogram[] slices = new Histogram[SLICES];
  private final Histogram minute = histogram();
  private long slice;

  public DelayMeter(Clock clock) {
    this.clock = clock;
    for (int i = 0; i < SLICES; i++) {
      slices[i] = histogram();
    }
    slice = clock.ticks() / SLICE_NANOS;
  }

  /// @param micros a negative delay, by clocks that disagree, counts as none
  /// @param count so many observations had it
  public void record(long micros, int count) {
    turn();
    slices[current()].recordValueWithCount(Math.clamp(micros, 0, LONGEST), count);
  }

  /// What was recorded in the last 55 to 60 seconds.
  public Delay reading() {
    turn();
    minute.reset();
    for (Histogram each : slices) {
      minute.add(each);
    }
    long count = minute.getTotalCount();
    return count == 0
        ? Delay.NONE
        : new Delay(
            minute.getValueAtPercentile(50),
            minute.getValueAtPercentile(99),
            minute.getMaxValue(),
            count);
  }

  private void turn() {
    long now = Math.floorDiv(clock.ticks(), SLICE_NANOS);
    for (int i = 0; i < SLICES && slice < now; i++) {
      slice++;
      slices[current()].reset();
    }
    slice = now;
  }

  private int current() {
    return Math.floorMod(slice, SLICES);
  }

  private static Histogram histogram() {
    // Two significant digits: a percentile is right to one percent.
    return new Histogram(LONGEST, 2);
  }
}
