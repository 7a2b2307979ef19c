package io.belvedere.ingest.sandbox.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.city.Lines;
import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.RawRecord;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.sandbox.district.ReceivedLog.Column;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Liveness;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class SimulatedDistrictTest {
  private static final CityMap MONACO = CityMaps.bundled("monaco");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long ANCHOR = Micros.of(Instant.parse("2026-01-10T13:40:00Z"));
  private static final ScriptClock CLOCK = new ScriptClock(ANCHOR);

  private static SimulatedDistrict monaco(long seed, double rate) {
    return new SimulatedDistrict(MONACO, seed, rate, ANCHOR);
  }

  private static SimulatedDistrict monacoFrom(String time, long seed, double rate) {
    return new SimulatedDistrict(MONACO, seed, rate, ANCHOR, CLOCK.at(time));
  }

  private static long checksum(SimulatedDistrict district, long step, long until) {
    CRC32C crc = new CRC32C();
    for (long t = district.begin() + step; t <= until; t += step) {
      district.advanceTo(
          t,
          sent -> {
            crc.update(sent.key());
            crc.update(sent.value());
            crc.update(
                Long.toString(sent.time()).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          });
    }
    return crc.getValue();
  }

  @Test
  void theSameSeedGivesTheSameBytesHoweverItIsSteppedThrough() {
    long until = CLOCK.at("13:57");
    long once = checksum(monacoFrom("13:54", 5, 1), until - CLOCK.at("13:54"), until);
    assertThat(checksum(monacoFrom("13:54", 5, 1), 100 * Micros.PER_MILLI, until)).isEqualTo(once);
    assertThat(checksum(monacoFrom("13:54", 5, 1), 36 * Micros.PER_SECOND, until)).isEqualTo(once);
    assertThat(checksum(monacoFrom("13:54", 6, 1), 36 * Micros.PER_SECOND, until))
        .isNotEqualTo(once);
  }

  @Test
  void steppingLeavesNothingOutAndHandsOverNothingEarly() {
    SimulatedDistrict district = monacoFrom("13:55", 5, 1);
    long[] bounds = {Long.MIN_VALUE, 0};
    for (long t = district.begin(); t < CLOCK.at("13:57"); t += 37 * Micros.PER_MILLI) {
      bounds[1] = t;
      district.advanceTo(
          t,
          sent -> {
            assertThat(sent.time()).isLessThan(bounds[1]).isGreaterThanOrEqualTo(bounds[0]);
            bounds[0] = sent.time();
          });
    }
    assertThat(bounds[0]).isGreaterThan(CLOCK.at("13:56:59"));
  }

  @Test
  void aDistrictHas5000DatastreamsWithNamesOfTheirOwn() {
    List<Datastream> datastreams = monaco(5, 1).datastreams();
    assertThat(datastreams).hasSize(SimulatedDistrict.DATASTREAMS);
    assertThat(datastreams.stream().map(Datastream::id).distinct()).hasSize(5_000);
    assertThat(datastreams.stream().map(Datastream::name).distinct()).hasSize(5_000);
    assertThat(datastreams)
        .allSatisfy(
            d -> {
              assertThat(d.id()).matches("[a-z0-9-]{1,200}");
              assertThat(d.period()).isBetween(Micros.PER_SECOND, Micros.PER_MINUTE);
              assertThat(d.thing().lon()).isBetween(7.38, 7.47);
              assertThat(d.thing().lat()).isBetween(43.70, 43.77);
            });
  }

  @Test
  void everyDatastreamStandsOnTheMapAndReportsThroughAGatewayThatExists() {
    List<Datastream> datastreams = monaco(1, 1).datastreams();
    Set<String> things = new HashSet<>();
    datastreams.forEach(d -> things.add(d.thing().id()));
    Set<String> roads = new HashSet<>();
    MONACO.roads().forEach(r -> roads.add(r.id()));
    assertThat(datastreams)
        .allSatisfy(
            d -> {
              assertThat(things).containsAll(d.thing().gateway().stream().toList());
              assertThat(roads).containsAll(d.thing().road().stream().toList());
            });
  }

  @Test
  void whatAlarmsSaysWhatToDo() {
    assertThat(monaco(1, 1).datastreams())
        .filteredOn(d -> d.limits().isPresent())
        .hasSizeGreaterThan(200)
        .allMatch(d -> !d.limits().orElseThrow().guidance().isEmpty());
  }

  @Test
  void aVehicleHasAPlaceAndASpeed() {
    Map<String, Set<Role>> roles = new HashMap<>();
    for (Datastream datastream : monaco(1, 1).datastreams()) {
      if (datastream.kind().equals("vehicle")) {
        roles
            .computeIfAbsent(datastream.thing().id(), id -> new HashSet<>())
            .add(datastream.role());
      }
    }
    assertThat(roles).hasSize(200);
    assertThat(roles.values()).containsOnly(Set.of(Role.LON, Role.LAT, Role.SPEED));
  }

  @Test
  void theDistrictSaysThatItIsSimulated() throws IOException {
    District district = monaco(1, 1).describe(new DistrictId("monaco"));
    assertThat(district.name()).isEqualTo("Monaco");
    assertThat(district.timeZone()).isEqualTo(ZoneId.of("Europe/Monaco"));
    assertThat(district.reality()).isEqualTo(Reality.SIMULATED);
    JsonNode outline = JSON.readTree(district.outline());
    assertThat(outline.get("type").textValue()).isEqualTo("MultiPolygon");
    assertThat(outline.at("/coordinates/0/0").size()).isGreaterThan(50);
  }

  @Test
  void everyRecordIsJsonAndAParserReadsWhatTheFoldReads() throws IOException {
    SimulatedDistrict district = monacoFrom("14:31", 3, 1);
    ReceivedLog log = new ReceivedLog(district.datastreams());
    Map<String, List<String>> parsed = new HashMap<>();
    List<Sent> records = new ArrayList<>();
    district.advanceTo(CLOCK.at("14:31:40"), records::add);
    int observations = 0;
    for (Sent sent : records) {
      log.accept(sent);
      JsonNode node = JSON.readTree(sent.value());
      assertThat(node.isObject() || node.size() > 1).isTrue();
      for (JsonNode element : node.isArray() ? node : List.of(node)) {
        observations++;
        parsed
            .computeIfAbsent(element.get("datastream").textValue(), id -> new ArrayList<>())
            .add(describe(log, element));
      }
    }
    assertThat(log.observations()).isEqualTo(observations).isGreaterThan(10_000);
    for (Column column : log.columns()) {
      List<String> folded = new ArrayList<>();
      for (int i = 0; i < column.size(); i++) {
        folded.add(column.event(i) + " " + column.value(i));
      }
      assertThat(folded).isEqualTo(parsed.getOrDefault(column.datastream().id(), List.of()));
    }
  }

  private static String describe(ReceivedLog log, JsonNode element) {
    Datastream datastream = log.column(element.get("datastream").textValue()).datastream();
    JsonNode result = element.get("result");
    double value =
        result.isTextual()
            ? datastream.valueOf(result.textValue()).orElseThrow()
            : result.isNull() ? Double.NaN : result.doubleValue();
    Instant time = OffsetDateTime.parse(element.get("phenomenonTime").textValue()).toInstant();
    return Micros.of(time) + " " + value;
  }

  @Test
  void theDecoderTakesEveryObservation() {
    SimulatedDistrict district = monacoFrom("14:30", 3, 1);
    Map<String, Datastream> described = new HashMap<>();
    district.datastreams().forEach(d -> described.put(d.id(), d));
    CountingSink sink = new CountingSink();
    Decoder decoder = new Decoder(new Dictionary(described));
    int sent =
        district.advanceTo(
            CLOCK.at("14:32"),
            s -> {
              if (s.topic() == Sent.Topic.OBSERVATIONS) {
                decoder.decode(
                    new RawRecord("t", 0, 0, s.time(), s.key(), s.value(), RawRecord.Headers.NONE),
                    sink);
              }
            });
    assertThat(sink.rejected).isEmpty();
    assertThat(sink.observations).isEqualTo(sent).isGreaterThan(100_000);
  }

  private static final class CountingSink implements Sink {
    private final List<String> rejected = new ArrayList<>();
    private int observations;

    @Override
    public void observation(
        int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
      observations++;
    }

    @Override
    public void rejected(String reason, String pointer) {
      rejected.add(reason + " at " + pointer);
    }
  }

  /// Numbers for the datastreams of a catalogue, and for no others.
  private static final class Dictionary implements Names {
    private final Map<String, Datastream> described;
    private final List<Datastream> numbered = new ArrayList<>();

    Dictionary(Map<String, Datastream> described) {
      this.described = described;
    }

    @Override
    public int datastream(String id) {
      Datastream datastream = Objects.requireNonNull(described.get(id), id);
      numbered.add(datastream);
      return numbered.size() - 1;
    }

    @Override
    public double category(int datastream, String name) {
      return numbered.get(datastream).valueOf(name).orElse(Double.NaN);
    }
  }

  @Test
  void theRateScalesWithoutChangingTheStory() {
    for (double rate : new double[] {0.12, 3}) {
      SimulatedDistrict district = monacoFrom("13:50", 4, rate);
      ReceivedLog log = new ReceivedLog(district.datastreams());
      district.advanceTo(CLOCK.at("13:57"), sent -> {});
      int observations = district.advanceTo(CLOCK.at("13:58"), log);
      district.advanceTo(CLOCK.at("14:03"), log);
      assertThat(observations / 60.0)
          .isBetween(rate * 1_667 * 0.9, rate * 1_667 * (rate < 1 ? 1.6 : 1.1));
      long t = CLOCK.at("14:02:59");
      Column travel = log.named("Travel Rond-Point Sainte-Dévote");
      assertThat(travel.stateAt(t, t)).isEqualTo("flooding");
      assertThat(log.named("Water level Rond-Point Sainte-Dévote 1").valueAt(t, t))
          .isBetween(22.5, 25.0);
      assertThat(travel.datastream().criticality()).isEqualTo(Criticality.HIGH);
    }
  }

  @Test
  void everySeedLeadsToTheSameFirstScreen() {
    for (long seed : new long[] {1, 99, 4_711}) {
      SimulatedDistrict district = monacoFrom("14:37", seed, 1);
      ReceivedLog log = new ReceivedLog(district.datastreams());
      district.advanceTo(ANCHOR, log);
      Set<String> urgent = new TreeSet<>();
      for (Column column : log.columns()) {
        Severity severity = column.datastream().severityOf(column.valueAt(ANCHOR, ANCHOR));
        if (severity.compareTo(Severity.P2) >= 0) {
          urgent.add(severity + " " + column.datastream().name());
        }
      }
      assertThat(urgent)
          .containsExactlyInAnyOrder(
              "P1 Water level Rond-Point Sainte-Dévote 1",
              "P1 Water level Rond-Point Sainte-Dévote 2",
              "P1 Water level Rue Suffren Reymond 1",
              "P1 Water level Rue Suffren Reymond 2",
              "P2 Travel Rond-Point Sainte-Dévote",
              "P2 Travel Rue Suffren Reymond",
              "P2 Travel Rue de Millo",
              "P2 Travel Rue Grimaldi",
              "P2 Pressure Pont Sainte-Dévote",
              "P2 Pump Galerie Sainte-Dévote 2",
              "P2 Feeder La Condamine");
    }
  }

  @Test
  void afterTheStoryTheCityCalmsDown() {
    SimulatedDistrict district = monacoFrom("14:50", 8, 1);
    ReceivedLog log = new ReceivedLog(district.datastreams());
    district.advanceTo(CLOCK.at("16:03"), log);
    for (int i = 1; i <= 2; i++) {
      Column level = log.named("Water level Rue Suffren Reymond " + i);
      assertThat(level.valueAt(CLOCK.at("14:54"), ANCHOR * 2)).isGreaterThan(10);
      assertThat(level.valueAt(CLOCK.at("14:55:10"), ANCHOR * 2)).isLessThan(10);
    }
    Column feeder = log.named("Feeder La Condamine");
    assertThat(feeder.stateAt(CLOCK.at("15:19"), ANCHOR * 2)).isEqualTo("tripped");
    assertThat(feeder.stateAt(CLOCK.at("15:21"), ANCHOR * 2)).isEqualTo("closed");
    long calm = CLOCK.at("16:02");
    List<String> abnormal =
        log.columns().stream()
            .filter(c -> c.datastream().severityOf(c.valueAt(calm, calm)).isAbnormal())
            .map(c -> c.datastream().name())
            .toList();
    assertThat(abnormal).hasSizeLessThan(6);
    long lively =
        log.columns().stream().filter(c -> c.size() > 0).filter(c -> isFresh(c, calm)).count();
    assertThat(lively).isGreaterThan(4_980);
    SimulatedDistrict later = monacoFrom("16:01", 8, 1);
    assertThat(later.advanceTo(CLOCK.at("16:03"), sent -> {}) / 120.0).isBetween(185.0, 212.0);
  }

  private static boolean isFresh(Column column, long t) {
    long event = column.applied(column.at(t, t));
    return Liveness.of(t, event, column.datastream().period(), t) == Liveness.FRESH;
  }

  @Test
  void smallerIncidentsGoOnForEver() {
    Chance chance = new Chance(11, ANCHOR);
    Set<Chance.Kind> seen = new HashSet<>();
    int minutes = 0;
    for (long t = ANCHOR; t < ANCHOR + 3 * Micros.PER_DAY; t += Micros.PER_MINUTE) {
      for (Chance.Kind kind : Chance.Kind.values()) {
        if (chance.hit(kind, 100, t) >= 0) {
          seen.add(kind);
          minutes++;
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Chance.Kind.values());
    assertThat(minutes).isBetween(600, 2_400);
    assertThat(chance.hit(Chance.Kind.JAM, 100, ANCHOR - 1)).isEqualTo(-1);
  }

  @Test
  void vehiclesKeepToTheRoadsAndMove() {
    SimulatedDistrict district = monacoFrom("13:00", 9, 1);
    ReceivedLog log = new ReceivedLog(district.datastreams());
    district.advanceTo(CLOCK.at("13:20"), log);
    Streets streets = new Streets(MONACO);
    int moving = 0;
    for (int i = 1; i <= 40; i++) {
      Column lon = log.named("Longitude Bus " + i);
      Column lat = log.named("Latitude Bus " + i);
      double far = 0;
      for (int k = 0; k < lon.size(); k++) {
        assertThat(lon.event(k)).isEqualTo(lat.event(k));
        int road = streets.nearest("", lon.value(k), lat.value(k)).orElseThrow();
        assertThat(streets.distance(road, lon.value(k), lat.value(k))).isLessThan(16);
        far = Math.max(far, Lines.metres(lon.value(0), lat.value(0), lon.value(k), lat.value(k)));
      }
      moving += far > 250 ? 1 : 0;
    }
    assertThat(moving).isGreaterThan(34);
  }

  @Test
  void aMapWithoutAStoryIsJustCalm() {
    CityMap elsewhere =
        new CityMap(
            "elsewhere",
            MONACO.attribution(),
            MONACO.bounds(),
            MONACO.areas(),
            MONACO.surfaces(),
            MONACO.roads(),
            MONACO.facilities());
    SimulatedDistrict district = new SimulatedDistrict(elsewhere, 2, 1, ANCHOR, CLOCK.at("14:20"));
    assertThat(district.datastreams()).hasSize(5_000);
    ReceivedLog log = new ReceivedLog(district.datastreams());
    int observations = district.advanceTo(ANCHOR, log);
    assertThat(observations / 1_200.0).isBetween(180.0, 215.0);
    assertThat(
            log.columns().stream()
                .filter(c -> c.datastream().severityOf(c.valueAt(ANCHOR, ANCHOR)).isAbnormal()))
        .hasSizeLessThan(4);
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> monaco(1, rate)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
