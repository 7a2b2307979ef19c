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

  private byte[] bytes = new byte[1 << 13];
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
      zigzag(entry.sentTime() - entry.eventTime());
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
    varint(datastream);
    zigzag(eventTime - lastTime);
    zigzag(receiveTime - eventTime);
    boolean ties = epoch != Observation.NOT_SENT || sequence != Observation.NOT_SENT;
    varint(ties ? kinds | TIES : kinds);
    BlockWriter.LONGS.set(bytes, size, Double.doubleToRawLongBits(value));
    size += Long.BYTES;
    if (ties) {
      zigzag(epoch);
      zigzag(sequence);
    }
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
