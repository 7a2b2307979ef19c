package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Packs up to [#MOST] observations of one datastream, ascending by event time, into a block; a
/// [BlockReader] gives them back bit for bit. Used by one thread.
///
/// ```
/// byte     which columns there are and how: TIMES_IN_MILLIS to AHEAD
/// times    varint first - origin (zigzag), then with EVEN: varint pace, varint smallest deviation
///          (zigzag), width; else varint smallest step, width
/// lags     varint smallest (zigzag), width
/// flags    varint smallest, width
/// values   decimal: scale, varint smallest (zigzag), width
///          raw: 8 bytes of the first, trailing zero bits that all differences share, width
/// ties     only with TIES: epochs, sequences less their index: varint smallest (zigzag), width
/// aheads   only with AHEAD: width; by how much the time that a quarantined one was sent with is
///          ahead of its event time, 0 for all others
/// columns  each packed with its width, in this order, what was subtracted left out
/// ```
///
/// EVEN is for what comes at an even pace, as sensors do: each time is kept as its deviation from
/// the straight line through the first and the last, so that any can be read without those before
/// it. Where that took more bits, as the step from the one before.
///
/// With MISSING a decimal column has 0 for NaN, and one more than the difference for all others. A
/// lag counts from the event time, in milliseconds from its whole millisecond.
final class BlockWriter {
  /// Observations in a block, at most.
  static final int MOST = 128;

  /// Bytes of a block, at most, with the padding that reading it needs.
  static final int MOST_BYTES = 128 + 7 * MOST * Long.BYTES + Bits.PADDING;

  static final int TIMES_IN_MILLIS = 1;
  static final int RECEIVED_IN_MILLIS = 1 << 1;
  static final int DECIMAL = 1 << 2;
  static final int MISSING = 1 << 3;
  static final int TIES = 1 << 4;
  static final int AHEAD = 1 << 5;
  static final int EVEN = 1 << 6;

  /// Bits behind the point of a pace.
  static final int PACE_BITS = 16;

  /// Times further apart have no pace.
  private static final long LONGEST = 1L << 40;

  static final long MILLI = 1_000;
  /// The same in an array of bytes.
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long NOT_A_NUMBER = Double.doubleToRawLongBits(Double.NaN);

  private final long[] times = new long[MOST];
  private final long[] deviations = new long[MOST];
  private final long[] lags = new long[MOST];
  private final long[] flags = new long[MOST];
  private final long[] values = new long[MOST];
  private final long[] epochs = new long[MOST];
  private final long[] sequences = new long[MOST];
  private final long[] aheads = new long[MOST];
  private int count;
  private long pace;
  private MemorySegment to = MemorySegment.NULL;
  private long at;

  /// Begins a block.
  void begin() {
    count = 0;
  }

  /// Adds an observation that is not earlier than the last one.
  ///
  /// @param eventTime microseconds UTC
  /// @param receiveTime microseconds UTC
  /// @param sentTime see [Entry]
  void add(
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence,
      long sentTime) {
    times[count] = eventTime;
    lags[count] = receiveTime;
    values[count] = Double.doubleToRawLongBits(value);
    this.flags[count] = flags;
    epochs[count] = epoch;
    sequences[count] = sequence;
    aheads[count] = sentTime == Entry.NOT_QUARANTINED ? 0 : sentTime - eventTime;
    count++;
  }

  int count() {
    return count;
  }

  /// Writes the block.
  ///
  /// @param to zero where the block goes, with [#MOST_BYTES] of room
  /// @param origin what times are told from, a whole millisecond in microseconds UTC
  /// @return the position behind the block
  long write(MemorySegment to, long at, long origin) {
    this.to = to;
    this.at = at + 1;
    int kind = 0;
    long unit = allWholeMillis(times) ? MILLI : 1;
    if (unit == MILLI) {
      kind |= TIMES_IN_MILLIS;
    }
    if (allWholeMillis(lags)) {
      kind |= RECEIVED_IN_MILLIS;
    }
    takeLags((kind & RECEIVED_IN_MILLIS) != 0);
    varint(Bits.zigzag((times[0] - origin) / unit));
    if (takeTimes(unit)) {
      kind |= EVEN;
      varint(pace);
      varint(Bits.zigzag(least(times)));
    } else {
      varint(least(times));
    }
    long leastTime = least(times);
    int timeWidth = width(times, leastTime);
    long lag = least(lags);
    varint(Bits.zigzag(lag));
    int lagWidth = width(lags, lag);
    long flag = least(flags);
    varint(flag);
    int flagWidth = width(flags, flag);
    int scale = scale();
    int valueWidth;
    if (scale == Decimals.NONE) {
      valueWidth = takeRaw();
    } else {
      kind |= DECIMAL | (takeDecimals(scale) ? MISSING : 0);
      valueWidth = width(values, 0);
    }
    if (hasOtherThan(Observation.NOT_SENT, epochs)
        || hasOtherThan(Observation.NOT_SENT, sequences)) {
      kind |= TIES;
      takeGrowth();
    }
    long epoch = least(epochs);
    long sequence = least(sequences);
    int epochWidth = 0;
    int sequenceWidth = 0;
    if ((kind & TIES) != 0) {
      varint(Bits.zigzag(epoch));
      epochWidth = width(epochs, epoch);
      varint(Bits.zigzag(sequence));
      sequenceWidth = width(sequences, sequence);
    }
    int aheadWidth = 0;
    if (hasOtherThan(0, aheads)) {
      kind |= AHEAD;
      aheadWidth = width(aheads, 0);
    }
    to.set(ValueLayout.JAVA_BYTE, at, (byte) kind);
    column(times, leastTime, timeWidth);
    column(lags, lag, lagWidth);
    column(flags, flag, flagWidth);
    column(values, 0, valueWidth);
    if ((kind & TIES) != 0) {
      column(epochs, epoch, epochWidth);
      column(sequences, sequence, sequenceWidth);
    }
    column(aheads, 0, aheadWidth);
    return this.at;
  }

  private boolean allWholeMillis(long[] micros) {
    for (int i = 0; i < count; i++) {
      if (micros[i] % MILLI != 0) {
        return false;
      }
    }
    return true;
  }

  private void takeLags(boolean millis) {
    for (int i = 0; i < count; i++) {
      lags[i] = millis ? lags[i] / MILLI - Math.floorDiv(times[i], MILLI) : lags[i] - times[i];
    }
  }

  /// Makes steps of the times, or deviations from a pace.
  ///
  /// @return whether there is a pace
  private boolean takeTimes(long unit) {
    long first = times[0];
    long length = (times[count - 1] - first) / unit;
    pace = count < 2 ? 0 : (length << PACE_BITS) / (count - 1);
    boolean even = length < LONGEST;
    long smallest = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    long shortest = Long.MAX_VALUE;
    long longest = 0;
    for (int i = 1; i < count; i++) {
      long step = (times[i] - times[i - 1]) / unit;
      shortest = Math.min(shortest, step);
      longest = Math.max(longest, step);
    }
    for (int i = 0; even && i < count; i++) {
      deviations[i] = (times[i] - first) / unit - ((i * pace) >> PACE_BITS);
      smallest = Math.min(smallest, deviations[i]);
      greatest = Math.max(greatest, deviations[i]);
    }
    if (count < 2 || (even && Bits.width(greatest - smallest) <= Bits.width(longest - shortest))) {
      System.arraycopy(deviations, 0, times, 0, count);
      return true;
    }
    // The first step is none.
    for (int i = count - 1; i > 0; i--) {
      times[i] = (times[i] - times[i - 1]) / unit;
    }
    times[0] = times[1];
    return false;
  }

  /// The number of decimals that all values have in common, NaN apart.
  private int scale() {
    int scale = 0;
    for (int i = 0; i < count; i++) {
      if (values[i] != NOT_A_NUMBER) {
        scale = Decimals.scale(Double.longBitsToDouble(values[i]), scale);
        if (scale == Decimals.NONE) {
          return scale;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      double value = Double.longBitsToDouble(values[i]);
      if (values[i] != NOT_A_NUMBER && Decimals.scale(value, scale) != scale) {
        return Decimals.NONE;
      }
    }
    return scale;
  }

  /// @return whether a value is missing
  private boolean takeDecimals(int scale) {
    boolean missing = false;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (values[i] == NOT_A_NUMBER) {
        missing = true;
      } else {
        least = Math.min(least, Decimals.whole(Double.longBitsToDouble(values[i]), scale));
      }
    }
    least = least == Long.MAX_VALUE ? 0 : least;
    for (int i = 0; i < count; i++) {
      values[i] =
          values[i] == NOT_A_NUMBER
              ? 0
              : Decimals.whole(Double.longBitsToDouble(values[i]), scale)
                  - least
                  + (missing ? 1 : 0);
    }
    to.set(ValueLayout.JAVA_BYTE, at++, (byte) scale);
    varint(Bits.zigzag(least));
    return missing;
  }

  /// @return the width
  private int takeRaw() {
    long first = values[0];
    long differing = 0;
    for (int i = 0; i < count; i++) {
      values[i] ^= first;
      differing |= values[i];
    }
    int zeros = differing == 0 ? 0 : Long.numberOfTrailingZeros(differing);
    for (int i = 0; i < count; i++) {
      values[i] >>>= zeros;
    }
    to.set(WORD, at, first);
    to.set(ValueLayout.JAVA_BYTE, at + Long.BYTES, (byte) zeros);
    at += Long.BYTES + 1;
    return width(values, 0);
  }

  /// Sequences grow by one, mostly: what is left is the same for all.
  private void takeGrowth() {
    for (int i = 0; i < count; i++) {
      sequences[i] -= i;
    }
  }

  private boolean hasOtherThan(long usual, long[] column) {
    for (int i = 0; i < count; i++) {
      if (column[i] != usual) {
        return true;
      }
    }
    return false;
  }

  private long least(long[] column) {
    long least = column[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, column[i]);
    }
    return least;
  }

  /// Writes the width of a column.
  private int width(long[] column, long base) {
    long all = 0;
    for (int i = 0; i < count; i++) {
      all |= column[i] - base;
    }
    int width = Bits.width(all);
    to.set(ValueLayout.JAVA_BYTE, at++, (byte) width);
    return width;
  }

  private void varint(long number) {
    at = Bits.putVarint(to, at, number);
  }

  private void column(long[] column, long base, int width) {
    for (int i = 0; i < count; i++) {
      Bits.pack(to, at, width, i, column[i] - base);
    }
    at += Bits.packedBytes(count, width);
  }
}
