package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where in memory the newest observation of each course stands, so that the next one, which is
/// nearly always newer, is added without a walk to it: that walk is through five objects, none of
/// which anybody has touched since the one before. Writer only.
final class Ends {
  private static final long[] NO_CELLS = {};

  private long[] newest = {};
  private int[] count = {};
  private int[] capacity = {};
  private long[][] cells = {};
  private @Nullable Ties[] ties = {};
  private Course[] courses = {};

  /// Takes note of where a course ends, which was changed by other means.
  void follow(int datastream, Course course) {
    if (datastream >= newest.length) {
      grow(Math.max(datastream + 1, newest.length * 2), course);
    }
    newest[datastream] = course.newest();
    count[datastream] = course.inLast();
    capacity[datastream] = course.roomInLast();
    cells[datastream] = course.cellsOfLast();
    ties[datastream] = course.tiesOfLast();
    courses[datastream] = course;
  }

  private void grow(int length, Course any) {
    int before = newest.length;
    newest = Arrays.copyOf(newest, length);
    count = Arrays.copyOf(count, length);
    capacity = Arrays.copyOf(capacity, length);
    cells = Arrays.copyOf(cells, length);
    ties = Arrays.copyOf(ties, length);
    courses = Arrays.copyOf(courses, length);
    Arrays.fill(cells, before, length, NO_CELLS);
    Arrays.fill(courses, before, length, any);
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
    if (datastream >= newest.length
        || eventTime <= newest[datastream]
        || count[datastream] >= capacity[datastream]) {
      return false;
    }
    int at = count[datastream];
    Ties beside = ties[datastream];
    boolean hasTies = epoch != Observation.NOT_SENT || sequence != Observation.NOT_SENT;
    if (beside == null && hasTies) {
      // The first of its chunk that has any.
      return false;
    }
    Cells.write(cells[datastream], at, eventTime, receiveTime, value, flags);
    if (beside != null) {
      beside.insert(at, epoch, sequence);
    }
    count[datastream] = at + 1;
    newest[datastream] = eventTime;
    courses[datastream].publish(at + 1);
    return true;
  }
}
