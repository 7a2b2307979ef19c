package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.RawRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// What a dead letter holds: the record as it was in Kafka, up to bounds.
///
/// @param key null where none was sent
/// @param value null for a tombstone; the beginning of one that is too large to be kept
/// @param headers in their order
/// @param whole whether nothing is left out
@SuppressWarnings("ArrayRecordComponent") // bytes of the log, handed on and never compared
public record LetterBody(
    byte @Nullable [] key, byte @Nullable [] value, List<Header> headers, boolean whole) {
  /// A value that is longer is kept in its beginning only, bytes.
  public static final int MOST_WHOLE = 1 << 20;

  private static final int BEGINNING = 64 << 10;
  private static final int MOST_KEY = 64 << 10;
  private static final int MOST_OF_HEADERS = 64 << 10;

  public LetterBody {
    headers = List.copyOf(headers);
  }

  /// What travelled beside key and value.
  @SuppressWarnings("ArrayRecordComponent") // as above
  public record Header(String name, byte @Nullable [] value) {}

  /// Of a record as it was read.
  static LetterBody of(ConsumerRecord<byte[], byte[]> record) {
    List<Header> headers = new ArrayList<>();
    int room = MOST_OF_HEADERS;
    boolean whole = true;
    for (var each : record.headers()) {
      room -= each.key().length() + (each.value() == null ? 0 : each.value().length);
      if (room < 0) {
        whole = false;
        break;
      }
      headers.add(new Header(each.key(), each.value()));
    }
    byte[] value = record.value();
    if (value != null && value.length > MOST_WHOLE) {
      value = Arrays.copyOf(value, BEGINNING);
      whole = false;
    }
    byte[] key = record.key();
    if (key != null && key.length > MOST_KEY) {
      key = Arrays.copyOf(key, MOST_KEY);
      whole = false;
    }
    return new LetterBody(key, value, headers, whole);
  }

  /// About what it takes, bytes.
  long bytes() {
    long bytes = (key == null ? 0L : key.length) + (value == null ? 0 : value.length);
    for (Header each : headers) {
      bytes += each.name().length() + (each.value() == null ? 0 : each.value().length);
    }
    return bytes;
  }

  /// The record once more, as the decoder takes it.
  RawRecord record(DeadLetter letter) {
    return new RawRecord(
        letter.topic(),
        letter.partition(),
        letter.offset(),
        letter.receiveTime(),
        key,
        value,
        this::last);
  }

  private byte @Nullable [] last(String name) {
    for (Header each : headers.reversed()) {
      if (each.name().equals(name)) {
        return each.value();
      }
    }
    return null;
  }
}
