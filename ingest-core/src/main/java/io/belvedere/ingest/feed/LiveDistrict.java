package io.belvedere.ingest.feed;

import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.Pin;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.Rights;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;

/// What is known of one district, now and in the past. Every method may be called by any thread, as
/// often as once a frame; none waits for Kafka.
public interface LiveDistrict {
  DistrictId id();

  /// The newest roster; the same object as before if nothing changed.
  Roster roster();

  /// The roster as it was valid at `t`, as far as we know now: the same numbers beside the
  /// catalogue of then. The same object as long as neither that catalogue nor the numbers change.
  /// Before the first catalogue that we know it is that one.
  Roster rosterAt(long t);

  /// The roster that was valid at `t` as far as had been received by `known`.
  Roster rosterKnown(long t, long known);

  FeedStatus status();

  /// Fills `out` with the newest state and the progress that its liveness is judged by.
  void now(DistrictState out);

  /// Fills `out` with what was true at `t` as we know it now, and the newest progress: what was
  /// silent for us then and came later was not silent.
  void at(long t, DistrictState out);

  /// Fills `out` with what had been received by `known` about `t`, and the progress of `known`.
  void asKnown(long t, long known, DistrictState out);

  History history();

  /// What is known of `t`, of which nothing need have been read from Kafka so far. Where it is not
  /// loaded or lost, [#at] and [#asKnown] fill in the state of before, of which nobody knows
  /// whether it still held.
  default Ground ground(long t) {
    return history().ground(t);
  }

  Keeping keeping();

  /// Has what is on disk of a range come to memory, if it is not there: [History#notLoaded] tells
  /// whether it has come. An instant that is asked for is wanted by that already.
  void want(TimeRange range);

  /// Has all that is kept of a range stay on disk however old it is, also after a restart.
  ///
  /// @return whether it does: where no folder keeps the past, nothing can be pinned
  /// @throws IllegalArgumentException with a sentence for the operator, see [Pin]
  boolean pin(TimeRange range, String name);

  /// @return whether there was such a pin
  boolean unpin(Pin pin);

  /// All pins, by where they begin.
  List<Pin> pins();

  /// How far the past is read that was missing at the start.
  BackfillReading backfill();

  /// Has the missing past be read from Kafka, as it is from the start on, or not any more.
  void readPast(boolean wanted);

  CounterReading counters();

  LagReading lag();

  /// What Kafka allows us here, as of the last minute.
  default Rights rights() {
    return Rights.UNKNOWN;
  }

  /// Which gateways are silent and whose clocks are wrong, as of the last second.
  GatewayReading gateways();

  /// What is fresh and yet not to be believed, as of the last second. Of an instant of the past
  /// [TrustReading#at] tells it.
  TrustReading trust();

  /// What could not be read in this run, the newest first, a thousand at most.
  List<DeadLetter> deadLetters();

  /// All of them that are kept, also by earlier runs, with what they hold.
  default Letters letters() {
    return Letters.NONE;
  }

  /// Records that Kafka lost before they were read, in words, the newest first.
  List<String> gaps();
}
