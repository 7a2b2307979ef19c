package io.belvedere.ingest.lag;

import java.util.OptionalLong;

/// What the canaries of a partition tell.
///
/// @param count how many have come
/// @param roundTrip from their sender by way of the broker to us, microseconds, the median of the
///     last minute; empty if none came in it whose clock agrees with ours
/// @param brokerAhead by how much the broker's clock is ahead of the canaries' sender,
///     microseconds; empty if it did not stamp them
/// @param error how far that may be off, microseconds
public record CanaryReading(
    long count, OptionalLong roundTrip, OptionalLong brokerAhead, OptionalLong error) {
  public static final CanaryReading NONE =
      new CanaryReading(0, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
}
