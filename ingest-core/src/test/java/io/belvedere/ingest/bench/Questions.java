package io.belvedere.ingest.bench;

import io.belvedere.ingest.history.Envelope;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/// Asks a subject what a desk asks of its history, and measures each answer in nanoseconds.
final class Questions {
  private static final int INSTANTS = 2_000;
  private static final int FRAMES = 600;
  private static final int COLUMNS = 1_920;
  private static final int RANGES = 200;
  private static final int WARM_UP = 400;

  /// A sixtieth of a second.
  private static final long FRAME = Micros.PER_SECOND / 60;

  private static final long FRAME_1000X = 1_000 * FRAME;

  private final History history;
  private final TimeRange covered;
  private final Clock clock = Clock.system();
  private final SplittableRandom random = new SplittableRandom(2);
  private final DistrictState state = new DistrictState();

  /// @param covered what is asked about
  Questions(History history, TimeRange covered) {
    this.history = history;
    this.covered = covered;
  }

  Histogram latestAt() {
    return random(INSTANTS, t -> history.latestAt(t, state));
  }

  /// As [#latestAt()], for at least so long.
  Histogram latestAt(Duration atLeast) {
    Histogram all = new Histogram(3);
    long begin = clock.ticks();
    do {
      all.add(latestAt());
    } while (clock.ticks() - begin < atLeast.toNanos());
    return all;
  }

  /// What a desk would have shown at that instant.
  Histogram asKnown() {
    return random(INSTANTS, t -> history.asKnown(t, t, state));
  }

  /// Plays forward at 1x, each time from somewhere else, as from the second frame on.
  Histogram forward() {
    Histogram times = new Histogram(3);
    for (int play = 0; play < 20; play++) {
      long t = random.nextLong(covered.from(), covered.to());
      history.latestAt(t, state);
      for (int frame = 0; frame < FRAMES; frame++) {
        t += FRAME;
        record(times, t, at -> history.latestAt(at, state));
      }
    }
    return times;
  }

  /// Plays backward at 1000x from the end, again from there when it comes to the beginning.
  Histogram backward() {
    Histogram times = new Histogram(3);
    long t = covered.to();
    for (int frame = 0; frame < FRAMES; frame++) {
      record(times, t, at -> history.latestAt(at, state));
      t = t - FRAME_1000X > covered.from() ? t - FRAME_1000X : covered.to();
    }
    return times;
  }

  /// The whole course of one datastream as a chart draws it.
  Histogram ranges(int datastreams) {
    var envelope = new Envelope();
    return random(
        RANGES,
        t -> {
          int datastream = Math.floorMod(Long.hashCode(t * 31), datastreams);
          history.envelope(datastream, covered, COLUMNS, envelope);
        });
  }

  Histogram density() {
    int[] counts = new int[Severity.COUNT * COLUMNS];
    return random(RANGES, t -> history.density(covered, COLUMNS, counts));
  }

  private Histogram random(int count, LongConsumer question) {
    Histogram times = new Histogram(3);
    for (int i = -Math.min(WARM_UP, count); i < count; i++) {
      long t = random.nextLong(covered.from(), covered.to());
      if (i < 0) {
        question.accept(t);
      } else {
        record(times, t, question);
      }
    }
    return times;
  }

  private void record(Histogram times, long t, LongConsumer question) {
    long begin = clock.ticks();
    question.accept(t);
    times.recordValue(clock.ticks() - begin);
  }
}
