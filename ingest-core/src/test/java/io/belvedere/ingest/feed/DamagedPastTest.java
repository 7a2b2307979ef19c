package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A part of the history is damaged on the disk: what is live does not wait for it, it is shown as
/// missing, and it comes back as it was, or if Kafka has it no more, is shown as lost.
@Timeout(120)
class DamagedPastTest {
  /// At a multiple of ten minutes.
  private static final long START = 1_767_000_000L * Micros.PER_SECOND;

  private static final int MINUTES = 45;

  /// What is damaged. The first slab begins with the earliest event time, two minutes before all
  /// that is received.
  private static final TimeRange SECOND_SLAB = new TimeRange(minute(8), minute(18));

  @TempDir private Path folder = Path.of("");

  private RestartedFeed district;

  @BeforeEach
  void writeAHistory() {
    district = new RestartedFeed(folder, new ManualClock(START));
    for (int i = 0; i < MINUTES * 6; i++) {
      long now = district.clock.now();
      district.observe("steady", i);
      if (i % 6 == 0) {
        district.observe(0, "late", now - 2 * Micros.PER_MINUTE, i);
        district.observe(0, "older", now - 7 * Micros.PER_SECOND, i);
      }
      if (i % 10 == 0) {
        district.observe(0, "ahead", now + 10 * Micros.PER_HOUR, i);
      }
      district.second();
      district.clock.advance(Duration.ofSeconds(9));
    }
  }

  @AfterEach
  void close() {
    district.close();
  }

  @Test
  void whatIsDamagedIsReadFromKafkaAgainAndIsAsItWas() throws IOException {
    List<Object> before = everything();
    district.end();
    damageSecondSlab();
    district.startAgain();
    district.second();
    assertThat(district.feed().status().isLive()).isTrue();
    assertThat(district.feed().keeping().trouble()).contains("was damaged or lost");
    district.second();
    assertThat(district.feed().history().notLoaded()).contains(SECOND_SLAB);
    assertThat(everything()).isNotEqualTo(before);
    DistrictState now = new DistrictState();
    district.feed().now(now);
    assertThat(now.value(number("steady"))).isEqualTo(MINUTES * 6 - 1);

    district.readAll();
    assertThat(district.feed().history().notLoaded()).doesNotContain(SECOND_SLAB);
    assertThat(everything()).isEqualTo(before);
    assertThat(district.feed().backfill().counters().balances()).isTrue();
    assertThat(district.feed().backfill().counters().quarantined()).isEqualTo(6);

    district.restart();
    district.readAll();
    assertThat(everything()).as("kept on disk again").isEqualTo(before);
  }

  @Test
  void whatKafkaHasNoMoreIsLostAndTheRestIsAsItWas() throws IOException {
    List<Object> older = states(minute(0), SECOND_SLAB.from());
    List<Object> newer = states(minute(25), minute(MINUTES));
    district.end();
    damageSecondSlab();
    district.deleteObservations(250);
    district.startAgain();
    district.readAll();
    assertThat(district.feed().status().isLive()).isTrue();
    assertThat(district.feed().history().holes()).contains(SECOND_SLAB);
    assertThat(district.feed().history().notLoaded())
        .noneMatch(range -> range.contains(minute(15)));
    assertThat(states(minute(0), SECOND_SLAB.from())).isEqualTo(older);
    assertThat(states(minute(25), minute(MINUTES))).isEqualTo(newer);
  }

  private int number(String id) {
    return district.feed().roster().number(id).orElseThrow();
  }

  private List<Object> everything() {
    List<Object> all = new ArrayList<>();
    all.add(district.feed().history().size());
    for (String id : List.of("steady", "late", "older", "ahead")) {
      Series series =
          district
              .feed()
              .history()
              .range(number(id), new TimeRange(minute(-5), minute(MINUTES + 1)));
      for (int i = 0; i < series.size(); i++) {
        all.add(
            List.of(
                id,
                series.eventTime()[i],
                series.receiveTime()[i],
                series.value()[i],
                Flags.isQuarantined(series.flags()[i])));
      }
    }
    all.addAll(states(minute(0), minute(MINUTES)));
    return all;
  }

  /// What is now known of every half minute, and what was known then and a minute later.
  private List<Object> states(long from, long to) {
    List<Object> all = new ArrayList<>();
    DistrictState state = new DistrictState();
    for (long t = from; t < to; t += 30 * Micros.PER_SECOND) {
      district.feed().history().latestAt(t, state);
      all.add(text(state));
      district.feed().history().asKnown(t, t, state);
      all.add(text(state));
      district.feed().history().asKnown(t, t + Micros.PER_MINUTE, state);
      all.add(text(state));
    }
    return all;
  }

  private static String text(DistrictState state) {
    StringBuilder text = new StringBuilder();
    for (int d = 0; d < state.size(); d++) {
      if (state.isKnown(d)) {
        text.append(
            "%s: %s %s %s %s; "
                .formatted(
                    d,
                    state.eventTime(d),
                    state.receiveTime(d),
                    state.value(d),
                    Flags.isQuarantined(state.flags(d))));
      }
    }
    return state.instant() + " " + text;
  }

  /// Flips a bit of what the second slab has on the disk.
  private void damageSecondSlab() throws IOException {
    Path segment;
    try (Stream<Path> files = Files.list(folder)) {
      segment =
          files
              .filter(file -> file.getFileName().toString().startsWith("segment-"))
              .findFirst()
              .orElseThrow();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(segment)).order(ByteOrder.LITTLE_ENDIAN);
    int first = 16;
    int second = first + 16 + bytes.getInt(first + 4) + 8;
    int inside = second + 16 + 20;
    bytes.put(inside, (byte) (bytes.get(inside) ^ 4));
    Files.write(segment, bytes.array());
  }

  private static long minute(int minute) {
    return START + minute * Micros.PER_MINUTE;
  }
}
