package io.belvedere.ingest.source;

import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.thread.Worker;
import io.belvedere.ingest.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
  private static final long ASK_RIGHTS_EVERY_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final Supplier<Admin> connect;
  private final Refusals refusals;
  private final Answers answers;
  private final List<TopicNames> configured;
  private final Clock clock;
  private final boolean reconnects;
  private @Nullable Admin admin;
  private List<TopicNames> districts = List.of();
  private long lastListed;
  private Map<String, RetentionRule> retention = Map.of();
  private long lastRetention;
  private Map<DistrictId, Rights> rights = Map.of();
  private long lastRights;
  private volatile ProbeReading reading;
  private @Nullable Worker worker;

  /// @param admin made with [KafkaSettings#admin]; becomes this probe's own
  /// @param configured districts whose topics have names of their own
  public Probe(Admin admin, List<TopicNames> configured, Clock clock) {
    this(() -> admin, false, Refusals.OF_ANYBODY, configured, clock);
  }

  private Probe(
      Supplier<Admin> connect,
      boolean reconnects,
      Refusals refusals,
      List<TopicNames> configured,
      Clock clock) {
    this.connect = connect;
    this.reconnects = reconnects;
    this.refusals = refusals;
    this.answers = new Answers(ANSWER_LIMIT, refusals);
    this.configured = configured;
    this.clock = clock;
    this.reading = ProbeReading.none(clock.now());
  }

  /// Connects to a cluster and runs on a thread of its own until it is closed. If there is no token
  /// to log in with, it says so and goes on trying.
  ///
  /// @throws KafkaException if the settings cannot be used
  public static Probe start(KafkaSettings settings, Clock clock) {
    Probe probe = of(settings, clock);
    try {
      var unused = probe.connected();
    } catch (KafkaException e) {
      if (!isNoLogin(e)) {
        throw e;
      }
    }
    probe.start();
    return probe;
  }

  /// One that connects when it is first asked to go round.
  static Probe of(KafkaSettings settings, Clock clock) {
    return new Probe(
        () -> Admin.create(settings.admin("belvedere-probe")),
        true,
        Refusals.of(settings),
        TopicNames.configured(settings),
        clock);
  }

  private static boolean isNoLogin(Throwable failure) {
    return failure instanceof LoginException
        || (failure.getCause() != null && isNoLogin(failure.getCause()));
  }

  private synchronized Admin connected() {
    if (admin == null) {
      admin = connect.get();
    }
    return admin;
  }

  /// The newest reading; the same object until there is another.
  public ProbeReading reading() {
    return reading;
  }

  /// A client keeps the password, certificate or expired token that it began with; the next one
  /// looks again.
  private synchronized void disconnect() {
    if (reconnects && admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }

  /// Takes one reading: lists the topics if that was 10 s ago or no district is known, describes
  /// those of all districts, asks where they begin and end and once a minute what is deleted and
  /// what we are allowed, and publishes what came.
  ///
  /// @return of how many partitions the end is known
  /// @throws InterruptedException if the thread was interrupted while it waited for Kafka
  public int runOnce() throws InterruptedException {
    try {
      Admin asked = connected();
      if (districts.isEmpty() || clock.ticks() - lastListed >= LIST_TOPICS_EVERY_NANOS) {
        districts = new Discovery(asked, configured).districts(answers);
        lastListed = clock.ticks();
      }
      Map<String, String> refused = new HashMap<>();
      Map<String, TopicLayout> layouts = describe(asked, refused);
      if (!retention.keySet().containsAll(layouts.keySet())
          || clock.ticks() - lastRetention >= ASK_RETENTION_EVERY_NANOS) {
        retention = new Retention(asked).of(layouts.keySet(), answers);
        lastRetention = clock.ticks();
      }
      askForRights(asked);
      publish(endsOf(asked, layouts, refused));
    } catch (Unanswered e) {
      publishFailure(e.getMessage());
      if (e.getCause() instanceof AuthenticationException) {
        disconnect();
      }
    } catch (KafkaException e) {
      publishFailure(refusals.atStart(e));
    }
    return reading.ends().size();
  }

  @Override
  public synchronized void close() {
    if (worker != null) {
      worker.interrupt();
    }
    if (admin != null) {
      admin.close(CLOSE_LIMIT);
    }
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

  private void askForRights(Admin asked) throws InterruptedException {
    boolean isNew = districts.stream().anyMatch(names -> !rights.containsKey(names.district()));
    if (isNew || clock.ticks() - lastRights >= ASK_RIGHTS_EVERY_NANOS) {
      lastRights = clock.ticks();
      try {
        rights = new RightsQuestion(asked, refusals.who()).of(districts, answers);
      } catch (Unanswered e) {
        LOG.debug("What we are allowed is not known.", e);
      }
    }
  }

  private Map<String, TopicLayout> describe(Admin asked, Map<String, String> refused)
      throws Unanswered, InterruptedException {
    List<String> topics = new ArrayList<>();
    for (TopicNames names : districts) {
      topics.add(names.observations());
      topics.add(names.catalogue());
    }
    long sent = clock.ticks();
    Map<String, TopicLayout> layouts = new HashMap<>();
    for (var described : asked.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        TopicDescription topic =
            answers.await(described.getValue(), AclOperation.DESCRIBE, described.getKey());
        layouts.put(topic.name(), layout(topic, sent));
      } catch (Unanswered e) {
        if (e.getCause() instanceof TopicAuthorizationException) {
          // Of the others we may know.
          refused.put(described.getKey(), e.getMessage());
        } else if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          // A district may have no catalogue, and what was deleted is told by its absence.
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

  private ProbeReading endsOf(
      Admin admin, Map<String, TopicLayout> layouts, Map<String, String> refused)
      throws InterruptedException {
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
        ends.put(
            partition,
            answers
                .await(asked.partitionResult(partition), AclOperation.DESCRIBE, partition.topic())
                .offset());
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
    return new ProbeReading(
        sent, districts, layouts, ends, starts, retention, refused, rights, words);
  }

  /// Keeps what the topics were made of when that was last known.
  private void publishFailure(String words) {
    publish(
        new ProbeReading(
            clock.now(),
            districts,
            reading.layouts(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            rights,
            Optional.of(words)));
  }

  private void publish(ProbeReading newer) {
    Optional<String> before = reading.failure();
    reading = newer;
    if (!newer.failure().equals(before)) {
      newer.failure().ifPresentOrElse(LOG::warn, () -> LOG.info("Kafka answers."));
    }
  }
}
