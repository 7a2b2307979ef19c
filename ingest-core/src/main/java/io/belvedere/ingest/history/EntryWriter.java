package io.belvedere.ingest.history;

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

  private byte[] bytes = new byte[1 << 13];
  private int size;
  private int count;
  private long lastTime;

  void put(int datastream, Entry entry) {
    boolean ties = entry.hasTies();
    boolean sent = entry.sentTime() != Entry.NOT_QUARANTINED;
    int kinds = (entry.yields() ? YIELDS : 0) | (ties ? TIES : 0) | (sent ? SENT : 0);
    put(datastream, entry.eventTime(), entry.receiveTime(), entry.value(), entry.flags() | kinds);
    if (ties) {
      zigzag(entry.epoch());
      zigzag(entry.sequence());
    }
    if (sent) {
      zigzag(entry.sentTime() - entry.eventTime());
    }
  }

  /// Of one that does not yield, has no ties, and was not quarantined.
  ///
  /// @param kinds flags, and which else there are
  void put(int datastream, long eventTime, long receiveTime, double value, int kinds) {
    if (size + MOST > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    varint(datastream);
    zigzag(eventTime - lastTime);
    zigzag(receiveTime - eventTime);
    varint(kinds);
    BlockWriter.LONGS.set(bytes, size, Double.doubleToRawLongBits(value));
    size += Long.BYTES;
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
  }

  private void zigzag(long number) {
    varint(Bits.zigzag(number));
  }

  private void varint(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }
}
