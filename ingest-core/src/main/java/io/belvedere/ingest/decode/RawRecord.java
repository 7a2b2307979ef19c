package io.belvedere.ingest.decode;

import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// A record as it came out of the log, before anybody has looked inside.
///
/// @param appendTime the record's timestamp, microseconds UTC
/// @param key null where none was sent
/// @param value null for a tombstone
@SuppressWarnings("ArrayRecordComponent") // bytes of the log, handed on and never compared
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long appendTime,
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers) {

  /// What travels beside key and value.
  @FunctionalInterface
  public interface Headers {
    Headers NONE = name -> null;

    /// The last header of that name; null if there is none.
    byte @Nullable [] last(String name);
  }

  /// The same record without a copy.
  public static RawRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new RawRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        Micros.ofMillis(record.timestamp()),
        record.key(),
        record.value(),
        name -> {
          Header header = record.headers().lastHeader(name);
          return header == null ? null : header.value();
        });
  }

  /// Whether it only measures the way and says nothing of the city: to be measured, never counted
  /// nor decoded.
  public boolean isCanary() {
    return headers.last(Canary.HEADER) != null;
  }

  /// Whether what it tells happens, is rehearsed, or is made up; empty if the sender named
  /// something else, which must then not be taken for real.
  public Optional<Reality> reality() {
    String sent = header("belvedere-reality");
    if (sent == null) {
      return Optional.of(Reality.REAL);
    }
    return switch (sent.toLowerCase(Locale.ROOT)) {
      case "real" -> Optional.of(Reality.REAL);
      case "exercise" -> Optional.of(Reality.EXERCISE);
      case "simulated" -> Optional.of(Reality.SIMULATED);
      default -> Optional.empty();
    };
  }

  /// The last header of that name as text without surrounding blanks; null if there is none.
  @Nullable String header(String name) {
    byte[] sent = headers.last(name);
    return sent == null ? null : new String(sent, StandardCharsets.UTF_8).strip();
  }
}
