package io.belvedere.ingest.feed;

import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Order;
import java.util.Arrays;

/// What is newest of each datastream in what has been read so far. Owned by one thread.
final class Newest {
  private long[] times = {};
  private long[] epochs = {};
  private long[] sequences = {};

  /// @param handle what [PastNames] calls the datastream
  /// @return false if a newer one came before
  boolean take(int handle, long eventTime, long epoch, long sequence) {
    if (handle >= times.length) {
      int before = times.length;
      int length = Math.max(handle + 1, 2 * before);
      times = Arrays.copyOf(times, length);
      Arrays.fill(times, before, length, DistrictState.NONE);
      epochs = Arrays.copyOf(epochs, length);
      sequences = Arrays.copyOf(sequences, length);
    }
    boolean older =
        times[handle] != DistrictState.NONE
            && Order.compare(
                    eventTime, epoch, sequence, times[handle], epochs[handle], sequences[handle])
                < 0;
    if (!older) {
      times[handle] = eventTime;
      epochs[handle] = epoch;
      sequences[handle] = sequence;
    }
    return !older;
  }
}
