package io.belvedere.ingest.sandbox;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/// The main of a [KafkaNode]: formats its folder if that is new, and runs until its standard input
/// ends.
final class KafkaNodeChild {
  static final String READY = "ready";

  private KafkaNodeChild() {}

  /// @param args the file with the node's settings, the cluster's id, and who may log in with SCRAM
  ///     as the storage tool takes it: `SCRAM-SHA-256=[name=…,password=…]`
  public static void main(String[] args) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    Map<String, String> settings = read(Path.of(args[0]));
    Path logs = Path.of(settings.get("log.dirs"));
    if (!Files.exists(logs.resolve("meta.properties"))) {
      format(logs, settings, args[1], Arrays.asList(args).subList(2, args.length));
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), time());
    server.startup();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.shutdown();
                  server.awaitShutdown();
                }));
    answers.println(READY);
    answers.flush();
    while (System.in.read() >= 0) {
      // Nothing that is said matters, only that somebody is there.
    }
    System.exit(0);
  }

  private static Time time() {
    String clock = System.getenv(KafkaNode.CLOCK);
    return clock == null ? Time.SYSTEM : new SetTime(Path.of(clock));
  }

  private static Map<String, String> read(Path file) throws Exception {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> settings.put(k, properties.getProperty(k)));
    return settings;
  }

  private static void format(
      Path logs, Map<String, String> settings, String cluster, List<String> scram)
      throws Exception {
    new Formatter()
        .setPrintStream(System.err)
        .setNodeId(Integer.parseInt(settings.get("node.id")))
        .setClusterId(cluster)
        .addDirectory(logs.toString())
        .setMetadataLogDirectory(logs.toString())
        .setControllerListenerName("CONTROLLER")
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setScramArguments(scram)
        .run();
  }
}
