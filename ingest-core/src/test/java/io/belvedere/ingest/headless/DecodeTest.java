package io.belvedere.ingest.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecodeTest {
  private static final Path PROFILES =
      Path.of(System.getProperty("belvedere.root")).resolve("src-assets/profiles");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  private int run(String... args) {
    var line = Headless.commandLine(new Headless());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[args.length + 1];
    all[0] = "decode";
    System.arraycopy(args, 0, all, 1, args.length);
    return line.execute(all);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void aSampleIsShownAsATable() {
    int exit =
        run(
            "--profile",
            PROFILES.resolve("gateway.yaml").toString(),
            "--sample",
            PROFILES.resolve("gateway.jsonl").toString());
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            MESSAGE  DATASTREAM   PHENOMENON TIME           RESULT    QUALITY
            1        gw7-s1-temp  2026-01-10T08:15:30.120Z  12.5 Cel  good       epoch 3, sequence 1041
            1        gw7-s1-hum   2026-01-10T08:15:30.120Z  71 %      good       epoch 3, sequence 1041
            1        gw7-s2-temp  2026-01-10T08:15:29Z      no value  uncertain  epoch 3, sequence 1041
            1        gw7-s2-door  2026-01-10T08:15:29Z      1         uncertain  epoch 3, sequence 1041
            1        gw7-battery  2026-01-10T08:15:31Z      3.712 V   good       epoch 3, sequence 1041
            2        rejected: text that is no number at /sensors/0/temperature
            2        gw7-s1-hum   2026-01-10T08:15:40.120Z  70.5 %    good       epoch 3, sequence 1042
            2        rejected: no phenomenonTime at /sensors/1/ts
            2        rejected: unknown category at /sensors/2/door

            6 observations of 5 datastreams and 3 rejections in 2 messages.
            Names of categories stand in the catalogue: --catalogue FILE.
            """);
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void aProfileThatIsWrongIsToldWithItsPlaces() throws IOException {
    String wrong = file("wrong.yaml", "profile: 1\ntime: t\n");
    int exit = run("--profile", wrong, "--sample", PROFILES.resolve("row.jsonl").toString());
    assertThat(exit).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith(wrong + ":1:1: \"readings\" is missing");
  }

  @Test
  void aMessageMayGoOverManyLines() throws IOException {
    String sample =
        file(
            "one.json",
            """
            [
              {"datastream": "a", "phenomenonTime": "2026-01-10T08:15:30Z", "result": 12.40},
              {"datastream": "b", "phenomenonTime": "2026-01-10T08:15:30Z", "result": 1e20}
            ]
            """);
    assertThat(run("--sample", sample)).isZero();
    assertThat(out.toString())
        .contains("1        a           2026-01-10T08:15:30Z  12.4    good\n", "1.0E20")
        .contains("2 observations of 2 datastreams and 0 rejections in 1 message.");
  }

  @Test
  void aBrokenMessageIsOneRejection() throws IOException {
    assertThat(run("--sample", file("broken.json", "{\"a\":\n{}\n\n"))).isEqualTo(1);
    assertThat(out.toString()).contains("1        rejected: not JSON", "1 rejection in 1 message");
    assertThat(run("--sample", file("lines.json", "{}\n\n{\"a\"\n"))).isEqualTo(1);
    assertThat(out.toString())
        .contains("1        rejected: no datastream\n2        rejected: not JSON");
    assertThat(run("--sample", file("empty.json", "\n"))).isEqualTo(1);
    assertThat(out.toString()).contains("1        rejected: no value");
  }

  @Test
  void aFormatOfOurOwnMayBeNamed() throws IOException {
    String sample =
        file(
            "event.json",
            "{\"specversion\": \"1.0\", \"subject\": \"a\", \"time\": \"2026-01-10T08:15:30Z\","
                + " \"datastream\": \"b\", \"data\": 7}");
    assertThat(run("--sample", sample, "--format", "cloudevents")).isZero();
    assertThat(out.toString()).contains("1        a           2026-01-10T08:15:30Z  7       good");
    assertThat(run("--sample", sample, "--format", "native")).isEqualTo(1);
    assertThat(out.toString()).contains("rejected: no phenomenonTime");
    assertThat(run("--sample", sample, "--format", "xml")).isEqualTo(2);
    assertThat(err.toString()).contains("\"xml\"", "cloudevents");
  }

  @Test
  void keyAndHeadersAreGiven() throws IOException {
    String profile =
        file(
            "p.yaml",
            "{profile: 1, time: 'header:sent', when: {at: /v, exists: true},"
                + " readings: [{values: [{datastream: '{key}', result: /v}]}]}");
    String sample = file("s.json", "{\"v\": 7}\n{\"w\": 7}\n");
    int exit =
        run(
            "--profile=" + profile,
            "--sample=" + sample,
            "--key=pier",
            "--header=sent=2026-01-10T08:15:30Z",
            "--header=other=x=y");
    assertThat(exit).isZero();
    assertThat(out.toString())
        .contains("1        pier        2026-01-10T08:15:30Z  7       good")
        .contains("2        nothing in it is to be read");
  }

  @Test
  void aCatalogueKnowsUnitsAndCategories() throws IOException {
    String entry =
        "{\"name\": \"n\", \"kind\": \"k\", \"unit\": \"%s\", \"period_s\": 10, \"criticality\": \"high\","
            + " \"thing\": {\"id\": \"t\", \"name\": \"t\", \"kind\": \"gauge\", \"lon\": 7.4, \"lat\": 43.7},"
            + " \"categories\": [{\"value\": 3, \"name\": \"flooding\", \"severity\": \"P1\"}]}";
    String cm = entry.formatted("cm");
    String profile =
        file(
            "p.yaml",
            """
            profile: 1
            time: /t
            readings:
              - each: /v/*
                values:
                  - {datastream: "{/v/*#}", result: /v/*}
              - values:
                  - {datastream: depth, result: /d, unit: m}
            """);
    String sample =
        file(
            "s.json",
            "{\"t\": \"2026-01-10T08:15:30Z\", \"d\": 2, \"v\": {\"level\": 7, \"road\": \"flooding\","
                + " \"other\": 7, \"depth\": \"dry\"}}");
    String object =
        file("object.json", "{\"level\": " + cm + ", \"road\": " + cm + ", \"depth\": " + cm + "}");
    String lines =
        file("lines.txt", "level\t" + cm + "\nroad\t" + cm + "\n\ndepth\t" + cm + "\nold\tnull\n");
    for (String catalogue : new String[] {object, lines}) {
      out.getBuffer().setLength(0);
      int exit = run("--profile", profile, "--sample", sample, "--catalogue", catalogue);
      assertThat(err.toString()).isEmpty();
      assertThat(exit).isEqualTo(1);
      assertThat(out.toString())
          .contains("level       2026-01-10T08:15:30Z  7 cm          good\n")
          .contains("road        2026-01-10T08:15:30Z  flooding (3)  good\n")
          .contains("good     not in the catalogue\n")
          .contains("rejected: unknown category at /v/depth\n")
          .contains(
              "depth       2026-01-10T08:15:30Z  2 m           good     the catalogue has \"cm\"")
          .doesNotContain("--catalogue FILE");
    }
  }

  @Test
  void whatASenderCallsADatastreamIsLookedUpInTheCatalogue() throws IOException {
    String sample =
        file(
            "s.json",
            "{\"Datastream\": {\"@iot.id\": 17}, \"phenomenonTime\": \"2026-01-10T08:15:30Z\","
                + " \"result\": 7}");
    String catalogue =
        file(
            "c.json",
            "{\"level\": {\"name\": \"n\", \"kind\": \"k\", \"unit\": \"cm\", \"period_s\": 10,"
                + " \"criticality\": \"high\", \"aliases\": [\"17\"], \"thing\": {\"id\": \"t\","
                + " \"name\": \"t\", \"kind\": \"gauge\", \"lon\": 7.4, \"lat\": 43.7}}}");
    assertThat(run("--sample", sample)).isZero();
    assertThat(out.toString()).contains("1        17          2026-01-10T08:15:30Z  7       good");
    assertThat(run("--sample", sample, "--catalogue", catalogue)).isZero();
    assertThat(out.toString()).contains("1        level       2026-01-10T08:15:30Z  7 cm    good");
  }

  @Test
  void whatCannotBeReadIsNamed() throws IOException {
    String sample = file("s.json", "{}");
    assertThat(run("--sample", "/nowhere/s.json")).isEqualTo(2);
    assertThat(err.toString()).contains("Cannot read /nowhere/s.json: there is no such file.");
    assertThat(run("--sample", sample, "--profile", "/nowhere/p.yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("Cannot read /nowhere/p.yaml: there is no such file.");
    assertThat(run("--sample", sample, "--catalogue", file("c.txt", "a\t{}\n"))).isEqualTo(2);
    assertThat(err.toString()).contains("c.txt, line 1: /period_s must be more than 0.");
    assertThat(run("--sample", sample, "--catalogue", file("c.txt", "a {}\n"))).isEqualTo(2);
    assertThat(err.toString()).contains("c.txt, line 1: expected a datastream, a tab and");
    assertThat(run("--sample", sample, "--catalogue", file("c.txt", "{\"a\""))).isEqualTo(2);
    assertThat(err.toString()).contains("c.txt is no JSON: line 1, column");
    assertThat(run("--sample", sample, "--profile", sample, "--format", "native")).isEqualTo(2);
    assertThat(err.toString()).contains("choose one.");
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("--sample").doesNotContain("\tat ");
  }
}
