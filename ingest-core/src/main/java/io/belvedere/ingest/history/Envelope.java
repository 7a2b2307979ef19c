package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.util.Arrays;

/// How one datastream went over a range of time that is cut into columns of equal length, in arrays
/// that the caller owns and has filled again and again. A column tells of the observations that lie
/// in it, and of the one that holds at its end, which may be much older.
///
/// To be filled in this order: [#begin], at most one [#hold], any number of [#add] by event time,
/// [#end].
///
/// Not safe for use by several threads; hand it over whole.
public final class Envelope {
  private TimeRange range = new TimeRange(0, 0);
  private int columns;
  private double[] lowest = {};
  private double[] highest = {};
  private double[] first = {};
  private int[] count = {};
  private int[] worst = {};

  /// One longer than there are columns: what held before the range, then by column.
  private long[] holdingTime = {};

  private double[] holding = {};
  private int[] holdingFlags = {};

  /// The column that is being filled, where it ends, and the first event time in it.
  private int at;

  private long atEnd;
  private long firstTime;

  /// Empties it; keeps the arrays where they are large enough.
  ///
  /// @throws IllegalArgumentException if there is no column
  public void begin(TimeRange range, int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException("An envelope has at least one column.");
    }
    if (lowest.length < columns) {
      lowest = new double[columns];
      highest = new double[columns];
      first = new double[columns];
      count = new int[columns];
      worst = new int[columns];
      holdingTime = new long[columns + 1];
      holding = new double[columns + 1];
      holdingFlags = new int[columns + 1];
    }
    this.range = range;
    this.columns = columns;
    Arrays.fill(lowest, 0, columns, Double.NaN);
    Arrays.fill(highest, 0, columns, Double.NaN);
    Arrays.fill(first, 0, columns, Double.NaN);
    Arrays.fill(count, 0, columns, 0);
    Arrays.fill(worst, 0, columns, 0);
    holdingTime[0] = DistrictState.NONE;
    holding[0] = Double.NaN;
    holdingFlags[0] = 0;
    at = -1;
    nextColumn();
  }

  /// Sets what holds when the range begins.
  ///
  /// @param eventTime microseconds UTC, before the range
  /// @param flags see [Flags]
  public void hold(long eventTime, double value, int flags) {
    setHolding(0, eventTime, value, flags);
    setHolding(1, eventTime, value, flags);
  }

  /// Adds an observation within the range, not older than the last; of those with the same event
  /// time the last one holds.
  public void add(long eventTime, double value, int flags) {
    while (eventTime >= atEnd) {
      nextColumn();
    }
    int column = at;
    if (count[column] == 0) {
      firstTime = eventTime;
    }
    if (eventTime == firstTime) {
      first[column] = value;
    }
    count[column]++;
    worst[column] = Math.max(worst[column], Flags.severity(flags).ordinal());
    // What is no number compares as false, also with what is there already.
    if (!(value >= lowest[column]) && !Double.isNaN(value)) {
      lowest[column] = value;
    }
    if (!(value <= highest[column]) && !Double.isNaN(value)) {
      highest[column] = value;
    }
    setHolding(column + 1, eventTime, value, flags);
  }

  /// Has what holds last hold until the end of the range.
  public void end() {
    while (at < columns - 1) {
      nextColumn();
    }
  }

  private void nextColumn() {
    at++;
    atEnd = edge(at + 1);
    setHolding(at + 1, holdingTime[at], holding[at], holdingFlags[at]);
  }

  private void setHolding(int index, long eventTime, double value, int flags) {
    holdingTime[index] = eventTime;
    holding[index] = value;
    holdingFlags[index] = flags;
  }

  public TimeRange range() {
    return range;
  }

  public int columns() {
    return columns;
  }

  /// Where a column begins, or, with the number of columns, where the last one ends; microseconds
  /// UTC.
  public long edge(int column) {
    return edge(range, columns, column);
  }

  /// Without overflow for any range.
  static long edge(TimeRange range, int columns, int column) {
    long length = range.length();
    return range.from() + length / columns * column + length % columns * column / columns;
  }

  /// How many observations lie in a column.
  public int count(int column) {
    return count[column];
  }

  /// The lowest value in a column; NaN if there is no number in it.
  public double lowest(int column) {
    return lowest[column];
  }

  /// The highest value in a column; NaN if there is no number in it.
  public double highest(int column) {
    return highest[column];
  }

  /// The value that holds from the first event time in a column on; NaN if nothing lies in it.
  public double first(int column) {
    return first[column];
  }

  /// The worst severity in a column; [Severity#NORMAL] if nothing lies in it.
  public Severity worst(int column) {
    return Severity.of(worst[column]);
  }

  /// Whether anything is known when a column begins.
  public boolean isKnownBefore(int column) {
    return holdingTime[column] != DistrictState.NONE;
  }

  /// The event time of what holds when a column begins; [DistrictState#NONE] if nothing does.
  public long timeBefore(int column) {
    return holdingTime[column];
  }

  public double valueBefore(int column) {
    return holding[column];
  }

  public Severity severityBefore(int column) {
    return Flags.severity(holdingFlags[column]);
  }

  /// Whether anything is known when a column ends.
  public boolean isKnown(int column) {
    return isKnownBefore(column + 1);
  }

  /// The event time of what holds when a column ends; [DistrictState#NONE] if nothing does.
  public long lastTime(int column) {
    return timeBefore(column + 1);
  }

  /// The value that holds when a column ends: the last one in it, or else an older one.
  public double last(int column) {
    return valueBefore(column + 1);
  }

  /// The severity that holds when a column ends.
  public Severity lastSeverity(int column) {
    return severityBefore(column + 1);
  }
}
