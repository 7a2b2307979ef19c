package io.belvedere.ingest.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The command line of a server: whoever errs is told what and where, in one line, and the exit
/// code says whose fault it was.
@SuppressWarnings("NullAway.Init")
@Timeout(120)
class HeadlessTest {
  private static final long NOW = 1_767_000_000_000_000L;

  /// Nobody listens there, and nobody has to: a feed does not wait for Kafka.
  private static final String NO_KAFKA = "--bootstrap-servers=127.0.0.1:1";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--nonsense | Unknown option: '--nonsense'",
        "--port=x | Invalid value for option '--port': 'x' is not an int",
        "--story-clock=25:00 | --story-clock is a time of day such as 14:40, not 25:00.",
        "--rate=0 | The rate must be more than 0, not 0.0.",
        "--hours=0 --bootstrap-servers=127.0.0.1:1 | The past that is kept is between",
        "--hours=169 --bootstrap-servers=127.0.0.1:1 | not PT169H",
        "--hours=48 --keep-days=1 --bootstrap-servers=127.0.0.1:1 | PT48H is longer than the PT24H",
        "--keep-days=0 --bootstrap-servers=127.0.0.1:1 | The past is kept on disk for a time",
        "--keep-bytes=much | \"much\" is no number of bytes: write 800M, 10G or 2T.",
        "--keep-bytes=0 --bootstrap-servers=127.0.0.1:1 | takes room on disk, not 0 bytes",
        "--keep-bytes=999999999T | is more than there is anywhere",
        "--district=Port! --bootstrap-servers=127.0.0.1:1 | Port!",
        "--format=port=xml --bootstrap-servers=127.0.0.1:1 | There is no format \"xml\", only native",
        "--format=Port!=ngsi --bootstrap-servers=127.0.0.1:1 | Port!",
        "--format=port --bootstrap-servers=127.0.0.1:1 | should be in KEY=VALUE",
        "--profile=port=/nowhere/p.yaml | Cannot read the profile /nowhere/p.yaml: there is no such",
        "--profile=Port!=p.yaml | A district id is 1 to 40",
        "--profile=p.yaml | --profile",
        "--district=a --profile=b=p.yaml | --profile is for b, which --district leaves out.",
        "--bootstrap-servers=nowhere | Invalid url in bootstrap.servers: nowhere",
      })
  void wrongArgumentsAreNamed(String args, String words) {
    Ended ended = run(args.split(" "));
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.told()).contains(words).doesNotContain("Exception");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--password=geheim7 | --password: ",
        "--password geheim7 | --password: ",
        "-Dssl.keystore.password=geheim7 | -Dssl.keystore.password: ",
        "--kafka-config=sasl.jaas.config=geheim7 | sasl.jaas.config: ",
        "--kafka-config ssl.key.password=geheim7 | ssl.key.password: ",
        "--bootstrap-servers=anna:geheim7@broker:9092 | name and password in an address: ",
        "--bootstrap-servers a:1,anna:geheim7@broker:9092 | name and password in an address: ",
      })
  void aSecretOnTheCommandLineIsRefusedAndNotRepeated(String args, String words) {
    Ended ended = run(args.split(" "));
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.told())
        .startsWith(words)
        .contains("no secret belongs on the command line", "--kafka-config", "${env:NAME}")
        .doesNotContain("geheim7");
  }

  @Test
  void aFileMayBeCalledAsItLikes() {
    NoSecrets.check(
        "--kafka-config=/etc/belvedere/secrets/token.properties",
        "--profile=port=tokens.yaml",
        "--tiles=https://tiles.test/{z}/{x}/{y}.png",
        "--tiles-attribution=mailto:maps@city.test");
  }

  @Test
  void aKafkaConfigurationThatCannotBeReadIsNamed() throws IOException {
    Path missing = folder.resolve("missing.properties");
    Ended ended = run("--kafka-config=" + missing);
    assertThat(ended.exitCode()).isNotZero();
    assertThat(ended.told()).contains(missing.toString()).doesNotContain("\tat ");
    Path wrong = Files.writeString(folder.resolve("wrong.properties"), "security.protocol=NONE\n");
    ended = run(NO_KAFKA, "--kafka-config=" + wrong);
    assertThat(ended.exitCode()).isNotZero();
    assertThat(ended.told()).contains("NONE").doesNotContain("\tat ");
  }

  @Test
  void everythingWrongInAProfileIsToldBeforeTheStart() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "profile: 1\nreading: []\n");
    for (String kafka : List.of(NO_KAFKA, "--seed=1")) {
      Ended ended = run(kafka, "--district=port", "--profile=port=" + wrong);
      assertThat(ended.exitCode()).isEqualTo(2);
      assertThat(ended.told())
          .isEqualToIgnoringNewLines(
              """
              %s:1:1: "readings" is missing: it says what stands where.
              %s:2:1: /reading: unknown key "reading"; did you mean "readings"?
              """
                  .formatted(wrong, wrong));
    }
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended ended = run(NO_KAFKA, "--district=port", "--port=" + taken.getLocalPort());
      assertThat(ended.exitCode()).isEqualTo(1);
      assertThat(ended.told())
          .contains("Cannot listen on loopback port " + taken.getLocalPort())
          .hasLineCount(1);
    }
  }

  @Test
  void goesOnUntilItIsToldToEnd() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var headless = new Headless();
    CommandLine line = Headless.commandLine(headless);
    var running =
        CompletableFuture.supplyAsync(
            () -> line.execute(NO_KAFKA, "--district=port", "--port=" + port));
    await().atMost(PATIENCE).until(() -> running.isDone() || answers(port));
    assertThat(running).isNotDone();
    headless.end();
    assertThat(running.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(answers(port)).isFalse();
  }

  private static boolean answers(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aSecondIsALine() {
    var port = new StubDistrict("port", Phase.CATCHING_UP, "Reading.");
    port.counted(new Fates(1_000, 900, 50, 30, 15, 5));
    assertThat(Headless.line(List.of(), "", NOW + 999_999))
        .isEqualTo("2025-12-29T09:20:00Z  no district found yet");
    assertThat(Headless.line(List.of(), "Nobody is let in.", NOW))
        .isEqualTo("2025-12-29T09:20:00Z  no district found yet  (Nobody is let in.)");
    assertThat(Headless.line(List.of(port), "", NOW))
        .isEqualTo(
            "2025-12-29T09:20:00Z  port CATCHING UP 50%  0/s  delay p50 0.000 s p99 0.000 s  lag 0"
                + "  received 1,000 = applied 900 + duplicate 50 + out of order 30 + quarantined"
                + " 15 + rejected 5  (Reading.)");
    port.is(Phase.LIVE);
    port.counted(new Fates(1_000, 900, 50, 30, 15, 4));
    assertThat(Headless.line(List.of(port, port), "", NOW))
        .startsWith("2025-12-29T09:20:00Z  port LIVE  0/s")
        .endsWith("rejected 4  DOES NOT BALANCE");
  }

  @Test
  void everyOptionIsDescribed() {
    CommandLine line = Headless.commandLine(new Headless());
    assertThat(line.getCommandSpec().options())
        .extracting(OptionSpec::longestName)
        .contains("--bootstrap-servers", "--district", "--kafka-config", "--rate", "--port");
    assertThat(line.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    assertThat(line.getUsageMessage()).contains("import-map", "decode").contains("Exit codes");
    assertThat(run("--help").exitCode()).isZero();
  }

  private static Ended run(String... args) {
    CommandLine line = Headless.commandLine(new Headless());
    var told = new StringWriter();
    line.setErr(new PrintWriter(told)).setOut(new PrintWriter(new StringWriter()));
    return new Ended(Headless.run(line, args), told.toString());
  }

  private record Ended(int exitCode, String told) {}
}
