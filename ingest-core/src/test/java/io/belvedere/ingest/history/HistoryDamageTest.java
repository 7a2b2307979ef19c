package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.belvedere.ingest.history.HistoryRun.Sent;
import io.belvedere.ingest.source.OffsetIntervals.Interval;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Whatever is cut off or flipped on the disk: it opens, it loses no more than was hit, it says so,
/// and what it shows was sent.
class HistoryDamageTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.belvedere.ingest.history");
  private static final long START = Micros.EARLIEST + 321 * Micros.PER_DAY;

  /// So that most of the time goes into opening, and some into what comes after.
  private static final int GOES_ON = 211;

  @TempDir Path folder = Path.of("");

  private final List<Sent> log = log();
  private Map<String, byte[]> files = Map.of();
  private String damaged = "";
  private int cases;

  private static List<Sent> log() {
    List<Sent> log = new ArrayList<>();
    Random random = new Random(42);
    long now = START;
    for (int i = 0; i < 130; i++) {
      now += 1 + random.nextLong(6_000_000);
      long before = i % 60 == 50 ? 150_000_000 : random.nextLong(1_000_000);
      log.add(new Sent("s" + random.nextInt(5), now - before, now, random.nextInt(90) / 10.0));
    }
    return log;
  }

  @BeforeAll
  static void sayNothingOfThousandsOfDamages() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void sayAllAgain() {
    LOG.setLevel(null);
  }

  @BeforeEach
  void write() throws IOException {
    HistoryRun run = new HistoryRun(folder);
    for (int at = 0; at < log.size(); at += 5) {
      if (at < log.size() - 15) {
        run.round(log, at, at + 5);
      } else {
        run.apply(log, at, at + 5);
      }
      run.persist();
    }
    run.end();
    files = read();
    assertThat(files.keySet()).contains("names", "late");
    assertThat(files.keySet().stream().filter(name -> name.startsWith("segment-"))).hasSize(2);
    assertThat(run.disk.trouble()).isEmpty();
    assertThat(frames(last("journal-"))).hasSizeGreaterThan(4);
    HistoryRun again = new HistoryRun(folder);
    again.loadAll();
    assertThat(again.store.holes()).isEmpty();
    assertThat(again.applied.snapshot()).containsExactly(new Interval(0, log.size()));
    HistoryPromise.keptBy(again, log);
  }

  @Test
  void theNewestJournalMayEndAtAnyByte() throws IOException {
    String journal = last("journal-");
    for (int length = 0; length < size(journal); length++) {
      damage(journal, Arrays.copyOf(bytes(journal), length));
      holds(journal + " cut at " + length);
    }
  }

  @Test
  void theNewestSlabMayEndAtAnyByte() throws IOException {
    HistoryRun whole = new HistoryRun(folder);
    whole.loadAll();
    int missing = whole.store.notLoaded().size();
    String segment = last("segment-");
    long slab = frames(segment).getLast().position();
    for (int length = (int) slab; length < size(segment); length++) {
      damage(segment, Arrays.copyOf(bytes(segment), length));
      HistoryRun run = holds(segment + " cut at " + length);
      assertThat(run.store.notLoaded()).hasSize(missing + 1);
      if (length > slab) {
        assertThat(run.disk.trouble()).contains(segment);
      }
    }
  }

  @Test
  void anyBitOfTheNamesMayFlip() throws IOException {
    everyBit("names");
  }

  @Test
  void anyBitOfWhatCameTooLateMayFlip() throws IOException {
    everyBit("late");
  }

  @Test
  void anyBitOfTheNewestJournalMayFlip() throws IOException {
    everyBit(last("journal-"));
  }

  @Test
  void aBitOfAnyByteOfTheSlabsMayFlip() throws IOException {
    Random random = new Random(7);
    for (String segment : files.keySet()) {
      if (segment.startsWith("segment-")) {
        for (int at = 0; at < size(segment); at++) {
          flip(segment, at * 8 + random.nextInt(8));
        }
      }
    }
  }

  @Test
  void aBitOfAnyByteOfAnOlderJournalMayFlip() throws IOException {
    Random random = new Random(8);
    for (String journal : files.keySet()) {
      if (journal.startsWith("journal-") && !journal.equals(last("journal-"))) {
        for (int at = 0; at < size(journal); at++) {
          flip(journal, at * 8 + random.nextInt(8));
        }
      }
    }
  }

  @Test
  void aDamagedSlabIsAHoleAndAllOthersStay() throws IOException {
    String segment = first("segment-");
    List<Walked.Found> slabs = frames(segment);
    assertThat(slabs).hasSizeGreaterThan(2);
    byte[] wrong = bytes(segment);
    wrong[(int) slabs.get(1).position() + 60] ^= 1;
    HistoryRun whole = new HistoryRun(folder);
    whole.loadAll();
    damage(segment, wrong);
    HistoryRun run = holds("the second slab");
    assertThat(run.store.notLoaded()).hasSize(whole.store.notLoaded().size() + 1);
    assertThat(run.store.covered()).isEqualTo(whole.store.covered());
    assertThat(run.store.size()).isBetween(whole.store.size() - 60, whole.store.size() - 1);
  }

  @Test
  void aFileOfWhichNothingIsLeftBlocksNoStart() throws IOException {
    for (String file : files.keySet()) {
      for (byte[] left : List.of(new byte[0], new byte[5], new byte[900])) {
        damage(file, left);
        holds(file);
        goesOn(file);
      }
    }
  }

  @Test
  void aNumberWhoseIdWasLostIsGivenToNoOther() throws IOException {
    damage("names", new byte[900]);
    HistoryRun run = holds("names");
    assertThat(run.names).hasSize(5).allMatch(name -> name.startsWith("\u0000lost-"));
    assertThat(run.applied.count()).isZero();
    assertThat(run.disk.trouble()).contains("names");
    assertThat(folder.resolve("names.damaged")).exists();
    run.round(log, 0, log.size());
    run.end();
    HistoryRun again = new HistoryRun(folder);
    assertThat(again.names).hasSize(10).startsWith("\u0000lost-0");
    assertThat(again.applied.snapshot()).containsExactly(new Interval(0, log.size()));
    assertThat(again.disk.trouble()).isEmpty();
    again.loadAll();
    HistoryPromise.keptBy(again, log);
  }

  private void everyBit(String file) throws IOException {
    for (int bit = 0; bit < size(file) * 8; bit++) {
      flip(file, bit);
    }
  }

  private void flip(String file, int bit) throws IOException {
    byte[] wrong = bytes(file);
    wrong[bit / 8] ^= (byte) (1 << bit % 8);
    damage(file, wrong);
    String what = file + " flipped at bit " + bit;
    holds(what);
    if (cases++ % GOES_ON == 0) {
      damage(file, wrong);
      goesOn(what);
    }
  }

  private HistoryRun holds(String what) throws IOException {
    try {
      HistoryRun run = new HistoryRun(folder);
      run.loadAll();
      HistoryPromise.keptBy(run, log);
      return run;
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(what, e);
    }
  }

  /// What was not applied is read again, then it ends, and starts once more.
  private void goesOn(String what) throws IOException {
    HistoryRun run = holds(what);
    try {
      for (int at = 0; at < log.size(); at += 5) {
        run.round(log, at, at + 5);
      }
      HistoryPromise.keptBy(run, log);
      run.persist();
      run.end();
      HistoryRun again = new HistoryRun(folder);
      again.loadAll();
      assertThat(again.applied.snapshot()).containsExactly(new Interval(0, log.size()));
      HistoryPromise.keptBy(again, log);
      again.end();
    } catch (IOException | RuntimeException | AssertionError e) {
      throw new AssertionError(what, e);
    }
  }

  private void damage(String file, byte[] content) throws IOException {
    if (!names().equals(files.keySet())) {
      for (String each : names()) {
        Files.delete(folder.resolve(each));
      }
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        Files.write(folder.resolve(each.getKey()), each.getValue());
      }
    } else if (!damaged.isEmpty()) {
      // Whoever writes to any other file begins a journal before.
      Files.write(folder.resolve(damaged), bytes(damaged));
    }
    Files.write(folder.resolve(file), content);
    damaged = file;
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> read = new TreeMap<>();
    for (String file : names()) {
      read.put(file, Files.readAllBytes(folder.resolve(file)));
    }
    return read;
  }

  private byte[] bytes(String file) {
    return Objects.requireNonNull(files.get(file)).clone();
  }

  private int size(String file) {
    return bytes(file).length;
  }

  private String first(String prefix) {
    return files.keySet().stream()
        .filter(file -> file.startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  private String last(String prefix) {
    return files.keySet().stream().filter(file -> file.startsWith(prefix)).reduce("", (a, b) -> b);
  }

  private List<Walked.Found> frames(String file) throws IOException {
    int kind = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN).getShort(10);
    try (FrameFile opened = FrameFile.openKeeping(folder.resolve(file), kind)) {
      return Walked.forward(opened).frames;
    }
  }
}
