package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The recent past in memory: a [Course] for each datastream, and the [Density] of all of them.
///
/// One thread writes; [History] may be asked by any. Each datastream is seen whole; two datastreams
/// of one answer may be some observations apart while they are being written.
///
/// What is kept is bounded by age and by number. At its end everything is dropped but the last
/// observation of each datastream before it, which still holds there: so the state at every instant
/// of [#covered()] stays whole. About 24 bytes an observation, and 4 more where a sequence is sent.
public final class HistoryHead implements History {
  private static final VarHandle COURSE = MethodHandles.arrayElementVarHandle(Course[].class);

  /// Dropping goes through all datastreams, so it is done in steps of this part of the whole.
  private static final int STEPS = 16;

  /// How often what is too old is dropped, in the time that it is kept.
  private static final int DROPS_PER_RETENTION = 64;

  private final long retention;
  private final long mostObservations;
  private final Density density = new Density();
  private final Holes holes = new Holes();

  private volatile @Nullable Course[] courses = new @Nullable Course[0];
  private volatile int datastreams;

  // One thread writes them, so that setting never loses anything.
  private final AtomicLong size = new AtomicLong();
  private final AtomicLong cutoff = new AtomicLong(Micros.EARLIEST);
  private final AtomicLong oldest = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);

  // The writer's.
  private long dropAtSize;
  private long dropAtNewest = Long.MIN_VALUE;

  /// @param retention what is older than this, seen from the newest event time, is dropped
  /// @param mostObservations above this the oldest are dropped
  public HistoryHead(Duration retention, long mostObservations) {
    if (retention.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("The past must be kept for at least a second.");
    }
    if (mostObservations < 1) {
      throw new IllegalArgumentException("At least one observation must be kept.");
    }
    this.retention = Micros.of(retention);
    this.mostObservations = mostObservations;
    this.dropAtSize = mostObservations;
  }

  // The writer's side.

  /// Makes every answer have room for at least so many datastreams.
  public void ensure(int datastreams) {
    if (datastreams > this.datastreams) {
      if (datastreams > courses.length) {
        courses = Arrays.copyOf(courses, Math.max(datastreams, courses.length * 2));
      }
      this.datastreams = datastreams;
    }
  }

  /// Adds an observation.
  ///
  /// @param eventTime microseconds UTC
  /// @param receiveTime microseconds UTC, from 1970 to 2112
  /// @param flags see [Flags]
  public void append(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    add(
        datastream,
        new Entry(eventTime, receiveTime, value, flags, epoch, sequence, Entry.NOT_QUARANTINED));
  }

  /// Adds an observation at its receive time, because its own event time cannot be believed.
  ///
  /// @param sentTime the event time that it came with, microseconds UTC
  public void appendQuarantined(
      int datastream,
      long sentTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    add(
        datastream,
        new Entry(
            receiveTime, receiveTime, value, Flags.quarantined(flags), epoch, sequence, sentTime));
  }

  /// Tells that nothing could be received within `range`.
  public void hole(TimeRange range) {
    holes.add(range);
  }

  /// Tells that what had been missing within `range` is here after all.
  public void filled(TimeRange range) {
    holes.remove(range);
  }

  private void add(int datastream, Entry entry) {
    ensure(datastream + 1);
    if (entry.eventTime() < cutoff.getPlain()) {
      addBeforeCutoff(datastream, entry);
      return;
    }
    Course course = courses[datastream];
    Course added = course == null ? Course.of(entry) : course.add(entry);
    if (added != course) {
      COURSE.setRelease(courses, datastream, added);
    }
    density.add(entry.eventTime(), Flags.severity(entry.flags()));
    size.setRelease(size.getPlain() + 1);
    if (entry.eventTime() < oldest.getPlain()) {
      oldest.setRelease(entry.eventTime());
    }
    if (entry.eventTime() > newest.getPlain()) {
      newest.setRelease(entry.eventTime());
    }
    if (size.getPlain() > dropAtSize) {
      dropSurplus();
    } else if (newest.getPlain() >= dropAtNewest) {
      dropOld();
    }
  }

  /// So late, it is only kept if it is what holds at the cutoff.
  private void addBeforeCutoff(int datastream, Entry entry) {
    Course course = courses[datastream];
    int before = course == null ? 0 : course.size();
    Course added = course == null ? Course.of(entry) : course.add(entry);
    added = added.from(cutoff.getPlain());
    if (added != course) {
      COURSE.setRelease(courses, datastream, added);
    }
    size.setRelease(size.getPlain() + added.size() - before);
  }

  private void dropOld() {
    dropBefore(Density.secondOf(newest.getPlain() - retention));
    dropAtNewest = newest.getPlain() + Math.max(Micros.PER_SECOND, retention / DROPS_PER_RETENTION);
  }

  private void dropSurplus() {
    long surplus = size.getPlain() - (mostObservations - mostObservations / STEPS);
    long newestSecond = Density.secondOf(newest.getPlain());
    dropBefore(Math.min(density.secondAfter(surplus), newestSecond));
    // The last ones of silent datastreams stay, so it may still be more than was asked for.
    dropAtSize = Math.max(mostObservations, size.getPlain() + mostObservations / STEPS);
  }

  private void dropBefore(long second) {
    long before = second * Micros.PER_SECOND;
    if (before <= cutoff.getPlain()) {
      return;
    }
    cutoff.setRelease(before);
    long left = 0;
    long first = Long.MAX_VALUE;
    for (int i = 0; i < datastreams; i++) {
      Course course = courses[i];
      if (course == null) {
        continue;
      }
      Course kept = course.from(before);
      if (kept != course) {
        COURSE.setRelease(courses, i, kept);
      }
      left += kept.size();
      long position = kept.next(kept.floor(before - 1));
      if (position != Course.NOWHERE) {
        first = Math.min(first, kept.eventTime(position));
      }
    }
    density.dropBefore(second);
    size.setRelease(left);
    oldest.setRelease(first);
  }

  // The readers' side.

  @Override
  public void latestAt(long t, DistrictState out) {
    int count = datastreams;
    @Nullable Course[] all = courses;
    out.reset(t, count);
    for (int i = 0; i < count; i++) {
      Course course = course(all, i);
      if (course != null) {
        course.copyTo(course.floor(t), i, out);
      }
    }
  }

  @Override
  public void asKnown(long t, long known, DistrictState out) {
    int count = datastreams;
    @Nullable Course[] all = courses;
    out.reset(t, count);
    for (int i = 0; i < count; i++) {
      Course course = course(all, i);
      if (course != null) {
        course.copyTo(course.floor(t, known), i, out);
      }
    }
  }

  @Override
  public Series range(int datastream, TimeRange range) {
    Course course = course(datastream);
    return course == null ? Course.EMPTY : course.series(range);
  }

  @Override
  public void density(TimeRange range, int columns, int[] out) {
    if (columns < 1 || out.length < Severity.COUNT * columns) {
      throw new IllegalArgumentException(
          columns + " columns do not fit an array of " + out.length + ".");
    }
    Arrays.fill(out, 0, Severity.COUNT * columns, 0);
    if (range.length() < columns * Micros.PER_SECOND) {
      countEach(range, columns, out);
      return;
    }
    long from = Density.secondFrom(range.from());
    for (int column = 0; column < columns; column++) {
      long to = Density.secondFrom(edge(range, columns, column + 1));
      density.addTo(out, columns, column, from, to);
      from = to;
    }
  }

  /// With columns of less than a second the sums are too coarse, but then there are not many
  /// observations to look at.
  private void countEach(TimeRange range, int columns, int[] out) {
    long[] ends = new long[columns];
    Arrays.setAll(ends, column -> edge(range, columns, column + 1));
    long from = Math.max(range.from(), cutoff.getAcquire());
    int count = datastreams;
    for (int i = 0; i < count; i++) {
      Course course = course(i);
      if (course != null) {
        course.count(from, ends, out);
      }
    }
  }

  /// Where a column begins, without overflow for any range.
  private static long edge(TimeRange range, int columns, int column) {
    long length = range.length();
    return range.from() + length / columns * column + length % columns * column / columns;
  }

  @Override
  public OptionalLong onset(int datastream, long t, Severity severity) {
    Course course = course(datastream);
    if (course == null) {
      return OptionalLong.empty();
    }
    OptionalLong onset = OptionalLong.empty();
    long p = course.floor(t);
    while (p != Course.NOWHERE && Flags.severity(course.flags(p)).compareTo(severity) >= 0) {
      onset = OptionalLong.of(course.eventTime(p));
      p = course.previous(p);
    }
    return onset;
  }

  @Override
  public OptionalLong nextChange(IntPredicate of, long t) {
    long after = Math.max(t, cutoff.getAcquire() - 1);
    long best = Long.MAX_VALUE;
    int count = datastreams;
    for (int i = 0; i < count; i++) {
      Course course = of.test(i) ? course(i) : null;
      if (course != null) {
        best = course.changeAfter(after, best);
      }
    }
    return best == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(best);
  }

  @Override
  public OptionalLong previousChange(IntPredicate of, long t) {
    long none = cutoff.getAcquire() - 1;
    long best = none;
    int count = datastreams;
    for (int i = 0; i < count; i++) {
      Course course = of.test(i) ? course(i) : null;
      if (course != null) {
        best = course.changeBefore(t, best);
      }
    }
    return best == none ? OptionalLong.empty() : OptionalLong.of(best);
  }

  @Override
  public Optional<TimeRange> covered() {
    long from = oldest.getAcquire();
    long to = newest.getAcquire();
    return from > to ? Optional.empty() : Optional.of(new TimeRange(from, to));
  }

  @Override
  public List<TimeRange> holes() {
    return covered().map(holes::within).orElse(List.of());
  }

  @Override
  public long size() {
    return size.getAcquire();
  }

  /// Whether this very observation is there already.
  ///
  /// @param value NaN equals NaN
  public boolean contains(int datastream, long eventTime, double value) {
    Course course = course(datastream);
    return course != null && course.contains(eventTime, value);
  }

  /// The event time that the observation came with that holds at `t`, if it was quarantined.
  public OptionalLong sentTime(int datastream, long t) {
    Course course = course(datastream);
    long position = course == null ? Course.NOWHERE : course.floor(t);
    if (course == null || position == Course.NOWHERE) {
      return OptionalLong.empty();
    }
    long sent = course.sentTime(position);
    return sent == Entry.NOT_QUARANTINED ? OptionalLong.empty() : OptionalLong.of(sent);
  }

  private @Nullable Course course(int datastream) {
    return course(courses, datastream);
  }

  private static @Nullable Course course(@Nullable Course[] courses, int datastream) {
    return datastream < courses.length ? (Course) COURSE.getAcquire(courses, datastream) : null;
  }
}
