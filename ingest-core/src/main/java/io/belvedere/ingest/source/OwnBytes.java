package io.belvedere.ingest.source;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Records are read where Kafka's client has put them, without a copy; what is kept of them has
/// bytes of its own, or it would keep all that came with it.
public final class OwnBytes {
  private OwnBytes() {}

  /// The same record, to be kept.
  public static ConsumerRecord<byte[], byte[]> of(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        of(record.key()),
        of(record.value()),
        record.headers(),
        record.leaderEpoch());
  }

  private static byte @Nullable [] of(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }
}
