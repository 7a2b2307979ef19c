package io.belvedere.ingest.feed;

import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes what could not be read as it was, with reason, pointer and origin in its headers
/// beside those that it had. Used by the dead letters' own thread, which may wait.
final class DeadLetterTopic implements DeadLetters.Post {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterTopic.class);

  /// Stands before the names of headers that the record had.
  static final String ORIGINAL = "original.";

  private final Producer<byte[], byte[]> producer;
  private final String topic;

  DeadLetterTopic(Producer<byte[], byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  static DeadLetterTopic open(KafkaSettings settings, String topic) {
    Map<String, Object> properties = settings.producer("belvedere-dead-letters");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "3000");
    return new DeadLetterTopic(new KafkaProducer<>(properties), topic);
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
    var unused =
        producer.send(
            copy,
            (_, failure) -> {
              if (failure != null) {
                LOG.warn("A dead letter could not be published: {}", letter, failure);
              }
            });
  }

  private static void header(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(3));
  }
}
