package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;
import java.lang.foreign.Arena;

/// Packs the beginning of many courses into a slab. Used by one thread, for slab after slab.
final class Sealer {
  private final SlabWriter writer = new SlabWriter();

  /// What became of the courses.
  ///
  /// @param after the state at the end of the slab
  /// @param rest what lies behind it
  record Sealing(Slab slab, DistrictState after, Courses rest) {}

  /// Packs all that lies before `to`.
  ///
  /// @param before the state at `from`
  /// @param datastreams how many there are by now
  /// @param arena keeps the slab
  Sealing seal(
      long from, long to, DistrictState before, int datastreams, Courses courses, Arena arena) {
    DistrictState after = new DistrictState();
    after.reset(to, datastreams);
    after.copyColumns(before);
    writer.begin(from, to, before, datastreams);
    Courses rest = new Courses(datastreams);
    for (int d = 0; d < datastreams; d++) {
      Course course = courses.get(d);
      if (course != null) {
        seal(d, course, to, after);
        Course behind = course.since(to);
        if (behind != null) {
          rest.put(d, behind);
        }
      }
    }
    return new Sealing(writer.finish(arena), after, rest);
  }

  private void seal(int datastream, Course course, long to, DistrictState after) {
    long last = course.floor(to - 1);
    if (last != Course.NOWHERE) {
      course.packInto(writer, datastream, last);
      course.copyTo(last, datastream, after);
    }
  }
}
