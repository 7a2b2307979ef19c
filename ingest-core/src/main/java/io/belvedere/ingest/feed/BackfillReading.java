package io.belvedere.ingest.feed;

/// What is still read of the past while what is live goes on.
///
/// @param done 0 to 1: how much of the time that was missing when it began has been read
/// @param counters what became of the observations that were read so; the same equation as live
/// @param trouble why it stands still, in words for an operator; empty if it does not
public record BackfillReading(
    State state, double done, CounterReading.Fates counters, String trouble) {
  /// Nothing of the past is missing.
  public static final BackfillReading NOTHING =
      new BackfillReading(State.NOTHING_MISSING, 1, CounterReading.Fates.NONE, "");

  /// How it goes on.
  public enum State {
    /// All of the past that is to be kept and that Kafka still has is here.
    NOTHING_MISSING,
    READING,
    /// It waits until what is live is not behind any more, or until Kafka answers, or with a part
    /// that cannot be kept for the next start.
    WAITING,
    /// The operator does not want it.
    CANCELLED
  }
}
