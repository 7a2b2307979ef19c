package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where in memory the newest observation of each course stands, so that the next one, which is
/// nearly always newer, is added without a walk to it: that walk is through five objects, none of
/// which anybody has touched since the one before. What decides about the next stands side by side
/// for each datastream, with the epoch and sequence that it will have if nothing is lost: then
/// these are not written down at all. Writer only.
final class Ends {
  // Where in a row, which is as long as a cache line, each number stands.
  private static final int NEWEST = 0;
  private static final int COUNT = 1;
  private static final int CAPACITY = 2;
  private static final int EPOCH = 3;
  private static final int SEQUENCE = 4;
  private static final int STEP = 5;
  private static final int STRIDE = 8;

  /// The step where nothing is foretold.
  private static final long NONE = Long.MIN_VALUE;

  private static final long[] NO_CELLS = {};

  private final int room;
  private long[] rows = {};
  private long[][] cells = {};
  private @Nullable Ties[] ties = {};
  private Course[] courses = {};

  /// @param room for so many datastreams is made at once, when there is the first
  Ends(int room) {
    this.room = room;
  }

  /// Takes note of where a course ends, which was changed by other means.
  void follow(int datastream, Course course) {
    if (datastream >= courses.length) {
      grow(Math.max(datastream + 1, Math.max(courses.length * 2, room)), course);
    }
    int row = datastream * STRIDE;
    rows[row + NEWEST] = course.newest();
    rows[row + COUNT] = course.inLast();
    rows[row + CAPACITY] = course.roomInLast();
    cells[datastream] = course.cellsOfLast();
    courses[datastream] = course;
    follow(datastream, course.tiesOfLast(), course.inLast());
  }

  /// @param size how many observations the chunk has
  private void follow(int datastream, @Nullable Ties beside, int size) {
    ties[datastream] = beside;
    int row = datastream * STRIDE;
    if (beside == null) {
      rows[row + EPOCH] = Observation.NOT_SENT;
      rows[row + SEQUENCE] = Observation.NOT_SENT;
      rows[row + STEP] = 0;
    } else if (beside.foretell()) {
      rows[row + EPOCH] = beside.epoch().get(size);
      rows[row + SEQUENCE] = beside.sequence().get(size);
      rows[row + STEP] = beside.sequence().step();
    } else {
      rows[row + STEP] = NONE;
    }
  }

  private void grow(int length, Course any) {
    int before = courses.length;
    rows = Arrays.copyOf(rows, length * STRIDE);
    cells = Arrays.copyOf(cells, length);
    ties = Arrays.copyOf(ties, length);
    courses = Arrays.copyOf(courses, length);
    Arrays.fill(cells, before, length, NO_CELLS);
    Arrays.fill(courses, before, length, any);
  }

  /// Looks at what the next observation of this datastream will touch, so that it is near then.
  ///
  /// @return anything
  long fetch(int datastream) {
    if (datastream >= courses.length) {
      return 0;
    }
    int row = datastream * STRIDE;
    long[] into = cells[datastream];
    int at = (int) rows[row + COUNT];
    long beside = at < Cells.capacity(into) ? Cells.eventTime(into, at) : 0;
    return beside + courses[datastream].inLast();
  }

  /// Adds an observation if it is newer than all of its datastream and there is room.
  ///
  /// @return false if it was not added
  /// @throws IllegalArgumentException if the receive time is before 1970 or after 2112
  boolean append(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    long[] all = rows;
    int row = datastream * STRIDE;
    if (row >= all.length
        || eventTime <= all[row + NEWEST]
        || all[row + COUNT] >= all[row + CAPACITY]) {
      return false;
    }
    int at = (int) all[row + COUNT];
    boolean foretold =
        all[row + STEP] != NONE && epoch == all[row + EPOCH] && sequence == all[row + SEQUENCE];
    Ties beside = foretold ? null : ties[datastream];
    if (!foretold && beside == null) {
      // The first of its chunk that has any.
      return false;
    }
    Cells.write(cells[datastream], at, eventTime, receiveTime, value, flags);
    if (beside == null) {
      all[row + SEQUENCE] += all[row + STEP];
    } else {
      beside.insert(at, epoch, sequence, at);
      follow(datastream, beside, at + 1);
    }
    all[row + COUNT]++;
    all[row + NEWEST] = eventTime;
    courses[datastream].publish(at + 1);
    return true;
  }
}
