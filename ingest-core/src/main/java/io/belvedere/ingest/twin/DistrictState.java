package io.belvedere.ingest.twin;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// The state of every datastream of a district at one instant, in columns that the caller owns and
/// fills again and again: the twin fills it for now, the history for any instant of the past.
///
/// It remembers which rows were set last, so that who looks at it again and again need look only at
/// what has changed: see [#mark].
///
/// Not safe for use by several threads; hand it over whole.
public final class DistrictState {
  /// The event time of a datastream of which nothing is known.
  public static final long NONE = Long.MIN_VALUE;

  /// The partition of a datastream that has not been heard of since the start.
  public static final int UNKNOWN_PARTITION = -1;

  private long instant;
  private int size;
  private long[] eventTime = {};
  private long[] receiveTime = {};
  private double[] value = {};
  private int[] flags = {};
  private int[] partition = {};
  private long[] progress = {};
  private ChangeLog changes = new ChangeLog(0, 0);

  // Of what all rows are a copy, and up to where.
  private @Nullable Object original;
  private long copied;

  /// Empties it for `size` datastreams at `instant`; keeps the arrays where they are large enough.
  public void reset(long instant, int size) {
    this.instant = instant;
    original = null;
    if (eventTime.length < size) {
      int length = Math.max(size, eventTime.length * 2);
      eventTime = new long[length];
      receiveTime = new long[length];
      value = new double[length];
      flags = new int[length];
      partition = new int[length];
      changes = new ChangeLog(length, changes.mark());
    }
    this.size = size;
    changes.forget();
    Arrays.fill(eventTime, 0, size, NONE);
    Arrays.fill(receiveTime, 0, size, NONE);
    Arrays.fill(value, 0, size, Double.NaN);
    Arrays.fill(flags, 0, size, 0);
  }

  /// Sets what is known of one datastream.
  ///
  /// @throws ArrayIndexOutOfBoundsException if `datastream` is beyond what [#reset] made room for
  public void set(int datastream, long eventTime, long receiveTime, double value, int flags) {
    this.eventTime[datastream] = eventTime;
    this.receiveTime[datastream] = receiveTime;
    this.value[datastream] = value;
    this.flags[datastream] = flags;
    changes.add(datastream);
  }

  /// Whether every row is as it was in `original` once, and there are as many.
  boolean isCopyOf(Object original, int size) {
    return this.original == original && this.size == size;
  }

  /// Up to where the changes of the original have been copied.
  long copied() {
    return copied;
  }

  /// Records of what every row is a copy now.
  void copiedFrom(Object original, long upTo, long instant) {
    this.original = original;
    this.copied = upTo;
    this.instant = instant;
  }

  /// Takes times, values and flags from another state, of as many datastreams as both have.
  public void copyColumns(DistrictState from) {
    int count = Math.min(size, from.size);
    System.arraycopy(from.eventTime, 0, eventTime, 0, count);
    System.arraycopy(from.receiveTime, 0, receiveTime, 0, count);
    System.arraycopy(from.value, 0, value, 0, count);
    System.arraycopy(from.flags, 0, flags, 0, count);
    changes.forget();
  }

  /// Takes what another state knows of one datastream.
  public void copyRow(DistrictState from, int datastream) {
    set(
        datastream,
        from.eventTime[datastream],
        from.receiveTime[datastream],
        from.value[datastream],
        from.flags[datastream]);
  }

  public void setPartition(int datastream, int partition) {
    this.partition[datastream] = partition;
  }

  /// Sets up to when each partition had been seen.
  ///
  /// @param byPartition microseconds UTC, by partition number; copied
  public void setProgress(long[] byPartition) {
    if (progress.length != byPartition.length) {
      progress = new long[byPartition.length];
    }
    System.arraycopy(byPartition, 0, progress, 0, byPartition.length);
  }

  /// Where its rows stand now, to ask [#forEachSince] later.
  public long mark() {
    return changes.mark();
  }

  /// Shows every datastream that was set since, as often as it was.
  ///
  /// @param mark as it was given by [#mark]
  /// @return false if that is not known any more: every row may be another
  public boolean forEachSince(long mark, IntConsumer datastream) {
    return changes.forEachSince(mark, datastream);
  }

  /// How many partitions have a progress.
  public int partitions() {
    return progress.length;
  }

  /// Up to when a partition had been seen, microseconds UTC; [#NONE] if it never was.
  public long progress(int partition) {
    return progress[partition];
  }

  /// The instant that this is the state of, microseconds UTC.
  public long instant() {
    return instant;
  }

  public int size() {
    return size;
  }

  public boolean isKnown(int datastream) {
    return datastream < size && eventTime[datastream] != NONE;
  }

  /// Microseconds UTC, [#NONE] if nothing is known.
  public long eventTime(int datastream) {
    return eventTime[datastream];
  }

  public long receiveTime(int datastream) {
    return receiveTime[datastream];
  }

  public double value(int datastream) {
    return value[datastream];
  }

  public int flags(int datastream) {
    return flags[datastream];
  }

  /// [#UNKNOWN_PARTITION] if it was never said.
  public int partition(int datastream) {
    return partition[datastream];
  }

  public Severity severity(int datastream) {
    return Flags.severity(flags[datastream]);
  }

  public Quality quality(int datastream) {
    return Flags.quality(flags[datastream]);
  }

  public boolean isQuarantined(int datastream) {
    return Flags.isQuarantined(flags[datastream]);
  }

  /// Whether every datastream has the same times, value and flags in both, whatever their instants
  /// and progress.
  public boolean hasSameColumns(DistrictState other) {
    return size == other.size
        && Arrays.equals(eventTime, 0, size, other.eventTime, 0, size)
        && Arrays.equals(receiveTime, 0, size, other.receiveTime, 0, size)
        && Arrays.equals(value, 0, size, other.value, 0, size)
        && Arrays.equals(flags, 0, size, other.flags, 0, size);
  }

  /// How far the value can be believed.
  ///
  /// @param period expected time between observations, microseconds
  public Liveness liveness(int datastream, long period) {
    if (!isKnown(datastream)) {
      return Liveness.UNKNOWN;
    }
    return Liveness.of(instant, eventTime[datastream], period, progressOf(datastream));
  }

  private long progressOf(int datastream) {
    int p = partition[datastream];
    if (p == UNKNOWN_PARTITION) {
      // It is judged by the one that is furthest behind, so that it never looks better than it is.
      long least = progress.length == 0 ? NONE : Long.MAX_VALUE;
      for (long each : progress) {
        least = Math.min(least, each);
      }
      return least;
    }
    return p < progress.length ? progress[p] : NONE;
  }
}
