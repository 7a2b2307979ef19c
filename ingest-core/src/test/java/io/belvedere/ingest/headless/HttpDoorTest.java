package io.belvedere.ingest.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class HttpDoorTest {
  private final ManualClock clock = new ManualClock(1_767_000_000_000_000L);
  private final List<LiveDistrict> districts = new ArrayList<>();
  private final StubDistrict port = new StubDistrict("port", Phase.LIVE, "");
  private HttpDoor door;
  private HttpClient http;

  @BeforeEach
  void open() throws IOException {
    door = new HttpDoor(0, () -> districts, clock);
    http = HttpClient.newHttpClient();
  }

  @AfterEach
  void close() {
    http.close();
    door.close();
  }

  @Test
  void isReadyOnlyWhenEveryDistrictIsLive() throws Exception {
    assertThat(get("/health").statusCode()).as("no district yet").isEqualTo(503);
    districts.add(port);
    assertThat(get("/health").statusCode()).isEqualTo(200);
    var hills = new StubDistrict("hills", Phase.CATCHING_UP, "Reading \"old\" things.");
    districts.add(hills);
    HttpResponse<String> answer = get("/health");
    assertThat(answer.statusCode()).isEqualTo(503);
    JsonNode body = new ObjectMapper().readTree(answer.body());
    assertThat(body.get("ready").asBoolean()).isFalse();
    assertThat(body.at("/districts/0/phase").asText()).isEqualTo("LIVE");
    assertThat(body.at("/districts/1/district").asText()).isEqualTo("hills");
    assertThat(body.at("/districts/1/caughtUp").asDouble()).isEqualTo(0.5);
    assertThat(body.at("/districts/1/cause").asText()).isEqualTo("Reading \"old\" things.");
    hills.is(Phase.LIVE);
    assertThat(get("/health").statusCode()).isEqualTo(200);
    hills.is(Phase.LOST);
    assertThat(get("/health").statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/twin?at=yesterday | at=yesterday is no instant",
        "/twin?at=2025-12-29T09:20:00 | is no instant: ISO 8601 with an offset",
        "/twin?at=99999999999999999999 | is no instant",
        "/twin?as-known= | as-known= is no instant",
        "/twin?at=2999-01-01T00:00:00Z | lies in the future",
        "/twin?at=%25zz | at=%zz is no instant",
        "/twin?district=hills | There is no district hills; there is port",
      })
  void aQuestionThatMeansNothingIsAnsweredWithWhatIsWrong(String question, String words)
      throws Exception {
    districts.add(port);
    HttpResponse<String> answer = get(question);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-29T08:00:00Z, 2025-12-29T08:00:00Z",
    "2025-12-29T09:00:00+01:00, 2025-12-29T08:00:00Z",
    "1766995200000, 2025-12-29T08:00:00Z",
  })
  void anInstantIsWrittenWithAnOffsetOrAsMilliseconds(String written, String meant)
      throws Exception {
    districts.add(port);
    HttpResponse<String> answer = get("/twin?at=" + written);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = new ObjectMapper().readTree(answer.body());
    assertThat(body.get("instant").asText()).isEqualTo(meant);
    assertThat(body.get("type").asText()).isEqualTo("FeatureCollection");
    assertThat(body.get("features")).isEmpty();
  }

  @Test
  void anAnswerAboutThePastTellsWhatIsKnownOfThatInstant() throws Exception {
    districts.add(port);
    port.history().append(0, minutesAgo(50), minutesAgo(50), 1, 0, -1, -1);
    port.history().begin(minutesAgo(20), minutesAgo(40));
    port.history().append(0, minutesAgo(1), minutesAgo(1), 2, 0, -1, -1);
    port.history().hole(new TimeRange(minutesAgo(10), minutesAgo(5)));
    for (String known : List.of("", "&as-known=" + minutesAgo(1) / 1_000)) {
      assertThat(ground(90, known)).isEqualTo("not-kept");
      assertThat(ground(45, known)).isEqualTo("loaded");
      assertThat(ground(30, known)).isEqualTo("not-loaded");
      assertThat(ground(15, known)).isEqualTo("loaded");
      assertThat(ground(7, known)).isEqualTo("lost");
    }
    assertThat(new ObjectMapper().readTree(get("/twin").body()).has("ground"))
        .as("now is no past")
        .isFalse();
  }

  private String ground(int minutesAgo, String known) throws Exception {
    HttpResponse<String> answer = get("/twin?at=" + minutesAgo(minutesAgo) / 1_000 + known);
    return new ObjectMapper().readTree(answer.body()).path("ground").asText();
  }

  private long minutesAgo(int minutes) {
    return clock.now() - minutes * Micros.PER_MINUTE;
  }

  @Test
  void ofSeveralDistrictsOneIsNamed() throws Exception {
    assertThat(get("/twin").body()).contains("There is no district yet.");
    districts.add(port);
    assertThat(get("/twin").body()).contains("\"district\":\"port\"");
    districts.add(new StubDistrict("hills", Phase.LIVE, ""));
    HttpResponse<String> unsaid = get("/twin");
    assertThat(unsaid.statusCode()).isEqualTo(400);
    assertThat(unsaid.body()).contains("There are port, hills.");
    assertThat(get("/twin?district=hills").body()).contains("\"district\":\"hills\"");
  }

  @Test
  void whatThePastTakesStandsBesideWhatItMayTake() throws Exception {
    districts.add(port);
    assertThat(get("/metrics").body())
        .contains("belvedere_history_disk_oldest_seconds{district=\"port\"} NaN");
    port.keeps(
        new Keeping(
            84_000_000,
            1L << 30,
            true,
            true,
            "",
            new Keeping.Disk(
                4_000_000_000L, 10_000_000_000L, OptionalLong.of(1_767_000_000_500_000L), 2)));
    JsonNode kept = new ObjectMapper().readTree(get("/health").body()).at("/districts/0/kept");
    assertThat(kept.get("memoryBytes").asLong()).isEqualTo(84_000_000);
    assertThat(kept.get("memoryMost").asLong()).isEqualTo(1L << 30);
    assertThat(kept.get("diskBytes").asLong()).isEqualTo(4_000_000_000L);
    assertThat(kept.get("diskMost").asLong()).isEqualTo(10_000_000_000L);
    assertThat(kept.get("oldestOnDisk").asText()).isEqualTo("2025-12-29T09:20:00.500Z");
    assertThat(kept.get("coldRanges").asInt()).isEqualTo(2);
    assertThat(get("/metrics").body())
        .contains("belvedere_history_bytes{district=\"port\"} 8.4E7")
        .contains("belvedere_history_bytes_most{district=\"port\"} 1.073741824E9")
        .contains("belvedere_history_disk_bytes{district=\"port\"} 4.0E9")
        .contains("belvedere_history_disk_bytes_most{district=\"port\"} 1.0E10")
        .contains("belvedere_history_disk_oldest_seconds{district=\"port\"} 1.7670000005E9")
        .contains("belvedere_history_cold{district=\"port\"} 2.0");
  }

  @Test
  void metricsCarryTheFatesTheLagAndTheDelayOfEachDistrict() throws Exception {
    port.counted(new Fates(100, 80, 10, 5, 3, 2));
    port.lags(
        new LagReading(
            List.of(LagOf.waiting(0, 90, 97, 2_500_000)),
            12,
            new Delay(4_000, 11_000, 30_000, 60),
            Delay.NONE,
            Delay.NONE,
            Delay.NONE,
            0,
            OptionalLong.empty()));
    districts.add(port);
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body())
        .contains("belvedere_observations_total{district=\"port\",fate=\"received\"} 100.0")
        .contains("belvedere_observations_total{district=\"port\",fate=\"out_of_order\"} 5.0")
        .contains("belvedere_observations_total{district=\"port\",fate=\"rejected\"} 2.0")
        .contains("belvedere_datastreams_uncatalogued{district=\"port\"} 3.0")
        .contains("belvedere_feed_live{district=\"port\"} 1.0")
        .contains("belvedere_lag_records{district=\"port\"} 7.0")
        .contains("belvedere_lag_seconds{district=\"port\"} 2.5")
        .contains(
            "belvedere_delay_seconds{district=\"port\",part=\"end_to_end\",quantile=\"0.99\"}"
                + " 0.011")
        .contains("jvm_memory_used_bytes");
    port.is(Phase.LOST);
    districts.add(new StubDistrict("hills", Phase.LIVE, ""));
    assertThat(get("/metrics").body())
        .contains("belvedere_feed_live{district=\"port\"} 0.0")
        .contains("belvedere_feed_live{district=\"hills\"} 1.0");
  }

  @Test
  void anythingElseIsToldWhatThereIs() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
    assertThat(get("/nothing").body()).contains("There are /health, /metrics and /twin.");
    HttpRequest post =
        HttpRequest.newBuilder(uri("/health")).POST(BodyPublishers.ofString("x")).build();
    assertThat(http.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
  }

  @Test
  void aTakenPortIsNamed() {
    assertThatThrownBy(() -> new HttpDoor(door.port(), () -> districts, clock))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot listen on loopback port " + door.port());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + door.port() + path);
  }
}
