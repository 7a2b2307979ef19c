package io.belvedere.ingest.decode.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever writes a profile is told everything that is wrong with it, and where, before the start.
class ProfileErrorsTest {
  private static final String RIGHT =
      """
      profile: 1
      time: /t
      readings:
        - each: /sensors/*
          values:
            - datastream: "{/sensors/*/id}"
              result: /sensors/*/v
      """;

  @TempDir private Path folder = Path.of("");

  private static String errors(String text) {
    ProfileException wrong =
        catchThrowableOfType(ProfileException.class, () -> Profile.parse("p.yaml", text));
    assertThat(wrong).as(text).isNotNull();
    return String.valueOf(wrong.getMessage());
  }

  @Test
  void whatIsRightIsRead() throws ProfileException {
    assertThat(Profile.parse("p.yaml", RIGHT).readings()).hasSize(1);
  }

  @Test
  void everythingIsToldAtOnceInTheOrderOfTheFile() {
    assertThat(
            errors(
                """
                profile: 2
                tiem: /t
                quality: {at: /q, table: {ok: fine}}
                readings:
                  - each: /sensors
                    values:
                      - datastream: x
                        result: /v
                  - values:
                      - datastream: "{/gw"
                        time: {at: /t, pattern: yyyy-mm-dd}
                        result: v
                        unit: {from: °C, to: K}
                      - result: [1]
                        factor: many
                        when: {at: /type, equals: a, exists: true}
                """))
        .isEqualTo(
            """
            p.yaml:1:10: /profile: expected 1, found 2.
            p.yaml:2:1: /tiem: unknown key "tiem"; did you mean "time"?
            p.yaml:3:31: /quality/table/ok: expected good or uncertain or bad, found "fine".
            p.yaml:5:11: /readings/0/each: expected a JSON pointer that ends with /*, such as /sensors/*, \
            found "/sensors".
            p.yaml:7:9: /readings/0/values/0: "time" is missing: it stands here, with the readings or at the \
            top.
            p.yaml:10:21: /readings/1/values/0/datastream: a { at character 1 is not closed by a }.
            p.yaml:11:33: /readings/1/values/0/time/pattern: "yyyy-mm-dd" tells no date with a time of day: \
            2026-07-31T14:25:36 becomes 2026-25-31.
            p.yaml:12:17: /readings/1/values/0/result: expected a JSON pointer such as /sensors/*/id, or key, \
            or header:NAME, found "v".
            p.yaml:13:22: /readings/1/values/0/unit/from: "°C" is no unit of UCUM; did you mean "Cel"?
            p.yaml:14:9: /readings/1/values/1: "datastream" is missing: it says what the datastream is called.
            p.yaml:14:9: /readings/1/values/1: "time" is missing: it stands here, with the readings or at the \
            top.
            p.yaml:14:17: /readings/1/values/1/result: expected a JSON pointer such as \
            /sensors/*/temperature, or a number that it always is, found a list.
            p.yaml:15:17: /readings/1/values/1/factor: expected a number other than 0, found "many".
            p.yaml:16:15: /readings/1/values/1/when: one of "equals", "differs" and "exists" is needed, and \
            only one.\
            """);
  }

  @Test
  void whatStandsInAListOfAWrongNameIsToldOnItsOwn() {
    assertThat(
            errors(RIGHT.replace("each: /sensors/*", "each: sensors").replace("/sensors/*/v", "v")))
        .hasLineCount(2)
        .contains(
            "p.yaml:4:11: /readings/0/each: \"sensors\": a JSON pointer begins with /.",
            "p.yaml:7:17: /readings/0/values/0/result");
  }

