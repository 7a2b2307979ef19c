package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packs the beginning of many courses into slabs. Used by one thread, again and again.
final class Sealer implements Sealing.Packer {
  private static final SegmentAllocator HEAP =
      (bytes, alignment) -> MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);

  private final SlabWriter writer = new SlabWriter();

  @Override
  public Sealing.Packed pack(Sealing sealing) {
    return pack(sealing, HEAP);
  }

  /// @param memory keeps the slabs
  Sealing.Packed pack(Sealing sealing, SegmentAllocator memory) {
    List<SlabFrame> frames = new ArrayList<>();
    DistrictState state = sealing.keyframe();
    long from = sealing.from();
    for (Sealing.Part part : sealing.parts()) {
      DistrictState after = new DistrictState();
      after.reset(part.to(), sealing.datastreams());
      after.copyColumns(state);
      writer.begin(from, part.to(), state, sealing.datastreams());
      pack(sealing.courses(), from, after);
      frames.add(new SlabFrame(writer.finish(memory), part.histogram()));
      state = after;
      from = part.to();
    }
    return new Sealing.Packed(sealing, frames, state);
  }

  /// @param after is set to the state at its instant, before which all is packed
  private void pack(@Nullable Course[] courses, long from, DistrictState after) {
    int datastreams = Math.min(courses.length, after.size());
    for (int d = 0; d < datastreams; d++) {
      Course course = courses[d];
      long last = course == null ? Course.NOWHERE : course.floor(after.instant() - 1);
      if (course != null && last != Course.NOWHERE && course.eventTime(last) >= from) {
        course.packInto(writer, d, from, last);
        course.copyTo(last, d, after);
      }
    }
  }
}
