package io.belvedere.ingest.decode.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileReaderTest {
  private static final String T = "\"t\": \"2026-01-10T08:15:30Z\"";
  private static final String AT_T = "a 2026-01-10T08:15:30Z ";

  /// A profile of one value, called a.
  private static Observed value(String... lines) {
    return new Observed(
        """
        profile: 1
        time: /t
        readings:
          - values:
              - datastream: a
                result: /v
        """
            + "        "
            + String.join("\n        ", lines));
  }

  private static Observed time(String time) {
    return new Observed(
        "{profile: 1, time: %s, readings: [{values: [{datastream: a, result: 1}]}]}"
            .formatted(time));
  }

  @Test
  void listsInListsAreGoneThrough() {
    var observed =
        new Observed(
            """
            profile: 1
            time: /gateways/*/t
            readings:
              - each: /gateways/*/sensors/*/values/*
                when:
                  - {at: /gateways/*/up, equals: true}
                  - {at: /gateways/*/sensors/*/values/*, differs: 0}
                values:
                  - datastream: "{/gateways/*/id}.{/gateways/*/sensors/*#}.{/gateways/*/sensors/*/values/*#}"
                    result: /gateways/*/sensors/*/values/*
            """);
    assertThat(
            observed.of(
                """
                {"gateways": [
                  {"id": 1, "up": true, "t": "2026-01-10T08:15:30Z",
                   "sensors": {"x": {"values": [7, 0, 8]}, "y/z": {"values": []}, "w": {}}},
                  {"id": 2, "up": false, "t": "2026-01-10T08:15:30Z", "sensors": {"x": {"values": [9]}}},
                  {"id": "3", "up": true, "sensors": {"x": {"values": [9]}}},
                  {"id": "4", "up": true, "sensors": 5},
                  6]}
                """))
        .containsExactly(
            "1.x.0 2026-01-10T08:15:30Z 7.0 good",
            "1.x.2 2026-01-10T08:15:30Z 8.0 good",
            "rejected /gateways/0/sensors/y~1z/values: no readings",
            "rejected /gateways/0/sensors/w/values: no readings",
            "rejected /gateways/2/t: no phenomenonTime",
            "rejected /gateways/3/sensors: wrong type");
    assertThat(observed.of("{}")).containsExactly("rejected /gateways: no readings");
    assertThat(observed.of("7")).containsExactly("rejected /gateways: no readings");
  }

  @Test
  void aMessageMayBeTheListItself() {
    var observed =
        new Observed(
            """
            {"profile": 1, "missing": "skip",
             "readings": [{"each": "/*", "time": "/*/t",
                           "values": [{"datastream": "{/*/id}", "result": "/*/v/1"}]}]}
            """);
    assertThat(observed.of("[{\"id\": \"a\", " + T + ", \"v\": [4, 5]}, {\"v\": [4]}, 3]"))
        .containsExactly(AT_T + "5.0 good");
    assertThat(observed.of("[]")).isEmpty();
    assertThat(observed.of("null")).isEmpty();
  }

  @Test
  void whatIsMissingIsRejectedUnlessItIsToBeSkipped() {
    assertThat(value().of("{" + T + "}")).containsExactly("rejected /v: no result");
    assertThat(value("missing: skip").of("{" + T + "}")).isEmpty();
    assertThat(value("missing: skip").of("{" + T + ", \"v\": null}"))
        .containsExactly(AT_T + "no value good");
    assertThat(value("missing: skip").of("{\"v\": 1}"))
        .containsExactly("rejected /t: no phenomenonTime");
    assertThat(value("when: {at: /v, exists: true}").of("{" + T + ", \"v\": null}")).isEmpty();
    assertThat(value("when: {at: /v, exists: false}").of("{" + T + ", \"v\": 5}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "12.4 | 12.4 good",
        "-0.0 | 0.0 good",
        "\"flooding\" | 3.0 good",
        "null | no value good",
        "\"drizzle\" | rejected /v: unknown category",
        "NaN | rejected /v: not a finite number",
        "1e999 | rejected /v: not a finite number",
        "true | rejected /v: wrong type",
        "{} | rejected /v: wrong type",
        "[1] | rejected /v: wrong type",
      })
  void aResultIsANumberOrACategoryOrNothing(String sent, String wanted) {
    assertThat(value().of("{" + T + ", \"v\": " + sent + "}"))
        .containsExactly(wanted.startsWith("rejected") ? wanted : AT_T + wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"20.5\" | 68.9",
        "20.5 | 68.9",
        "\"2.05e1\" | 68.9",
        "-999 | no value",
        "\"n/a\" | no value",
        "\"20,5\" | text that is no number",
        "\"\" | text that is no number",
        "\"NaN\" | text that is no number",
        "\"0x1p3\" | text that is no number",
        "\"1e999\" | not a finite number",
        "1e308 | not a finite number",
      })
  void whatHasAUnitIsANumberAlsoAsText(String sent, String wanted) {
    List<String> found =
        value("unit: {from: Cel, to: '[degF]'}", "no-value: [-999, n/a]")
            .of("{" + T + ", \"v\": " + sent + "}");
    assertThat(found)
        .containsExactly(
            wanted.matches("[0-9.]+|no value")
                ? AT_T + wanted + " good"
                : "rejected /v: " + wanted);
  }

  @Test
  void aFactorAndAnOffsetComeBeforeTheUnit() {
    assertThat(
            value("factor: 0.1", "offset: -40", "unit: {from: Cel, to: K}")
                .of("{" + T + ", \"v\": 601}"))
        .containsExactly(AT_T + "293.25 good");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"open\" | 1.0",
        "0 | 7.0",
        "0.0 | 7.0",
        "\"0\" | 7.0",
        "true | 2.5",
        "\"wet\" | 3.0",
        "null | no value",
        "\"off\" | no value",
        "\"ajar\" | unknown category",
        "\"dry\" | unknown category",
        "1 | unknown category",
        "[] | wrong type",
      })
  void categoriesBecomeNumbers(String sent, String wanted) {
    assertThat(
            value(
                    "categories: {open: 1, '0': 7, 'true': 2.5, wet: flooding, dry: dusty, off: null}")
                .of("{" + T + ", \"v\": " + sent + "}"))
        .containsExactly(
            wanted.startsWith("unk") || wanted.startsWith("wrong")
                ? "rejected /v: " + wanted
                : AT_T + wanted + " good");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "/t | \"2026-01-10T09:15:30.5+01:00\" | 2026-01-10T08:15:30.500Z",
        "/t | \"2026-01-10T09:15:30\" | time without offset",
        "/t | 1768032930 | wrong type",
        "/t | \"1999-01-10T09:15:30Z\" | out of range",
        "{at: /t, as: epoch-s} | 1768032930 | 2026-01-10T08:15:30Z",
        "{at: /t, as: epoch-s} | 1768032930.25 | 2026-01-10T08:15:30.250Z",
        "{at: /t, as: epoch-s} | \"1768032930.25\" | 2026-01-10T08:15:30.250Z",
        "{at: /t, as: epoch-s} | 1768032930120 | out of range",
        "{at: /t, as: epoch-s} | -5 | out of range",
        "{at: /t, as: epoch-s} | \"now\" | text that is no number",
        "{at: /t, as: epoch-s} | [] | wrong type",
        "{at: /t, as: epoch-ms} | \"1768032930120\" | 2026-01-10T08:15:30.120Z",
        "{at: /t, as: epoch-ms} | 1768032930 | out of range",
        "{at: /t, as: epoch-ms} | 99999999999999999999999 | out of range",
        "{at: /t, as: epoch-us} | 1768032930120456 | 2026-01-10T08:15:30.120456Z",
        "{at: /t, as: epoch-ns} | 1768032930120456789 | 2026-01-10T08:15:30.120456Z",
        "{at: /t, pattern: dd.MM.yyyy HH:mm:ss, zone: Europe/Monaco} | \"10.01.2026 09:15:30\" |"
            + " 2026-01-10T08:15:30Z",
        "{at: /t, pattern: dd.MM.yyyy HH:mm:ss, zone: Europe/Monaco} | \"10.07.2026 09:15:30\" |"
            + " 2026-07-10T07:15:30Z",
        "{at: /t, pattern: \"uuuu-MM-dd'T'HH:mm[:ss[.SSS]]\", zone: Europe/Monaco} |"
            + " \"2026-01-10T09:15\" | 2026-01-10T08:15:00Z",
        "{at: /t, pattern: dd.MM.yyyy HH:mm, zone: UTC} | \"29.02.2026 09:15\" | pattern",
        "{at: /t, pattern: dd.MM.yyyy HH:mm, zone: UTC} | \"28.02.2026 24:15\" | pattern",
        "{at: /t, pattern: dd.MM.yyyy HH:mm, zone: UTC} | \"28.02.2026\" | pattern",
        "{at: /t, pattern: uuuuMMddHHmmssSSSXX} | \"20260110091530120+0100\" |"
            + " 2026-01-10T08:15:30.120Z",
        "{at: /t, pattern: 'd MMM yy, h:mm a', zone: America/New_York} | \"10 Jan 26, 3:15 AM\" |"
            + " 2026-01-10T08:15:00Z",
        "{at: /t, pattern: dd.MM.yyyy HH:mm, zone: Europe/Monaco} | \"29.03.2026 02:30\" |"
            + " a local time that there was not",
      })
  void timesAreReadAsTheyAreWritten(String rule, String sent, String wanted) {
    List<String> found = time(rule).of("{\"t\": " + sent + "}");
    assertThat(found)
        .singleElement()
        .asString()
        .startsWith(wanted.startsWith("20") ? "a " : "rejected /t: ")
        .contains(wanted);
  }

  @Test
  void aRepeatedHourIsTheLaterOneThatHadBeenWhenItCame() {
    var observed = time("{at: /t, pattern: dd.MM.yyyy HH:mm, zone: Europe/Monaco}");
    String message = "{\"t\": \"25.10.2026 02:30\"}";
    long between = Micros.of(Instant.parse("2026-10-25T00:30:10Z"));
    assertThat(observed.appendedAt(between).of(message))
        .containsExactly("a 2026-10-25T00:30:00Z 1.0 good");
    assertThat(observed.appendedAt(between + Micros.PER_HOUR).of(message))
        .containsExactly("a 2026-10-25T01:30:00Z 1.0 good");
  }

  @Test
  void aMessageWithoutATimeHasTheBrokers() {
    long time = Micros.of(Instant.parse("2026-10-25T00:30:10.5Z"));
    assertThat(time("append-time").appendedAt(time).of("{}"))
        .containsExactly("a 2026-10-25T00:30:10.500Z 1.0 good");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "/q | \"uncertain\" | uncertain",
        "/q | null | good",
        "/q | \"fair\" | rejected /q: unknown quality",
        "/q | {} | rejected /q: unknown quality",
        "bad | null | bad",
        "{at: /q, table: {'0': good, '192': bad}} | 192 | bad",
        "{at: /q, table: {'0': good, 'false': bad}} | false | bad",
        "{at: /q, table: {'0': good}, otherwise: uncertain} | 5 | uncertain",
        "{at: /q, table: {'0': good}} | \"good\" | rejected /q: unknown quality",
        "header:q | 0 | uncertain",
        "{at: key, table: {key: bad}} | 0 | bad",
      })
  void qualityIsReadByATable(String rule, String sent, String wanted) {
    assertThat(
            value("quality: " + rule)
                .with("key", Map.of("q", "uncertain"))
                .of("{" + T + ", \"v\": 1, \"q\": " + sent + "}"))
        .containsExactly(wanted.startsWith("rejected") ? wanted : AT_T + "1.0 " + wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "17 | good epoch 3 sequence 17",
        "\"17\" | good epoch 3 sequence 17",
        "\"-17\" | good epoch 3 sequence -17",
        "null | good epoch 3",
        "1.5 | rejected /n: not an integer",
        "\"a\" | rejected /n: not an integer",
        "[] | rejected /n: wrong type",
        "99999999999999999999 | rejected /n: out of range",
        "-9223372036854775808 | rejected /n: out of range",
      })
  void sequenceAndEpochAreWholeNumbers(String sent, String wanted) {
    assertThat(value("sequence: /n", "epoch: 3").of("{" + T + ", \"v\": 1, \"n\": " + sent + "}"))
        .containsExactly(wanted.startsWith("rejected") ? wanted : AT_T + "1.0 " + wanted);
  }

  @Test
  void keyAndHeadersMayBePartOfAnId() {
    var observed =
        new Observed(
            """
            {profile: 1, time: 'header:sent',
             readings: [{values: [{datastream: "{{{header:site}}}/{key}/{/id}", result: ""}]}]}
            """);
    assertThat(observed.with("k1", Map.of("site", "port", "sent", "2026-01-10T08:15:30Z")).of("5"))
        .containsExactly("rejected /id: no datastream");
    observed =
        new Observed(
            """
            {profile: 1, time: 'header:sent',
             readings: [{values: [{datastream: "{{{header:site}}}/{key}", result: ""}]}]}
            """);
    assertThat(observed.with("k1", Map.of("site", "port", "sent", "2026-01-10T08:15:30Z")).of("5"))
        .containsExactly("{port}/k1 2026-01-10T08:15:30Z 5.0 good");
    assertThat(observed.with("k1", Map.of()).of("5")).containsExactly("rejected : no datastream");
    assertThat(observed.with("k1", Map.of("site", "port")).of("5"))
        .containsExactly("rejected : no phenomenonTime");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"x\" | x",
        "7 | 7",
        "true | true",
        "\"\u00e9\" | \u00e9",
        "\"\" | rejected /id: datastream is not 1 to 200 bytes long",
        "1.5 | rejected /id: wrong type",
        "{} | rejected /id: wrong type",
        "null | rejected /id: no datastream",
        "\"\\ud83d\" | rejected /id: not valid Unicode",
      })
  void anIdIsATextOrAWholeNumber(String sent, String wanted) {
    var observed =
        new Observed(
            "{profile: 1, time: /t, readings: [{values: [{datastream: '{/id}', result: 1}]}]}");
    assertThat(observed.of("{" + T + ", \"id\": " + sent + "}"))
        .containsExactly(
            wanted.startsWith("rejected") ? wanted : wanted + " 2026-01-10T08:15:30Z 1.0 good");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{at: /k, equals: 3} | 3 | true",
        "{at: /k, equals: 3} | 3.0 | true",
        "{at: /k, equals: 3} | \"3\" | false",
        "{at: /k, equals: ['3', a]} | \"3\" | true",
        "{at: /k, equals: [true, null]} | null | true",
        "{at: /k, equals: a} | [\"a\"] | false",
        "{at: /k, differs: a} | [\"a\"] | true",
        "{at: /k, differs: a} | \"a\" | false",
        "{at: /none, differs: a} | 1 | true",
        "{at: /none, exists: true} | 1 | false",
        "[{at: /k, exists: true}, {at: key, equals: key}] | 1 | true",
        "[{at: /k, exists: true}, {at: key, equals: other}] | 1 | false",
      })
  void onlyWhatFitsIsRead(String condition, String sent, boolean isRead) {
    String message = "{" + T + ", \"v\": 1, \"k\": " + sent + "}";
    List<String> wanted = isRead ? List.of(AT_T + "1.0 good") : List.of();
    assertThat(value("when: " + condition).of(message)).isEqualTo(wanted);
    assertThat(
            new Observed(
                    "{profile: 1, time: /t, when: %s, readings: [{values: [{datastream: a, result: /v}]}]}"
                        .formatted(condition))
                .of(message))
        .isEqualTo(wanted);
    assertThat(
            new Observed(
                    "{profile: 1, time: /t, readings: [{when: %s, values: [{datastream: a, result: /v}]}]}"
                        .formatted(condition))
                .of(message))
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"t\": | rejected /t: not JSON",
        "{} {} | rejected : something follows the JSON value",
        "nonsense | rejected : not JSON",
        "{\"a\": {\"b\": 1, \"b\": 2}} | rejected /a/b: field given twice",
      })
  void whatIsNoMessageIsRejectedOnce(String sent, String wanted) {
    assertThat(value().of(sent)).containsExactly(wanted);
  }

  @Test
  void aBlankOrDeepMessageIsRejectedOnce() {
    assertThat(value().of(" ")).containsExactly("rejected : no value");
    assertThat(value().of("[".repeat(100_000)))
        .singleElement()
        .asString()
        .contains("nested more than 64 deep");
  }

  @Test
  void cloudEventsAreReadAsSuchUnlessTheProfileReadsThem() {
    String event =
        """
        {"specversion": "1.0", "subject": "b", "time": "2026-01-10T08:15:30Z",
         "t": "2026-01-10T08:15:31Z", "v": 6, "data": {"result": 5}}
        """;
    Map<String, String> structured = Map.of("content-type", "application/cloudevents+json");
    assertThat(value().with("k", structured).of(event))
        .containsExactly("b 2026-01-10T08:15:30Z 5.0 good");
    assertThat(value().of(event)).containsExactly("a 2026-01-10T08:15:31Z 6.0 good");
    String own =
        "{profile: 1, cloud-events: true, time: /time,"
            + " readings: [{values: [{datastream: '{/subject}-x', result: /data/result}]}]}";
    assertThat(new Observed(own).with("k", structured).of(event))
        .containsExactly("b-x 2026-01-10T08:15:30Z 5.0 good");
    String binary =
        "{profile: 1, cloud-events: true, time: 'header:ce_time',"
            + " readings: [{values: [{datastream: '{header:ce_subject}', result: /x}]}]}";
    assertThat(
            new Observed(binary)
                .with(
                    "k",
                    Map.of(
                        "ce_specversion", "1.0",
                        "ce_subject", "c",
                        "ce_time", "2026-01-10T08:15:30Z"))
                .of("{\"x\": 7}"))
        .containsExactly("c 2026-01-10T08:15:30Z 7.0 good");
  }

  @Test
  void anAnchorSaysItOnce() {
    assertThat(
            new Observed(
                    """
                    profile: 1
                    time: /t
                    readings:
                      - values:
                          - {datastream: a, result: /v, quality: &q {at: /q, table: {ok: good}}}
                          - {datastream: b, result: /v, quality: *q}
                    """)
                .of("{" + T + ", \"v\": 1, \"q\": \"ok\"}"))
        .containsExactly(AT_T + "1.0 good", "b 2026-01-10T08:15:30Z 1.0 good");
  }
}
