package io.belvedere.ingest.source;

import io.belvedere.ingest.thread.Worker;
import io.belvedere.ingest.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Kafka once a second how far the logs of all districts reach: names of topics in,
/// [ProbeReading]s out. It is what tells silence of the sensors from silence of the broker: a
/// question that is not answered within 3 s is a failure, so that a dead broker is known after
/// little more than 4 s.
///
/// [#runOnce] is what happens every second; it and the Admin client belong to the thread `probe`.
/// [#reading] may be called by any thread.
public final class Probe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final long LIST_TOPICS_EVERY_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long ASK_RETENTION_EVERY_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final Admin admin;
  private final Answers answers;
  private final Discovery discovery;
  private final Clock clock;
  private List<TopicNames> districts = List.of();
  private long lastListed;
  private Map<String, RetentionRule> retention = Map.of();
  private long lastRetention;
  private volatile ProbeReading reading;
  private @Nullable Worker worker;

  /// @param admin made with [KafkaSettings#admin]; becomes this probe's own
  /// @param configured districts whose topics have names of their own
  public Probe(Admin admin, List<TopicNames> configured, Clock clock) {
    this.admin = admin;
    this.answers = new Answers(ANSWER_LIMIT);
    this.discovery = new Discovery(admin, configured);
    this.clock = clock;
    this.reading = ProbeReading.none(clock.now());
  }

  /// Connects to a cluster and runs on a thread of its own until it is closed.
  ///
  /// @throws org.apache.kafka.common.KafkaException if the settings cannot be used
  public static Probe start(KafkaSettings settings, Clock clock) {
    List<TopicNames> configured = TopicNames.configured(settings);
    var probe = new Probe(Admin.create(settings.admin("belvedere-probe")), configured, clock);
    probe.start();
    return probe;
  }

  /// The newest reading; the same object until there is another.
  public ProbeReading reading() {
    return reading;
  }

  /// Takes one reading: lists the topics if that was 10 s ago or no district is known, describes
  /// those of all districts, asks where they begin and end and once a minute what is deleted, and
  /// publishes what came.
  ///
  /// @return of how many partitions the end is known
  /// @throws InterruptedException if the thread was interrupted while it waited for Kafka
  public int runOnce() throws InterruptedException {
    try {
      if (districts.isEmpty() || clock.ticks() - lastListed >= LIST_TOPICS_EVERY_NANOS) {
        districts = discovery.districts(answers);
        lastListed = clock.ticks();
      }
      Map<String, TopicLayout> layouts = describe();
      if (!retention.keySet().containsAll(layouts.keySet())
          || clock.ticks() - lastRetention >= ASK_RETENTION_EVERY_NANOS) {
        retention = new Retention(admin).of(layouts.keySet(), answers);
        lastRetention = clock.ticks();
      }
      publish(endsOf(layouts));
    } catch (Unanswered e) {
      publishFailure(e.getMessage());
    }
    return reading.ends().size();
  }

  @Override
  public synchronized void close() {
    if (worker != null) {
      worker.interrupt();
    }
    admin.close(CLOSE_LIMIT);
  }

  private synchronized void start() {
    worker =
        Worker.start(
            "probe",
            () -> {
              runOnce();
              return 0;
            },
            PAUSE,
            this::failed);
  }

  /// Tells that a round failed by what nobody thought of.
  void failed(Throwable cause) {
    publishFailure("Asking Kafka failed: " + cause);
  }

  private Map<String, TopicLayout> describe() throws Unanswered, InterruptedException {
    List<String> topics = new ArrayList<>();
    for (TopicNames names : districts) {
      topics.add(names.observations());
      topics.add(names.catalogue());
    }
    long asked = clock.ticks();
    Map<String, TopicLayout> layouts = new HashMap<>();
    for (var described : admin.describeTopics(topics).topicNameValues().values()) {
      try {
        TopicDescription topic = answers.await(described);
        layouts.put(topic.name(), layout(topic, asked));
      } catch (Unanswered e) {
        // A district may have no catalogue, and what was deleted is told by its absence.
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return layouts;
  }

  private static TopicLayout layout(TopicDescription topic, long asked) {
    long behind =
        topic.partitions().stream().filter(p -> p.isr().size() < p.replicas().size()).count();
    return new TopicLayout(
        topic.name(), topic.topicId(), topic.partitions().size(), (int) behind, asked);
  }

  private ProbeReading endsOf(Map<String, TopicLayout> layouts) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    Map<TopicPartition, OffsetSpec> first = new HashMap<>();
    for (TopicLayout layout : layouts.values()) {
      for (int partition = 0; partition < layout.partitions(); partition++) {
        wanted.put(new TopicPartition(layout.topic(), partition), OffsetSpec.latest());
        first.put(new TopicPartition(layout.topic(), partition), OffsetSpec.earliest());
      }
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    Unanswered failure = null;
    long sent = clock.now();
    var asked = admin.listOffsets(wanted);
    var askedFirst = admin.listOffsets(first);
    for (TopicPartition partition : wanted.keySet()) {
      try {
        ends.put(partition, answers.await(asked.partitionResult(partition)).offset());
      } catch (Unanswered e) {
        failure = e;
      }
    }
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (TopicPartition partition : ends.keySet()) {
      try {
        starts.put(partition, answers.await(askedFirst.partitionResult(partition)).offset());
      } catch (Unanswered e) {
        LOG.debug("Where {} begins is not known.", partition, e);
      }
    }
    Optional<String> words = Optional.empty();
    if (failure != null) {
      String which =
          ends.isEmpty()
              ? ""
              : " (%d of %d partitions)".formatted(wanted.size() - ends.size(), wanted.size());
      words = Optional.of(failure.getMessage() + which);
    }
    return new ProbeReading(sent, districts, layouts, ends, starts, retention, words);
  }

  /// Keeps what the topics were made of when that was last known.
  private void publishFailure(String words) {
    publish(
        new ProbeReading(clock.now(), districts, reading.layouts(), Map.of(), Optional.of(words)));
  }

  private void publish(ProbeReading newer) {
    Optional<String> before = reading.failure();
    reading = newer;
    if (!newer.failure().equals(before)) {
      newer.failure().ifPresentOrElse(LOG::warn, () -> LOG.info("Kafka answers."));
    }
  }
}
