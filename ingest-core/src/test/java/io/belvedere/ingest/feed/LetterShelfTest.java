package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.ingest.feed.LetterBody.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // arrays that may be null are not seen as such in compiled records
class LetterShelfTest {
  private static final long NOW = 1_767_000_000_000_000L;
  private static final String TOPIC = "belvedere.port.observations";

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void name() {
    file = folder.resolve("letters.jsonl");
  }

  @Test
  void whatWasThereIsThereAfterARestartByteForByte() {
    byte[] noText = {0, (byte) 0xFF, 10, 13, 34};
    LetterBody body =
        new LetterBody(
            noText, noText, List.of(header("a", "1"), header("a", "ü"), header("b", null)), true);
    LetterShelf before = opened(100);
    before.put(letter(3, 7, "not JSON"), body);
    before.put(letter(3, 8, "no key"), new LetterBody(null, null, List.of(), true));
    before.close();

    LetterShelf after = opened(100);
    assertThat(after.all()).isEqualTo(before.all()).hasSize(2);
    LetterBody again = after.body(letter(3, 7, "not JSON")).orElseThrow();
    assertThat(again.key()).isEqualTo(noText);
    assertThat(again.value()).isEqualTo(noText);
    assertThat(again.headers()).extracting(Header::name).containsExactly("a", "a", "b");
    assertThat(again.headers().get(1).value()).isEqualTo("ü".getBytes(UTF_8));
    assertThat(again.headers().get(2).value()).isNull();
    LetterBody empty = after.body(letter(3, 8, "no key")).orElseThrow();
    assertThat(empty.key()).isNull();
    assertThat(empty.value()).isNull();
    assertThat(after.reading(0, CounterReading.Fates.NONE).since()).hasValue(NOW);
  }

  @Test
  void theOldestGoAndItIsToldHowMany() {
    LetterShelf shelf = opened(10);
    for (int i = 0; i < 35; i++) {
      put(shelf, 0, i, "no", "{}");
    }
    assertThat(shelf.all()).extracting(DeadLetter::offset).startsWith(34L).endsWith(20L);
    assertThat(gone(shelf)).isEqualTo(20);
    assertThat(shelf.body(letter(0, 19, "no"))).isEmpty();
    assertThat(shelf.body(letter(0, 20, "no"))).isPresent();
    shelf.close();
    LetterShelf after = opened(10);
    assertThat(after.all()).isEqualTo(shelf.all());
    assertThat(gone(after)).isEqualTo(20);
  }

  @Test
  void neitherFileGrowsAboveItsBoundByMoreThanALetter() throws IOException {
    LetterShelf shelf = LetterShelf.inFile(file, 10_000, 1_000);
    shelf.open(NOW);
    for (int i = 0; i < 100; i++) {
      put(shelf, 0, i, "no", "x".repeat(1_000));
    }
    assertThat(Files.size(file)).isLessThan(12_000);
    assertThat(Files.size(folder.resolve("letters.jsonl.1"))).isLessThan(12_000);
    assertThat(gone(shelf) + shelf.all().size()).isEqualTo(100);
  }

  @Test
  void inMemoryTheNewestThousandStay() {
    LetterShelf shelf = LetterShelf.inMemory();
    shelf.open(NOW);
    for (int i = 0; i < 1_003; i++) {
      put(shelf, 0, i, "no", "{}");
    }
    assertThat(shelf.all()).hasSize(1_000);
    assertThat(gone(shelf)).isEqualTo(3);
    byte[] value = shelf.body(letter(0, 1_000, "no")).orElseThrow().value();
    assertThat(value).isEqualTo("{}".getBytes(UTF_8));
  }

  @Test
  void aTornLineIsCutOffAndOneThatIsDamagedPassedOver() throws IOException {
    LetterShelf shelf = opened(100);
    put(shelf, 0, 1, "no", "{}");
    put(shelf, 0, 2, "no", "{}");
    shelf.close();
    Files.writeString(file, "what is this\n{\"topic\":\"t", StandardOpenOption.APPEND);
    LetterShelf after = opened(100);
    put(after, 0, 3, "no", "{}");
    after.close();
    assertThat(opened(100).all()).extracting(DeadLetter::offset).containsExactly(3L, 2L, 1L);
  }

  @Test
  void aFileWithoutABeginningIsGoneOnWith() throws IOException {
    Files.writeString(
        file,
        "{\"topic\":\"t\",\"partition\":0,\"offset\":7,\"receiveTime\":\"2025-01-01T00:00:00Z\","
            + "\"reason\":\"no\",\"pointer\":\"\",\"key\":\"k\",\"value\":\"v\"}\n");
    LetterShelf shelf = opened(100);
    put(shelf, 0, 8, "no", "{}");
    assertThat(shelf.all()).extracting(DeadLetter::offset).containsExactly(8L, 7L);
    assertThat(shelf.reading(0, CounterReading.Fates.NONE).since())
        .hasValue(1_735_689_600_000_000L);
    // Nobody knows whether it is all of the value.
    assertThat(shelf.body(shelf.all().getLast()).orElseThrow().whole()).isFalse();
  }

