package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Observation;
import java.util.Arrays;

/// Packs observations one after another into bytes that grow: what a journal keeps of them. Used by
/// one thread; an [EntryReader] gives them back.
///
/// ```
/// varint   number of the datastream
/// varint   event time - that of the one before (zigzag), 0 for the first
/// varint   receive time - event time (zigzag)
/// varint   flags, and which of the following there are: YIELDS, TIES, SENT
/// 8 bytes  value
/// varints  only with TIES: epoch, sequence (zigzag)
/// varint   only with SENT: the time that a quarantined one was sent with - event time (zigzag)
/// ```
final class EntryWriter {
  static final int YIELDS = 1 << 11;
  static final int TIES = 1 << 12;
  static final int SENT = 1 << 13;

  /// Bytes of one observation, at most.
  private static final int MOST = 7 * 10 + Long.BYTES;

  private static final int VARINT_BITS = 7;

  /// In each byte, that another follows.
  private static final long CONTINUED = 0x8080808080808080L;

  private static final int FIRST_ROOM = 1 << 13;

  /// One that has grown larger with a burst does not stay so.
  private static final int MOST_ROOM = 1 << 22;

  private byte[] bytes = new byte[FIRST_ROOM];
  private int size;
  private int count;
  private long lastTime;

  void put(int datastream, Entry entry) {
    boolean sent = entry.sentTime() != Entry.NOT_QUARANTINED;
    put(
        datastream,
        entry.eventTime(),
        entry.receiveTime(),
        entry.value(),
        entry.flags() | (entry.yields() ? YIELDS : 0) | (sent ? SENT : 0),
        entry.epoch(),
        entry.sequence());
    if (sent) {
      size = zigzag(bytes, size, entry.sentTime() - entry.eventTime());
    }
  }

  /// Of one that was not quarantined, or whose sent time comes next.
  ///
  /// @param kinds flags, and which else there are, ties apart
  void put(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int kinds,
      long epoch,
      long sequence) {
    if (size + MOST > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    byte[] to = bytes;
    int at = varint(to, size, datastream);
    at = zigzag(to, at, eventTime - lastTime);
    at = zigzag(to, at, receiveTime - eventTime);
    boolean ties = epoch != Observation.NOT_SENT || sequence != Observation.NOT_SENT;
    at = varint(to, at, ties ? kinds | TIES : kinds);
    BlockWriter.LONGS.set(to, at, Double.doubleToRawLongBits(value));
    at += Long.BYTES;
    if (ties) {
      at = zigzag(to, at, epoch);
      at = zigzag(to, at, sequence);
    }
    size = at;
    lastTime = eventTime;
    count++;
  }

  byte[] bytes() {
    return bytes;
  }

  /// How many of [#bytes] count.
  int size() {
    return size;
  }

  /// How many observations there are.
  int count() {
    return count;
  }

  void clear() {
    size = 0;
    count = 0;
    lastTime = 0;
    if (bytes.length > MOST_ROOM) {
      bytes = new byte[FIRST_ROOM];
    }
  }

  /// @return where the next goes
  private static int zigzag(byte[] to, int at, long number) {
    return varint(to, at, Bits.zigzag(number));
  }

  /// Where eight bytes hold it, which is nearly always, they are written at once: what is behind
  /// its end is written over by what comes next.
  ///
  /// @return where the next goes
  private static int varint(byte[] to, int at, long number) {
    if (number >>> VARINT_BITS == 0) {
      to[at] = (byte) number;
      return at + 1;
    }
    if (number >>> (Byte.SIZE * VARINT_BITS) == 0) {
      int bytes = (Bits.width(number) + VARINT_BITS - 1) / VARINT_BITS;
      long continued = CONTINUED & ((1L << ((bytes - 1) * Byte.SIZE)) - 1);
      BlockWriter.LONGS.set(to, at, spread(number) | continued);
      return at + bytes;
    }
    int end = at;
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      to[end++] = (byte) (rest | 0x80);
      rest >>>= VARINT_BITS;
    }
    to[end++] = (byte) rest;
    return end;
  }

  /// Seven bits to each of eight bytes: halves move apart, then quarters, then eighths.
  private static long spread(long number) {
    long halves = (number & 0xFFFFFFFL) | ((number & 0xFFFFFFF0000000L) << 4);
    long quarters = (halves & 0x3FFF00003FFFL) | ((halves & 0xFFFC0000FFFC000L) << 2);
    return (quarters & 0x7F007F007F007FL) | ((quarters & 0x3F803F803F803F80L) << 1);
  }
}
