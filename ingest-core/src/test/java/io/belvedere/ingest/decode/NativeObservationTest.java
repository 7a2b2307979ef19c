package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of the native format, each by an example.
class NativeObservationTest {
  private static final String TIME = "\"phenomenonTime\": \"2026-01-10T08:15:30.120Z\"";
  private static final long MICROS = 1_768_032_930_120_000L;

  @Test
  void everyFieldIsRead() {
    assertThat(
            Decoded.of(
                """
                {"datastream": "speed-0042",
                 "phenomenonTime": "2026-01-10T08:15:30.120Z",
                 "result": 12.4,
                 "resultQuality": "uncertain",
                 "sequence": 17, "epoch": 3}
                """))
        .containsExactly("speed-0042 " + MICROS + " 12.4 UNCERTAIN 3/17");
  }

  @Test
  void whatIsOptionalMayBeMissing() {
    assertThat(Decoded.of("{\"datastream\":\"a\",\"result\":-3,%s}".formatted(TIME)))
        .containsExactly("a " + MICROS + " -3.0 GOOD -/-");
  }

  static Stream<Arguments> acceptedValues() {
    return Stream.of(
        Arguments.of("result", "0", "0.0"),
        Arguments.of("result", "-0.0", "0.0"),
        Arguments.of("result", "-0", "0.0"),
        Arguments.of("result", "0.1", "0.1"),
        Arguments.of("result", "123456789012345", "1.23456789012345E14"),
        Arguments.of("result", "0.30000000000000004", "0.30000000000000004"),
        Arguments.of("result", "1e3", "1000.0"),
        Arguments.of("result", "4.9E-324", "4.9E-324"),
        Arguments.of("result", "null", "NaN"),
        Arguments.of("result", "\"flooding\"", "3.0"),
        Arguments.of("result", "\"fl\\u006foding\"", "3.0"));
  }

  @ParameterizedTest
  @MethodSource("acceptedValues")
  void resultIsNumberCategoryOrNull(String field, String sent, String value) {
    assertThat(Decoded.of("{\"datastream\":\"a\",%s,\"%s\":%s}".formatted(TIME, field, sent)))
        .containsExactly("a " + MICROS + " " + value + " GOOD -/-");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = ' ',
      textBlock =
          """
          "2026-01-10T08:15:30.120Z" 1768032930120000
          "2026-01-10t08:15:30.120z" 1768032930120000
          "2026-01-10T09:15:30.12+01:00" 1768032930120000
          "2026-01-09T22:45:30.120000-09:30" 1768032930120000
          "2026-01-10T08:15:30-00:00" 1768032930000000
          "2026-01-10T08:15:30.000001Z" 1768032930000001
          "2016-12-31T23:59:60Z" 1483228799999999
          "2016-12-31T23:59:60.5Z" 1483228799999999
          "2024-02-29T00:00:00Z" 1709164800000000
          "2000-01-01T00:00:00Z" 946684800000000
          "2099-12-31T23:59:59.999999Z" 4102444799999999
          1768032930120 1768032930120000
          946684800000 946684800000000
          """)
  void timeIsRfc3339OrEpochMilliseconds(String sent, long micros) {
    assertThat(
            Decoded.of("{\"datastream\":\"a\",\"phenomenonTime\":%s,\"result\":1}".formatted(sent)))
        .containsExactly("a " + micros + " 1.0 GOOD -/-");
  }

