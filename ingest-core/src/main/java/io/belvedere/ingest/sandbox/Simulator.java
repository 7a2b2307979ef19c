package io.belvedere.ingest.sandbox;

import io.belvedere.ingest.decode.Canary;
import io.belvedere.ingest.decode.CatalogueJson;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.sandbox.district.Sent;
import io.belvedere.ingest.sandbox.district.SimulatedDistrict;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.thread.Worker;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what a simulated district sends into Kafka: first its catalogue, then the past as fast as
/// Kafka takes it, until the past has reached the present, then each record when its time has come.
///
/// The past carries the times at which it would have been received; so the observations' topic is
/// made to believe its senders, and is switched to the broker's own clock between past and present.
/// [#runOnce] is one step of that; it belongs to the thread `simulator-<district>`. The readings
/// may be taken by any thread.
final class Simulator implements AutoCloseable {
  /// Where it stands.
  enum Phase {
    CATALOGUE,
    PAST,
    LIVE
  }

  private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

  /// How much of the past goes out in one step.
  private static final long STRETCH = 10 * Micros.PER_SECOND;

  /// The past has reached the present when it is as near as this.
  private static final long PRESENT = Micros.PER_SECOND / 2;

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final long CANARY_EVERY = Micros.PER_SECOND;

  private static final List<Header> HEADERS = List.of(header("belvedere-reality", "simulated"));
  private static final List<Header> CANARY_HEADERS = List.of(header(Canary.HEADER, "1"));

  private final SimulatedDistrict district;
  private final District description;
  private final TopicNames topics;
  private final Producer<byte[], byte[]> producer;
  private final Clock clock;
  private final TimeRange past;
  private final Runnable presentReached;

  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile @Nullable String failure;
  private volatile Phase phase = Phase.CATALOGUE;
  private volatile long written;
  private long nextCanary = Long.MIN_VALUE;
  private @Nullable Worker worker;

  /// @param producer becomes this simulator's own
  /// @param past what of the district's sendings is written before the present; what it sent
  ///     earlier is left out
  /// @param presentReached called once, on the simulator's thread, when all of the past is
  ///     acknowledged and nothing of the present was sent
  Simulator(
      SimulatedDistrict district,
      District description,
      TopicNames topics,
      Producer<byte[], byte[]> producer,
      TimeRange past,
      Runnable presentReached,
      Clock clock) {
    this.district = district;
    this.description = description;
    this.topics = topics;
    this.producer = producer;
    this.clock = clock;
    this.past = past;
    this.written = past.from();
    this.presentReached = presentReached;
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /// Runs on a thread of its own until it is closed.
  synchronized void start() {
    worker =
        Worker.start(
            "simulator-" + topics.district(),
            () -> {
              runOnce();
              return phase == Phase.LIVE ? 0 : 1;
            },
            PAUSE,
            this::fail);
  }

  /// One step: the catalogue, a stretch of the past, or what has come up since the last step.
  ///
  /// @return how many observations were handed to Kafka's producer
  /// @throws org.apache.kafka.common.KafkaException if the producer takes nothing more
  int runOnce() {
    return switch (phase) {
      case CATALOGUE -> catalogue();
      case PAST -> past();
      case LIVE -> live();
    };
  }

  private int catalogue() {
    send(CatalogueJson.DISTRICT_KEY, CatalogueJson.write(description));
    canaries(past.from());
    // A broker that is just becoming the leader of a new partition may refuse a producer's first
    // batch and take its second, after which it refuses the first for ever as out of sequence. So
    // one batch for each partition goes ahead of all others.
    producer.flush();
    for (Datastream datastream : district.datastreams()) {
      send(datastream.id(), CatalogueJson.write(datastream));
    }
    producer.flush();
    if (failure != null) {
      failure = null;
      throw new IllegalStateException("The catalogue could not be written and is tried again.");
    }
    district.advanceTo(past.from(), sent -> {});
    phase = Phase.PAST;
    return 0;
  }

  private void send(String key, byte[] value) {
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    hand(new ProducerRecord<>(topics.catalogue(), keyBytes, value), 0);
  }

  private int past() {
    long now = clock.now();
    long until = Math.min(written + STRETCH, now);
    int observations = district.advanceTo(until, this::send);
    written = until;
    if (now - until < PRESENT) {
      producer.flush();
      presentReached.run();
      phase = Phase.LIVE;
    }
    return observations;
  }

  private int live() {
    long now = clock.now();
    if (now >= nextCanary) {
      canaries(now);
    }
    written = Math.max(written, now);
    return district.advanceTo(written, this::send);
  }

  /// They keep the progress of a partition going on which no device reports.
  private void canaries(long now) {
    nextCanary = now + CANARY_EVERY;
    int partitions = producer.partitionsFor(topics.observations()).size();
    for (int partition = 0; partition < partitions; partition++) {
      hand(
          new ProducerRecord<>(
              topics.observations(),
              partition,
              Micros.toMillis(now),
              null,
              Canary.value(now),
              CANARY_HEADERS),
          0);
    }
  }

  private void send(Sent sent) {
    String topic =
        switch (sent.topic()) {
          case OBSERVATIONS -> topics.observations();
          case OPERATIONS -> topics.operations();
        };
    hand(
        new ProducerRecord<>(
            topic, null, Micros.toMillis(sent.time()), sent.key(), sent.value(), HEADERS),
        sent.observations());
  }

  private void hand(ProducerRecord<byte[], byte[]> record, int observations) {
    var unused =
        producer.send(
            record,
            (metadata, exception) -> {
              if (exception == null) {
                acknowledged.addAndGet(observations);
              } else {
                failed.addAndGet(observations);
                fail(exception);
              }
            });
  }

  private void fail(Throwable cause) {
    String words = "The sandbox cannot write to Kafka: " + cause.getMessage();
    if (!words.equals(failure)) {
      LOG.warn("{}", words);
    }
    failure = words;
  }

  Phase phase() {
    return phase;
  }

  /// How much of the past is written, 0 to 1.
  double progress() {
    if (phase == Phase.LIVE || past.length() == 0) {
      return phase == Phase.LIVE ? 1 : 0;
    }
    return Math.clamp((double) (written - past.from()) / past.length(), 0, 0.999);
  }

  /// Observations that Kafka has.
  long acknowledged() {
    return acknowledged.get();
  }

  /// Observations that Kafka did not take.
  long failed() {
    return failed.get();
  }

  /// What went wrong last, if anything ever did.
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public synchronized void close() {
    if (worker != null) {
      worker.close();
    }
    producer.close(CLOSE_LIMIT);
  }
}
