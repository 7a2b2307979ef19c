package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeadLettersTest {
  private static final Uuid ID = new Uuid(1, 1);
  private static final String TOPIC = "belvedere.port.observations";

  @Test
  void aLetterStandsInMemoryInTheFileAndInThePost(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("letters.jsonl");
    List<DeadLetter> posted = new CopyOnWriteArrayList<>();
    var letters = new DeadLetters("port", Optional.of(file), (_, letter) -> posted.add(letter));
    letters.put(record(7, "k", bytes("{\"result\":")), ID, "not JSON", "/result", 1);
    letters.close();

    DeadLetter letter = letters.newest().getFirst();
    assertThat(letter.offset()).isEqualTo(7);
    assertThat(letter.reason()).isEqualTo("not JSON");
    assertThat(posted).containsExactly(letter);
    JsonNode line = new ObjectMapper().readTree(Files.readAllLines(file).get(1));
    assertThat(line.get("topic").asText()).isEqualTo(TOPIC);
    assertThat(line.get("offset").asLong()).isEqualTo(7);
    assertThat(line.get("receiveTime").asText()).isEqualTo("2025-12-29T09:20:00Z");
    assertThat(line.get("pointer").asText()).isEqualTo("/result");
    assertThat(line.get("value").asText()).isEqualTo("{\"result\":");
  }

  @Test
  void memoryKeepsTheNewestThousandFirstAndOnlyTheBeginningOfALongValue() {
    var letters = new DeadLetters("port", Optional.empty(), DeadLetters.NO_POST);
    byte[] tall = new byte[900_000];
    Arrays.fill(tall, (byte) 'x');
    for (int i = 0; i < 1_003; i++) {
      letters.put(record(i, null, i == 1_002 ? tall : null), ID, "no", "", 1);
    }
    letters.close();
    assertThat(letters.newest()).hasSize(1_000);
    assertThat(letters.newest().getFirst().offset()).isEqualTo(1_002);
    assertThat(letters.newest().getFirst().value()).hasSize(1_000);
    assertThat(letters.newest().getLast().offset()).isEqualTo(3);
    assertThat(letters.newest().getLast().key()).isEmpty();
  }

  @Test
  void whatComesFasterThanItCanBeWrittenIsLeftOutAndCounted() throws InterruptedException {
    var writing = new CountDownLatch(1);
    var mayGoOn = new CountDownLatch(1);
    List<DeadLetter> posted = new CopyOnWriteArrayList<>();
    DeadLetters.Post slow =
        (_, letter) -> {
          writing.countDown();
          awaited(mayGoOn);
          posted.add(letter);
        };
    var letters = new DeadLetters("port", Optional.empty(), slow);
    // With what a letter takes beside its value.
    byte[] fourMegabytes = new byte[(4 << 20) - 1_000];
    letters.put(record(0, "k", fourMegabytes), ID, "no", "", 1);
    writing.await();
    for (int i = 1; i <= 6; i++) {
      letters.put(record(i, "k", fourMegabytes), ID, "no", "", 1);
    }
    assertThat(letters.leftOut()).isEqualTo(2);
    mayGoOn.countDown();
    letters.close();
    assertThat(posted).extracting(DeadLetter::offset).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(letters.newest()).hasSize(7);
  }

  @Test
  void lettersWithoutAValueTakeRoomAsWell() throws InterruptedException {
    var writing = new CountDownLatch(1);
    var mayGoOn = new CountDownLatch(1);
    DeadLetters.Post slow =
        (_, _) -> {
          writing.countDown();
          awaited(mayGoOn);
        };
    var letters = new DeadLetters("port", Optional.empty(), slow);
    letters.put(record(0, "k", new byte[0]), ID, "no", "", 1);
    writing.await();
    for (int i = 1; i <= 50_000; i++) {
      letters.put(record(i, "k", new byte[0]), ID, "no", "", 1);
    }
    assertThat(letters.leftOut()).isBetween(10_000L, 49_000L);
    mayGoOn.countDown();
    letters.close();
  }

  @Test
  void aPostThatFailsLosesNeitherTheFileNorTheNextLetter(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("letters.jsonl");
    DeadLetters.Post broken =
        (record, _) -> {
          throw new IllegalStateException("no right to write offset " + record.offset());
        };
    var letters = new DeadLetters("port", Optional.of(file), broken);
    letters.put(record(1, "k", bytes("a")), ID, "no", "", 1);
    letters.put(record(2, "k", bytes("b")), ID, "no", "", 1);
    letters.close();
    assertThat(Files.readAllLines(file)).hasSize(3);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(
      long offset, @Nullable String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(
        TOPIC,
        3,
        offset,
        1_767_000_000_000L,
        TimestampType.CREATE_TIME,
        0,
        0,
        key == null ? null : bytes(key),
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
