package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {
  private static final String ATTRIBUTES =
      """
      "specversion": "1.0", "id": "1", "type": "io.belvedere.observation", "source": "/gw/7",
      "subject": "level-1", "time": "2026-01-10T08:15:30.120Z", "sequence": "17"\
      """;
  private static final String FROM_ATTRIBUTES = "level-1 1768032930120000 12.4 GOOD -/17";
  private static final Map<String, String> STRUCTURED =
      Map.of("content-type", "application/cloudevents+json; charset=UTF-8");
  private static final Map<String, String> BINARY =
      Map.of(
          "ce_specversion", "1.0",
          "ce_id", "1",
          "ce_source", "/gw/7",
          "ce_type", "io.belvedere.observation",
          "ce_subject", "level-1",
          "ce_time", "2026-01-10T08:15:30.120Z",
          "ce_sequence", "17",
          "content-type", "application/json");

  private static String event(String data) {
    return "{" + ATTRIBUTES + ", " + data + "}";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"data\": {\"result\": 12.4}",
        "\"data\": 12.4",
        "\"datacontenttype\": \"application/json\", \"data\": {\"result\": 12.4, \"x\": [1]}"
      })
  void whatTheDataDoesNotSayComesFromTheAttributes(String data) {
    assertThat(Decoded.of(event(data), STRUCTURED)).containsExactly(FROM_ATTRIBUTES);
    assertThat(Decoded.of(event(data))).as("by looking").containsExactly(FROM_ATTRIBUTES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"result\": 12.4}", "12.4", " 12.4\n"})
  void theSameInBinaryMode(String data) {
    assertThat(Decoded.of(data, BINARY)).containsExactly(FROM_ATTRIBUTES);
  }

  @Test
  void theDataMayStandBeforeTheAttributes() {
    assertThat(Decoded.of("{\"data\": {\"result\": 12.4}, " + ATTRIBUTES + "}", STRUCTURED))
        .containsExactly(FROM_ATTRIBUTES);
  }

  @Test
  void theDataWinsOverTheAttributes() {
    String data =
        """
        {"datastream": "b", "phenomenonTime": 1768032930120, "result": 1, "sequence": 3, "epoch": 2,
         "resultQuality": "bad"}
        """;
    assertThat(Decoded.of(event("\"data\": " + data), STRUCTURED))
        .containsExactly("b 1768032930120000 1.0 BAD 2/3");
    assertThat(Decoded.of(data, BINARY)).containsExactly("b 1768032930120000 1.0 BAD 2/3");
  }

  @Test
  void theDataMayBeManyObservations() {
    String data =
        """
        [{"result": 12.4}, {"result": "drizzle"}, {"datastream": "b", "result": 1, "epoch": true}]
        """;
    assertThat(Decoded.of(event("\"data\": " + data), STRUCTURED))
        .containsExactly(
            FROM_ATTRIBUTES,
            "rejected: unknown category at /data/1/result",
            "rejected: wrong type at /data/2/epoch");
    assertThat(Decoded.of(data, BINARY))
        .containsExactly(
            FROM_ATTRIBUTES,
            "rejected: unknown category at /1/result",
            "rejected: wrong type at /2/epoch");
  }

  @Test
  void aCategoryMayBeTheDataItself() {
    assertThat(Decoded.of(event("\"data\": \"flooding\""), STRUCTURED))
        .containsExactly("level-1 1768032930120000 3.0 GOOD -/17");
    assertThat(Decoded.of(event("\"data\": \"drizzle\""), STRUCTURED))
        .containsExactly("rejected: unknown category at /data");
  }

  @Test
  void base64DataIsReadToo() {
    String encoded =
        Base64.getEncoder().encodeToString("{\"result\": 12.4}".getBytes(StandardCharsets.UTF_8));
    assertThat(Decoded.of(event("\"data_base64\": \"" + encoded + "\""), STRUCTURED))
        .containsExactly(FROM_ATTRIBUTES);
    assertThat(Decoded.of(event("\"data_base64\": \"%%%\""), STRUCTURED))
        .containsExactly("rejected: not base64 at /data_base64");
    assertThat(Decoded.of(event("\"data_base64\": 7"), STRUCTURED))
        .containsExactly("rejected: not base64 at /data_base64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "time": "2026-01-10T08:15:30.120Z" | "time": "2026-01-10T08:15:30" | time without offset at /time
          "time": "2026-01-10T08:15:30.120Z" | "x": 1                        | no phenomenonTime at /data
          2026-01-10T08:15:30.120Z           | 9999-01-10T08:15:30Z          | out of range at /time
          "subject": "level-1"               | "x": 1                        | no datastream at /data
          "subject": "level-1"               | "subject": ""                 | datastream is not 1 to 200 bytes long at /subject
          "specversion": "1.0"               | "specversion": "0.3"          | not CloudEvents 1.0 at /specversion
          "specversion": "1.0"               | "x": 1                        | not CloudEvents 1.0 at /specversion
          "id": "1"                          | "subject": "level-2"          | field given twice at /subject
          "data": {"result": 1}              | "x": 1                        | CloudEvent without data at
          "data": {"result": 1}              | "data": null                  | CloudEvent without data at
          "data": {"result": 1}              | "data": 1, "data": 2          | field given twice at /data
          "data": {"result": 1}              | "data": {"result": true}      | wrong type at /data/result
          "data": {"result": 1}              | "data": []                    | an empty array at /data
          "data": {"result": 1}              | "data": true                  | wrong type at /data
          """)
  void whatIsWrongIsNamed(String part, String instead, String rejection) {
    String event = event("\"data\": {\"result\": 1}").replace(part, instead);
    assertThat(Decoded.of(event, STRUCTURED))
        .singleElement()
        .asString()
        .isEqualToIgnoringWhitespace("rejected: " + rejection);
  }

  @ParameterizedTest
  @CsvSource({
    "ce_time, now, not an RFC 3339 time",
    "ce_specversion, 2.0, not CloudEvents 1.0",
    "ce_subject, '', datastream is not 1 to 200 bytes long"
  })
  void aWrongHeaderIsNamedWithoutAPointer(String header, String value, String reason) {
    Map<String, String> headers = new HashMap<>(BINARY);
    headers.put(header, value);
    assertThat(Decoded.of("{\"result\": 1}", headers))
        .containsExactly("rejected: " + reason + " at ");
  }

  @Test
  void aSequenceThatIsNoIntegerIsNoOrder() {
    Map<String, String> headers = new HashMap<>(BINARY);
    headers.put("ce_sequence", "2026-01-10/000017");
    assertThat(Decoded.of("12.4", headers))
        .containsExactly("level-1 1768032930120000 12.4 GOOD -/-");
  }

  @Test
  void whatIsNoJsonIsOneRejection() {
    assertThat(Decoded.of("{" + ATTRIBUTES + ", \"data\": {\"result\": }}", STRUCTURED))
        .containsExactly("rejected: not JSON at /data/result");
    assertThat(Decoded.of("[1,2]", STRUCTURED)).containsExactly("rejected: not an object at ");
    assertThat(Decoded.of(event("\"data\": 1") + "x", STRUCTURED))
        .singleElement()
        .asString()
        .startsWith("rejected: ");
    assertThat(Decoded.of("12.4 x", BINARY)).singleElement().asString().startsWith("rejected: ");
    assertThat(Decoded.of(" ", BINARY)).containsExactly("rejected: no value at ");
  }

  @Test
  void anObservationWithAForeignFieldSpecversionIsStillAnObservation() {
    String value =
        "{\"specversion\":\"1.0\",\"datastream\":\"a\",\"phenomenonTime\":1768032930120,\"result\":%s}";
    assertThat(Decoded.of(value.formatted("1"))).containsExactly("a 1768032930120000 1.0 GOOD -/-");
    assertThat(Decoded.of(value.formatted("1e0")))
        .containsExactly("a 1768032930120000 1.0 GOOD -/-");
  }
}
