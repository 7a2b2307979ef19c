package io.belvedere.ingest.feed;

import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.Refusals;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes what could not be read as it was, with reason, pointer and origin in its headers
/// beside those that it had. Used by the dead letters' own thread, which may wait. Connects with
/// the first letter: where all can be read nobody need be allowed to write. A producer that is not
/// let in keeps the password, certificate or token that it began with, so another one takes its
/// place with a later letter.
final class DeadLetterTopic implements DeadLetters.Post {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTopic.class);

  /// Stands before the names of headers that the record had.
  static final String ORIGINAL = "original.";

  private static final long ANOTHER_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

  private final Supplier<Producer<byte[], byte[]>> connect;
  private final Refusals refusals;
  private final String topic;
  private final Clock clock;
  private volatile @Nullable Producer<byte[], byte[]> producer;
  private volatile boolean isShutOut;
  private volatile String trouble = "";
  private long connected;

  DeadLetterTopic(
      Supplier<Producer<byte[], byte[]>> connect, Refusals refusals, String topic, Clock clock) {
    this.connect = connect;
    this.refusals = refusals;
    this.topic = topic;
    this.clock = clock;
  }

  static DeadLetterTopic open(KafkaSettings settings, String topic, Clock clock) {
    Map<String, Object> properties = settings.producer("belvedere-dead-letters");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "3000");
    return new DeadLetterTopic(
        () -> new KafkaProducer<>(properties), Refusals.of(settings), topic, clock);
  }

  @Override
  public void send(ConsumerRecord<byte[], byte[]> record, DeadLetter letter) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(topic, null, record.key(), record.value());
    record
        .headers()
        .forEach(original -> copy.headers().add(ORIGINAL + original.key(), original.value()));
    header(copy.headers(), "reason", letter.reason());
    header(copy.headers(), "pointer", letter.pointer());
    header(copy.headers(), "topic", letter.topic());
    header(copy.headers(), "partition", Integer.toString(letter.partition()));
    header(copy.headers(), "offset", Long.toString(letter.offset()));
    header(copy.headers(), "topic-id", letter.topicId());
    header(copy.headers(), "append-time", Micros.toInstant(letter.receiveTime()).toString());
    header(copy.headers(), "times", Integer.toString(letter.times()));
    try {
      Producer<byte[], byte[]> by = connected();
      var unused =
          by.send(
              copy,
              (_, failure) -> {
                if (by == producer) {
                  ended(failure);
                }
              });
    } catch (KafkaException e) {
      ended(e);
    }
  }

  private Producer<byte[], byte[]> connected() {
    Producer<byte[], byte[]> before = producer;
    if (before != null && !(isShutOut && clock.ticks() - connected >= ANOTHER_EVERY_NANOS)) {
      return before;
    }
    connected = clock.ticks();
    Producer<byte[], byte[]> next = connect.get();
    producer = next;
    isShutOut = false;
    if (before != null) {
      before.close(Duration.ZERO);
    }
    return next;
  }

  /// Said once, not for each letter.
  private void ended(@Nullable Exception failure) {
    isShutOut =
        failure instanceof AuthenticationException || failure instanceof AuthorizationException;
    String words =
        failure == null
            ? ""
            : "Dead letters are not published: "
                + refusals.words(failure, AclOperation.WRITE, topic);
    if (!words.isEmpty() && !words.equals(trouble)) {
      LOG.warn("{}", words);
    }
    trouble = words;
  }

  @Override
  public String trouble() {
    return trouble;
  }

  private static void header(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    Producer<byte[], byte[]> last = producer;
    if (last != null) {
      last.close(Duration.ofSeconds(3));
    }
  }
}
