package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.time.Micros;
import java.lang.foreign.MemorySegment;

/// Goes through a block of a [BlockWriter], forward, one observation at a time; it reads what it is
/// asked for and nothing else, and allocates nothing. Used by one thread, for block after block.
final class BlockReader {
  /// Behind the end of every block that has a pace, and few enough to be shifted.
  private static final long MOST_SINCE = 1L << 44;

  private MemorySegment from = MemorySegment.NULL;
  private int count;
  private int kind;
  private long unit;
  private long first;
  private long pace;
  private long step;
  private long lag;
  private long flag;
  private int scale;
  private long value;
  private long epoch;
  private long sequence;
  private int stepWidth;
  private int lagWidth;
  private int flagWidth;
  private int valueWidth;
  private int epochWidth;
  private int sequenceWidth;
  private int aheadWidth;
  private long steps;
  private long lags;
  private long flags;
  private long values;
  private long epochs;
  private long sequences;
  private long aheads;
  private long end;
  private long at;

  private int index;
  private long time;

  private final Blocks blocks = new Blocks(this);

  /// Stands before the first observation of a block.
  ///
  /// @param count how many observations it has, as its directory says
  /// @param origin as it was written with
  void open(MemorySegment from, long at, int count, long origin) {
    this.from = from;
    this.count = count;
    long word = from.get(BlockWriter.WORD, at);
    this.at = at + Long.BYTES;
    kind = (int) word & 0xFF;
    stepWidth = width(word, BlockWriter.STEP_WIDTH);
    lagWidth = width(word, BlockWriter.LAG_WIDTH);
    flagWidth = width(word, BlockWriter.FLAG_WIDTH);
    valueWidth = width(word, BlockWriter.VALUE_WIDTH);
    scale = (int) (word >>> BlockWriter.SCALE) & ((1 << BlockWriter.SCALE_BITS) - 1);
    unit = has(BlockWriter.TIMES_IN_MILLIS) ? BlockWriter.MILLI : 1;
    first = origin + nextSigned(word, BlockWriter.NUMBERS) * unit;
    pace = nextSigned(word, BlockWriter.NUMBERS + BlockWriter.LENGTH_BITS);
    step = nextSigned(word, BlockWriter.NUMBERS + 2 * BlockWriter.LENGTH_BITS);
    lag = nextSigned(word, BlockWriter.NUMBERS + 3 * BlockWriter.LENGTH_BITS);
    flag = nextSigned(word, BlockWriter.NUMBERS + 4 * BlockWriter.LENGTH_BITS);
    value = nextSigned(word, BlockWriter.NUMBERS + 5 * BlockWriter.LENGTH_BITS);
    epochWidth = 0;
    sequenceWidth = 0;
    aheadWidth = 0;
    if (has(BlockWriter.TIES | BlockWriter.AHEAD)) {
      openTies();
    }
    steps = this.at;
    lags = steps + Bits.packedBytes(count, stepWidth);
    flags = lags + Bits.packedBytes(count, lagWidth);
    values = flags + Bits.packedBytes(count, flagWidth);
    epochs = values + Bits.packedBytes(count, valueWidth);
    sequences = epochs + Bits.packedBytes(count, epochWidth);
    aheads = sequences + Bits.packedBytes(count, sequenceWidth);
    end = aheads + Bits.packedBytes(count, aheadWidth);
    index = -1;
    time = first;
  }

  private void openTies() {
    int word = from.get(BlockWriter.HALF_WORD, at);
    at += Integer.BYTES;
    epochWidth = width(word, BlockWriter.EPOCH_WIDTH);
    sequenceWidth = width(word, BlockWriter.SEQUENCE_WIDTH);
    aheadWidth = width(word, BlockWriter.AHEAD_WIDTH);
    epoch = nextSigned(word, BlockWriter.TIE_NUMBERS);
    sequence = nextSigned(word, BlockWriter.TIE_NUMBERS + BlockWriter.LENGTH_BITS);
  }

