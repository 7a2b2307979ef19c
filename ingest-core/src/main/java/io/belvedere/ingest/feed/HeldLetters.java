package io.belvedere.ingest.feed;

import io.belvedere.ingest.source.PartitionId;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Dead letters that wait until a record is over, or until it is certain that nobody will read the
/// same records again. What of a record is rejected for one reason becomes one letter. Those that
/// are too many are counted instead. Handed from one thread to another as a whole.
final class HeldLetters {
  /// Bytes of records that are kept waiting: 8 MB.
  private static final long MOST_BYTES = 8L << 20;

  /// What a letter takes beside its record, bytes.
  private static final long FIXED = 256;

  private record Letter(
      PartitionId partition,
      ConsumerRecord<byte[], byte[]> record,
      String reason,
      String pointer,
      int times) {}

  private final List<Letter> letters = new ArrayList<>();
  private long bytes;
  private long leftOut;

  @SuppressWarnings("ReferenceEquality") // this very record, not one like it
  void add(
      PartitionId partition, ConsumerRecord<byte[], byte[]> record, String reason, String pointer) {
    for (int i = letters.size() - 1; i >= 0 && letters.get(i).record() == record; i--) {
      Letter same = letters.get(i);
      if (same.reason().equals(reason)) {
        letters.set(i, new Letter(partition, record, reason, same.pointer(), same.times() + 1));
        return;
      }
    }
    long size = FIXED + (record.value() == null ? 0 : record.value().length);
    if (bytes + size > MOST_BYTES) {
      leftOut++;
    } else {
      bytes += size;
      letters.add(new Letter(partition, record, reason, pointer, 1));
    }
  }

  /// Hands all on; nothing waits then.
  void putInto(DeadLetters all) {
    for (Letter each : letters) {
      all.put(
          each.record(), each.partition().topicId(), each.reason(), each.pointer(), each.times());
    }
    if (leftOut > 0) {
      all.leaveOut(leftOut);
    }
    letters.clear();
    bytes = 0;
    leftOut = 0;
  }
}
