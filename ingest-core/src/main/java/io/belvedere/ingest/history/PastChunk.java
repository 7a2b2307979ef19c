package io.belvedere.ingest.history;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Order;
import io.belvedere.ingest.twin.Verdict;
import java.util.ArrayList;
import java.util.List;

/// Collects what is read again of a stretch of the past that is missing, apart from the history,
/// and packs it into slabs. What the history has learnt of that stretch all the same, because it
/// came late, stays where it is and is not collected again, unless it had come earlier as well.
///
/// Belongs to one thread, which is not that of the feed.
public final class PastChunk {
  private final SlabStore store;
  private final TimeRange range;
  private final Courses courses = new Courses(1024);
  private final Density density = new Density();

  /// @param range whole seconds, of which the history has no slab
  private PastChunk(SlabStore store, TimeRange range) {
    this.store = store;
    this.range = range;
  }

  /// @throws IllegalArgumentException if the range is not of whole seconds
  public static PastChunk of(SlabStore store, TimeRange range) {
    if (range.from() % Micros.PER_SECOND != 0 || range.to() % Micros.PER_SECOND != 0) {
      throw new IllegalArgumentException("Slabs begin and end at whole seconds, not at " + range);
    }
    return new PastChunk(store, range);
  }

  /// Takes an observation, in the order of the log within a partition.
  ///
  /// @param eventTime microseconds UTC, within the range
  /// @param flags see [Flags]; out of order if something newer, outside of the range, came before
  /// @return what became of it: applied, out of order, or a duplicate
  public Verdict take(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    Course course = courses.get(datastream);
    if (course != null && course.contains(eventTime, value)) {
      return Verdict.DUPLICATE;
    }
    // If what is there was sent again later, this says since when it was known, and replaces it.
    long known = store.receivedLate(datastream, eventTime, value);
    if (known <= receiveTime) {
      return Verdict.DUPLICATE;
    }
    boolean inOrder =
        !Flags.isOutOfOrder(flags)
            && (course == null || isNewer(course, eventTime, epoch, sequence));
    add(
        datastream,
        eventTime,
        receiveTime,
        value,
        inOrder ? flags : Flags.outOfOrder(flags),
        epoch,
        sequence,
        Entry.NOT_QUARANTINED);
    if (known != Long.MAX_VALUE) {
      return Verdict.DUPLICATE;
    }
    return inOrder ? Verdict.APPLIED : Verdict.OUT_OF_ORDER;
  }

  /// Takes an observation at its receive time, because its own event time cannot be believed.
  ///
  /// @param sentTime the event time that it came with, microseconds UTC
  /// @param receiveTime microseconds UTC, within the range
  /// @return quarantined, or a duplicate
  public Verdict takeQuarantined(
      int datastream,
      long sentTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    Course course = courses.get(datastream);
    if (store.containsQuarantined(datastream, sentTime, receiveTime, value)
        || (course != null && course.find(receiveTime, sentTime, value) != Course.NOWHERE)) {
      return Verdict.DUPLICATE;
    }
    add(
        datastream,
        receiveTime,
        receiveTime,
        value,
        Flags.quarantined(flags),
        epoch,
        sequence,
        sentTime);
    return Verdict.QUARANTINED;
  }

  private static boolean isNewer(Course course, long eventTime, long epoch, long sequence) {
    long last = course.floor(Long.MAX_VALUE);
    long newest = course.eventTime(last);
    return eventTime > newest
        || (eventTime == newest
            && Order.compare(course.epoch(last), course.sequence(last), epoch, sequence) <= 0);
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
    if (!range.contains(eventTime)) {
      throw new IllegalArgumentException(
          "%s is not within %s.".formatted(Micros.toInstant(eventTime), range));
    }
    courses.add(
        datastream,
        new Entry(
            eventTime, receiveTime, value, flags, epoch, sequence, sentTime, /* yields= */ false));
    density.add(eventTime, Flags.severity(flags));
  }

  /// How many observations it has.
  public long size() {
    return courses.size();
  }

  /// Packs what was collected; nothing can be added any more.
  ///
  /// @param datastreams how many have a number by now
  public Past finish(int datastreams) {
    return finish(datastreams, new Segment());
  }

  /// Does that in a segment whose memory it gives back if it fails.
  Past finish(int datastreams, Segment segment) {
    try {
      return pack(datastreams, segment);
    } catch (RuntimeException | OutOfMemoryError e) {
      segment.close();
      throw e;
    }
  }

  private Past pack(int datastreams, Segment segment) {
    DistrictState before = new DistrictState();
    before.reset(range.from(), datastreams);
    List<Sealing.Part> parts = new ArrayList<>();
    long end = Density.secondOf(range.to());
    long from = Density.secondOf(range.from());
    while (from < end) {
      long to = density.secondAfter(from, store.mostInSlab(), end);
      parts.add(Sealing.Part.of(density, from * Micros.PER_SECOND, to * Micros.PER_SECOND));
      from = to;
    }
    Sealing sealing =
        new Sealing(range.from(), parts, before, datastreams, courses.frozen(range.to()));
    Sealing.Packed packed = new Sealer().pack(sealing, segment.arena());
    return new Past(range, packed.after(), segment, packed.frames());
  }
}
