package io.belvedere.ingest.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The main of the sandbox's broker, in a JVM of its own because a broker halts its whole JVM when
/// its log folder fails. The only code of ours that touches the classes of a Kafka server; the
/// parent's side is [Broker].
///
/// It answers with one line `ready HOST:PORT` on standard output when it accepts clients, and lives
/// as long as its standard input: at the line `stop` it ends and keeps its data, at end-of-file
/// (the parent closed it or was killed) it ends too, and a temporary folder goes with it.
final class BrokerChild {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerChild.class);

  static final String READY = "ready ";
  static final String STOP = "stop";
  static final int EXIT_START_FAILED = 2;
  static final int EXIT_PORT_TAKEN = 3;

  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;
  private static final int SHUTDOWN_LIMIT_SECONDS = 20;

  private final Path folder;
  private final boolean temporary;
  private volatile boolean keepData;
  private volatile @Nullable KafkaRaftServer server;

  private BrokerChild(Path folder, boolean temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /// Runs a broker until its standard input ends.
  ///
  /// @param args the folder, the clients' port, the controller's port, and `true` if the folder is
  ///     to be deleted when the parent is gone
  public static void main(String[] args) {
    // Whatever a library prints must not be taken for an answer.
    PrintStream answers = System.out;
    System.setOut(System.err);
    BrokerChild child = new BrokerChild(Path.of(args[0]), Boolean.parseBoolean(args[3]));
    Runtime.getRuntime().addShutdownHook(new Thread(child::end, "broker-end"));
    Thread.ofPlatform().daemon().name("parent-watch").start(child::awaitParentsWord);
    int clientPort = Integer.parseInt(args[1]);
    try {
      KafkaRaftServer server = child.start(clientPort, Integer.parseInt(args[2]));
      answers.println(READY + HOST + ":" + clientPort);
      answers.flush();
      server.awaitShutdown();
    } catch (Exception e) {
      LOG.error("The broker cannot start.", e);
      Runtime.getRuntime().halt(isPortTaken(e) ? EXIT_PORT_TAKEN : EXIT_START_FAILED);
    }
  }

  private KafkaRaftServer start(int clientPort, int controllerPort) throws Exception {
    Path logs = folder.resolve("logs");
    if (!Files.exists(logs.resolve("meta.properties"))) {
      format(logs);
    }
    var config = new KafkaConfig(settings(logs, clientPort, controllerPort));
    KafkaRaftServer started = new KafkaRaftServer(config, Time.SYSTEM);
    server = started;
    started.startup();
    return started;
  }

  private static void format(Path logs) throws Exception {
    new Formatter()
        .setPrintStream(System.err)
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(logs.toString())
        .setMetadataLogDirectory(logs.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .run();
  }

  private static Map<String, String> settings(Path logs, int clientPort, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put(
        "listeners",
        "CLIENTS://" + HOST + ":" + clientPort + ",CONTROLLER://" + HOST + ":" + controllerPort);
    settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", logs.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    // After a kill the controller refuses the same broker until its last session has run out.
    settings.put("broker.session.timeout.ms", "3000");
    settings.put("broker.heartbeat.interval.ms", "500");
    // The default of 128 MB would be half of the heap that it is given.
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
    return settings;
  }

  private void awaitParentsWord() {
    try (var words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      keepData = STOP.equals(words.readLine());
    } catch (IOException e) {
      LOG.warn("Standard input is broken: the parent is gone, as at end-of-file.", e);
    }
    System.exit(0);
  }

  /// Runs once, when this JVM ends for whatever reason but a kill; Ctrl-C in a terminal reaches
  /// parent and child alike.
  private void end() {
    CompletableFuture.delayedExecutor(SHUTDOWN_LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(() -> Runtime.getRuntime().halt(1));
    KafkaRaftServer running = server;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
    if (temporary && !keepData) {
      try {
        FolderTree.delete(folder);
      } catch (IOException e) {
        LOG.warn("Cannot delete the temporary folder {}.", folder, e);
      }
    }
  }

  private static boolean isPortTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
