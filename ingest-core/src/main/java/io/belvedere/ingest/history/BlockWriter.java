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
/// word     8 bytes, from the lowest bit: kind, TIMES_IN_MILLIS to GROWS (8); the widths of steps,
///          lags, flags and values (7 each); scale (6); how many bytes each of the numbers below
///          takes, less one (3 each)
/// numbers  signed: first - origin, pace, smallest step, smallest lag, smallest flags, value
/// ties     only with TIES or AHEAD: 4 bytes: the widths of epochs, sequences and aheads (7 each),
///          bytes of the next two, less one (3 each); smallest epoch, smallest sequence, with GROWS
///          less its index
/// columns  steps, lags, flags, values, epochs, sequences, aheads: each packed with its width, what
///          is said above subtracted
/// ```
///
/// So it is known where everything is as soon as one word is read; a reader does not have to go
/// from number to number.
///
/// EVEN is for what comes at an even pace, as sensors do: each time is kept as its deviation from
/// the straight line through the first and the last, so that any can be read without those before
/// it. Where that took more bits, as the step from the one before.
///
/// With DECIMAL the scale is that of [Decimals] and the value is the smallest; with MISSING too the
/// column has 0 for NaN, and one more than the difference for all others. Without, the value is the
/// first, bit for bit, and the scale tells how many trailing zero bits all differences share.
///
/// A lag counts from the event time, in milliseconds from its whole millisecond. An ahead is by how
/// much the time that a quarantined one was sent with is ahead of its event time, 0 for all others.
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
  static final int GROWS = 1 << 7;

  // Where in the first word, and in that of the ties, each of its parts begins.
  static final int STEP_WIDTH = 8;
  static final int LAG_WIDTH = 15;
  static final int FLAG_WIDTH = 22;
  static final int VALUE_WIDTH = 29;
  static final int SCALE = 36;
  static final int NUMBERS = 42;
  static final int EPOCH_WIDTH = 0;
  static final int SEQUENCE_WIDTH = 7;
  static final int AHEAD_WIDTH = 14;
  static final int TIE_NUMBERS = 21;

  static final int WIDTH_BITS = 7;
  static final int SCALE_BITS = 6;
  static final int LENGTH_BITS = 3;

  /// Bits behind the point of a pace: what that rounds off is less than one at the end of a block.
  static final int PACE_BITS = 8;

  /// Bits that an observation may take more for the sake of a pace.
  private static final int MOST_FOR_EVEN = 3;

  /// Times further apart have no pace.
  private static final long LONGEST = 1L << 40;

  static final long MILLI = 1_000;
  /// The same in an array of bytes.
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt HALF_WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long NOT_A_NUMBER = Double.doubleToRawLongBits(Double.NaN);

  private final long[] times = new long[MOST];
  private final long[] deviations = new long[MOST];
  private final long[] lags = new long[MOST];
  private final long[] flags = new long[MOST];
  private final long[] values = new long[MOST];
  private final long[] epochs = new long[MOST];
  private final long[] sequences = new long[MOST];
  private final long[] grown = new long[MOST];
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
    int kind = 0;
    long unit = allWholeMillis(times) ? MILLI : 1;
    if (unit == MILLI) {
      kind |= TIMES_IN_MILLIS;
    }
    if (allWholeMillis(lags)) {
      kind |= RECEIVED_IN_MILLIS;
    }
    takeLags((kind & RECEIVED_IN_MILLIS) != 0);
    long first = (times[0] - origin) / unit;
    if (takeTimes(unit == MILLI)) {
      kind |= EVEN;
    } else {
      pace = 0;
    }
    int scale = scale();
    long value;
    if (scale == Decimals.NONE) {
      value = values[0];
      scale = takeRaw();
    } else {
      value = leastDecimal(scale);
      kind |= DECIMAL | (takeDecimals(scale, value) ? MISSING : 0);
    }
    if (hasOtherThan(Observation.NOT_SENT, epochs)
        || hasOtherThan(Observation.NOT_SENT, sequences)) {
      kind |= TIES | (takeGrowth() ? GROWS : 0);
    }
    if (hasOtherThan(0, aheads)) {
      kind |= AHEAD;
    }
    writeColumns(at, kind, first, scale, value);
    return this.at;
  }

  private void writeColumns(long start, int kind, long first, int scale, long value) {
    long step = least(times);
    long lag = least(lags);
    long flag = least(flags);
    int stepWidth = width(times, step);
    int lagWidth = width(lags, lag);
    int flagWidth = width(flags, flag);
    int valueWidth = width(values, 0);
    long word =
        kind
            | (long) stepWidth << STEP_WIDTH
            | (long) lagWidth << LAG_WIDTH
            | (long) flagWidth << FLAG_WIDTH
            | (long) valueWidth << VALUE_WIDTH
            | (long) scale << SCALE;
    at = start + Long.BYTES;
    word |= numbers(NUMBERS, first, pace, step, lag, flag, value);
    to.set(WORD, start, word);
    long epoch = 0;
    long sequence = 0;
    int epochWidth = 0;
    int sequenceWidth = 0;
    int aheadWidth = 0;
    if ((kind & (TIES | AHEAD)) != 0) {
      epoch = least(epochs);
      sequence = least(sequences);
      epochWidth = width(epochs, epoch);
      sequenceWidth = width(sequences, sequence);
      aheadWidth = width(aheads, 0);
      long ties = at;
      at += Integer.BYTES;
      long half =
          (long) epochWidth << EPOCH_WIDTH
              | (long) sequenceWidth << SEQUENCE_WIDTH
              | (long) aheadWidth << AHEAD_WIDTH
              | numbers(TIE_NUMBERS, epoch, sequence);
      to.set(HALF_WORD, ties, (int) half);
    }
    column(times, step, stepWidth);
    column(lags, lag, lagWidth);
    column(flags, flag, flagWidth);
    column(values, 0, valueWidth);
    column(epochs, epoch, epochWidth);
    column(sequences, sequence, sequenceWidth);
    column(aheads, 0, aheadWidth);
  }

  /// Writes numbers one after the other.
  ///
  /// @return their lengths, for a word that has them from bit `shift` on
  private long numbers(int shift, long... numbers) {
    long lengths = 0;
    for (int i = 0; i < numbers.length; i++) {
      int bytes = Bits.signedBytes(numbers[i]);
      Bits.putSigned(to, at, numbers[i], bytes);
      at += bytes;
      lengths |= (bytes - 1L) << (shift + i * LENGTH_BITS);
    }
    return lengths;
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
  private boolean takeTimes(boolean millis) {
    long first = times[0];
    for (int i = 0; i < count; i++) {
      long since = times[i] - first;
      // Told apart, because to divide by what is known beforehand is much faster.
      times[i] = millis ? since / MILLI : since;
    }
    long length = times[count - 1];
    pace = count < 2 ? 0 : (length << PACE_BITS) / (count - 1);
    boolean even = length < LONGEST;
    long smallest = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    long shortest = Long.MAX_VALUE;
    long longest = 0;
    for (int i = 1; i < count; i++) {
      long step = times[i] - times[i - 1];
      shortest = Math.min(shortest, step);
      longest = Math.max(longest, step);
    }
    for (int i = 0; even && i < count; i++) {
      deviations[i] = times[i] - ((i * pace) >> PACE_BITS);
      smallest = Math.min(smallest, deviations[i]);
      greatest = Math.max(greatest, deviations[i]);
    }
    int more = Bits.width(greatest - smallest) - Bits.width(longest - shortest);
    if (count < 2 || (even && more <= MOST_FOR_EVEN)) {
      System.arraycopy(deviations, 0, times, 0, count);
      return true;
    }
    // The first step is none.
    for (int i = count - 1; i > 0; i--) {
      times[i] -= times[i - 1];
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

  /// The smallest value as a whole number; 0 if all are missing.
  private long leastDecimal(int scale) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      if (values[i] != NOT_A_NUMBER) {
        least = Math.min(least, Decimals.whole(Double.longBitsToDouble(values[i]), scale));
      }
    }
    return least == Long.MAX_VALUE ? 0 : least;
  }

  /// @return whether a value is missing
  private boolean takeDecimals(int scale, long least) {
    boolean missing = false;
    for (int i = 0; i < count; i++) {
      missing |= values[i] == NOT_A_NUMBER;
    }
    for (int i = 0; i < count; i++) {
      values[i] =
          values[i] == NOT_A_NUMBER
              ? 0
              : Decimals.whole(Double.longBitsToDouble(values[i]), scale)
                  - least
                  + (missing ? 1 : 0);
    }
    return missing;
  }

  /// @return the trailing zero bits that all differences from the first share
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
    return zeros;
  }

  /// Sequences grow by one, mostly: then what is left is the same for all.
  ///
  /// @return whether that is taken off
  private boolean takeGrowth() {
    for (int i = 0; i < count; i++) {
      grown[i] = sequences[i] - i;
    }
    boolean isShorter = width(grown, least(grown)) < width(sequences, least(sequences));
    if (isShorter) {
      System.arraycopy(grown, 0, sequences, 0, count);
    }
    return isShorter;
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

  private int width(long[] column, long base) {
    long all = 0;
    for (int i = 0; i < count; i++) {
      all |= column[i] - base;
    }
    return Bits.width(all);
  }

  private void column(long[] column, long base, int width) {
    for (int i = 0; i < count; i++) {
      Bits.pack(to, at, width, i, column[i] - base);
    }
    at += Bits.packedBytes(count, width);
  }
}
