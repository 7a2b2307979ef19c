package io.belvedere.ingest.lag;

import io.belvedere.ingest.time.Micros;
import java.util.OptionalLong;

/// What becomes of the records that wait.
///
/// @param perSecond by how many they become more a second; negative: fewer
/// @param timeToClear microseconds until none waits at this rate; empty unless they become fewer
public record Trend(Direction direction, double perSecond, OptionalLong timeToClear) {
  /// Which way it goes.
  public enum Direction {
    UNKNOWN,
    FALLING,
    STEADY,
    GROWING
  }

  public static final Trend UNKNOWN = new Trend(Direction.UNKNOWN, 0, OptionalLong.empty());

  /// A change over a window counts from so many records ...
  private static final long LEAST = 10;

  /// ... and this share of what waits.
  private static final double LEAST_SHARE = 0.01;

  /// Once it has been told, it is told on until the change is less than this part of that.
  private static final double LEFT_BELOW = 0.5;

  /// @param before what was told last, which is kept at a boundary
  static Trend between(LagSample first, LagSample last, Direction before) {
    double seconds = (last.ticks() - first.ticks()) / 1e9;
    if (seconds <= 0) {
      return UNKNOWN;
    }
    double change = last.lag() - first.lag();
    double counts = Math.max(LEAST, LEAST_SHARE * Math.max(first.lag(), last.lag()));
    Direction to = change > 0 ? Direction.GROWING : Direction.FALLING;
    boolean told = Math.abs(change) >= (before == to ? counts * LEFT_BELOW : counts);
    Direction direction = told && last.lag() > 0 ? to : Direction.STEADY;
    return new Trend(
        direction,
        change / seconds,
        direction == Direction.FALLING
            ? OptionalLong.of(Math.round(last.lag() * seconds / -change * Micros.PER_SECOND))
            : OptionalLong.empty());
  }
}
