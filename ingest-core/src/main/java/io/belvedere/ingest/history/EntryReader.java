package io.belvedere.ingest.history;

import java.nio.ByteBuffer;

/// Gives back what an [EntryWriter] packed.
final class EntryReader {
  /// Takes one after another.
  interface Taker {
    void take(int datastream, Entry entry);
  }

  private EntryReader() {}

  /// @param from little-endian; read from its position on
  static void read(ByteBuffer from, int count, Taker taker) {
    long time = 0;
    for (int i = 0; i < count; i++) {
      int datastream = (int) Varints.get(from);
      time += Varints.getSigned(from);
      long receiveTime = time + Varints.getSigned(from);
      int kinds = (int) Varints.get(from);
      double value = Double.longBitsToDouble(from.getLong());
      Entry entry = Entry.of(time, receiveTime, value, kinds & (EntryWriter.YIELDS - 1));
      if ((kinds & EntryWriter.TIES) != 0) {
        entry = entry.withTies(Varints.getSigned(from), Varints.getSigned(from));
      }
      if ((kinds & EntryWriter.SENT) != 0) {
        entry = entry.sentAt(time + Varints.getSigned(from));
      }
      taker.take(datastream, entry.yielding((kinds & EntryWriter.YIELDS) != 0));
    }
  }
}
