package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.Refusals;
import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Producers that let a test say what becomes of each letter.
class DeadLetterTopicTest {
  private static final String TOPIC = "belvedere.port.dead-letters";

  private final ManualClock clock = new ManualClock(1_767_000_000_000_000L);
  private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
  private final DeadLetterTopic letters =
      new DeadLetterTopic(
          () -> {
            var producer =
                new MockProducer<>(
                    false, null, new ByteArraySerializer(), new ByteArraySerializer());
            producers.add(producer);
            return producer;
          },
          Refusals.of(KafkaSettings.of("localhost:1")),
          TOPIC,
          clock);

  @AfterEach
  void close() {
    letters.close();
  }

  @Test
  void aLetterGoesAsItWasWithReasonAndOrigin() {
    send(7);
    ProducerRecord<byte[], byte[]> sent = producers.getFirst().history().getFirst();
    assertThat(sent.topic()).isEqualTo(TOPIC);
    assertThat(sent.value()).isEqualTo(bytes("{"));
    assertThat(new String(sent.headers().lastHeader("reason").value(), UTF_8)).isEqualTo("no JSON");
    assertThat(new String(sent.headers().lastHeader("offset").value(), UTF_8)).isEqualTo("7");
    assertThat(new String(sent.headers().lastHeader("original.a").value(), UTF_8)).isEqualTo("b");
  }

  @Test
  void whoIsNotLetInAnyMoreComesBackWithAnotherProducer() {
    send(1);
    assertThat(producers.getFirst().errorNext(new SaslAuthenticationException("expired"))).isTrue();
    assertThat(letters.trouble()).startsWith("Dead letters are not published: ");
    send(2);
    assertThat(producers).as("not at once").hasSize(1);
    clock.advance(Duration.ofSeconds(2));
    send(3);
    assertThat(producers).hasSize(2);
    assertThat(producers.getFirst().closed()).isTrue();
    assertThat(producers.getLast().completeNext()).isTrue();
    assertThat(letters.trouble()).isEmpty();
  }

  @Test
  void whatTheProducerBeforeStillSaysCountsForNothing() {
    send(1);
    send(2);
    producers.getFirst().errorNext(new SaslAuthenticationException("expired"));
    clock.advance(Duration.ofSeconds(2));
    send(3);
    producers.getLast().completeNext();
    producers.getFirst().errorNext(new KafkaException("closed"));
    assertThat(letters.trouble()).isEmpty();
  }

  @Test
  void aProducerThatOnlyWaitedTooLongGoesOn() {
    send(1);
    producers.getFirst().errorNext(new TimeoutException("nobody answers"));
    assertThat(letters.trouble()).isNotEmpty();
    clock.advance(Duration.ofMinutes(1));
    send(2);
    producers.getFirst().completeNext();
    assertThat(producers).hasSize(1);
    assertThat(letters.trouble()).isEmpty();
  }

  private void send(long offset) {
    var record =
        new ConsumerRecord<>("belvedere.port.observations", 0, offset, bytes("k"), bytes("{"));
    record.headers().add("a", bytes("b"));
    letters.send(
        record,
        new DeadLetter(
            record.topic(), "id", 0, offset, clock.now(), "no JSON", "", 1, "k", "{", 1, false));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