  private static int width(long word, int shift) {
    return (int) (word >>> shift) & ((1 << BlockWriter.WIDTH_BITS) - 1);
  }

  /// Has the reader go through all of a datastream in a slab.
  ///
  /// @return the same object each time
  Blocks blocks(Slab slab, int datastream) {
    blocks.begin(slab, datastream);
    return blocks;
  }

  /// Reads the whole block at once, wherever it stands in it, column by column.
  ///
  /// @param eventTime with room from `to` on, as the others
  /// @param valueBits as for [Double#longBitsToDouble]
  /// @return how many it has
  int readAll(long[] eventTime, long[] receiveTime, long[] valueBits, int[] flags, int to) {
    readTimes(eventTime, to);
    for (int i = 0; i < count; i++) {
      receiveTime[to + i] =
          receiveTime(eventTime[to + i], lag + Bits.unpack(from, lags, lagWidth, i));
    }
    for (int i = 0; i < count; i++) {
      flags[to + i] = flags(i);
    }
    for (int i = 0; i < count; i++) {
      valueBits[to + i] = Double.doubleToLongBits(value(i));
    }
    return count;
  }

  private void readTimes(long[] eventTime, int to) {
    if (has(BlockWriter.EVEN)) {
      for (int i = 0; i < count; i++) {
        eventTime[to + i] = evenTime(i);
      }
      return;
    }
    long last = first;
    eventTime[to] = last;
    for (int i = 1; i < count; i++) {
      last += (step + Bits.unpack(from, steps, stepWidth, i)) * unit;
      eventTime[to + i] = last;
    }
  }

  /// The position behind the block.
  long end() {
    return end;
  }

  /// Whether the header says that all values are the same.
  boolean hasOneValue() {
    return valueWidth == 0;
  }

  /// Whether the header says that all flags are the same.
  boolean haveOneFlags() {
    return flagWidth == 0;
  }

  /// The event time of the first observation, microseconds UTC.
  long firstTime() {
    return first;
  }

  /// Whether the header says that all of the block was received after `known`; they may have been
  /// even if it does not.
  boolean isReceivedAfter(long known) {
    return receiveTime(first, lag) > known;
  }

  /// Before when nothing from here to the end of the block was received, microseconds UTC, to
  /// within a second. May stand at the end afterwards.
  long earliest() {
    long spread = lagWidth < Long.SIZE - 1 ? 1L << lagWidth : Long.MAX_VALUE;
    if (spread <= (has(BlockWriter.RECEIVED_IN_MILLIS) ? 1_000 : Micros.PER_SECOND)) {
      return receiveTime(first, lag);
    }
    long earliest = receiveTime();
    while (next()) {
      earliest = Math.min(earliest, receiveTime());
    }
    return earliest;
  }

  /// Goes on to the next observation.
  ///
  /// @return false if there is none; then it stays where it is
  boolean next() {
    if (index + 1 >= count) {
      return false;
    }
    time = timeOfNext();
    index++;
    return true;
  }

  /// Goes on to the last observation whose event time is not after `t`, if that is further on.
  ///
  /// @param t microseconds UTC
  /// @return whether it stands at an observation now
  boolean seek(long t) {
    return has(BlockWriter.EVEN) ? seekEven(t) : seekStepwise(t);
  }

  private boolean seekStepwise(long t) {
    while (index + 1 < count) {
      long after = timeOfNext();
      if (after > t) {
        break;
      }
      time = after;
      index++;
    }
    return index >= 0;
  }

  /// The pace says about where it is.
  private boolean seekEven(long t) {
    int i = Math.max(index, guess(t));
    long at = i < 0 ? Long.MIN_VALUE : evenTime(i);
    while (at > t && i > index) {
      i--;
      at = i < 0 ? Long.MIN_VALUE : evenTime(i);
    }
    if (at <= t) {
      while (i + 1 < count) {
        long after = evenTime(i + 1);
        if (after > t) {
          break;
        }
        i++;
        at = after;
      }
    }
    if (i < 0) {
      return false;
    }
    index = i;
    time = at;
    return true;
  }

