package io.belvedere.ingest.history;

import io.belvedere.ingest.twin.DistrictState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stretches that are over, as they were at one moment, to be packed into slabs by any one thread.
/// What comes afterwards, late ones too, is not in it.
///
/// @param from where the first of them begins
/// @param parts all of them; one at least
/// @param keyframe the state at `from`; never written to
/// @param datastreams how many have a number
/// @param courses what lies before the end of the last, by datastream; never added to
@SuppressWarnings("ArrayRecordComponent") // columns; equal to itself only
record Sealing(
    long from,
    List<Part> parts,
    DistrictState keyframe,
    int datastreams,
    @Nullable Course[] courses) {
  Sealing {
    parts = List.copyOf(parts);
  }

  /// A stretch that begins where the one before ends.
  ///
  /// @param histogram of what is in it, as [Density#read] gives it
  @SuppressWarnings("ArrayRecordComponent") // equal to itself only
  record Part(long to, int[] histogram) {
    static Part of(Density density, long from, long to) {
      return new Part(to, density.read(from, to));
    }

    /// How many observations are in it.
    long size() {
      long size = 0;
      for (int count : histogram) {
        size += count;
      }
      return size;
    }
  }

  /// Where the last of them ends.
  long to() {
    return parts.getLast().to();
  }

  /// Says that it could not be packed.
  Packed failed() {
    return new Packed(this, List.of(), keyframe);
  }

  /// What became of it.
  ///
  /// @param frames a slab for each stretch, behind the keyframe of then; none if it failed
  /// @param after the state at the end of the last
  record Packed(Sealing sealing, List<SlabFrame> frames, DistrictState after) {
    Packed {
      frames = List.copyOf(frames);
    }
  }

  /// Packs in memory that is nobody else's.
  interface Packer {
    Packed pack(Sealing sealing);
  }
}
