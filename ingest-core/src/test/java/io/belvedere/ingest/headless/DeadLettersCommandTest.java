package io.belvedere.ingest.headless;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  private int run(String... args) {
    var line = Headless.commandLine(new Headless());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] all = new String[args.length + 1];
    all[0] = "dead-letters";
    System.arraycopy(args, 0, all, 1, args.length);
    return line.execute(all);
  }

  private int runOnFolder(String... args) {
    String[] all = new String[args.length + 4];
    all[0] = "--data";
    all[1] = folder.toString();
    all[2] = "--district";
    all[3] = "port";
    System.arraycopy(args, 0, all, 4, args.length);
    return run(all);
  }

  @BeforeEach
  void write() throws IOException {
    String letter =
        "{\"topic\":\"belvedere.port.observations\",\"topicId\":\"id\",\"partition\":%d,"
            + "\"offset\":%d,\"receiveTime\":\"2026-01-10T08:15:%02dZ\",\"reason\":\"%s\","
            + "\"pointer\":\"%s\",\"times\":%d,\"key\":\"gw7\",%s}";
    Files.write(
        folder.resolve("dead-letters-port.jsonl"),
        List.of(
            "{\"since\":\"2026-01-10T08:00:00Z\",\"gone\":12}",
            letter.formatted(
                3,
                1041,
                10,
                "no result",
                "/a",
                2,
                "\"size\":10,\"value\":\"{\\\"a\\\":null}\",\"headers\":[{\"name\":\"content-type\",\"value\":\"x\"}]"),
            letter.formatted(
                3, 1042, 20, "no result", "/a", 1, "\"size\":10,\"value\":\"{\\\"a\\\": []}\""),
            letter.formatted(0, 7, 30, "not JSON", "", 1, "\"size\":2,\"valueBase64\":\"/wA=\""),
            "{\"driven\":\"belvedere.port.observations\",\"topicId\":\"id\",\"partition\":3,\"offset\":1042}"));
  }

  @Test
  void countsByReasonTheMostFirst() {
    assertThat(runOnFolder()).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
             RECORDS  OBSERVATIONS  READ LATER  FIRST                 LAST                  REASON
                   2             3           1  2026-01-10T08:15:10Z  2026-01-10T08:15:20Z  no result
                   1             1           0  2026-01-10T08:15:30Z  2026-01-10T08:15:30Z  not JSON

            Kept since 2026-01-10T08:00:00Z. 12 older ones had to go to make room.
            """);
  }

  @Test
  void listsTheNewestFirstAndOnlyWhatIsWanted() {
    assertThat(
            runOnFolder(
                "--list", "--since", "2026-01-10T08:15:10Z", "--until", "2026-01-10T08:15:30Z"))
        .isZero();
    assertThat(out.toString().lines())
        .contains(
            "2026-01-10T08:15:20Z              3:1042  gw7               no result at /a, read later",
            "2026-01-10T08:15:10Z              3:1041  gw7               no result at /a and 1 more")
        .noneMatch(line -> line.contains("not JSON"));
  }

  @Test
  void findsATextWithinTheValue() {
    assertThat(runOnFolder("--text", "NULL")).isZero();
    assertThat(out.toString()).contains("      1             2           0").doesNotContain("JSON");
  }

  @Test
  void showsOneWithItsBytesAndThePlaceOfTheError() {
    assertThat(runOnFolder("--show", "3:1041")).isZero();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            belvedere.port.observations, partition 3, offset 1041, received 2026-01-10T08:15:10Z
            Topic id: id
            Rejected: no result at /a and 1 more
            Key: gw7
            Header content-type: x
            Value: 10 bytes, at bytes 5 to 8
            00000000  7b 22 61 22 3a[6e 75 6c 6c]7d                    {"a":null}

            """);
  }

  @Test
  void exportsWhatIsWantedAsJsonLines() throws IOException {
    Path file = folder.resolve("out.jsonl");
    assertThat(runOnFolder("--export", file.toString(), "--partition", "0")).isZero();
    assertThat(out.toString()).isEqualToNormalizingNewlines("Wrote 1 letters to " + file + ".\n");
    JsonNode line = new ObjectMapper().readTree(Files.readString(file));
    assertThat(line.get("offset").asLong()).isEqualTo(7);
    assertThat(Base64.getDecoder().decode(line.get("valueBase64").asText()))
        .isEqualTo(new byte[] {(byte) 0xFF, 0});
    assertThat(line.has("value")).isFalse();
    assertThat(line.get("key").asText().getBytes(UTF_8)).hasSize(3);
  }

  @Test
  void whatIsWrongIsToldInASentence() {
    assertThat(run("--district", "port")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Where are they? --data names");
    assertThat(run("--data", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("Dead letters are told of one district: --district ID.");
    assertThat(run("--data", folder.toString(), "--district", "hill")).isEqualTo(2);
    assertThat(err.toString()).contains("dead-letters-hill.jsonl is missing.");
    assertThat(runOnFolder("--show", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--show takes a partition and an offset, as 3:1041");
    assertThat(runOnFolder("--show", "3:1")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no dead letter of 3:1.");
    assertThat(runOnFolder("--since", "yesterday")).isEqualTo(2);
    assertThat(err.toString()).contains("\"yesterday\" is no time with an offset");
    assertThat(runOnFolder("--re-drive")).isEqualTo(2);
    assertThat(err.toString()).contains("--re-drive needs the city's Kafka");
    assertThat(runOnFolder("--dry-run")).isEqualTo(2);
    assertThat(err.toString()).contains("--dry-run goes with --re-drive.");
  }
}
