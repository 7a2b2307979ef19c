package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the catalogue said earlier is known after any restart, whatever Kafka has forgotten.
@Timeout(60)
@SuppressWarnings("NullAway.Init")
class CatalogueHistoryTest {
  private static final long START = 1_767_000_000_000_000L;

  @TempDir Path folder = Path.of("");

  private RestartedFeed district;

  @BeforeEach
  void start() {
    district = new RestartedFeed(folder, new ManualClock(START));
  }

  @AfterEach
  void end() {
    district.close();
  }

  @Test
  void theNewestRosterIsTheLiveOneAndTheOlderIsAsItWas() {
    renamed();
    assertThat(district.feed().roster()).isSameAs(district.feed().rosterAt(now()));
    assertThat(name(district.feed().roster())).isEqualTo("new");
    assertThat(name(district.feed().rosterAt(START + 60_000_000))).isEqualTo("old");
    assertThat(name(district.feed().rosterKnown(now(), START + 60_000_000))).isEqualTo("old");
    assertThat(name(district.feed().rosterAt(START - Micros.PER_DAY))).isEqualTo("old");
  }

  @Test
  void afterARestartVersionsAreThereThatKafkaHasForgotten() {
    renamed();
    district.compactCatalogue(1);
    district.restart();
    district.second();
    assertThat(name(district.feed().roster())).isEqualTo("new");
    assertThat(name(district.feed().rosterAt(START + 60_000_000))).isEqualTo("old");
    assertThat(district.feed().roster()).isSameAs(district.feed().rosterAt(now()));
  }

  @Test
  void readingTheTopicAgainAddsNothing() throws IOException {
    renamed();
    district.end();
    long size = Files.size(folder.resolve("catalogue"));
    for (int i = 0; i < 3; i++) {
      district.startAgain();
      district.second();
      district.end();
    }
    assertThat(folder.resolve("catalogue")).hasSize(size);
  }

  @Test
  void withoutKafkaThePastAndTheLastKnownPresentHaveTheirNames() {
    renamed();
    district.observe("level", 7);
    district.second();
    district.restart();
    district.silentSecond();
    assertThat(name(district.feed().roster())).isEqualTo("new");
    assertThat(name(district.feed().rosterAt(START + 60_000_000))).isEqualTo("old");
    DistrictState state = new DistrictState();
    district.feed().now(state);
    assertThat(state.value(district.feed().roster().number("level").orElseThrow())).isEqualTo(7);
  }

  @Test
  void whatWasRetiredWhileWeWereAwayAndIsCompactedIsRetired() {
    district.describe("level", "old");
    district.describe("other", "stays");
    district.second();
    district.end();
    district.clock.advance(Duration.ofDays(9));
    district.compactCatalogue(1);
    district.startAgain();
    district.second();
    assertThat(district.feed().roster().catalogue().datastreams()).containsOnlyKeys("other");
    assertThat(district.feed().roster()).isSameAs(district.feed().rosterAt(now()));
    assertThat(name(district.feed().rosterAt(START + Micros.PER_DAY))).isEqualTo("old");
    district.restart();
    district.silentSecond();
    assertThat(district.feed().roster().catalogue().datastreams()).containsOnlyKeys("other");
  }

  @Test
  void aTopicThatWasMadeAnewWhileWeWereAwayReplacesTheOldOne() {
    renamed();
    district.end();
    district.recreateCatalogue();
    district.clock.advance(Duration.ofMinutes(5));
    district.describe("gate", "gate");
    district.startAgain();
    district.second();
    assertThat(district.feed().roster().catalogue().datastreams()).containsOnlyKeys("gate");
    assertThat(district.feed().rosterAt(now()).catalogue().datastreams()).containsOnlyKeys("gate");
    assertThat(name(district.feed().rosterAt(START + 60_000_000))).isEqualTo("old");
  }

  @Test
  void aRetiredDatastreamKeepsItsPast() {
    renamed();
    district.retire("level");
    district.second();
    district.second();
    assertThat(district.feed().roster().catalogued()).isZero();
    district.restart();
    district.second();
    assertThat(district.feed().roster().catalogued()).isZero();
    assertThat(district.feed().rosterAt(START + 60_000_000).catalogued()).isOne();
  }

  @Test
  void aDamagedJournalIsReadAgainFromKafka() throws IOException {
    renamed();
    district.end();
    byte[] journal = Files.readAllBytes(folder.resolve("catalogue"));
    journal[60] ^= 1;
    Files.write(folder.resolve("catalogue"), journal);
    district.startAgain();
    assertThat(district.feed().keeping().trouble()).contains("catalogue");
    district.second();
    assertThat(name(district.feed().rosterAt(START + 60_000_000))).isEqualTo("old");
    assertThat(name(district.feed().rosterAt(now()))).isEqualTo("new");
  }

  private void renamed() {
    district.describe("level", "old");
    district.second();
    district.clock.advance(Duration.ofMinutes(10));
    district.describe("level", "new");
    district.second();
    district.second();
  }

  private long now() {
    return district.clock.now();
  }

  private static String name(Roster roster) {
    return roster.find(roster.number("level").orElseThrow()).map(Datastream::name).orElseThrow();
  }
}
