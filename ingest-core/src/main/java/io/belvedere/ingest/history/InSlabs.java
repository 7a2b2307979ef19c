package io.belvedere.ingest.history;

import java.util.TreeMap;

/// Tells which of those that came too late need no place of their own any more. Used by one thread.
///
/// What is the last of its datastream in its slab keeps it: other files begin with what held before
/// them, and do not know of it.
final class InSlabs {
  private final TreeMap<Long, Slab> slabs = new TreeMap<>();
  private final BlockReader reader = new BlockReader();

  InSlabs(Loaded segment) {
    segment.frames().forEach(frame -> slabs.put(frame.slab().from(), frame.slab()));
  }

  boolean isKept(int datastream, Entry entry) {
    var found = slabs.floorEntry(entry.eventTime());
    if (found == null || entry.eventTime() >= found.getValue().to()) {
      return false;
    }
    Slab slab = found.getValue();
    return slab.contains(datastream, entry, reader)
        && slab.seek(datastream, Long.MAX_VALUE, reader)
        && reader.eventTime() > entry.eventTime();
  }
}
