package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with a foreign payload is told with its reason and the place.
class DamagedPayloadsTest {
  private static final String OBSERVATION =
      """
      {"phenomenonTime": "2017-02-07T18:02:00Z", "resultTime": "2017-02-07T18:02:05Z", "result": 21.6,
       "Datastream": {"@iot.id": 8}}
      """;
  private static final String NOTIFICATION =
      """
      {"subscriptionId": "57458eb6", "data": [
       {"id": "Room1", "type": "Room",
        "temperature": {"type": "Property", "value": 28.5, "observedAt": "2016-05-25T11:36:36Z"}}]}
      """;
  private static final Map<String, String> DATA =
      Map.of("mqtt.topic", "spBv1.0/Sparkplug B Devices/DDATA/Raspberry Pi/Pibrella");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "2017-02-07T18:02:00Z"     | "yesterday"                                 | not an RFC 3339 time at /phenomenonTime
          "2017-02-07T18:02:00Z"     | 1486490520                                  | wrong type at /phenomenonTime
          "2017-02-07T18:02:00Z"     | "1890-02-07T18:02:00Z"                      | out of range at /phenomenonTime
          "2017-02-07T18:02:00Z"     | "2017-02-07T18:02:00Z/PT1H"                 | not an RFC 3339 time at /phenomenonTime
          "2017-02-07T18:02:00Z"     | "2017-02-07T18:02:00Z/2017-02-07T18:00:00Z" | interval that ends before it begins at /phenomenonTime
          "result": 21.6             | "result": {"a": 1}                          | wrong type at /result
          "result": 21.6             | "result": "drizzle"                         | unknown category at /result
          "result": 21.6             | "result": 1e999                             | not a finite number at /result
          "result": 21.6             | "result": NaN                               | not a finite number at /result
          "result": 21.6             | "x": 21.6                                   | no result at
          "result": 21.6             | "result": 21.6, "result": 1                 | field given twice at /result
          "result": 21.6             | "result": 21.6, "resultQuality": "fair"     | unknown quality at /resultQuality
          {"@iot.id": 8}             | {"@iot.id": 8.5}                            | wrong type at /Datastream/@iot.id
          {"@iot.id": 8}             | {"@iot.id": ""}                             | datastream is not 1 to 200 bytes long at
          {"@iot.id": 8}             | {"name": "Air"}                             | no datastream at
          {"@iot.id": 8}             | {"@iot.id": 8                               | not JSON at /Datastream
          {"@iot.id": 8}}            | {"@iot.id": 8}} 7                           | something follows the JSON value at
          "Datastream": {"@iot.id"   | "MultiDatastream": {"@iot.id"               | several results in one (MultiDatastream) at
          """)
  void aSensorThingsObservation(String part, String instead, String rejection) {
    rejected(OBSERVATION, part, instead, "application/vnd.belvedere.sensorthings", rejection);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "2016-05-25T11:36:36Z"           | "2016-05-25T11:36:36"     | time without offset at /data/0/temperature/observedAt
          "2016-05-25T11:36:36Z"           | 7                         | wrong type at /data/0/temperature/observedAt
          "observedAt"                     | "modifiedAt"              | no phenomenonTime at /data/0/temperature
          28.5                             | "warm"                    | unknown category at /data/0/temperature/value
          28.5                             | -1e999                    | not a finite number at /data/0/temperature/value
          "value": 28.5                    | "val": 28.5               | no result at /data/0/temperature
          "value": 28.5                    | "value": 1, "value": 2    | field given twice at /data/0/temperature/value
          "value": 28.5                    | "value": {"a": 1}         | no result at /data/0
          "id": "Room1"                    | "id": 7                   | no entity id at /data/0
          {"id": "Room1", "type": "Room",  | 7, {"type": "Room",       | not an object at /data/0 ; no entity id at /data/1
          "temperature": {"type"           | "a/b~": {"type": "Property"}, "x": {"type" | no result at /data/0/a~1b~0
          """)
  void anNgsiNotification(String part, String instead, String rejections) {
    String damaged = NOTIFICATION.replace(part, instead);
    assertThat(damaged).isNotEqualTo(NOTIFICATION);
    List<String> rejected =
        Decoded.of(damaged).stream().filter(line -> line.startsWith("rejected")).toList();
    assertThat(rejected)
        .isEqualTo(Arrays.stream(rejections.split(" ; ")).map(r -> "rejected: " + r).toList());
  }

  @Test
  void aNotificationWithoutEntitiesOrWithValuesOnly() {
    assertThat(Decoded.of("{\"subscriptionId\": \"5\", \"data\": []}"))
        .containsExactly("rejected: an empty array at /data");
    assertThat(Decoded.of("{\"subscriptionId\": \"5\", \"data\": [[28.5]]}"))
        .containsExactly("rejected: not an object at /data/0");
  }

  @Test
  void anObservedPlaceThatIsNone() {
    String entity =
        """
        {"id": "e", "type": "T", "place": {"type": "%s", "observedAt": "2016-05-25T11:36:36Z",
         "value": %s}}
        """;
    for (String value :
        List.of(
            "{\"type\": \"Point\", \"coordinates\": [7]}",
            "{\"type\": \"Point\", \"coordinates\": [\"7\", 43]}")) {
      assertThat(Decoded.of(entity.formatted("GeoProperty", value)))
          .containsExactly("rejected: no longitude and latitude at /place/value");
    }
    assertThat(
            Decoded.of(
                entity.formatted("GeoProperty", "{\"type\": \"Point\", \"coordinates\": [7, 91]}")))
        .containsExactly("rejected: no longitude and latitude at /place/value/coordinates");
    for (String value : List.of("\"43\"", "\"43,7,1\"", "\"north,east\"", "\"NaN,7\"")) {
      assertThat(Decoded.of(entity.formatted("geo:point", value)))
          .singleElement()
          .asString()
          .startsWith("rejected: no longitude and latitude at /place/value");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          08               | not a Sparkplug B payload at           | cut off in the timestamp
          12 05 0a 01      | not a Sparkplug B payload at /metrics/0   | cut off in a metric
          12 02 50 01 12 ff ff ff ff 0f | not a Sparkplug B payload at /metrics/1 | a length below zero
          12 02 52 00      | not a Sparkplug B payload at /metrics/0   | a number that is a text
          12 03 0a 01 ff   | not UTF-8 at /metrics/0/name              | a name in Latin-1
          0c               | not a Sparkplug B payload at           | the end of a group that has no start
          00               | not a Sparkplug B payload at           | no field at all
          """)
  void aSparkplugPayload(String hex, String rejection, String why) {
    byte[] value = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(new Decoded(true).decode(value, DATA))
        .as(why)
        .singleElement()
        .asString()
        .isEqualToIgnoringWhitespace("rejected: " + rejection);
  }

  @Test
  void aSparkplugPayloadWithoutATopic() {
    assertThat(
            new Decoded(true)
                .decode(new byte[] {8, 1}, Map.of("content-type", "application/x-protobuf")))
        .containsExactly("rejected: no Sparkplug topic in mqtt.topic or the key at ");
    for (String topic :
        List.of("spBv1.0/g/DDATA", "spBv1.0/g/DDATA/n", "spBv1.0/g/NDATA/n/d", "spBv1.0/g/X/n")) {
      assertThat(new Decoded(true).decode(new byte[] {8, 1}, Map.of("mqtt.topic", topic)))
          .as(topic)
          .containsExactly("rejected: no Sparkplug topic in mqtt.topic or the key at ");
    }
  }

  private static void rejected(
      String payload, String part, String instead, String contentType, String rejection) {
    String damaged = payload.replace(part, instead);
    assertThat(damaged).isNotEqualTo(payload);
    assertThat(
            new Decoded(true)
                .decode(
                    damaged.getBytes(StandardCharsets.UTF_8), Map.of("content-type", contentType)))
        .singleElement()
        .asString()
        .isEqualToIgnoringWhitespace("rejected: " + rejection);
  }
}