  static Stream<Arguments> rejections() {
    String long201 = "\"" + "x".repeat(201) + "\"";
    return Stream.of(
        // Times.
        Arguments.of("phenomenonTime", "\"2026-01-10T08:15:30\"", Reasons.NO_OFFSET),
        Arguments.of("phenomenonTime", "\"2026-01-10T08:15:30.1\"", Reasons.NO_OFFSET),
        Arguments.of("phenomenonTime", "\"2026-01-10T08:15:30.1234567Z\"", Reasons.TOO_FINE),
        Arguments.of("phenomenonTime", "\"2026-01-10T08:15:30.Z\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"2026-01-10 08:15:30Z\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"2026-13-10T08:15:30Z\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"2026-02-29T08:15:30Z\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"2026-01-10T24:00:00Z\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"2026-01-10T08:15:61Z\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"2026-01-10T08:15:30+0100\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"2026-01-10T08:15:30+24:00\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"2026-01-10T08:15:30Zx\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"\u0662026-01-10T08:15:30Z\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"2026-01-10\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "\"\"", Reasons.NOT_A_TIME),
        Arguments.of("phenomenonTime", "1768032930.120", Reasons.NOT_AN_INTEGER),
        Arguments.of("phenomenonTime", "9223372036854775807", Reasons.OUT_OF_RANGE),
        Arguments.of("phenomenonTime", "\"9999-12-31T23:59:59Z\"", Reasons.OUT_OF_RANGE),
        Arguments.of("phenomenonTime", "\"0000-01-01T00:00:00Z\"", Reasons.OUT_OF_RANGE),
        Arguments.of("phenomenonTime", "\"1999-12-31T23:59:59.999999Z\"", Reasons.OUT_OF_RANGE),
        Arguments.of("phenomenonTime", "4102444800000", Reasons.OUT_OF_RANGE),
        Arguments.of("phenomenonTime", "-1", Reasons.OUT_OF_RANGE),
        Arguments.of("phenomenonTime", "99999999999999999999", Reasons.OUT_OF_RANGE),
        Arguments.of("phenomenonTime", "null", Reasons.WRONG_TYPE),
        Arguments.of("phenomenonTime", "{\"at\":1}", Reasons.WRONG_TYPE),
        // Results.
        Arguments.of("result", "1e999", Reasons.NOT_FINITE),
        Arguments.of("result", "NaN", Reasons.NOT_FINITE),
        Arguments.of("result", "-Infinity", Reasons.NOT_FINITE),
        Arguments.of("result", "\"NaN\"", Reasons.UNKNOWN_CATEGORY),
        Arguments.of("result", "\"drizzle\"", Reasons.UNKNOWN_CATEGORY),
        Arguments.of("result", "true", Reasons.WRONG_TYPE),
        Arguments.of("result", "[1]", Reasons.WRONG_TYPE),
        Arguments.of("result", "{\"value\":[1,{}]}", Reasons.WRONG_TYPE),
        // Ids.
        Arguments.of("datastream", "\"\"", Reasons.ID_LENGTH),
        Arguments.of("datastream", long201, Reasons.ID_LENGTH),
        Arguments.of("datastream", "\"" + "\u00e9".repeat(101) + "\"", Reasons.ID_LENGTH),
        Arguments.of("datastream", "\"a\\ud800\"", Reasons.NOT_UNICODE),
        Arguments.of("datastream", "42", Reasons.WRONG_TYPE),
        Arguments.of("datastream", "null", Reasons.WRONG_TYPE),
        // The rest.
        Arguments.of("resultQuality", "\"GOOD\"", Reasons.UNKNOWN_QUALITY),
        Arguments.of("resultQuality", "\"goodish\"", Reasons.UNKNOWN_QUALITY),
        Arguments.of("resultQuality", "null", Reasons.WRONG_TYPE),
        Arguments.of("sequence", "1.5", Reasons.NOT_AN_INTEGER),
        Arguments.of("sequence", "\"17\"", Reasons.WRONG_TYPE),
        Arguments.of("sequence", "9223372036854775808", Reasons.OUT_OF_RANGE),
        Arguments.of("sequence", "-9223372036854775808", Reasons.OUT_OF_RANGE),
        Arguments.of("epoch", "false", Reasons.WRONG_TYPE));
  }

  @ParameterizedTest
  @MethodSource("rejections")
  void whatIsWrongIsNamedAndTheOthersAreApplied(String field, String sent, String reason) {
    String good = "{\"datastream\":\"good\",\"result\":1,%s}".formatted(TIME);
    assertThat(Decoded.of("[%s,%s,%s]".formatted(good, with(field, sent), good)))
        .containsExactly(
            "good " + MICROS + " 1.0 GOOD -/-",
            "rejected: " + reason + " at /1/" + field,
            "good " + MICROS + " 1.0 GOOD -/-");
    assertThat(Decoded.of(with(field, sent)))
        .containsExactly("rejected: " + reason + " at /" + field);
  }

  private static String with(String field, String sent) {
    return Stream.of(
            "\"datastream\":\"a\"",
            TIME,
            "\"result\":1",
            "\"resultQuality\":\"bad\"",
            "\"sequence\":1",
            "\"epoch\":1")
        .map(f -> f.startsWith("\"" + field + "\"") ? "\"" + field + "\":" + sent : f)
        .collect(java.util.stream.Collectors.joining(",", "{", "}"));
  }

  @Test
  void anIdMayHave200Bytes() {
    String id = "\u00e9".repeat(100);
    assertThat(Decoded.of("{\"datastream\":\"%s\",\"result\":1,%s}".formatted(id, TIME)))
        .containsExactly(id + " " + MICROS + " 1.0 GOOD -/-");
  }

