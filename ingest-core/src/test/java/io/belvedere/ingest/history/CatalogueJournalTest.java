package io.belvedere.ingest.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.belvedere.ingest.source.PartitionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Versions of the catalogue come back as they were written, in their order; what is damaged is
/// left out, and never another version.
class CatalogueJournalTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.belvedere.ingest.history");

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void sayNothingOfManyDamages() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void sayAllAgain() {
    LOG.setLevel(null);
  }

  @Test
  void versionsComeBackInTheirOrderAndOnce() throws IOException {
    write(all().subList(0, 4));
    write(all().subList(4, all().size()));
    CatalogueJournal again = open();
    assertThat(words(again.takeRestored())).isEqualTo(words(all()));
    assertThat(again.takeRestored()).isEmpty();
    again.close();
  }

  @Test
  void aFolderWithoutACatalogueGetsNoFile() throws IOException {
    open().close();
    assertThat(path()).doesNotExist();
  }

  @Test
  void theFileMayEndAtAnyByteAndGoesOn() throws IOException {
    write(all());
    byte[] whole = Files.readAllBytes(path());
    List<String> expected = words(all());
    for (int length = 0; length < whole.length; length++) {
      Files.write(path(), Arrays.copyOf(whole, length));
      Damage damage = new Damage(folder);
      CatalogueJournal cut = CatalogueJournal.open(path(), damage);
      List<String> found = words(cut.takeRestored());
      assertThat(found).as("cut at %d", length).isEqualTo(expected.subList(0, found.size()));
      assertThat(damage.words()).as("what was being written is not lost").isEmpty();
      cut.keep(all().getLast());
      assertThat(cut.write()).isOne();
      cut.close();
      found.add(expected.getLast());
      assertThat(words(read())).as("cut at %d", length).isEqualTo(found);
    }
  }

  @Test
  void anyBitMayFlipAndWhatIsLostIsToldOnce() throws IOException {
    write(all());
    byte[] whole = Files.readAllBytes(path());
    List<String> expected = words(all());
    Random random = new Random(7);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(path(), flipped);
      Damage damage = new Damage(folder);
      CatalogueJournal hit = CatalogueJournal.open(path(), damage);
      List<String> found = words(hit.takeRestored());
      hit.close();
      assertThat(expected).as("byte %d", at).containsSubsequence(found);
      assertThat(found).as("byte %d", at).hasSizeGreaterThanOrEqualTo(expected.size() - 1);
      if (found.size() < expected.size() && found.getLast().equals(expected.getLast())) {
        assertThat(damage.words()).as("byte %d", at).contains("catalogue");
      }
      Damage next = new Damage(folder);
      CatalogueJournal again = CatalogueJournal.open(path(), next);
      assertThat(words(again.takeRestored())).isEqualTo(found);
      assertThat(next.words()).isEmpty();
      again.close();
    }
  }

  @Test
  void damageThatCannotBeMendedStaysAndIsSkippedAgain() throws IOException {
    write(all());
    byte[] bytes = Files.readAllBytes(path());
    bytes[60] ^= 1;
    Files.write(path(), bytes);
    Path inTheWay = Files.createDirectories(folder.resolve("catalogue.half").resolve("full"));
    for (int i = 0; i < 2; i++) {
      assertThat(words(read())).isEqualTo(words(all()).subList(1, all().size()));
    }
    Files.delete(inTheWay);
    write(all().subList(0, 1));
    List<String> expected = new ArrayList<>(words(all()).subList(1, all().size()));
    expected.add(words(all()).getFirst());
    assertThat(words(read())).isEqualTo(expected);
  }

  private static List<CatalogueRecord> all() {
    List<CatalogueRecord> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      byte[] value = i == 3 ? null : "{\"name\":\"n%d\"}".formatted(i).getBytes(UTF_8);
      var partition = new PartitionId(new Uuid(i, -i), i);
      all.add(new CatalogueRecord(partition, i * 1_000_000L, -i, bytes("k" + i), value));
    }
    all.add(CatalogueRecord.concluded(1_767_000_000_000_000L, bytes("k0"), null));
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static List<String> words(List<CatalogueRecord> records) {
    List<String> words = new ArrayList<>();
    for (CatalogueRecord each : records) {
      byte[] value = each.value();
      words.add(
          "%s %d %d %s %s %s"
              .formatted(
                  each.partition(),
                  each.offset(),
                  each.received(),
                  each.wasSent(),
                  new String(each.key(), UTF_8),
                  value == null ? "-" : new String(value, UTF_8)));
    }
    return words;
  }

  private void write(List<CatalogueRecord> records) throws IOException {
    CatalogueJournal journal = open();
    records.forEach(journal::keep);
    assertThat(journal.isWaiting()).isTrue();
    assertThat(journal.write()).isEqualTo(records.size());
    assertThat(journal.isWaiting()).isFalse();
    journal.close();
  }

  private List<CatalogueRecord> read() throws IOException {
    CatalogueJournal journal = open();
    journal.close();
    return journal.takeRestored();
  }

  private CatalogueJournal open() throws IOException {
    return CatalogueJournal.open(path(), new Damage(folder));
  }

  private Path path() {
    return folder.resolve("catalogue");
  }
}
