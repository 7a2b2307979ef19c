package io.belvedere.ingest.model;

/// One fact: what a datastream read at an instant.
///
/// @param datastream dense number within the district
/// @param eventTime when the world was so (SensorThings *phenomenonTime*), microseconds UTC
/// @param value NaN if the sender had none
/// @param epoch grows when a producer restarts; [#NOT_SENT] where it was not sent
/// @param sequence grows within an epoch; [#NOT_SENT] where it was not sent
public record Observation(
    int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
  /// Stands for an epoch or sequence that the record did not carry; smaller than any that it can.
  public static final long NOT_SENT = Long.MIN_VALUE;
}
