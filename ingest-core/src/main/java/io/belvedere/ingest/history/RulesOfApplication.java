package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Admission;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Twin;
import io.belvedere.ingest.twin.Verdict;
import java.time.Duration;

/// The rules of application: what becomes of an observation in the twin and in the history. Used by
/// the one thread that writes both.
///
/// 1. An impossible event time, or one older than what is kept, is rejected.
/// 2. One too far after the receive time is quarantined: from here on its event time is its receive
///    time.
/// 3. One that is there already, with the same event time and value, is a duplicate; one that is
///    quarantined if it came with the same event time and was received at the same time.
/// 4. One that is newer than the newest of its datastream is applied, any other is out of order.
///
/// What is neither rejected nor a duplicate goes into the history.
public final class RulesOfApplication {
  private final Twin twin;
  private final SlabStore history;
  private final long retention;

  /// @param retention what was that old already when it was received is rejected
  public RulesOfApplication(Twin twin, SlabStore history, Duration retention) {
    this.twin = twin;
    this.history = history;
    this.retention = Micros.of(retention);
  }

  /// Looks at what an observation of this datastream will touch, so that it is near when it comes.
  ///
  /// @return anything
  public long fetch(int datastream) {
    return twin.fetch(datastream) + history.fetch(datastream);
  }

  /// Takes one observation, in the order of the log within a partition.
  ///
  /// @param receiveTime the record's append time, microseconds UTC
  /// @param severity as the catalogue has it for `value` now
  public Verdict take(
      int datastream,
      int partition,
      long eventTime,
      long receiveTime,
      double value,
      Quality quality,
      Severity severity,
      long epoch,
      long sequence) {
    return take(
        datastream,
        partition,
        eventTime,
        receiveTime,
        receiveTime,
        value,
        quality,
        severity,
        epoch,
        sequence);
  }

  /// Takes one that could not be read when it came: it is judged by when it was received, and kept
  /// as learnt later; what is older than what is kept by then is rejected. One that is quarantined
  /// counts as known when it was received, because that is its event time.
  ///
  /// @param appendTime of its record, microseconds UTC
  /// @param receiveTime when it could be read, microseconds UTC
  public Verdict takeLate(
      int datastream,
      int partition,
      long eventTime,
      long appendTime,
      long receiveTime,
      double value,
      Quality quality,
      Severity severity,
      long epoch,
      long sequence) {
    return receiveTime - Math.min(eventTime, appendTime) > retention
        ? Verdict.REJECTED
        : take(
            datastream,
            partition,
            eventTime,
            appendTime,
            receiveTime,
            value,
            quality,
            severity,
            epoch,
            sequence);
  }

  private Verdict take(
      int datastream,
      int partition,
      long eventTime,
      long appendTime,
      long receiveTime,
      double value,
      Quality quality,
      Severity severity,
      long epoch,
      long sequence) {
    int flags = Flags.of(quality, severity);
    return switch (Admission.of(eventTime, appendTime, retention)) {
      case REJECTED -> Verdict.REJECTED;
      case QUARANTINED -> {
        if (history.containsQuarantined(datastream, eventTime, appendTime, value)) {
          yield Verdict.DUPLICATE;
        }
        int marked = Flags.quarantined(flags);
        boolean newest =
            twin.apply(
                datastream, partition, appendTime, appendTime, value, marked, epoch, sequence);
        history.appendQuarantined(
            datastream,
            eventTime,
            appendTime,
            value,
            newest ? marked : Flags.outOfOrder(marked),
            epoch,
            sequence);
        yield Verdict.QUARANTINED;
      }
      case ADMITTED -> {
        // After a start the twin may know less than slabs that are still to be loaded.
        boolean mayBeThere = eventTime <= twin.newest(datastream) || eventTime < history.boundary();
        if (mayBeThere && history.contains(datastream, eventTime, value)) {
          yield Verdict.DUPLICATE;
        }
        boolean applied =
            twin.apply(
                datastream, partition, eventTime, receiveTime, value, flags, epoch, sequence);
        history.append(
            datastream,
            eventTime,
            receiveTime,
            value,
            applied ? flags : Flags.outOfOrder(flags),
            epoch,
            sequence);
        yield applied ? Verdict.APPLIED : Verdict.OUT_OF_ORDER;
      }
    };
  }
}
