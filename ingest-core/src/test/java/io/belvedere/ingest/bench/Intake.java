package io.belvedere.ingest.bench;

import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Admission;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Verdict;
import java.util.Arrays;

/// The rules of application before a subject instead of a history of the product: what the feed
/// thread does for the history, measured.
final class Intake {
  private static final long RETENTION = 100 * 365 * Micros.PER_DAY;

  private final Subject subject;
  private final Kept kept;
  private final Clock clock = Clock.system();
  private final long[] newest;
  private final long[] verdicts = new long[Verdict.values().length];
  private long overASecond;
  private long overAMinute;
  private long taken;
  private long nanos;

  Intake(Subject subject, int datastreams, Kept kept) {
    this.subject = subject;
    this.kept = kept;
    this.newest = new long[datastreams];
    Arrays.fill(newest, Long.MIN_VALUE);
    subject.ensure(datastreams);
  }

  /// Takes a part of a batch, then has the subject seal what it will.
  void take(Arrivals batch, int from, int to) {
    long begin = clock.ticks();
    for (int i = from; i < to; i++) {
      verdicts[take(batch, i).ordinal()]++;
    }
    if (to > from) {
      subject.seal(batch.receiveTime(to - 1));
    }
    nanos += clock.ticks() - begin;
    taken += to - from;
    for (int i = from; i < to; i++) {
      long delay = batch.receiveTime(i) - batch.eventTime(i);
      overASecond += delay > Micros.PER_SECOND ? 1 : 0;
      overAMinute += delay > Micros.PER_MINUTE ? 1 : 0;
    }
  }

  private Verdict take(Arrivals a, int i) {
    int d = a.datastream(i);
    long eventTime = a.eventTime(i);
    long receiveTime = a.receiveTime(i);
    double value = a.value(i);
    return switch (Admission.of(eventTime, receiveTime, RETENTION)) {
      case REJECTED -> {
        kept.addDropped();
        yield Verdict.REJECTED;
      }
      case QUARANTINED -> {
        int flags = applied(d, receiveTime, Flags.quarantined(a.flags(i)));
        subject.appendQuarantined(
            d, eventTime, receiveTime, value, flags, a.epoch(i), a.sequence(i));
        kept.add(flags);
        yield Verdict.QUARANTINED;
      }
      case ADMITTED -> {
        if (eventTime <= newest[d] && subject.contains(d, eventTime, value)) {
          kept.addDropped();
          yield Verdict.DUPLICATE;
        }
        int flags = applied(d, eventTime, a.flags(i));
        subject.append(d, eventTime, receiveTime, value, flags, a.epoch(i), a.sequence(i));
        kept.add(flags);
        yield Flags.isOutOfOrder(flags) ? Verdict.OUT_OF_ORDER : Verdict.APPLIED;
      }
    };
  }

  /// Epochs and sequences do not matter: neither city nor file sends any.
  private int applied(int datastream, long time, int flags) {
    if (time < newest[datastream]) {
      return Flags.outOfOrder(flags);
    }
    newest[datastream] = time;
    return flags;
  }

  /// Nanoseconds an observation takes, sealing and all.
  double nanosEach() {
    return (double) nanos / taken;
  }

  /// How late and how odd it all was, for people.
  String fates() {
    return "%.2f %% over 1 s late, %.2f %% over 1 min, %.2f %% out of order, %.3f %% duplicate, %.3f %% quarantined, %.3f %% rejected"
        .formatted(
            percent(overASecond),
            percent(overAMinute),
            percent(Verdict.OUT_OF_ORDER),
            percent(Verdict.DUPLICATE),
            percent(Verdict.QUARANTINED),
            percent(Verdict.REJECTED));
  }

  private double percent(Verdict verdict) {
    return percent(verdicts[verdict.ordinal()]);
  }

  private double percent(long count) {
    return 100.0 * count / taken;
  }
}