  /// The index of the one that is at `t` if it deviates as most do; -1 if `t` is before all.
  private int guess(long t) {
    long middle = step + (stepWidth < Long.SIZE ? (1L << stepWidth) >> 1 : 0);
    long since = ((t - first) / unit) - middle;
    if (pace == 0 || since >= MOST_SINCE) {
      return count - 1;
    }
    return Math.clamp((since << BlockWriter.PACE_BITS) / pace, -1, count - 1);
  }

  /// The event time of the next observation in the block; `Long.MAX_VALUE` if there is none.
  long peekTime() {
    return index + 1 < count ? timeOfNext() : Long.MAX_VALUE;
  }

  /// Goes back to the observation before, where that can be done at once.
  ///
  /// @return false if not, or if there is none in this block; then it stays where it is
  boolean back() {
    if (index <= 0 || !has(BlockWriter.EVEN)) {
      return false;
    }
    index--;
    time = evenTime(index);
    return true;
  }

  /// Whether it stands at the first observation of the block.
  boolean isAtFirst() {
    return index == 0;
  }

  private long evenTime(int i) {
    return first
        + (((i * pace) >> BlockWriter.PACE_BITS) + step + Bits.unpack(from, steps, stepWidth, i))
            * unit;
  }

  private long timeOfNext() {
    if (has(BlockWriter.EVEN)) {
      return evenTime(index + 1);
    }
    return index < 0
        ? first
        : time + (step + Bits.unpack(from, steps, stepWidth, index + 1)) * unit;
  }

  /// Microseconds UTC.
  long eventTime() {
    return time;
  }

  /// Microseconds UTC.
  long receiveTime() {
    return receiveTime(time, lag + Bits.unpack(from, lags, lagWidth, index));
  }

  private long receiveTime(long time, long since) {
    return has(BlockWriter.RECEIVED_IN_MILLIS)
        ? (Math.floorDiv(time, BlockWriter.MILLI) + since) * BlockWriter.MILLI
        : time + since;
  }

  /// See [io.belvedere.ingest.twin.Flags].
  int flags() {
    return flags(index);
  }

  private int flags(int i) {
    return (int) (flag + Bits.unpack(from, flags, flagWidth, i));
  }

  /// Bit for bit what was written.
  double value() {
    return value(index);
  }

  private double value(int i) {
    long packed = Bits.unpack(from, values, valueWidth, i);
    if (!has(BlockWriter.DECIMAL)) {
      return Double.longBitsToDouble(value ^ (packed << scale));
    }
    if (has(BlockWriter.MISSING)) {
      return packed == 0 ? Double.NaN : Decimals.value(value + packed - 1, scale);
    }
    return Decimals.value(value + packed, scale);
  }

  long epoch() {
    return has(BlockWriter.TIES)
        ? epoch + Bits.unpack(from, epochs, epochWidth, index)
        : Observation.NOT_SENT;
  }

  long sequence() {
    return has(BlockWriter.TIES)
        ? sequence
            + (has(BlockWriter.GROWS) ? index : 0)
            + Bits.unpack(from, sequences, sequenceWidth, index)
        : Observation.NOT_SENT;
  }

  /// The event time that it was sent with; [Entry#NOT_QUARANTINED] if it was not quarantined.
  long sentTime() {
    long ahead = Bits.unpack(from, aheads, aheadWidth, index);
    return ahead == 0 ? Entry.NOT_QUARANTINED : time + ahead;
  }

  private boolean has(int bit) {
    return (kind & bit) != 0;
  }

  /// @param word has its length at bit `shift`
  private long nextSigned(long word, int shift) {
    int more = (int) (word >>> shift) & ((1 << BlockWriter.LENGTH_BITS) - 1);
    long number = Bits.getSigned(from, at, more + 1);
    at += more + 1;
    return number;
  }
}
