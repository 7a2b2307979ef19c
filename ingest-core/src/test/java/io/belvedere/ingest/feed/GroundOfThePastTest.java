package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.ingest.headless.HttpDoor;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who asks over HTTP for an instant is told whether it is here, and never given a guess that looks
/// like knowledge.
@Timeout(120)
class GroundOfThePastTest {
  /// At a multiple of ten minutes.
  private static final long START = 1_767_000_000L * Micros.PER_SECOND;

  private final ManualClock clock = new ManualClock(START);

  @TempDir private Path folder = Path.of("");

  private RestartedFeed district;
  private HttpDoor door;
  private HttpClient http;

  @BeforeEach
  void open() throws Exception {
    district = new RestartedFeed(folder, clock, 2, 0);
    district.describe("level", "Level");
    door = new HttpDoor(0, () -> List.of(district.feed()), clock);
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void close() {
    http.close();
    door.close();
    district.close();
  }

  @Test
  void whatNobodyHasReadYetIsNotLoaded() throws Exception {
    district.startAgain();
    assertThat(ask(START - 1)).isEqualTo("not-loaded unknown");
    district.second();
    long observed = clock.now();
    district.observe("level", 1);
    district.second();
    assertThat(ask(observed + 500_000)).isEqualTo("loaded fresh");
    clock.advance(Duration.ofMinutes(1));
    long later = observed + 30 * Micros.PER_SECOND;
    assertThat(ask(later)).as("nothing was heard since").isEqualTo("not-loaded unknown");
    district.second();
    assertThat(ask(later)).isEqualTo("loaded overdue");
  }

  @Test
  void whatIsReadBehindWhatIsLiveIsNotLoadedUntilItIsRead() throws Exception {
    district.observe("level", 1);
    clock.advance(Duration.ofMinutes(10));
    district.startAgain();
    district.second();
    assertThat(ask(START + 1)).isEqualTo("not-loaded unknown");
    district.readAll();
    assertThat(ask(START + 1)).isEqualTo("loaded fresh");
  }

  @Test
  void whatKafkaHasNoMoreIsLost() throws Exception {
    district.startAgain();
    write(3);
    district.end();
    write(12);
    district.deleteObservations(9);
    district.startAgain();
    district.readAll();
    assertThat(ask(START + 2 * Micros.PER_MINUTE)).startsWith("loaded ");
    assertThat(ask(START + 6 * Micros.PER_MINUTE)).isEqualTo("lost unknown");
    assertThat(ask(START + 13 * Micros.PER_MINUTE)).startsWith("loaded ");
    district.restart();
    assertThat(ask(START + 6 * Micros.PER_MINUTE)).as("from the start").isEqualTo("lost unknown");
    district.readAll();
    assertThat(ask(START + 6 * Micros.PER_MINUTE)).isEqualTo("lost unknown");
    assertThat(ask(START + 13 * Micros.PER_MINUTE)).startsWith("loaded ");
  }

  @Test
  void whatKafkaHasNoMoreIsLostHoweverLittleThereIsToRead() throws Exception {
    district.close();
    district = new RestartedFeed(folder, clock, 1, Long.MAX_VALUE);
    whatKafkaHasNoMoreIsLost();
  }

  @Test
  void whatATopicMayHaveHadThatWasDeletedAndMadeAnewIsLost() throws Exception {
    district.startAgain();
    write(12);
    district.end();
    long ended = clock.now();
    write(5);
    district.recreateObservations();
    clock.advance(Duration.ofMinutes(5));
    district.startAgain();
    write(5);
    district.readAll();
    assertThat(ask(ended - Micros.PER_MINUTE)).startsWith("loaded ");
    assertThat(ask(ended + 2 * Micros.PER_MINUTE)).isEqualTo("lost unknown");
    assertThat(ask(clock.now() - 2 * Micros.PER_MINUTE)).startsWith("loaded ");
    long again = clock.now();
    district.restart();
    write(5);
    district.readAll();
    assertThat(ask(again + Micros.PER_MINUTE)).as("it is the same by now").startsWith("loaded ");
    assertThat(ask(ended + 2 * Micros.PER_MINUTE)).as("as before").isEqualTo("lost unknown");
  }

  @Test
  void whatAPartitionHadThatWasNeverHeardOfIsNotTakenForRead() throws Exception {
    district.hasPartitions(1);
    district.startAgain();
    write(12);
    long unheard = clock.now();
    district.observe(1, "other", unheard, 7);
    write(4);
    district.end();
    write(2);
    district.hasPartitions(2);
    district.startAgain();
    district.second();
    assertThat(ask(unheard)).isEqualTo("not-loaded unknown");
    district.readAll();
    assertThat(ask(unheard)).startsWith("loaded ");
    DistrictState state = new DistrictState();
    district.feed().at(unheard, state);
    assertThat(state.value(district.feed().roster().number("other").orElseThrow())).isEqualTo(7);
  }

  @Test
  void whatIsOnDiskOnlyIsNotLoadedAndComesBackForWhoeverAsks() throws Exception {
    district.startAgain();
    write(30);
    district.restart();
    district.readAll();
    clock.advance(Duration.ofHours(30));
    district.observe("level", 2);
    district.restart();
    write(15);
    district.readAll();
    long old = START + 5 * Micros.PER_MINUTE;
    assertThat(ask(old)).isEqualTo("not-loaded unknown");
    for (int i = 0; i < 5; i++) {
      district.round();
    }
    assertThat(ask(old)).isEqualTo("loaded stale");
  }

  /// One a minute, and what is running goes on meanwhile.
  private void write(int minutes) {
    for (int i = 0; i < minutes; i++) {
      district.observe("level", i);
      clock.advance(Duration.ofMinutes(1));
      if (district.isRunning()) {
        district.second();
      }
    }
  }

  /// What is told of an instant, and of what was known then.
  private String ask(long t) throws Exception {
    String now = ask("at=" + t / 1_000);
    String ground = now.substring(0, now.indexOf(" ") + 1);
    assertThat(ask("as-known=" + t / 1_000)).startsWith(ground);
    return now;
  }

  private String ask(String question) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + door.port() + "/twin?" + question);
    String answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    JsonNode twin = new ObjectMapper().readTree(answer);
    String liveness = twin.at("/features/0/properties/datastreams/0/liveness").asText("unknown");
    return twin.path("ground").asText() + " " + liveness;
  }
}