  @Test
  void jsonIsToldOfInTheSameWay() {
    assertThat(
            errors(
                """
                {"profile": 1,
                 "readings": [
                   {"values": [
                     {"datastream": "a", "time": "/t", "resutl": "/v"}
                   ]}
                 ]}
                """))
        .isEqualTo(
            """
            p.yaml:4:6: /readings/0/values/0: "result" is missing: it says where the value stands.
            p.yaml:4:40: /readings/0/values/0/resutl: unknown key "resutl"; did you mean "result"?\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "result: /sensors/*/v | result: /others/*/v | goes through a list that \"each\", /sensors/*,",
        "result: /sensors/*/v | result: /sensors/*/v/* | goes through a list that \"each\"",
        "result: /sensors/*/v | result: /sensors/~2 | ~ is written ~0",
        "result: /sensors/*/v | result: | expected a JSON pointer",
        "result: /sensors/*/v | result: null | found nothing",
        "result: /sensors/*/v | result: true | found true",
        "result: /sensors/*/v | result: .inf | found .inf",
        "each: /sensors/* | missing: skip | has a *, but no \"each\" says of what",
        "each: /sensors/* | each: /sensors/*/v | that ends with /*, such as /sensors/*",
        "each: /sensors/* | each: 7 | found 7",
        "time: /t | time: {at: /t, as: seconds} | rfc3339, epoch-s, epoch-ms, epoch-us, epoch-ns, found",
        "time: /t | time: {as: epoch-s} | \"at\" is missing",
        "time: /t | time: {at: /t, zone: UTC} | only beside a \"pattern\"",
        "time: /t | time: {at: /t, as: epoch-s, pattern: HH} | not both",
        "time: /t | time: {at: /t, pattern: dd.MM.yyyy HH:mm} | a \"zone\" is missing",
        "time: /t | time: {at: /t, pattern: 'dd.MM.yyyy hh:mm', zone: UTC} | tells no date with a time",
        "time: /t | time: {at: /t, pattern: 'dd.MM.yyyy HH:mm', zone: Monaco} | time zone of IANA",
        "time: /t | time: {at: /t, pattern: 'dd.MM.yyyy HH:mmXXX', zone: UTC} | leave this one out",
        "time: /t | time: {at: /t, pattern: 'bbb', zone: UTC} | is no pattern for a time",
        "time: /t | time: yesterday | expected a JSON pointer",
        "time: /t | when: {at: /t} | one of \"equals\"",
        "time: /t | when: {equals: 3} | \"at\" is missing",
        "time: /t | missing: drop | expected reject or skip, found \"drop\"",
        "time: /t | quality: fine | expected good, uncertain, bad, a pointer",
        "time: /t | sequence: 1.5 | or a whole number",
        "time: /t | epoch: {} | found an empty object",
        "time: /t | cloud-events: 1 | expected true or false, found 1",
        "profile: 1 | name: x | \"profile: 1\" is missing",
        "profile: 1 | 1: x | unknown key \"1\"; known here: profile, name, cloud-events, when, readings",
        "profile: 1 | ? [a] : x | a key is a text",
        "time: /t | profile: 1 | \"profile\" is given twice",
        "  - each: /sensors/* | [] | neither YAML nor JSON",
      })
  void aMistakeIsToldWithWhatWasExpected(String right, String wrong, String words) {
    assertThat(RIGHT).contains(right);
    assertThat(errors(RIGHT.replace(right, wrong))).contains(words).startsWith("p.yaml:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "unit: {from: m} | \"from\" and \"to\" are both needed",
        "unit: {from: m, to: Cel} | measure different things",
        "unit: {from: '[pH', to: Cel} | is no unit of UCUM",
        "unit: [m] | expected a unit such as cm",
        "factor: 0 | a number other than 0, found 0",
        "offset: x | expected a number, found \"x\"",
        "categories: {} | expected an object such as {open: 1, closed: 0}, found an empty object",
        "categories: {open: true} | expected a number, a category's name, or null",
        "categories: {open: [1]} | expected a number, a category's name, or null",
        "categories: open | expected an object such as",
        "text: words | expected category or number, found \"words\"",
        "no-value: [] | found an empty list",
        "no-value: {a: 1} | found an object",
        "when: {at: /sensors/*/a, equals: {}} | a text, a number, true, false or null",
        "when: {at: /sensors/*/a, exists: yes} | expected true or false, found \"yes\"",
        "quality: {at: /q, otherwise: poor} | expected good or uncertain or bad, found \"poor\"",
        "quality: {table: {ok: good}} | \"at\" is missing",
      })
  void aMistakeInAValueToo(String line, String words) {
    String pointer = "/readings/0/values/0/" + line.substring(0, line.indexOf(':'));
    assertThat(errors(RIGHT + "        " + line)).contains(words, pointer, "p.yaml:8:");
  }

  @Test
  void categoriesAreNotConverted() {
    assertThat(errors(RIGHT + "        factor: 2\n        categories: {a: 1}\n"))
        .contains("leave out one of the two");
    assertThat(errors(RIGHT + "        text: number\n        categories: {a: 1}\n"))
        .contains("leave this out");
  }

  @ParameterizedTest
  @CsvSource({"'', 200, false", "{/id}, 200, false", "'', 201, true", "{/id}, 201, true"})
  void whatCanNeverBeAnIdIsTold(String hole, int length, boolean isWrong) {
    String template = hole + "\u00e9".repeat(length / 2) + "x".repeat(length % 2);
    String text = RIGHT.replace("{/sensors/*/id}", template);
    if (isWrong) {
      assertThat(errors(text)).contains("expected an id of 1 to 200 bytes");
    } else {
      assertThatNoException().isThrownBy(() -> Profile.parse("p.yaml", text));
    }
    assertThat(errors(RIGHT.replace("{/sensors/*/id}", ""))).contains("expected an id");
  }

  @Test
  void whatIsHandedDownIsToldOnce() {
    String second = RIGHT.substring(RIGHT.indexOf("  - each")).replace("sensors", "others");
    assertThat(errors(RIGHT.replace("time: /t", "time: {at: t}") + second))
        .isEqualTo(
            "p.yaml:2:12: /time/at: expected a JSON pointer such as /sensors/*/id, or key, or"
                + " header:NAME, found \"t\".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a remark",
        "7",
        "[]",
        "- a",
        "a: b: c",
        "\"",
        "\t",
        "a: *b",
        "{",
        "\0"
      })
  void whatIsNoProfileIsToldToo(String text) {
    assertThat(errors(text)).startsWith("p.yaml:1:");
  }

  @Test
  void aFileThatIsNestedForEverIsToldToo() {
    assertThat(errors("profile: " + "[".repeat(100_000))).contains("nested too deeply");
    assertThat(errors("&a {profile: 1, readings: *a, when: *a}")).contains("expected a list");
    assertThat(errors("{profile: 1, readings: &a [*a], when: &b [*b]}")).contains("found a list");
  }

  @Test
  void aSecondDocumentIsToldWithItsPlace() {
    assertThat(errors(RIGHT + "---\n" + RIGHT)).startsWith("p.yaml:9:1: a second document");
  }

  @Test
  void aFileThatIsNotUtf8IsTold() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xE4});
    ProfileException wrong = catchThrowableOfType(ProfileException.class, () -> Profile.read(file));
    assertThat(wrong).hasMessage(file + ":1:1: it is not UTF-8.");
  }

  /// Whatever is in the file, it is read or told, and told with a place.
  @Test
  void noOtherExceptionEscapesWhateverTheFile() {
    Random random = new Random(7);
    String letters = "{}[]:,-*&!|>'\"%@`# \n\t/~ae1.?<=\u00e4\ud83d";
    int told = 0;
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder(RIGHT);
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(text.length());
        String letter = String.valueOf(letters.charAt(random.nextInt(letters.length())));
        text.replace(at, at + random.nextInt(2), letter);
      }
      try {
        Profile.parse("p.yaml", text.toString());
      } catch (ProfileException e) {
        told++;
        assertThat(e.errors()).isNotEmpty();
        assertThat(e.errors())
            .allSatisfy(error -> assertThat(error.line()).isBetween(1, 12))
            .allSatisfy(error -> assertThat(error.column()).isPositive());
      }
    }
    assertThat(told).isBetween(1_000, 4_900);
  }
}
