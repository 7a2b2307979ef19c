package io.belvedere.ingest.headless;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.sandbox.LockedKafka;
import io.belvedere.ingest.sandbox.LockedKafka.Door;
import io.belvedere.ingest.sandbox.TokenIssuer;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Secrets that are easy to find are given to a real process in each of the ways there are; then
/// all that it says, answers, writes and shows of itself is searched for them.
@Timeout(240)
@SuppressWarnings("NullAway.Init")
class SecretsStayHiddenTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RIGHT = "geheim-of-viewer-7Q2";
  private static final String CLIENT_SECRET = "geheim-of-client-9Z4";
  private static final String WRONG = "geheim-but-wrong-3K8";
  private static final String ENV = "BELVEDERE_TEST_KAFKA_PASSWORD";
  private static final Pattern PORT = Pattern.compile("Answering on (http://127.0.0.1:\\d+/)");

  @TempDir private static Path folder;
  private static TokenIssuer issuer;
  private static LockedKafka kafka;

  @BeforeAll
  static void open() throws Exception {
    issuer = new TokenIssuer("belvedere-desk", CLIENT_SECRET);
    kafka =
        LockedKafka.start(
            folder, Map.of("viewer", RIGHT), issuer, Micros.toInstant(Clock.system().now()));
    TopicNames names = kafka.district("harbour");
    for (String viewer : List.of("viewer", "belvedere-desk")) {
      kafka.allow(
          "User:" + viewer,
          PatternType.PREFIXED,
          "belvedere.harbour.",
          AclOperation.READ,
          AclOperation.DESCRIBE);
    }
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(kafka.own().producer("test"))) {
      producer.send(new ProducerRecord<>(names.observations(), "{}".getBytes(UTF_8))).get();
    }
  }

  @AfterAll
  static void close() {
    kafka.close();
    issuer.close();
  }

  @Test
  void inTheFileItself() throws Exception {
    assertHidden(password(RIGHT), Map.of(), "LIVE");
    assertHidden(password(WRONG), Map.of(), "name or password are wrong");
  }

  @Test
  void inTheEnvironment() throws Exception {
    assertHidden(password("${env:" + ENV + "}"), Map.of(ENV, RIGHT), "LIVE");
    assertHidden(password("${env:" + ENV + "}"), Map.of(ENV, WRONG), "name or password are wrong");
    assertHidden(
        password("${env:" + ENV + "}"),
        Map.of(),
        "sasl.jaas.config: there is no environment variable " + ENV);
  }

  @Test
  void inFilesOfTheirOwn() throws Exception {
    Path secrets = Files.createDirectories(folder.resolve("run-secrets"));
    Files.writeString(secrets.resolve("kafka"), RIGHT + "\n");
    assertHidden(password("${directory:" + secrets + ":kafka}"), Map.of(), "LIVE");
    Path properties = Files.writeString(secrets.resolve("all.properties"), "viewer=" + RIGHT);
    assertHidden(password("${file:" + properties + ":viewer}"), Map.of(), "LIVE");
    assertHidden(
        password("${file:" + properties + ":nobody}"),
        Map.of(),
        "there is no nobody in " + properties);
  }

  @Test
  void theSecretOfAClientThatGetsTokens() throws Exception {
    assertHidden(
        kafka.file(Door.TOKEN, kafka.token("belvedere-desk", CLIENT_SECRET)), Map.of(), "LIVE");
    assertHidden(
        kafka.file(Door.TOKEN, kafka.token("belvedere-desk", WRONG)), Map.of(), "cannot log in");
  }

  @Test
  void whatIsNoLoginIsNotRepeated() throws Exception {
    String broken =
        """
        sasl.mechanism=PLAIN
        sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required password=%s %s
        """
            .formatted(WRONG, WRONG);
    assertHidden(
        kafka.file(Door.PASSWORD, broken), Map.of(), "sasl.jaas.config: it cannot be read");
  }

  @Test
  void theKeyOfACertificate() throws Exception {
    Path pem =
        kafka
            .authority()
            .certify("desk-7", "desk-7.test", 300)
            .pem(Files.createTempFile(folder, "desk", ".pem"));
    String key = Files.readAllLines(pem).get(1);
    Path whole =
        kafka.file(
            Door.CERTIFICATE,
            """
            ssl.keystore.type=PEM
            ssl.keystore.location=%s
            ssl.keystore.password=%s
            """
                .formatted(pem, WRONG));
    Ended ended =
        run(whole, Map.of(), "SSL key store password cannot be specified with PEM format");
    assertThat(ended.everything()).allSatisfy((where, text) -> noneIn(where, text, key, WRONG));
    Path store =
        kafka
            .authority()
            .certify("desk-7", "desk-7.test", 300)
            .store(Files.createTempFile(folder, "desk", ".jks"), "JKS");
    assertHidden(
        kafka.file(
            Door.CERTIFICATE,
            "ssl.keystore.location=%s\nssl.keystore.password=%s\n".formatted(store, WRONG)),
        Map.of(),
        "Failed to load SSL keystore");
  }

  /// Nothing that a broker of the sandbox is started with comes from anybody's settings.
  @Test
  void theSandboxIsStartedWithoutAny() throws Exception {
    try (Broker broker = Broker.startTemporary()) {
      String line = commandLine(broker.pid());
      assertThat(line).contains("BrokerChild");
      noneIn("command line of the broker", line, RIGHT, WRONG, CLIENT_SECRET);
      assertThat(line.toLowerCase(Locale.ROOT)).doesNotContain("password", "jaas", "secret");
    }
  }

  private static Path password(String password) throws Exception {
    return kafka.file(Door.PASSWORD, LockedKafka.login("SCRAM-SHA-512", "viewer", password));
  }

  private static void assertHidden(Path settings, Map<String, String> env, String until)
      throws Exception {
    Ended ended = run(settings, env, until);
    assertThat(ended.everything())
        .containsKeys("what it says", "its command line")
        .allSatisfy((where, text) -> noneIn(where, text, RIGHT, WRONG, CLIENT_SECRET));
    if (until.equals("LIVE")) {
      assertThat(ended.everything().get("what it says"))
          .as("Kafka's own list of its settings")
          .contains("sasl.jaas.config = [hidden]");
      assertThat(ended.everything()).containsKeys("/health", "/metrics", "/twin");
    }
  }

  private static void noneIn(String where, String text, String... secrets) {
    for (String secret : secrets) {
      assertThat(text.contains(secret)).as("%s in %s:\n%s", secret, where, text).isFalse();
    }
  }

  /// A server with these settings, from its start until it says `until`, and to its end.
  private static Ended run(Path settings, Map<String, String> env, String until) throws Exception {
    Path data = Files.createTempDirectory(folder, "data");
    Path said = Files.createTempFile(folder, "said", ".log");
    Path logging = Files.writeString(folder.resolve("all.xml"), LOGGING);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=" + logging,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Headless.class.getName(),
            "--kafka-config=" + settings,
            "--data=" + data,
            "--port=0");
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(env);
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    Map<String, String> everything = new TreeMap<>();
    try {
      await()
          .atMost(PATIENCE)
          .until(() -> Files.readString(said).contains(until) || !process.isAlive());
      assertThat(Files.readString(said)).contains(until);
      if (process.isAlive()) {
        everything.put("its command line", commandLine(process.pid()));
        answers(Files.readString(said), everything);
      } else {
        everything.put("its command line", String.join(" ", command));
      }
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    everything.put("what it says", Files.readString(said));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        everything.put(file.toString(), Files.readString(file, ISO_8859_1));
      }
    }
    return new Ended(everything);
  }

  private static void answers(String said, Map<String, String> everything) throws Exception {
    Matcher address = PORT.matcher(said);
    if (!address.find()) {
      return;
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String path : List.of("health", "metrics", "twin", "nothing")) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.group(1) + path)).build();
        everything.put(
            "/" + path, client.send(request, HttpResponse.BodyHandlers.ofString()).body());
      }
    }
  }

  private static String commandLine(long pid) throws IOException {
    Path file = Path.of("/proc", String.valueOf(pid), "cmdline");
    if (Files.exists(file)) {
      return Files.readString(file).replace('\0', ' ');
    }
    ProcessHandle.Info info = ProcessHandle.of(pid).orElseThrow().info();
    List<String> parts = new ArrayList<>(info.command().stream().toList());
    Optional.ofNullable(info.arguments().orElse(null))
        .ifPresent(all -> parts.addAll(Arrays.asList(all)));
    return String.join(" ", parts);
  }

  /// @param everything by where it stood
  private record Ended(Map<String, String> everything) {}

  /// Says far more than Belvedere does by itself: Kafka's clients list their settings.
  private static final String LOGGING =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%-5level %logger{24} - %msg%n</pattern></encoder>
        </appender>
        <logger name="org.apache.kafka" level="INFO"/>
        <logger name="org.apache.kafka.common.security" level="DEBUG"/>
        <root level="DEBUG"><appender-ref ref="out"/></root>
      </configuration>
      """;
}
