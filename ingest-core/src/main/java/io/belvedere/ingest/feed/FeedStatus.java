package io.belvedere.ingest.feed;

/// Whether what is shown of a district can be taken for now.
///
/// @param since when this phase began, microseconds UTC
/// @param caughtUp 0 to 1: how much of the backlog at the start has been read
/// @param cause why it is so, in words for an operator; empty if there is nothing to say
public record FeedStatus(Phase phase, long since, double caughtUp, String cause) {
  /// The life of a feed.
  public enum Phase {
    /// Looking for the broker and the district's topics.
    STARTING,
    /// Reading what was there when it started.
    CATCHING_UP,
    /// Everything that was sent is here.
    LIVE,
    /// Progress has stopped: nothing that is shown may look live.
    LOST,
    /// Closed by ourselves.
    CLOSED
  }

  public boolean isLive() {
    return phase == Phase.LIVE;
  }
}
