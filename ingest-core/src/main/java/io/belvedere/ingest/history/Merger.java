package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Order;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Packs slabs again, with what came too late for them at its place. Used by one thread.
final class Merger {
  private final SlabWriter writer = new SlabWriter();
  private final BlockReader reader = new BlockReader();

  // Of the slab that is being made.
  private DistrictState after = new DistrictState();
  private int[] histogram = {};
  private long from;

  /// @return the same stretches, in memory of their own
  Loaded merge(Merge merge) {
    Segment segment = new Segment().numbered(merge.segment().number());
    List<SlabFrame> frames = new ArrayList<>();
    DistrictState before = new DistrictState();
    before.reset(Micros.EARLIEST, merge.datastreams());
    for (Slab slab : merge.slabs()) {
      before = merge(slab, before, merge, segment, frames);
    }
    return new Loaded(segment, frames);
  }

  /// @param known what the slabs before say
  /// @return what all say of the end of this one
  private DistrictState merge(
      Slab slab, DistrictState known, Merge merge, Segment segment, List<SlabFrame> frames) {
    DistrictState before = new DistrictState();
    before.reset(slab.from(), merge.datastreams());
    for (int d = 0; d < merge.datastreams(); d++) {
      if (known.isKnown(d) && known.eventTime(d) >= slab.eventTime(d)) {
        before.copyRow(known, d);
      } else {
        slab.keyframe().copyTo(d, before);
      }
    }
    after = new DistrictState();
    after.reset(slab.to(), merge.datastreams());
    after.copyColumns(before);
    from = Density.secondOf(slab.from());
    histogram = new int[Density.cells(slab.from(), slab.to())];
    writer.begin(slab.from(), slab.to(), before, merge.datastreams());
    for (int d = 0; d < merge.datastreams(); d++) {
      merge(d, slab, merge.late().get(d));
    }
    Slab merged = writer.finish(segment.arena());
    segment.added(merged);
    frames.add(new SlabFrame(merged, histogram));
    return after;
  }

  private void merge(int datastream, Slab slab, @Nullable Course late) {
    long next =
        late == null ? Course.NOWHERE : before(slab.to(), late, late.floor(slab.from() - 1));
    Blocks blocks = reader.blocks(slab, datastream);
    while (blocks.next()) {
      while (late != null && next != Course.NOWHERE && isBefore(late, next)) {
        add(datastream, late, next);
        next = before(slab.to(), late, next);
      }
      add(
          datastream,
          reader.eventTime(),
          reader.receiveTime(),
          reader.value(),
          reader.flags(),
          reader.epoch(),
          reader.sequence(),
          reader.sentTime());
    }
    while (late != null && next != Course.NOWHERE) {
      add(datastream, late, next);
      next = before(slab.to(), late, next);
    }
  }

  /// The one after `position`, if it is before `to`.
  private static long before(long to, Course late, long position) {
    long next = late.next(position);
    return next != Course.NOWHERE && late.eventTime(next) < to ? next : Course.NOWHERE;
  }

  /// Of those with the same event time the later one stands behind, as if all had come in time.
  private boolean isBefore(Course late, long position) {
    long time = late.eventTime(position);
    if (time != reader.eventTime()) {
      return time < reader.eventTime();
    }
    int order =
        Order.compare(
            reader.epoch(), reader.sequence(), late.epoch(position), late.sequence(position));
    return order > 0 || (order == 0 && reader.receiveTime() > late.receiveTime(position));
  }

  private void add(int datastream, Course late, long position) {
    add(
        datastream,
        late.eventTime(position),
        late.receiveTime(position),
        late.value(position),
        late.flags(position),
        late.epoch(position),
        late.sequence(position),
        late.sentTime(position));
  }

  private void add(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence,
      long sentTime) {
    writer.add(datastream, eventTime, receiveTime, value, flags, epoch, sequence, sentTime);
    after.set(datastream, eventTime, receiveTime, value, flags);
    int second = (int) (Density.secondOf(eventTime) - from);
    histogram[second * Severity.COUNT + Flags.severity(flags).ordinal()]++;
  }
}
