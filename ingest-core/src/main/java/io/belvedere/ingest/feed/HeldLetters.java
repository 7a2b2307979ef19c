package io.belvedere.ingest.feed;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Dead letters that wait until it is certain that nobody will read the same records again. Those
/// that are too many are counted instead. Handed from one thread to another as a whole.
final class HeldLetters {
  /// Bytes of records that are kept waiting: 8 MB.
  private static final long MOST_BYTES = 8L << 20;

  /// What a letter takes beside its record, bytes.
  private static final long FIXED = 256;

  private record Letter(ConsumerRecord<byte[], byte[]> record, String reason, String pointer) {}

  private final List<Letter> letters = new ArrayList<>();
  private long bytes;
  private long leftOut;

  void add(ConsumerRecord<byte[], byte[]> record, String reason, String pointer) {
    long size = FIXED + (record.value() == null ? 0 : record.value().length);
    if (bytes + size > MOST_BYTES) {
      leftOut++;
    } else {
      bytes += size;
      letters.add(new Letter(record, reason, pointer));
    }
  }

  void putInto(DeadLetters all) {
    letters.forEach(letter -> all.put(letter.record(), letter.reason(), letter.pointer()));
    all.leaveOut(leftOut);
  }
}
