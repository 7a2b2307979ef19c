package io.belvedere.ingest.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/// One node of a Kafka cluster in a process of its own, broker and controller at once, for tests
/// that need what the sandbox's broker is not: several of them, or one with locks on its doors.
///
/// What it says stands in `node.log` in its folder. It ends with the test.
public final class KafkaNode implements AutoCloseable {
  /// Variable that names the file in which stands how far ahead a node's clock is, milliseconds.
  public static final String CLOCK = "BELVEDERE_TEST_CLOCK";

  private static final int START_LIMIT_SECONDS = 90;
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final String cluster;
  private final List<String> scram;
  private final Map<String, String> settings;
  private final Map<String, String> environment;
  private final int port;
  private @Nullable Process child;
  private volatile boolean ready;

  private KafkaNode(
      Path folder,
      String cluster,
      List<String> scram,
      Map<String, String> settings,
      Map<String, String> environment,
      int port) {
    this.folder = folder;
    this.cluster = cluster;
    this.scram = List.copyOf(scram);
    this.settings = Map.copyOf(settings);
    this.environment = Map.copyOf(environment);
    this.port = port;
  }

  /// Starts a cluster of `size` nodes, and returns when all of them are up.
  ///
  /// @param folder of the test; each node has one of its own in it
  /// @param more settings beside and before those of the sandbox's broker; in `listeners`, `{port}`
  ///     and `{controller}` are the node's; what begins with `-D` is a property of its process
  /// @param scram who may log in, as the storage tool takes it
  public static List<KafkaNode> startCluster(
      Path folder, int size, Map<String, String> more, List<String> scram) throws IOException {
    return startCluster(folder, size, _ -> more, scram, Map.of());
  }

  /// The same, with settings for each of them by its number, from 1 on, and variables in their
  /// environment. In their listeners `{port}` stands for the node's own port, `{controller}` for
  /// that of its controller.
  public static List<KafkaNode> startCluster(
      Path folder,
      int size,
      IntFunction<Map<String, String>> more,
      List<String> scram,
      Map<String, String> environment)
      throws IOException {
    String cluster = Uuid.randomUuid().toString();
    List<Integer> controllers = new ArrayList<>();
    List<String> voters = new ArrayList<>();
    for (int id = 1; id <= size; id++) {
      int port = LoopbackPort.free();
      controllers.add(port);
      voters.add(id + "@" + HOST + ":" + port);
    }
    List<KafkaNode> nodes = new ArrayList<>();
    try {
      for (int id = 1; id <= size; id++) {
        Path own = Files.createDirectories(folder.resolve("node-" + id)).toRealPath();
        int port = LoopbackPort.free();
        Map<String, String> settings = settings(own, id, port, controllers.get(id - 1), size);
        settings.put("controller.quorum.voters", String.join(",", voters));
        settings.putAll(more.apply(id));
        String controller = Integer.toString(controllers.get(id - 1));
        settings.replaceAll(
            (name, value) ->
                name.endsWith("listeners")
                    ? value.replace("{port}", "" + port).replace("{controller}", controller)
                    : value);
        KafkaNode node = new KafkaNode(own, cluster, scram, settings, environment, port);
        nodes.add(node);
        node.launch();
      }
      for (KafkaNode node : nodes) {
        node.awaitReady();
      }
      return nodes;
    } catch (IOException e) {
      nodes.forEach(KafkaNode::close);
      throw e;
    }
  }

  private static Map<String, String> settings(
      Path folder, int id, int port, int controllerPort, int size) {
    String replicas = Integer.toString(Math.min(3, size));
    String least = Integer.toString(size >= 3 ? 2 : 1);
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(id));
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put(
        "listeners",
        "CLIENTS://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", folder.resolve("logs").toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", replicas);
    settings.put("min.insync.replicas", least);
    settings.put("group.initial.rebalance.delay.ms", "0");
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.put(topic + ".replication.factor", replicas);
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", least);
    settings.put("share.coordinator.state.topic.min.isr", least);
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("replica.lag.time.max.ms", "5000");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    return settings;
  }

  /// A port for one more listener.
  public static int freePort() throws IOException {
    return LoopbackPort.free();
  }

  /// Of all of them, for clients.
  public static String bootstrapServers(List<KafkaNode> nodes) {
    return String.join(",", nodes.stream().map(KafkaNode::address).toList());
  }

  /// Host and port, the same for as long as the test lasts.
  public String address() {
    return HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  public int id() {
    return Integer.parseInt(settings.get("node.id"));
  }

  /// Where it keeps its logs.
  public Path logs() {
    return Path.of(settings.get("log.dirs"));
  }

  public boolean isRunning() {
    return child != null && child.isAlive();
  }

  /// Starts one that is not running, and returns when it is up.
  public void start() throws IOException {
    launch();
    awaitReady();
  }

  private void launch() throws IOException {
    Path file = folder.resolve("node.properties");
    Properties properties = new Properties();
    settings.forEach(
        (name, value) -> {
          if (!name.startsWith("-D")) {
            properties.put(name, value);
          }
        });
    try (Writer out = Files.newBufferedWriter(file)) {
      properties.store(out, "");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx320m");
    command.add("-XX:+UseSerialGC");
    command.add("-Djava.awt.headless=true");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dlogback.configurationFile=io/belvedere/ingest/sandbox/broker-logback.xml");
    command.add("-Dlog4j.provider=org.apache.logging.log4j.simple.internal.SimpleProvider");
    settings.forEach(
        (name, value) -> {
          if (name.startsWith("-D")) {
            command.add(name + "=" + value);
          }
        });
    command.add("-cp");
    command.add(BrokerLib.classPath() + File.pathSeparator + testCode());
    command.add(KafkaNodeChild.class.getName());
    command.add(file.toString());
    command.add(cluster);
    command.addAll(scram);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment);
    child = builder.start();
  }

  private static Path testCode() {
    try {
      return Path.of(KafkaNode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitReady() throws IOException {
    Process started = running();
    Thread.ofPlatform().daemon().start(() -> killUnlessReady(started));
    String line = started.inputReader(StandardCharsets.UTF_8).readLine();
    if (!KafkaNodeChild.READY.equals(line)) {
      started.destroyForcibly();
      throw new IOException(
          "Node %s did not start:\n%s".formatted(folder, Files.readString(log())));
    }
    ready = true;
  }

  private void killUnlessReady(Process started) {
    try {
      if (!started.waitFor(START_LIMIT_SECONDS, TimeUnit.SECONDS) && !ready) {
        started.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends it in good order; its data stay.
  public void stop() throws InterruptedException {
    Process process = running();
    process.destroy();
    process.waitFor();
    ready = false;
  }

  /// Ends it at once, as a power cut would.
  public void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
    ready = false;
  }

  /// Sends it a signal by name, such as `STOP` or `CONT`.
  public void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, "" + running().pid()).start();
    if (kill.waitFor() != 0) {
      throw new IOException("Signal " + name + " did not reach node " + id() + ".");
    }
  }

  private Process running() {
    if (child == null) {
      throw new IllegalStateException("Node " + id() + " has not been started.");
    }
    return child;
  }

  private Path log() {
    return folder.resolve("node.log");
  }

  @Override
  public void close() {
    if (child != null) {
      child.destroyForcibly();
    }
  }
}
