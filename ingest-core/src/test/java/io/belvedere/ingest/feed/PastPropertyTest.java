package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Admission;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;

/// However a log was read, live or behind it, with ends, crashes, absences and changes of mind in
/// between: at last the history is the log. Nothing is missing, nothing is there twice, and what
/// was known when is as it was.
class PastPropertyTest {
  /// At a multiple of ten minutes.
  private static final long START = 1_767_000_000L * Micros.PER_SECOND;

  private static final long KEPT = Micros.of(RestartedFeed.KEPT);
  private static final int PARTITIONS = 2;
  private static final int DATASTREAMS = 6;

  /// Of these nothing is sent twice, so there is no doubt of when it was known; but for the same
  /// time there may be several values, of which the last holds.
  private static final int SENT_ONCE = 4;

  /// An observation as it stands in the log.
  private record Sent(int datastream, int arrival, long sentTime, long receiveTime, double value) {
    boolean isQuarantined() {
      return sentTime - receiveTime > Admission.MOST_AHEAD;
    }

    /// Where it is kept.
    long eventTime() {
      return isQuarantined() ? receiveTime : sentTime;
    }

    boolean isAgain(Sent other) {
      return datastream == other.datastream
          && eventTime() == other.eventTime()
          && value == other.value;
    }
  }

  private final List<Path> folders = new ArrayList<>();
  private List<Sent> log = new ArrayList<>();

  @AfterTry
  void removeFolders() throws IOException {
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    folders.clear();
  }

  @Property(tries = 60)
  void howeverItWasReadTheHistoryIsTheLog(@ForAll Random random) throws IOException {
    Path folder = Files.createTempDirectory("past");
    folders.add(folder);
    log = new ArrayList<>();
    ManualClock clock = new ManualClock(START + random.nextLong(600 * Micros.PER_SECOND));
    try (var district = new RestartedFeed(folder, clock, PARTITIONS, random.nextInt(60))) {
      isAway(district, random);
      district.startAgain();
      int acts = random.nextInt(4, 25);
      for (int i = 0; i < acts; i++) {
        act(district, random);
      }
      district.feed().readPast(true);
      district.readAll();
      assertIsTheLog(district, random);
      district.restart();
      district.readAll();
      assertIsTheLog(district, random);
    }
  }

  @Example
  void whatBecomesTooOldWhileNothingNewerComesIsNotReadAnyMore() throws IOException {
    Path folder = Files.createTempDirectory("past");
    folders.add(folder);
    log = new ArrayList<>();
    try (var district = new RestartedFeed(folder, new ManualClock(START), PARTITIONS, 0)) {
      log.add(new Sent(0, 0, START, START, 0));
      district.observe(0, "s0", START, 0);
      district.clock.advance(Duration.ofHours(5));
      district.startAgain();
      district.feed().readPast(false);
      rounds(district, 240);
      district.feed().readPast(true);
      district.readAll();
      assertThat(district.feed().history().notLoaded()).hasSize(1);
      assertIsTheLog(district, new Random(0));
    }
  }

  private void act(RestartedFeed district, Random random) {
    switch (random.nextInt(10)) {
      case 0 -> {
        district.end();
        isAway(district, random);
        district.startAgain();
      }
      case 1 -> {
        district.crash();
        isAway(district, random);
        district.startAgain();
      }
      case 2 -> district.restart();
      case 3 -> district.feed().readPast(random.nextBoolean());
      case 4 -> rounds(district, random.nextInt(60));
      default -> {
        int writes = random.nextInt(30);
        for (int i = 0; i < writes; i++) {
          district.clock.advance(Duration.ofMillis(random.nextLong(30_000)));
          send(district, random, random.nextInt(4));
          rounds(district, random.nextInt(3));
        }
      }
    }
  }

  private static void rounds(RestartedFeed district, int count) {
    for (int i = 0; i < count; i++) {
      district.round();
    }
  }

  /// Others go on, and nobody reads.
  private void isAway(RestartedFeed district, Random random) {
    int writes = random.nextInt(60);
    long pace = random.nextLong(1, 60_000);
    for (int i = 0; i < writes; i++) {
      district.clock.advance(Duration.ofMillis(random.nextLong(2 * pace)));
      send(district, random, random.nextInt(3));
    }
  }

