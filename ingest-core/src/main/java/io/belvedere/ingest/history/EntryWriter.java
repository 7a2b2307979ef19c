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
    if (size + MOST > bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    varint(datastream);
    zigzag(entry.eventTime() - lastTime);
    zigzag(entry.receiveTime() - entry.eventTime());
    boolean ties = entry.hasTies();
    boolean sent = entry.sentTime() != Entry.NOT_QUARANTINED;
    varint(entry.flags() | (entry.yields() ? YIELDS : 0) | (ties ? TIES : 0) | (sent ? SENT : 0));
    BlockWriter.LONGS.set(bytes, size, Double.doubleToRawLongBits(entry.value()));
    size += Long.BYTES;
    if (ties) {
      zigzag(entry.epoch());
      zigzag(entry.sequence());
    }
    if (sent) {
      zigzag(entry.sentTime() - entry.eventTime());
    }
    lastTime = entry.eventTime();
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
