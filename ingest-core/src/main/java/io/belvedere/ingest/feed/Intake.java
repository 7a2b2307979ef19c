package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.history.HistoryHead;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.Admission;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Twin;
import io.belvedere.ingest.twin.Verdict;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of each observation and puts it where it belongs. Feed thread only.
///
/// 1. An event time that cannot be is rejected; one ahead of its receive time is quarantined: kept
/// at
///    its receive time, which is then never newer than now.
/// 2. The same datastream, event time and value again is a duplicate. It is looked up only when the
///    event time is not newer than the newest.
/// 3. The twin takes it if it is the newest; the history takes it in any case.
final class Intake implements Sink {
  /// Whoever measures the delay is told of every observation that became the newest.
  interface Follower {
    void applied(long eventTime, long appendTime);
  }

  private final DistrictCatalogue catalogue;
  private final Twin twin;
  private final HistoryHead history;
  private final Counters counters;
  private final DeadLetters deadLetters;
  private final Follower follower;
  private final long retention;
  private @Nullable ConsumerRecord<byte[], byte[]> record;
  private long appendTime;

  /// @param retention how long the past is kept, microseconds
  Intake(
      DistrictCatalogue catalogue,
      Twin twin,
      HistoryHead history,
      Counters counters,
      DeadLetters deadLetters,
      long retention,
      Follower follower) {
    this.catalogue = catalogue;
    this.twin = twin;
    this.history = history;
    this.counters = counters;
    this.deadLetters = deadLetters;
    this.retention = retention;
    this.follower = follower;
  }

  /// Names the record whose observations come next.
  ///
  /// @param appendTime microseconds UTC
  void begin(ConsumerRecord<byte[], byte[]> record, long appendTime) {
    this.record = record;
    this.appendTime = appendTime;
  }

  @Override
  public void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    counters.receive(current().partition());
    Verdict verdict =
        switch (Admission.of(eventTime, appendTime, retention)) {
          case ADMITTED -> admit(datastream, eventTime, value, quality, epoch, sequence);
          case QUARANTINED -> quarantine(datastream, eventTime, value, quality, epoch, sequence);
          case REJECTED -> {
            letter("event time out of range", "");
            yield Verdict.REJECTED;
          }
        };
    counters.conclude(current().partition(), verdict);
    if (verdict == Verdict.APPLIED) {
      follower.applied(eventTime, appendTime);
    }
  }

  @Override
  public void rejected(String reason, String pointer) {
    counters.receive(current().partition());
    letter(reason, pointer);
    counters.conclude(current().partition(), Verdict.REJECTED);
  }

  private Verdict admit(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    boolean newest = eventTime > twin.newest(datastream);
    if (!newest && history.contains(datastream, eventTime, value)) {
      return Verdict.DUPLICATE;
    }
    int flags = Flags.of(quality, severity(datastream, value));
    boolean applied = apply(datastream, eventTime, value, flags, epoch, sequence);
    int kept = applied ? flags : Flags.outOfOrder(flags);
    history.append(datastream, eventTime, appendTime, value, kept, epoch, sequence);
    return applied ? Verdict.APPLIED : Verdict.OUT_OF_ORDER;
  }

  private Verdict quarantine(
      int datastream, long sentTime, double value, Quality quality, long epoch, long sequence) {
    int flags = Flags.quarantined(Flags.of(quality, severity(datastream, value)));
    apply(datastream, appendTime, value, flags, epoch, sequence);
    history.appendQuarantined(datastream, sentTime, appendTime, value, flags, epoch, sequence);
    return Verdict.QUARANTINED;
  }

  private boolean apply(
      int datastream, long eventTime, double value, int flags, long epoch, long sequence) {
    return twin.apply(
        datastream, current().partition(), eventTime, appendTime, value, flags, epoch, sequence);
  }

  private Severity severity(int datastream, double value) {
    Datastream known = catalogue.described(datastream);
    return known == null ? Severity.NORMAL : known.severityOf(value);
  }

  private void letter(String reason, String pointer) {
    deadLetters.put(current(), reason, pointer);
  }

  private ConsumerRecord<byte[], byte[]> current() {
    if (record == null) {
      throw new IllegalStateException("No record was begun.");
    }
    return record;
  }
}