  @Test
  void whatCouldBeReadLaterIsMarkedAlsoAfterARestartAndDoesNotCountAsGone() {
    LetterShelf shelf = opened(3);
    for (int i = 0; i < 3; i++) {
      put(shelf, 0, i, "no", "{}");
    }
    shelf.driven(List.of(letter(0, 0, "no").place(), letter(0, 1, "no").place()), true);
    shelf.close();
    LetterShelf after = opened(3);
    assertThat(after.all()).extracting(DeadLetter::driven).containsExactly(false, true, true);
    for (int i = 3; i < 7; i++) {
      put(after, 0, i, "no", "{}");
    }
    assertThat(gone(after)).isOne();
  }

  @Test
  void aTextIsFoundInKeysPointersAndInWhatIsNotSeenInTheList() {
    for (LetterShelf shelf : List.of(opened(100), LetterShelf.inMemory())) {
      shelf.open(NOW);
      put(shelf, 0, 1, "no", "x".repeat(500) + "{\"datastream\":\"Level-7\"}");
      put(shelf, 1, 2, "no", "{\"datastream\":\"level-7\"}");
      put(shelf, 1, 3, "no", "{\"datastream\":\"level-8\"}");
      put(shelf, 1, 4, "another", "level-7");
      assertThat(
              found(
                  shelf,
                  new LetterFilter("no", "level-7", OptionalInt.empty(), 0, Long.MAX_VALUE, false)))
          .containsExactly(2L, 1L);
      assertThat(
              found(
                  shelf,
                  new LetterFilter("", "level-7", OptionalInt.of(1), 0, Long.MAX_VALUE, false)))
          .containsExactly(4L, 2L);
      assertThat(
              found(
                  shelf,
                  new LetterFilter("", "key-3", OptionalInt.empty(), 0, Long.MAX_VALUE, false)))
          .containsExactly(3L);
      assertThat(
              found(shelf, new LetterFilter("", "", OptionalInt.empty(), NOW + 2, NOW + 4, false)))
          .containsExactly(3L, 2L);
    }
  }

  @Test
  void aDiskThatFailsIsToldAndWhatCannotBeKeptIsNotListed() throws IOException {
    Files.createDirectories(file);
    LetterShelf shelf = opened(100);
    assertThat(shelf.put(letter(0, 1, "no"), new LetterBody(null, null, List.of(), true)))
        .isFalse();
    assertThat(shelf.all()).isEmpty();
    assertThat(shelf.reading(0, CounterReading.Fates.NONE).trouble())
        .startsWith("Dead letters cannot be kept on disk: ");
  }

  @Test
  void ofAValueThatIsTooLargeTheBeginningIsKeptAndItsSizeTold() {
    byte[] value = new byte[LetterBody.MOST_WHOLE + 1];
    RandomGenerator.of("L64X128MixRandom").nextBytes(value);
    LetterBody body =
        LetterBody.of(
            new ConsumerRecord<>(
                TOPIC,
                0,
                1,
                NOW / 1_000,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[] {1},
                value,
                new RecordHeaders(),
                Optional.empty()));
    assertThat(body.whole()).isFalse();
    assertThat(body.value()).hasSize(64 << 10).startsWith(value[0], value[1], value[2]);
    LetterShelf shelf = opened(10);
    shelf.put(letter(0, 1, "too large"), body);
    assertThat(shelf.body(letter(0, 1, "too large")).orElseThrow().whole()).isFalse();
  }

  @Test
  void anExportHasTheValueAsBase64AndAsText() throws IOException {
    var out = new ByteArrayOutputStream();
    LetterJson.export(
        letter(3, 7, "not JSON"),
        new LetterBody("k".getBytes(UTF_8), "{ü".getBytes(UTF_8), List.of(header("h", "v")), true),
        out);
    JsonNode line = new ObjectMapper().readTree(out.toByteArray());
    assertThat(line.get("value").asText()).isEqualTo("{ü");
    assertThat(Base64.getDecoder().decode(line.get("valueBase64").asText()))
        .isEqualTo("{ü".getBytes(UTF_8));
    assertThat(line.get("headers").get(0).get("value").asText()).isEqualTo("v");
    assertThat(line.get("offset").asLong()).isEqualTo(7);
    assertThat(out.toString(UTF_8)).endsWith("}\n");
  }

  private LetterShelf opened(int mostLetters) {
    LetterShelf shelf = LetterShelf.inFile(file, 1 << 20, mostLetters);
    shelf.open(NOW);
    return shelf;
  }

  private static void put(
      LetterShelf shelf, int partition, long offset, String reason, String value) {
    var body =
        new LetterBody(("key-" + offset).getBytes(UTF_8), value.getBytes(UTF_8), List.of(), true);
    shelf.put(letter(partition, offset, reason), body);
  }

  private static List<Long> found(LetterShelf shelf, LetterFilter filter) {
    List<Long> offsets = new ArrayList<>();
    shelf.find(filter).forEach(each -> offsets.add(each.offset()));
    return offsets;
  }

  private static long gone(LetterShelf shelf) {
    return shelf.reading(0, CounterReading.Fates.NONE).gone();
  }

  private static DeadLetter letter(int partition, long offset, String reason) {
    return new DeadLetter(
        TOPIC, "id", partition, offset, NOW + offset, reason, "/a", 2, "", "", 5, false);
  }

  private static Header header(String name, String value) {
    return new Header(name, value == null ? null : value.getBytes(UTF_8));
  }
}
