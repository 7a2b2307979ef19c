package io.belvedere.ingest.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.headless.Headless;
import io.belvedere.ingest.time.Micros;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Belvedere without a screen in a process of its own, as an administrator starts it, and what it
/// and the system tell about it.
final class ServerProcess implements AutoCloseable {
  private static final Pattern DOOR = Pattern.compile("Answering on (http://\\S+/) ");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
  private static final JsonFactory JSON = new JsonFactory();

  private final Process process;
  private final Path log;
  private final Thread atExit;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final URI door;

  /// Starts one, and returns when it answers.
  ///
  /// @param log where it says what it says
  /// @param jvm options for its Java, by spaces; empty if none
  /// @param arguments its command line
  ServerProcess(Path log, String jvm, String... arguments) throws IOException {
    this.log = log;
    List<String> command = new ArrayList<>();
    command.add(JAVA.resolve("java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    Stream.of(jvm.split(" ", -1)).filter(option -> !option.isEmpty()).forEach(command::add);
    command.add("-cp");
    command.add(
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(entry -> !entry.endsWith("test-classes"))
            .reduce((a, b) -> a + File.pathSeparator + b)
            .orElseThrow());
    command.add(Headless.class.getName());
    command.addAll(List.of(arguments));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
    Desk.within(Desk.PATIENCE, () -> !process.isAlive() || door().find());
    Matcher found = door();
    if (!found.find()) {
      throw new IOException("The server did not start:\n" + Files.readString(log));
    }
    door = URI.create(found.group(1));
  }

  private Matcher door() throws IOException {
    return DOOR.matcher(Files.readString(log));
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /// Tells it to end.
  ///
  /// @return its exit code
  int end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("The server does not end when it is told to.");
    }
    return process.exitValue();
  }

  boolean isLive() throws IOException, InterruptedException {
    return ask("health").statusCode() == 200;
  }

  /// How old the oldest of all datastreams' newest values is, microseconds.
  ///
  /// @param datastreams how many have to be known
  /// @param now by the clock that the values were stamped by, before this was called
  /// @throws IllegalStateException if not all are known
  long delay(int datastreams, long now) throws IOException, InterruptedException {
    long oldest = now;
    int known = 0;
    try (JsonParser json = JSON.createParser(ask("twin").body())) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals("phenomenonTime")) {
          oldest = Math.min(oldest, Micros.of(Instant.parse(json.nextTextValue())));
          known++;
        }
      }
    }
    if (known != datastreams) {
      throw new IllegalStateException(
          "Of %d datastreams %d are known".formatted(datastreams, known));
    }
    return now - oldest;
  }

  /// What its metrics tell now.
  Told told() throws IOException, InterruptedException {
    return new Told(new String(ask("metrics").body(), UTF_8));
  }

  private HttpResponse<byte[]> ask(String what) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(door.resolve(what)).timeout(LIMIT).build();
    return http.send(request, BodyHandlers.ofByteArray());
  }

  /// The objects that are in use after a full collection, by class.
  LiveObjects liveObjects() throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                JAVA.resolve("jcmd").toString(), "" + process.pid(), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("The heap of the server cannot be seen: " + text);
    }
    return LiveObjects.parse(text);
  }

  /// Bytes of memory.
  long resident() throws IOException {
    try (Stream<String> lines = Files.lines(proc("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    }
  }

  int handles() throws IOException {
    return entries(proc("fd"));
  }

  int threads() throws IOException {
    return entries(proc("task"));
  }

  private static int entries(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return (int) all.count();
    }
  }

  private Path proc(String what) {
    return Path.of("/proc", "" + process.pid(), what);
  }

  @Override
  public void close() {
    http.close();
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  /// A page of metrics.
  record Told(String page) {
    Fates fates() {
      return new Fates(
          fate("received"),
          fate("applied"),
          fate("duplicate"),
          fate("out_of_order"),
          fate("quarantined"),
          fate("rejected"));
    }

    private long fate(String fate) {
      return (long) value("belvedere_observations_total", "fate=\"" + fate + "\"");
    }

    long history(String what) {
      return (long) value("belvedere_history_" + what, "");
    }

    /// Seconds.
    double p99() {
      return value("belvedere_delay_seconds", "part=\"end_to_end\",quantile=\"0.99\"");
    }

    /// @param label one of those that it has
    private double value(String name, String label) {
      return page.lines()
          .filter(line -> line.startsWith(name + "{") && line.contains(label))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("The metrics have no " + name + " " + label));
    }
  }
}
