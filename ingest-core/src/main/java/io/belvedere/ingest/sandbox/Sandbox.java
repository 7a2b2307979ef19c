package io.belvedere.ingest.sandbox;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.district.SimulatedDistrict;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/// A city to try things out on: a real Kafka broker and simulated districts that send to it. It
/// ends with this process, however that ends.
///
/// Safe for use by any thread.
public final class Sandbox implements AutoCloseable {
  private static final String CLIENT = "belvedere-sandbox";

  private final Broker broker;
  private final Admin admin;
  private final List<Simulator> simulators = new ArrayList<>();
  private final List<DistrictId> districts;

  private Sandbox(Broker broker, Admin admin, List<DistrictId> districts) {
    this.broker = broker;
    this.admin = admin;
    this.districts = List.copyOf(districts);
  }

  /// Starts the broker, makes the topics and writes the catalogue; returns when clients can
  /// connect. The past is then written on, and followed by the present, on threads of its own.
  ///
  /// In a folder that it has used before a district goes on from now, and what was between is
  /// missing, as it is after an outage.
  ///
  /// @throws IOException with a sentence for people if the broker does not come up
  public static Sandbox start(SandboxOptions options, Clock clock) throws IOException {
    Optional<SandboxMemory> memory = Optional.empty();
    Broker broker;
    if (options.folder().isPresent()) {
      Path folder = options.folder().get();
      SandboxMemory remembered = SandboxMemory.open(folder.resolve("sandbox.properties"));
      memory = Optional.of(remembered);
      broker = Broker.start(kafkaFolder(folder, options, remembered));
    } else {
      broker = Broker.startTemporary();
    }
    try {
      return start(options, broker, memory, clock);
    } catch (RuntimeException | IOException e) {
      broker.close();
      throw e;
    }
  }

  /// Data of a start that did not get as far as the present are of no use: they are begun again.
  private static Path kafkaFolder(Path folder, SandboxOptions options, SandboxMemory memory)
      throws IOException {
    Path kafka = folder.resolve("kafka");
    for (DistrictId district : options.districts().keySet()) {
      if (memory.anchor(district).isPresent()) {
        return kafka;
      }
    }
    FolderTree.delete(kafka);
    return kafka;
  }

  private static Sandbox start(
      SandboxOptions options, Broker broker, Optional<SandboxMemory> memory, Clock clock)
      throws IOException {
    KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers());
    Admin admin = Admin.create(settings.admin(CLIENT));
    Sandbox sandbox = new Sandbox(broker, admin, List.copyOf(options.districts().keySet()));
    long now = clock.now();
    for (Map.Entry<DistrictId, CityMap> entry : options.districts().entrySet()) {
      sandbox.add(entry.getKey(), entry.getValue(), options, settings, memory, now, clock);
    }
    // Nobody can understand observations before the catalogue is there.
    for (Simulator simulator : sandbox.simulators) {
      try {
        simulator.runOnce();
      } catch (RuntimeException e) {
        throw new IOException("The sandbox cannot write its catalogue: " + e.getMessage(), e);
      }
    }
    sandbox.simulators.forEach(Simulator::start);
    return sandbox;
  }

  private void add(
      DistrictId id,
      CityMap map,
      SandboxOptions options,
      KafkaSettings settings,
      Optional<SandboxMemory> memory,
      long now,
      Clock clock)
      throws IOException {
    OptionalLong known = memory.isPresent() ? memory.get().anchor(id) : OptionalLong.empty();
    long anchor = known.orElse(now);
    long written = Micros.of(options.past());
    TimeRange past = new TimeRange(known.isPresent() ? now : now - written, now);
    long begin = known.isPresent() ? now : now - Math.max(written, SimulatedDistrict.PAST);
    var district = new SimulatedDistrict(map, options.seed(), options.rate(), anchor, begin);
    TopicNames names = TopicNames.of(id);
    var topics = new DistrictTopics(admin);
    topics.create(names, DistrictTopics.DEFAULT_PARTITIONS, Timestamps.CREATE_TIME);
    if (options.clockShifted()) {
      believeAnyTime(names);
    }
    Runnable presentReached =
        () -> {
          if (!options.clockShifted()) {
            topics.switchToAppendTime(names);
          }
          memory.ifPresent(m -> remember(m, id, anchor));
        };
    simulators.add(
        new Simulator(
            district,
            district.describe(id),
            names,
            new KafkaProducer<>(producer(settings, id)),
            past,
            presentReached,
            clock));
  }

  /// A shifted clock may be months away, where the broker would refuse or soon delete.
  private void believeAnyTime(TopicNames names) throws IOException {
    var topic = new ConfigResource(ConfigResource.Type.TOPIC, names.observations());
    List<AlterConfigOp> changes =
        Stream.of(
                new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                new ConfigEntry(
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    Long.toString(Long.MAX_VALUE)))
            .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
            .toList();
    try {
      admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
    } catch (ExecutionException e) {
      throw new IOException("The broker does not take the settings of " + topic.name() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the sandbox was starting.");
    }
  }

  private static void remember(SandboxMemory memory, DistrictId id, long anchor) {
    try {
      memory.remember(id, anchor);
    } catch (IOException e) {
      throw new UncheckedIOException("The sandbox's folder cannot be written to.", e);
    }
  }

  private static Map<String, Object> producer(KafkaSettings settings, DistrictId id) {
    Map<String, Object> producer = settings.producer(CLIENT + "-" + id.value());
    // The past is a hundred megabytes in a few seconds.
    producer.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
    producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
    return producer;
  }

  /// Host and port for clients.
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /// The broker, for those who want to see what happens when it stops.
  public Broker broker() {
    return broker;
  }

  public List<DistrictId> districts() {
    return districts;
  }

  /// How much of the past is written, 0 to 1, of the district that is farthest behind.
  public double past() {
    return simulators.stream().mapToDouble(Simulator::progress).min().orElse(1);
  }

  /// How many observations Kafka has acknowledged.
  public long acknowledged() {
    return simulators.stream().mapToLong(Simulator::acknowledged).sum();
  }

  /// How many observations Kafka did not take.
  public long failed() {
    return simulators.stream().mapToLong(Simulator::failed).sum();
  }

  /// What went wrong last with sending, if anything ever did.
  public Optional<String> failure() {
    return simulators.stream().flatMap(s -> s.failure().stream()).findFirst();
  }

  @Override
  public void close() {
    simulators.forEach(Simulator::close);
    admin.close();
    broker.close();
  }
}
