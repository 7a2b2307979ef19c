package io.belvedere.ingest.source;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the city's Kafka is, and what its clients need to be let in: the same for all of them.
///
/// What a file says wins over the defaults of Kafka and of Belvedere, but not over what the
/// loss-free reading rests on: no group, no commits, and an offset out of range is told instead of
/// skipped.
///
/// @param bootstrapServers `host:port`, comma-separated
/// @param properties settings of Kafka clients (security, buffers, ...) by their Kafka names, and
///     Belvedere's own, which start with `belvedere.`; [secrets][Secrets] may stand elsewhere
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {
  static final String OWN = "belvedere.";

  private static final Logger LOG = LoggerFactory.getLogger(KafkaSettings.class);

  /// A frozen broker holds its clients up for as long as this; the defaults are ten times that.
  private static final String REQUEST_TIMEOUT_MS = "3000";

  private static final String CONNECT_TIMEOUT_MS = "2000";

  /// @throws IllegalArgumentException if no server is named
  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "Where is Kafka? Name at least one HOST:PORT as bootstrap server.");
    }
    properties = Map.copyOf(properties);
  }

  public static KafkaSettings of(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, Map.of());
  }

  /// Reads a Java properties file in UTF-8, as the tools of Kafka use it. What of it is passed over
  /// and what is dangerous is logged.
  ///
  /// @param bootstrapServers wins over `bootstrap.servers` in the file unless it is blank
  /// @throws IllegalArgumentException with a sentence for the one who wrote the file, or several
  public static KafkaSettings read(String bootstrapServers, Path file) {
    ClientFile read = ClientFile.read(file);
    List<String> warnings = ClientRules.check(read);
    String named = read.value(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    if (bootstrapServers.isBlank() && named.isBlank()) {
      throw new IllegalArgumentException(
          "Where is Kafka? Neither the command line nor " + file + " names bootstrap.servers.");
    }
    warnings.forEach(LOG::warn);
    return new KafkaSettings(bootstrapServers.isBlank() ? named : bootstrapServers, read.values());
  }

  /// For a consumer that reads with `assign`, as bytes, everything, for itself alone.
  public Map<String, Object> consumer(String clientId) {
    Map<String, Object> settings = common(clientId);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return settings;
  }

  /// The same, where the bytes are read in place.
  public Map<String, Object> reader(String clientId) {
    Map<String, Object> settings = consumer(clientId);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class);
    return settings;
  }

  /// For an Admin client that gives up after 3 s, answered or not.
  public Map<String, Object> admin(String clientId) {
    Map<String, Object> settings = common(clientId);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    return settings;
  }

  /// For a producer of bytes that is acknowledged by all replicas and writes nothing twice.
  public Map<String, Object> producer(String clientId) {
    Map<String, Object> settings = common(clientId);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  private Map<String, Object> common(String clientId) {
    Map<String, Object> settings = new HashMap<>();
    properties.forEach(
        (name, value) -> {
          if (!name.startsWith(OWN)) {
            settings.put(name, value);
          }
        });
    settings.putAll(Secrets.providers(properties));
    settings.putAll(TokenLogin.usual(properties));
    TokenLogin.allow(properties);
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    settings.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    settings.putIfAbsent(
        CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT_MS);
    // Nothing is to wait for the cloud of a vendor.
    settings.putIfAbsent(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, "false");
    return settings;
  }

  /// Never what the settings say, which may be a secret.
  @Override
  public String toString() {
    return "KafkaSettings[%s, %d settings]".formatted(bootstrapServers, properties.size());
  }
}
