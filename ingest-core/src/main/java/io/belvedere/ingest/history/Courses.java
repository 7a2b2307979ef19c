package io.belvedere.ingest.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Observations that are in no slab: a [Course] for each datastream that has any. One thread
/// writes, any thread reads.
final class Courses {
  private static final VarHandle COURSE = MethodHandles.arrayElementVarHandle(Course[].class);

  private volatile @Nullable Course[] courses;
  private final @Nullable Traces traces;
  private final Ends ends;

  // One thread writes it, so that setting never loses anything.
  private final AtomicLong size = new AtomicLong();
  private final AtomicLong revision = new AtomicLong();

  Courses(int datastreams) {
    this(datastreams, null);
  }

  private Courses(int datastreams, @Nullable Traces traces) {
    this.courses = new @Nullable Course[datastreams];
    this.traces = traces;
    this.ends = new Ends(datastreams);
  }

  /// For observations that are few and far between, so that it pays to know where there are any.
  static Courses ofFew(int datastreams) {
    return new Courses(datastreams, new Traces());
  }

  /// The course of a datastream, unless there is nothing in it from `from` to `to`; null if it has
  /// none. What else there is in it may be left out or not.
  @Nullable Course get(int datastream, long from, long to) {
    return traces == null || traces.mayHave(datastream, from, to) ? get(datastream) : null;
  }

  /// The course of a datastream; null if it has none.
  @Nullable Course get(int datastream) {
    @Nullable Course[] all = courses;
    return datastream < all.length ? (Course) COURSE.getAcquire(all, datastream) : null;
  }

  /// How many observations there are in all.
  long size() {
    return size.getAcquire();
  }

  /// Grows with every change of courses that are few and far between, after it can be seen.
  long revision() {
    return revision.getAcquire();
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /// Adds an observation if it is newer than all of its datastream and easily added. Writer only.
  ///
  /// @return false if it was not added
  boolean append(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    if (traces != null
        || !ends.append(datastream, eventTime, receiveTime, value, flags, epoch, sequence)) {
      return false;
    }
    size.setRelease(size.getPlain() + 1);
    return true;
  }

  /// Looks at what the next observation of this datastream will touch, so that it is near then.
  /// Writer only.
  ///
  /// @return anything
  long fetch(int datastream) {
    return ends.fetch(datastream);
  }

  /// Adds an observation at its place. Writer only.
  void add(int datastream, Entry entry) {
    leaveTrace(datastream, entry.eventTime());
    Course course = get(datastream);
    set(datastream, course == null ? Course.of(entry) : course.add(entry), 1);
  }

  /// Has `course`, which has not been changed since, be that of a datastream. Writer only.
  void put(int datastream, Course course) {
    if (traces != null) {
      for (long at = course.next(Course.NOWHERE); at != Course.NOWHERE; at = course.next(at)) {
        leaveTrace(datastream, course.eventTime(at));
      }
    }
    set(datastream, course, course.size());
  }

  /// As many as there are datastreams with room for a course. Writer only.
  int length() {
    return courses.length;
  }

  /// Those of the same datastreams from `cutoff` on, and of each the last one before, which still
  /// holds there. Writer only.
  Courses from(long cutoff) {
    Courses kept = new Courses(length(), traces == null ? null : new Traces());
    for (int d = 0; d < length(); d++) {
      Course course = get(d);
      if (course != null) {
        kept.put(d, course.from(cutoff));
      }
    }
    return kept;
  }

  /// Of each datastream those before `to`, as they are now, for another thread to pack. Writer
  /// only.
  @Nullable Course[] frozen(long to) {
    @Nullable Course[] frozen = new @Nullable Course[length()];
    for (int d = 0; d < frozen.length; d++) {
      Course course = get(d);
      frozen[d] = course == null ? null : course.frozen(to);
    }
    return frozen;
  }

  /// Those from `cutoff` on, which take the place of these for the writer. Writer only.
  ///
  /// @param datastreams how many have room at least
  Courses since(long cutoff, int datastreams) {
    Courses rest = new Courses(Math.max(datastreams, length()));
    for (int d = 0; d < length(); d++) {
      Course course = get(d);
      Course behind = course == null ? null : course.since(cutoff);
      if (behind != null) {
        rest.put(d, behind);
      }
    }
    return rest;
  }

  /// The same, which take the place of these for the writer: what is added to them is not seen
  /// here. Writer only.
  Courses apart() {
    Courses apart = new Courses(length(), traces == null ? null : new Traces());
    for (int d = 0; d < length(); d++) {
      Course course = get(d);
      if (course != null) {
        apart.put(d, course.apart());
      }
    }
    return apart;
  }

  /// Those within a range, apart from these. Writer only.
  Courses within(long from, long to) {
    Courses kept = new Courses(length());
    for (int d = 0; d < length(); d++) {
      int datastream = d;
      forEach(d, from, to, (course, at) -> kept.add(datastream, course.entry(at)));
    }
    return kept;
  }

  /// What `by` makes of those from `from` to before `to`, and all others. Writer only.
  Courses revised(long from, long to, Revision by) {
    Courses kept = new Courses(length(), traces == null ? null : new Traces());
    for (int d = 0; d < length(); d++) {
      Course course = get(d);
      int datastream = d;
      Course rest =
          course == null ? null : course.revised(from, to, entry -> by.of(datastream, entry));
      if (rest != null) {
        kept.put(d, rest);
      }
    }
    return kept;
  }

  /// Whether it was added before. Writer only.
  boolean contains(int datastream, Entry entry) {
    Course course = get(datastream);
    return course != null && course.contains(entry);
  }

  /// Says what becomes of an observation; null if it is to go.
  interface Revision {
    @Nullable Entry of(int datastream, Entry entry);
  }

  /// Shows all with an event time from `from` to before `to`. Writer only.
  void forEach(long from, long to, Shown shown) {
    for (int d = 0; d < length(); d++) {
      forEach(d, from, to, shown);
    }
  }

  private void forEach(int datastream, long from, long to, Shown shown) {
    Course course = get(datastream, from, to);
    if (course != null) {
      long at = course.next(course.floor(from - 1));
      while (at != Course.NOWHERE && course.eventTime(at) < to) {
        shown.take(course, at);
        at = course.next(at);
      }
    }
  }

  /// Is shown observations.
  interface Shown {
    void take(Course course, long position);
  }

  /// Adds an observation that is only kept if it is what holds at `cutoff`. Writer only.
  void addBefore(long cutoff, int datastream, Entry entry) {
    leaveTrace(datastream, entry.eventTime());
    Course course = get(datastream);
    int before = course == null ? 0 : course.size();
    Course added = (course == null ? Course.of(entry) : course.add(entry)).from(cutoff);
    set(datastream, added, added.size() - before);
  }

  private void leaveTrace(int datastream, long eventTime) {
    if (traces != null) {
      traces.add(datastream, eventTime, courses.length);
    }
  }

  private void set(int datastream, Course course, int added) {
    if (datastream >= courses.length) {
      courses = Arrays.copyOf(courses, Math.max(datastream + 1, courses.length * 2));
    }
    @Nullable Course[] all = courses;
    if (all[datastream] != course) {
      COURSE.setRelease(all, datastream, course);
    }
    if (traces == null) {
      ends.follow(datastream, course);
    }
    size.setRelease(size.getPlain() + added);
    revision.setRelease(revision.getPlain() + 1);
  }
}
