package io.belvedere.ingest.decode;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.decode.CatalogueEntry.Described;
import io.belvedere.ingest.decode.CatalogueEntry.Malformed;
import io.belvedere.ingest.decode.CatalogueEntry.OfDistrict;
import io.belvedere.ingest.decode.CatalogueEntry.Retired;
import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Plausibility;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.model.Tolerance;
import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueJsonTest {
  private static final DistrictId MONACO = new DistrictId("monaco");
  static final String LEVEL =
      """
      {"name": "Water level A", "kind": "water-level", "unit": "cm", "period_s": 10,
       "criticality": "high",
       "thing": {"id": "t-1", "name": "A", "kind": "level", "lon": 7.42, "lat": 43.73,
                 "gateway": "GW-1", "road": "way/1"},
       "limits": {"hihi": 20, "hi": 10, "deadband": 1, "onDelay_s": 2, "offDelay_s": 10.5,
                  "latch": true, "priority": 1, "guidance": "Close the gate."},
       "categories": [{"value": -1, "name": "dry", "severity": "normal"},
                      {"value": 99, "name": "overflow", "severity": "P1"}],
       "group": "g", "validFrom": "2026-01-10T08:15:30.120Z", "aliases": ["7", "Gauge7:level"]}
      """;

  private static CatalogueEntry read(String key, String value) {
    return CatalogueJson.read(
        MONACO, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  private static Datastream level() {
    return new Datastream(
        "level-1",
        "Water level A",
        "water-level",
        "cm",
        Role.VALUE,
        10 * Micros.PER_SECOND,
        Criticality.HIGH,
        new Thing("t-1", "A", "level", 7.42, 43.73, Optional.of("GW-1"), Optional.of("way/1")),
        Optional.of(
            new Limits(
                20,
                10,
                Double.NaN,
                Double.NaN,
                1,
                Duration.ofSeconds(2),
                Duration.ofMillis(10_500),
                true,
                1,
                "Close the gate.")),
        List.of(
            new Category(-1, "dry", Severity.NORMAL), new Category(99, "overflow", Severity.P1)),
        Optional.of("g"),
        1_768_032_930_120_000L,
        List.of("7", "Gauge7:level"),
        Plausibility.NOT_SAID);
  }

  @Test
  void everyFieldIsRead() {
    assertThat(read("level-1", LEVEL)).isEqualTo(new Described(level()));
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertThat(
            CatalogueJson.read(
                MONACO, "level-1".getBytes(StandardCharsets.UTF_8), CatalogueJson.write(level())))
        .isEqualTo(new Described(level()));
    Datastream plain =
        new Datastream(
            "lon-1",
            "Longitude of Ambulance 1",
            "vehicle",
            "deg",
            Role.LON,
            2_500_000,
            Criticality.CRITICAL,
            new Thing("v-1", "Ambulance 1", "vehicle", 7, 43, Optional.empty(), Optional.empty()),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Long.MIN_VALUE);
    assertThat(
            CatalogueJson.read(
                MONACO, "lon-1".getBytes(StandardCharsets.UTF_8), CatalogueJson.write(plain)))
        .isEqualTo(new Described(plain));
  }

  @Test
  void aTombstoneRetires() {
    assertThat(CatalogueJson.read(MONACO, new byte[] {'a'}, null)).isEqualTo(new Retired("a"));
    assertThat(CatalogueJson.read(MONACO, "$district".getBytes(StandardCharsets.UTF_8), null))
        .isEqualTo(new OfDistrict(District.unknown(MONACO)));
  }

  @Test
  void theDistrictDescribesItself() {
    CatalogueEntry entry =
        read(
            CatalogueJson.DISTRICT_KEY,
            """
            {"name": "Monaco", "timeZone": "Europe/Monaco", "reality": "simulated",
             "outline": {"type": "Point", "coordinates": [7.4, 43.7]}}
            """);
    District monaco =
        new District(
            MONACO,
            "Monaco",
            ZoneId.of("Europe/Monaco"),
            "{\"type\":\"Point\",\"coordinates\":[7.4,43.7]}",
            Reality.SIMULATED);
    assertThat(entry).isEqualTo(new OfDistrict(monaco));
    assertThat(
            CatalogueJson.read(
                MONACO,
                CatalogueJson.DISTRICT_KEY.getBytes(StandardCharsets.UTF_8),
                CatalogueJson.write(monaco)))
        .isEqualTo(new OfDistrict(monaco));
  }

  @Test
  void whatIsBelievableIsReadAndReadBack() {
    Datastream believed =
        level()
            .with(
                new Plausibility(
                    OptionalLong.of(600 * Micros.PER_SECOND), Optional.of(new Tolerance(0, 0.1))));
    assertThat(
            read(
                "level-1",
                LEVEL.replace(
                    "\"group\": \"g\"",
                    "\"group\": \"g\", \"maxUnchanged_s\": 600,"
                        + " \"tolerance\": {\"relative\": 0.1}")))
        .isEqualTo(new Described(believed));
    assertThat(
            CatalogueJson.read(
                MONACO, "level-1".getBytes(StandardCharsets.UTF_8), CatalogueJson.write(believed)))
        .isEqualTo(new Described(believed));
  }

  @Test
  void moreAliasesThanAnybodyHasAreRefused() {
    String many = IntStream.range(0, 101).mapToObj(i -> "\"a" + i + "\"").collect(joining(","));
    assertThat(read("level-1", LEVEL.replace("\"7\", \"Gauge7:level\"", many)))
        .isEqualTo(new Malformed("are more than 100", "/aliases"));
  }

  @Test
  void aDistrictIsRealAndWithoutOutlineUnlessItSaysSo() {
    assertThat(read(CatalogueJson.DISTRICT_KEY, "{\"name\": \"M\", \"timeZone\": \"UTC\"}"))
        .isEqualTo(new OfDistrict(new District(MONACO, "M", ZoneId.of("UTC"), "", Reality.REAL)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "kind": "water-level"   | "x": 1                  | is missing                                   | /kind
          "kind": "water-level"   | "kind": null            | is missing                                   | /kind
          "kind": "water-level"   | "kind": 7               | must be a string                             | /kind
          "unit": "cm"            | "x": 1                  | is missing                                   | /unit
          "period_s": 10          | "period_s": 0           | must be more than 0                          | /period_s
          "period_s": 10          | "period_s": -1          | must be a number of seconds from 0 on        | /period_s
          "period_s": 10          | "period_s": "10"        | must be a finite number                      | /period_s
          "period_s": 10          | "period_s": 1e999       | must be a finite number                      | /period_s
          "criticality": "high"   | "x": 1                  | is missing                                   | /criticality
          "criticality": "high"   | "criticality": "urgent" | must be one of critical, high, normal, low   | /criticality
          "lon": 7.42             | "lon": 181              | must be from -180.0 to 180.0                 | /thing/lon
          "id": "t-1"             | "x": 1                  | is missing                                   | /thing/id
          "hi": 10                | "hi": 30                | Limit hi (30.0) is above limit hihi (20.0).  | /limits
          "priority": 1           | "priority": 5           | A priority is 1 to 4, not 5.                 | /limits
          "priority": 1           | "priority": 1.5         | must be an integer                           | /limits/priority
          "latch": true           | "latch": "yes"          | must be true or false                        | /limits/latch
          "severity": "P1"        | "severity": "P7"        | must be normal, P4, P3, P2 or P1             | /categories/1/severity
          "value": 99             | "value": -1             | stands for another category already          | /categories/1/value
          "name": "overflow"      | "name": "dry"           | is another category's already                | /categories/1/name
          "group": "g"            | "group": []             | must be a string                             | /group
          "2026-01-10T08:15:30.120Z" | "yesterday"          | not an RFC 3339 time                         | /validFrom
          "2026-01-10T08:15:30.120Z" | "2026-01-10T08:15:30" | time without offset                         | /validFrom
          ["7", "Gauge7:level"]   | "7"                     | must be an array                             | /aliases
          "Gauge7:level"          | 8                       | must be a string                             | /aliases/1
          "Gauge7:level"          | ""                      | datastream is not 1 to 200 bytes long        | /aliases/1
          "group": "g"            | "tolerance": {"absolute": 2} | is for a group: there is no group       | /tolerance
          "group": "g"            | "group": "g", "tolerance": 2 | must be an object                     | /tolerance
          "group": "g"            | "group": "g", "tolerance": {} | needs absolute, relative or both      | /tolerance
          "group": "g"            | "group": "g", "tolerance": {"relative": -1} | must be a number from 0 on | /tolerance/relative
          "unit": "cm"            | "unit": "", "tolerance": {"absolute": 2} | is for numbers: categories agree if they are the same | /tolerance
          "group": "g"            | "group": "g", "maxUnchanged_s": -1 | must be a number of seconds from 0 on | /maxUnchanged_s
          "group": "g"            | "group": "g", "maxUnchanged_s": "PT1M" | must be a finite number           | /maxUnchanged_s
          "group": "g"            | "role": "left"          | must be one of value, lon, lat, speed        | /role
          """)
  void whatIsWrongIsNamedWithItsPointer(
      String part, String instead, String reason, String pointer) {
    assertThat(LEVEL).contains(part);
    assertThat(read("level-1", LEVEL.replace(part, instead)))
        .isEqualTo(new Malformed(reason, pointer));
  }

  @Test
  void whatIsNoEntryAtAllIsMalformed() {
    assertThat(CatalogueJson.read(MONACO, null, new byte[] {'{', '}'}))
        .isEqualTo(new Malformed("no key", ""));
    assertThat(read("a", "[]")).isEqualTo(new Malformed("must be an object", ""));
    assertThat(read("a", "")).isInstanceOf(Malformed.class);
    assertThat(read("a", "{")).isInstanceOf(Malformed.class);
    assertThat(read("a", LEVEL + "x")).isInstanceOf(Malformed.class);
    assertThat(read("a", LEVEL.replace("\"kind\": \"level\"", "\"id\": \"t-1\"")))
        .isInstanceOf(Malformed.class);
    assertThat(read("x".repeat(201), LEVEL)).isInstanceOf(Malformed.class);
    assertThat(read(CatalogueJson.DISTRICT_KEY, "{\"name\": \"M\", \"timeZone\": \"Monaco\"}"))
        .isEqualTo(new Malformed("must be an IANA time zone", "/timeZone"));
    assertThat(read("a", "[".repeat(100_000))).isInstanceOf(Malformed.class);
  }
}
