package io.belvedere.ingest.lag;

/// How long until Kafka deletes what has not been read.
public sealed interface Margin {
  /// All is read: there is nothing to lose.
  record NothingWaits() implements Margin {}

  /// So long.
  ///
  /// @param micros by the stricter of the rules that are known
  /// @param how by what it is known
  record Left(long micros, How how) implements Margin {}

  /// Nothing is ever deleted.
  record Unlimited() implements Margin {}

  /// It has begun.
  ///
  /// @param records deleted before they were read
  record Lost(long records) implements Margin {}

  /// @param why in a sentence
  record Unknown(String why) implements Margin {}

  /// What the time that is left is known by.
  enum How {
    /// By the age at which the topic's records are deleted.
    AGE,
    /// By how fast the log has been deleted so far.
    PACE
  }

  /// What is less than this needs a person.
  long LITTLE = 600_000_000L;

  default boolean isLittle() {
    return switch (this) {
      case Left(long micros, How _) -> micros < LITTLE;
      case Lost _ -> true;
      case NothingWaits _, Unlimited _, Unknown _ -> false;
    };
  }
}
