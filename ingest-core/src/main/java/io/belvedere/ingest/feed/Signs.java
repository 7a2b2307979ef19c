package io.belvedere.ingest.feed;

import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.time.Micros;

/// The signs by which a feed's status is judged, each set by the thread that sees it and replaced
/// whole. Judging them is pure, so that it can be done by any reader at any time: a feed whose
/// thread has died cannot go on looking alive.
///
/// @param startedAt microseconds UTC
/// @param hasPartitions whether the district's observation topic was found
/// @param caughtUp 0 to 1; 1 once all that was there at the start has been read
/// @param liveSince when it was first caught up, microseconds UTC; meaningless before
/// @param lastProbe when the broker last answered the probe, microseconds UTC
/// @param lastStep when the feed thread last went round, microseconds UTC
/// @param timeLag microseconds since the oldest unread record was appended
/// @param trouble what went wrong at the last try, empty if nothing did
/// @param warning what went wrong and takes nothing from what is shown, empty if nothing did
record Signs(
    long startedAt,
    boolean hasPartitions,
    double caughtUp,
    long liveSince,
    long lastProbe,
    long lastStep,
    long timeLag,
    String trouble,
    String warning) {

  /// A broker that has not answered for this long is lost: probes go out each second.
  private static final long PROBE_LIMIT = 4 * Micros.PER_SECOND;

  /// A feed thread that has not gone round for this long is stuck or dead.
  private static final long STEP_LIMIT = 5 * Micros.PER_SECOND;

  /// What is shown must not be older than this and still be called live.
  private static final long LAG_LIMIT = 5 * Micros.PER_SECOND;

  /// Those of a feed that has looked for nothing yet.
  static Signs atStart(long now) {
    return new Signs(now, false, 0, 0, now, now, 0, "", "");
  }

  /// What they mean after the feed has been closed.
  FeedStatus whenClosed() {
    return new FeedStatus(Phase.CLOSED, lastStep, caughtUp, "Closed.");
  }

  /// What these signs mean at `now`.
  FeedStatus judge(long now) {
    if (!hasPartitions) {
      return new FeedStatus(
          Phase.STARTING,
          startedAt,
          0,
          trouble.isEmpty() ? "Looking for the district's topics." : trouble);
    }
    if (now - lastProbe > PROBE_LIMIT) {
      return new FeedStatus(Phase.LOST, lastProbe, caughtUp, "Kafka does not answer. " + trouble);
    }
    if (now - lastStep > STEP_LIMIT) {
      return new FeedStatus(
          Phase.LOST, lastStep, caughtUp, "The feed's own thread does not move. " + trouble);
    }
    if (!trouble.isEmpty()) {
      return new FeedStatus(Phase.LOST, lastStep, caughtUp, trouble);
    }
    if (caughtUp < 1) {
      return new FeedStatus(
          Phase.CATCHING_UP, startedAt, caughtUp, "Reading what was there at the start.");
    }
    if (timeLag > LAG_LIMIT) {
      return new FeedStatus(
          Phase.CATCHING_UP,
          now - timeLag,
          1,
          "Behind by %d s. %s".formatted(timeLag / Micros.PER_SECOND, warning).strip());
    }
    return new FeedStatus(Phase.LIVE, liveSince, 1, warning);
  }
}
