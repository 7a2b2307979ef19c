package io.belvedere.ingest.history;

/// The observations of one datastream in columns, by event time. The arrays belong to the caller.
///
/// @param eventTime microseconds UTC
/// @param receiveTime microseconds UTC
/// @param value NaN where the sender had none
/// @param flags see [io.belvedere.ingest.twin.Flags]
@SuppressWarnings("ArrayRecordComponent") // columns on purpose; a series is never compared
public record Series(long[] eventTime, long[] receiveTime, double[] value, int[] flags) {
  public int size() {
    return eventTime.length;
  }
}
