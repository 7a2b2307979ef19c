package io.belvedere.ingest.history;

import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All of a district's history as it is at one moment of the writer: slabs, and courses for what is
/// older, newer, or came too late. A reader takes it once and asks everything else of it, so that
/// no observation is missed or seen twice while another slab is sealed.
///
/// | where | which observations |
/// |---|---|
/// | `slabs` | event time before `boundary` when they were sealed |
/// | `late` | event time before `boundary`, but came too late for their slab |
/// | `head` | event time from `boundary` on |
///
/// Time is cut into stretches: one for each slab, number -1 for what is older than all of them, and
/// one more for the head.
///
/// @param slabs ascending, apart from each other
/// @param starts where each begins
/// @param boundary where the head begins
/// @param keyframe what the slabs say of the boundary; never written to
/// @param sealed how many observations the slabs have
@SuppressWarnings("ArrayRecordComponent") // columns; never compared
record Sealed(
    Slab[] slabs,
    long[] starts,
    long boundary,
    DistrictState keyframe,
    long sealed,
    Courses late,
    Courses head) {
  /// Before all times, with room below for what is asked.
  static final long BEGINNING = Long.MIN_VALUE / 2;

  static Sealed nothing() {
    return of(new Slab[0], BEGINNING, new DistrictState(), 0, Courses.ofFew(0), new Courses(0));
  }

  static Sealed of(
      Slab[] slabs,
      long boundary,
      DistrictState keyframe,
      long sealed,
      Courses late,
      Courses head) {
    long[] starts = Arrays.stream(slabs).mapToLong(Slab::from).toArray();
    return new Sealed(slabs, starts, boundary, keyframe, sealed, late, head);
  }

  long size() {
    return sealed + late.size() + head.size();
  }

  /// The number of the stretch that `t` lies in.
  int stretch(long t) {
    if (t >= boundary) {
      return slabs.length;
    }
    int found = Arrays.binarySearch(starts, t);
    return found >= 0 ? found : -found - 2;
  }

  /// The number of the stretch that is not over yet.
  int last() {
    return slabs.length;
  }

  /// Where a stretch begins.
  long start(int stretch) {
    if (stretch < 0) {
      return Long.MIN_VALUE;
    }
    return stretch < slabs.length ? starts[stretch] : boundary;
  }

  /// Where there is no slab between `from` and the boundary.
  List<TimeRange> gaps(long from) {
    List<TimeRange> gaps = new ArrayList<>();
    long end = from;
    for (int i = 0; i <= slabs.length; i++) {
      if (end < start(i)) {
        gaps.add(new TimeRange(end, start(i)));
      }
      if (i < slabs.length) {
        end = Math.max(end, slabs[i].to());
      }
    }
    return gaps;
  }

  /// Whether all that a slab has is, in one aspect, as if there were nothing.
  boolean isOfNothing(Aspect aspect, int stretch) {
    return isSlab(stretch) && aspect.isOfNothing(start(stretch), start(stretch + 1));
  }

  /// Whether it can be told at once that nothing of a datastream changes within a stretch.
  ///
  /// @param isOfNothing what [#isOfNothing] says of the stretch
  boolean isSteady(Aspect aspect, int datastream, int stretch, boolean isOfNothing, Stretch by) {
    if (!isSlab(stretch)) {
      return false;
    }
    Slab slab = slabs[stretch];
    long to = start(stretch + 1);
    Course tooLate = late.get(datastream, slab.eventTime(datastream), to - 1);
    return by.isSteady(aspect, datastream, slab, to, tooLate, isOfNothing);
  }

  /// Whether the slab before ends where this one begins.
  boolean isBehindAnother(int stretch) {
    return stretch > 0 && slabs[stretch - 1].to() == starts[stretch];
  }

  boolean isSlab(int stretch) {
    return stretch >= 0 && stretch < slabs.length;
  }

  void load(int datastream, int stretch, Stretch into) {
    Course tooLate = late.get(datastream);
    if (stretch < 0) {
      into.loadBefore(start(0), tooLate);
    } else if (stretch < slabs.length) {
      into.load(datastream, slabs[stretch], start(stretch + 1), tooLate);
    } else {
      into.loadSince(boundary, datastream, keyframe, tooLate, head.get(datastream));
    }
  }

  void latestAt(long t, BlockReader reader, DistrictState out) {
    int stretch = stretch(t);
    if (stretch == slabs.length) {
      out.copyColumns(keyframe);
    } else if (stretch >= 0) {
      slabs[stretch].latestAt(t, reader, out);
    }
    if (!late.isEmpty()) {
      long to = lastSealed(t);
      for (int d = 0; d < out.size(); d++) {
        Course course = late.get(d, out.eventTime(d), to);
        if (course != null) {
          setIfHolds(course, course.floor(t), d, out);
        }
      }
    }
    if (stretch == slabs.length) {
      for (int d = 0; d < out.size(); d++) {
        Course course = head.get(d);
        if (course != null) {
          course.copyTo(course.floor(t), d, out);
        }
      }
    }
  }

  /// As [#latestAt(long, BlockReader, DistrictState)], of one datastream, within a slab.
  ///
  /// @return the event time of the first observation behind it in the slab or of those that came
  ///     too late; `Long.MAX_VALUE` if there is none
  long latestAt(int d, long t, int slab, BlockReader reader, DistrictState out) {
    long next = slabs[slab].latestAt(d, t, reader, out);
    Course course = late.get(d);
    if (course == null) {
      return next;
    }
    long position = course.floor(t);
    setIfHolds(course, position, d, out);
    long after = course.next(position);
    return after == Course.NOWHERE ? next : Math.min(next, course.eventTime(after));
  }

  /// The last instant up to `t` that what comes too late can be of.
  long lastSealed(long t) {
    return Math.min(t, boundary - 1);
  }

  static void setIfHolds(Course late, long position, int d, DistrictState out) {
    if (position != Course.NOWHERE && Stretch.holds(late, position, out.eventTime(d))) {
      late.copyTo(position, d, out);
    }
  }

  /// @param sentTime the event time that it must have come with, if it was quarantined;
  ///     [Entry#NOT_QUARANTINED] for any
  boolean contains(
      int datastream, long eventTime, long sentTime, double value, BlockReader reader) {
    int stretch = stretch(eventTime);
    if (stretch == slabs.length) {
      return contains(head.get(datastream), eventTime, sentTime, value);
    }
    return contains(late.get(datastream), eventTime, sentTime, value)
        || (stretch >= 0
            && slabs[stretch].contains(datastream, eventTime, sentTime, value, reader));
  }

  private static boolean contains(
      @Nullable Course course, long eventTime, long sentTime, double value) {
    return course != null && course.find(eventTime, sentTime, value) != Course.NOWHERE;
  }

  /// The event time that the observation was sent with that holds at `t`; [Entry#NOT_QUARANTINED]
  /// if it was not quarantined or there is none.
  long sentTime(int datastream, long t, BlockReader reader) {
    Course newest = head.get(datastream);
    long position = newest == null ? Course.NOWHERE : newest.floor(t);
    if (newest != null && position != Course.NOWHERE) {
      return newest.sentTime(position);
    }
    long time = DistrictState.NONE;
    long sent = Entry.NOT_QUARANTINED;
    for (int at = Math.min(stretch(t), slabs.length - 1); at >= 0; at--) {
      if (slabs[at].seek(datastream, t, reader)) {
        time = reader.eventTime();
        sent = reader.sentTime();
        break;
      }
    }
    Course tooLate = late.get(datastream);
    position = tooLate == null ? Course.NOWHERE : tooLate.floor(t);
    return tooLate != null && position != Course.NOWHERE && Stretch.holds(tooLate, position, time)
        ? tooLate.sentTime(position)
        : sent;
  }
}