  @Test
  void sequenceReachesToBothEndsOfItsRange() {
    assertThat(
            Decoded.of(
                "{\"datastream\":\"a\",\"result\":1,%s,\"sequence\":9223372036854775807,\"epoch\":-9223372036854775807}"
                    .formatted(TIME)))
        .containsExactly("a " + MICROS + " 1.0 GOOD -9223372036854775807/9223372036854775807");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"phenomenonTime": 1, "result": 1}                                      | no datastream | ''
          {"datastream": "a", "result": 1}                                        | no phenomenonTime | ''
          {"datastream": "a", "phenomenonTime": 1}                                | no result | ''
          {}                                                                      | no datastream | ''
          [{"datastream": "a", "phenomenonTime": 1}]                              | no result | /0
          {"datastream": "a", "result": 1, "phenomenonTime": 1, "result": 1}      | field given twice | /result
          {"datastream": "a", "datastream": "a", "result": 1}                     | field given twice | /datastream
          {"epoch": 1, "epoch": 1}                                                | field given twice | /epoch
          """)
  void eachFieldIsThereOnce(String sent, String reason, String pointer) {
    assertThat(Decoded.of(sent))
        .containsExactly("rejected: " + reason + " at " + pointer.replace("''", ""));
  }

  @Test
  void unknownFieldsAreIgnoredHoweverDeep() {
    assertThat(
            Decoded.of(
                """
                {"note": "d\u00e9bord\\u00e9", "x": {"datastream": "b", "result": [1, {"sequence": 1}]},
                 "datastream": "a", "flag": true, "x": null, "result": 1, "n": -1.5e7, %s}
                """
                    .formatted(TIME)))
        .containsExactly("a " + MICROS + " 1.0 GOOD -/-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          hello                                                        | not JSON
          {"datastream": "a", "phenomenonTime": 1, "result": 1         | not JSON
          {"datastream": "a", "phenomenonTime": 1, "result": 1,}       | not JSON
          {"datastream": "a", "phenomenonTime": 1, "result": 01}       | not JSON
          {"datastream": "a", "phenomenonTime": 1, "result": 1.}       | not JSON
          [{"datastream": "a", "phenomenonTime": 1, "result": 1}       | not JSON
          [{"datastream": "a", "phenomenonTime": 1, "result": 1},]     | not JSON
          {"datastream": "a", "phenomenonTime": 1, "result": 1} x      | not JSON
          {"datastream": "a", "phenomenonTime": 1, "result": 1} {}     | something follows the JSON value
          {"datastream": "a", "phenomenonTime": 1, "result": 1},       | not JSON
          42                                                           | neither an object nor an array
          "a"                                                          | neither an object nor an array
          null                                                         | neither an object nor an array
          []                                                           | an empty array
          """)
  void whatCannotBeReadAsAWholeIsOneRejection(String sent, String reason) {
    assertThat(Decoded.of(sent)).singleElement().asString().startsWith("rejected: " + reason);
  }

  @Test
  void elementsThatAreNoObjectsAreRejectedEach() {
    assertThat(
            Decoded.of(
                "[1,[{}],null,\"a\",{\"datastream\":\"a\",\"result\":1,%s}]".formatted(TIME)))
        .containsExactly(
            "rejected: not an object at /0",
            "rejected: not an object at /1",
            "rejected: not an object at /2",
            "rejected: not an object at /3",
            "a " + MICROS + " 1.0 GOOD -/-");
  }

  @Test
  void nullKeyRecordIsOneRejection() {
    byte[] value = "[{},{}]".getBytes(StandardCharsets.UTF_8);
    assertThat(new Decoded(true).decode(Decoded.record(null, value, Map.of())))
        .containsExactly("rejected: no key at ");
  }

  @Test
  void emptyAndMissingValuesAreRejected() {
    Decoded decoded = new Decoded(true);
    assertThat(decoded.decode(null, Map.of())).containsExactly("rejected: no value at ");
    assertThat(decoded.decode(new byte[0], Map.of())).containsExactly("rejected: no value at ");
    assertThat(decoded.decode(new byte[] {' ', '\n'}, Map.of()))
        .containsExactly("rejected: no value at ");
  }

  @Test
  void onlySchemaOneIsKnown() {
    String value = "{\"datastream\":\"a\",\"result\":1,%s}".formatted(TIME);
    assertThat(Decoded.of(value, Map.of("belvedere-schema", "1"))).hasSize(1);
    assertThat(Decoded.of(value, Map.of("belvedere-schema", "1")).getFirst()).startsWith("a ");
    assertThat(Decoded.of(value, Map.of("belvedere-schema", "2")))
        .containsExactly("rejected: unknown schema version at ");
  }

  @Test
  void aRealityThatNobodyKnowsIsNotTakenForReal() {
    String value = "{\"datastream\":\"a\",\"result\":1,%s}".formatted(TIME);
    assertThat(Decoded.of(value, Map.of("belvedere-reality", "excercise")))
        .containsExactly("rejected: unknown reality at ");
    assertThat(Decoded.of(value, Map.of("belvedere-reality", "exercise")).getFirst())
        .startsWith("a ");
  }

  @Test
  void bytesThatAreNotUtf8AreRejected() {
    Decoded decoded = new Decoded(true);
    String value = "{\"datastream\":\"a\",\"result\":1,%s}".formatted(TIME);
    assertThat(decoded.decode(value.getBytes(StandardCharsets.UTF_16LE), Map.of()))
        .containsExactly("rejected: not UTF-8 at ");
    assertThat(decoded.decode(value.getBytes(StandardCharsets.UTF_16), Map.of()))
        .containsExactly("rejected: not UTF-8 at ");
    byte[] latin1 = value.replace("\"a\"", "\"\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(decoded.decode(latin1, Map.of()))
        .containsExactly("rejected: not JSON at /datastream");
  }

  @Test
  void aByteOrderMarkIsTolerated() {
    assertThat(Decoded.of("\ufeff{\"datastream\":\"a\",\"result\":1,%s}".formatted(TIME)))
        .containsExactly("a " + MICROS + " 1.0 GOOD -/-");
  }

  @Test
  void aHundredThousandLevelsDeepIsRejectedAtOnce() {
    String deep = "{\"a\":".repeat(100_000);
    String deepArrays = "[".repeat(100_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(Decoded.of(deep)).singleElement().asString().contains(Reasons.TOO_DEEP);
          assertThat(Decoded.of(deepArrays)).singleElement().asString().contains(Reasons.TOO_DEEP);
          assertThat(Decoded.of("{\"datastream\":\"a\",\"result\":" + deepArrays))
              .singleElement()
              .asString()
              .contains(Reasons.TOO_DEEP);
        });
  }

  @Test
  void nineHundredKilobytesAreReadOrRejectedWhole() {
    String element = "{\"datastream\":\"a\",\"result\":1,%s}".formatted(TIME);
    int many = 900_000 / (element.length() + 1);
    List<String> all = Decoded.of("[" + (element + ",").repeat(many - 1) + element + "]");
    assertThat(all).hasSize(many).containsOnly("a " + MICROS + " 1.0 GOOD -/-");
    assertThat(Decoded.of("x".repeat(900_000))).containsExactly("rejected: not JSON at ");
    assertThat(Decoded.of("{\"datastream\":\"" + "x".repeat(60_000) + "\"}"))
        .containsExactly("rejected: datastream is not 1 to 200 bytes long at /datastream");
    assertThat(Decoded.of("{\"datastream\":\"" + "x".repeat(900_000) + "\"}"))
        .containsExactly("rejected: " + Reasons.LONG_TEXT + " at /datastream");
    assertThat(Decoded.of("[" + "0,".repeat(100_000) + "0]")).hasSize(100_001);
    assertThat(Decoded.of("{\"result\":" + "9".repeat(60_000) + "}"))
        .singleElement()
        .asString()
        .contains(Reasons.LONG_NUMBER);
    assertThat(Decoded.of("{\"result\":" + "9".repeat(900_000) + "}"))
        .containsExactly("rejected: " + Reasons.LONG_TEXT + " at /result");
  }

  @Test
  void aNumberIsAskedForOncePerDatastream() {
    List<String> asked = new java.util.ArrayList<>();
    Names names =
        new Names() {
          @Override
          public int datastream(String id) {
            asked.add(id);
            return asked.size() - 1;
          }

          @Override
          public double category(int datastream, String name) {
            return Double.NaN;
          }
        };
    Decoder decoder = new Decoder(names);
    List<Integer> numbers = new java.util.ArrayList<>();
    Sink sink =
        new Sink() {
          @Override
          public void observation(
              int datastream,
              long eventTime,
              double value,
              io.belvedere.ingest.model.Quality quality,
              long epoch,
              long sequence) {
            numbers.add(datastream);
          }

          @Override
          public void rejected(String reason, String pointer) {
            throw new AssertionError(reason + " at " + pointer);
          }
        };
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 3_000; i++) {
        // The second round is read the slow way.
        String id = (round == 1 ? "\\u0069d-" : "id-") + i;
        byte[] value =
            "{\"datastream\":\"%s\",\"result\":1,%s}"
                .formatted(id, TIME)
                .getBytes(StandardCharsets.UTF_8);
        decoder.decode(Decoded.record(new byte[0], value, Map.of()), sink);
      }
    }
    assertThat(asked).hasSize(3_000).doesNotHaveDuplicates();
    assertThat(numbers.subList(0, 3_000)).isEqualTo(numbers.subList(3_000, 6_000));
    assertThat(numbers.subList(0, 3_000)).isEqualTo(numbers.subList(6_000, 9_000));
  }
}