  private void send(RestartedFeed district, Random random, int count) {
    for (int i = 0; i < count; i++) {
      int datastream = random.nextInt(DATASTREAMS);
      boolean sentOnce = datastream < SENT_ONCE;
      long now = district.clock.now();
      double value = log.size();
      long eventTime =
          now
              - switch (random.nextInt(12)) {
                case 0 -> random.nextLong(3 * Micros.PER_HOUR);
                case 1, 2 -> random.nextLong(3 * Micros.PER_MINUTE);
                case 3 -> -random.nextLong(Admission.MOST_AHEAD);
                case 4 -> -random.nextLong(Micros.PER_HOUR);
                case 5 -> now % (10 * Micros.PER_MINUTE) + random.nextLong(sentOnce ? 2 : 500_000);
                default -> random.nextLong(3 * Micros.PER_SECOND);
              };
      List<Sent> before = log.stream().filter(sent -> sent.datastream == datastream).toList();
      if (!before.isEmpty() && random.nextInt(5) == 0) {
        Sent other = before.get(random.nextInt(before.size()));
        eventTime = other.sentTime;
        value = sentOnce ? value : other.value;
      }
      long received = now / Micros.PER_MILLI * Micros.PER_MILLI;
      log.add(new Sent(datastream, log.size(), eventTime, received, value));
      district.observe(datastream % PARTITIONS, "s" + datastream, eventTime, value);
    }
  }

  private void assertIsTheLog(RestartedFeed district, Random random) {
    LiveDistrict feed = district.feed();
    History history = feed.history();
    assertThat(history.holes()).isEmpty();
    // Kafka is read for a day back from now, but a day back from the newest of all is kept.
    long newest =
        Math.max(district.clock.now(), history.covered().map(TimeRange::to).orElse(START));
    long tooOld = Math.ceilDiv(newest - KEPT, Micros.PER_SECOND) * Micros.PER_SECOND;
    assertThat(history.notLoaded())
        .as("but for what has become too old meanwhile")
        .allSatisfy(range -> assertThat(range.to()).isLessThanOrEqualTo(tooOld));
    assertThat(feed.backfill().trouble()).isEmpty();
    assertThat(feed.backfill().counters().balances()).isTrue();
    long end = log.isEmpty() ? START : log.getLast().receiveTime + 1;
    TimeRange all = new TimeRange(START - 5 * Micros.PER_HOUR, end + Micros.PER_HOUR);
    int size = 0;
    for (int d = 0; d < DATASTREAMS; d++) {
      List<Sent> kept = kept(d, Long.MAX_VALUE);
      size += kept.size();
      OptionalInt number = feed.roster().number("s" + d);
      if (kept.isEmpty()) {
        assertThat(number).isEmpty();
      } else {
        assertIs(history.range(number.orElseThrow(), all), d, kept);
        for (int i = 0; i < 20; i++) {
          long t = START + random.nextLong(end - START + 1);
          assertThatHolds(history, number.orElseThrow(), d, t, Long.MAX_VALUE);
          if (d < SENT_ONCE) {
            assertThatHolds(history, number.orElseThrow(), d, t, t);
            assertThatHolds(history, number.orElseThrow(), d, t, t + random.nextLong(end - t + 1));
          }
        }
      }
    }
    assertThat(history.size()).isEqualTo(size);
  }

  private void assertIs(Series series, int datastream, List<Sent> kept) {
    assertThat(series.eventTime())
        .as("s%s", datastream)
        .containsExactly(kept.stream().mapToLong(Sent::eventTime).toArray());
    assertThat(series.value())
        .as("s%s", datastream)
        .containsExactly(kept.stream().mapToDouble(Sent::value).toArray());
    for (int i = 0; i < kept.size(); i++) {
      Sent sent = kept.get(i);
      assertThat(Flags.isQuarantined(series.flags()[i])).isEqualTo(sent.isQuarantined());
      if (datastream < SENT_ONCE) {
        assertThat(series.receiveTime()[i]).isEqualTo(sent.receiveTime);
      }
    }
  }

  private void assertThatHolds(History history, int number, int datastream, long t, long known) {
    DistrictState state = new DistrictState();
    if (known == Long.MAX_VALUE) {
      history.latestAt(t, state);
    } else {
      history.asKnown(t, known, state);
    }
    Optional<Sent> holds =
        kept(datastream, known).stream().filter(sent -> sent.eventTime() <= t).reduce((_, b) -> b);
    assertThat(state.isKnown(number)).isEqualTo(holds.isPresent());
    if (holds.isPresent()) {
      assertThat(state.value(number))
          .as("s%s at %s as known at %s", datastream, t, known)
          .isEqualTo(holds.get().value);
    }
  }

  /// What had been received of a datastream, in the order of time.
  private List<Sent> kept(int datastream, long known) {
    List<Sent> kept = new ArrayList<>();
    for (Sent sent : log) {
      if (sent.datastream == datastream
          && sent.receiveTime <= known
          && kept.stream().noneMatch(sent::isAgain)) {
        kept.add(sent);
      }
    }
    kept.sort(Comparator.comparingLong(Sent::eventTime).thenComparingInt(Sent::arrival));
    return kept;
  }
}
