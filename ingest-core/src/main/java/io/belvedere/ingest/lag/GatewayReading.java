package io.belvedere.ingest.lag;

import java.util.List;
import java.util.OptionalLong;

/// What is thought of the gateways of a district.
///
/// @param gateways how many the catalogue has behind which there are datastreams
/// @param silent those of which nothing comes any more, the longest first
/// @param wrongClocks those whose clocks seem to be wrong, the farthest first
public record GatewayReading(int gateways, List<Silent> silent, List<WrongClock> wrongClocks) {
  public static final GatewayReading NONE = new GatewayReading(0, List.of(), List.of());

  public GatewayReading {
    silent = List.copyOf(silent);
    wrongClocks = List.copyOf(wrongClocks);
  }

  /// One cause for the silence of everything behind it.
  ///
  /// @param since the newest event time of all that came through it, microseconds UTC
  /// @param datastreams how many are silent for that
  public record Silent(String id, String name, long since, int datastreams) {}

  /// @param ahead by how much its clock is ahead of the others', microseconds; negative if it is
  ///     behind, or the way from it so much slower; empty if it is so far ahead that what it sends
  ///     is quarantined
  public record WrongClock(String id, String name, OptionalLong ahead) {}
}
