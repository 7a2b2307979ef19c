package io.belvedere.ingest.headless;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.model.Tolerance;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.SensorGroup;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwinJsonTest {
  private static final long NOW = 1_767_000_000_000_000L;
  private static final int GOOD = Flags.of(Quality.GOOD, Severity.NORMAL);

  private static final Thing GATE =
      new Thing(
          "gate-1", "Gate \"Nord\"", "gate", 7.41, 43.73, Optional.of("gw-7"), Optional.of("r-3"));
  private static final Thing VAN =
      new Thing("van-1", "Van", "vehicle", 7.4, 43.7, Optional.empty(), Optional.empty());

  private final Roster roster =
      new Roster(
          Catalogue.of(
              new District(
                  new DistrictId("port"),
                  "Port",
                  ZoneId.of("Europe/Monaco"),
                  "",
                  Reality.SIMULATED),
              List.of(
                  datastream("water", GATE, Role.VALUE, "cm"),
                  datastream("state", GATE, Role.VALUE, "", new Category(2, "open", Severity.P2)),
                  datastream("lon", VAN, Role.LON, "deg"),
                  datastream("lat", VAN, Role.LAT, "deg"))),
          List.of("water", "state", "lon", "lat", "stranger", "silent-stranger"),
          1);
  private final DistrictState state = new DistrictState();
  private TrustReading trust = TrustReading.NONE;

  @BeforeEach
  void empty() {
    state.reset(NOW, roster.size());
    state.setProgress(new long[] {NOW});
  }

  @Test
  void aThingIsAFeatureWithItsDatastreams() throws IOException {
    state.set(0, NOW - 2_000_000, NOW - 1_500_000, 12.25, Flags.of(Quality.UNCERTAIN, Severity.P1));
    JsonNode twin = written();
    assertThat(twin.path("type").asText()).isEqualTo("FeatureCollection");
    assertThat(twin.path("reality").asText()).isEqualTo("simulated");
    assertThat(twin.path("instant").asText()).isEqualTo("2025-12-29T09:20:00Z");
    assertThat(twin.path("features")).hasSize(2);
    JsonNode gate = twin.at("/features/0");
    assertThat(gate.path("id").asText()).isEqualTo("gate-1");
    assertThat(gate.at("/geometry/type").asText()).isEqualTo("Point");
    assertThat(gate.at("/geometry/coordinates/0").asDouble()).isEqualTo(7.41);
    assertThat(gate.at("/geometry/coordinates/1").asDouble()).isEqualTo(43.73);
    assertThat(gate.at("/properties/name").asText()).isEqualTo("Gate \"Nord\"");
    assertThat(gate.at("/properties/gateway").asText()).isEqualTo("gw-7");
    assertThat(gate.at("/properties/road").asText()).isEqualTo("r-3");
    JsonNode water = gate.at("/properties/datastreams/0");
    assertThat(water.path("id").asText()).isEqualTo("water");
    assertThat(water.path("unit").asText()).isEqualTo("cm");
    assertThat(water.path("result").asDouble()).isEqualTo(12.25);
    assertThat(water.path("phenomenonTime").asText()).isEqualTo("2025-12-29T09:19:58Z");
    assertThat(water.path("receiveTime").asText()).isEqualTo("2025-12-29T09:19:58.500Z");
    assertThat(water.path("resultQuality").asText()).isEqualTo("uncertain");
    assertThat(water.path("severity").asText()).isEqualTo("p1");
    assertThat(water.path("liveness").asText()).isEqualTo("fresh");
    assertThat(water.has("quarantined")).isFalse();
  }

  @Test
  void aDatastreamOfWhichNothingIsKnownHasNoResultAndIsUnknown() throws IOException {
    JsonNode water = written().at("/features/0/properties/datastreams/0");
    assertThat(water.has("result")).isFalse();
    assertThat(water.has("phenomenonTime")).isFalse();
    assertThat(water.path("liveness").asText()).isEqualTo("unknown");
  }

  @Test
  void whatIsStuckSaysSinceWhenAndGroupsSayHowTheyAgree() throws IOException {
    state.set(0, NOW, NOW, 12, GOOD);
    state.set(1, NOW, NOW, 2, GOOD);
    SensorGroup group =
        new SensorGroup("pair", List.of(0, 1), Optional.of(new Tolerance(2, 0)), "");
    trust =
        new TrustReading(
            NOW,
            Map.of(0, new Stuck(0, 12, NOW - Micros.PER_HOUR)),
            List.of(Agreement.of(group, roster, state, d -> d == 0)));
    JsonNode twin = written();
    assertThat(twin.at("/features/0/properties/datastreams/0/stuckSince").asText())
        .isEqualTo("2025-12-29T08:20:00Z");
    assertThat(twin.at("/features/0/properties/datastreams/1").has("stuckSince")).isFalse();
    assertThat(twin.path("groups").toString())
        .isEqualTo(
            "[{\"id\":\"pair\",\"verdict\":\"one-reports\",\"median\":2.0,\"spread\":0.0,"
                + "\"members\":[{\"id\":\"water\",\"standing\":\"stuck\",\"result\":12.0},"
                + "{\"id\":\"state\",\"standing\":\"counts\",\"result\":2.0}]}]");
  }

  @Test
  void anObservationWithoutAValueIsNull() throws IOException {
    state.set(0, NOW, NOW, Double.NaN, GOOD);
    JsonNode water = written().at("/features/0/properties/datastreams/0");
    assertThat(water.path("result").isNull()).isTrue();
    assertThat(water.path("phenomenonTime").asText()).isNotEmpty();
  }

  @Test
  void aCategoryIsToldByItsNameToo() throws IOException {
    state.set(1, NOW, NOW, 2, Flags.quarantined(Flags.of(Quality.GOOD, Severity.P2)));
    JsonNode known = written().at("/features/0/properties/datastreams/1");
    assertThat(known.path("result").asDouble()).isEqualTo(2);
    assertThat(known.path("category").asText()).isEqualTo("open");
    assertThat(known.path("quarantined").asBoolean()).isTrue();
    state.set(1, NOW, NOW, 9, GOOD);
    assertThat(written().at("/features/0/properties/datastreams/1").has("category")).isFalse();
  }

  @Test
  void aMovingThingStandsAtItsLastFixAndNeverAtHalfOfOne() throws IOException {
    assertThat(place(written())).containsExactly(7.4, 43.7);
    state.set(2, NOW, NOW, 7.5, GOOD);
    assertThat(place(written())).as("longitude only").containsExactly(7.4, 43.7);
    state.set(3, NOW - 1, NOW, 43.8, GOOD);
    assertThat(place(written())).as("of two times").containsExactly(7.4, 43.7);
    state.set(3, NOW, NOW, 43.8, GOOD);
    assertThat(place(written())).containsExactly(7.5, 43.8);
    state.set(3, NOW, NOW, Double.NaN, GOOD);
    JsonNode twin = written();
    assertThat(place(twin)).as("latitude lost").containsExactly(7.4, 43.7);
  }

  @Test
  void whoSendsWithoutAnEntryIsAFeatureWithoutAPlace() throws IOException {
    state.set(4, NOW, NOW, 3, GOOD);
    JsonNode twin = written();
    assertThat(twin.path("features")).hasSize(3);
    JsonNode stranger = twin.at("/features/2");
    assertThat(stranger.path("geometry").isNull()).isTrue();
    assertThat(stranger.at("/properties/uncatalogued").asBoolean()).isTrue();
    assertThat(stranger.at("/properties/datastreams/0/id").asText()).isEqualTo("stranger");
    assertThat(stranger.at("/properties/datastreams/0/result").asDouble()).isEqualTo(3);
    assertThat(stranger.at("/properties/datastreams/0/liveness").asText()).isEqualTo("unknown");
  }

  private static List<Double> place(JsonNode twin) {
    JsonNode coordinates = twin.at("/features/1/geometry/coordinates");
    return List.of(coordinates.path(0).asDouble(), coordinates.path(1).asDouble());
  }

  private JsonNode written() throws IOException {
    var out = new ByteArrayOutputStream();
    TwinJson.write(roster, state, Optional.empty(), trust, out);
    return new ObjectMapper().readTree(out.toByteArray());
  }

  private static Datastream datastream(
      String id, Thing thing, Role role, String unit, Category... categories) {
    return new Datastream(
        id,
        id + " of " + thing.id(),
        "kind",
        unit,
        role,
        10 * Micros.PER_SECOND,
        Criticality.NORMAL,
        thing,
        Optional.empty(),
        List.of(categories),
        Optional.empty(),
        Long.MIN_VALUE);
  }
}
