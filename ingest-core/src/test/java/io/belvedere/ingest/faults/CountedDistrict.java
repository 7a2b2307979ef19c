package io.belvedere.ingest.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.thread.Worker;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A district whose datastreams report in turn at a steady rate for as long as it takes, and which
/// remembers nothing but numbers: each datastream reports 0, then 1, and so on, so that one look at
/// a series tells whether something is missing or out of its order.
final class CountedDistrict implements AutoCloseable {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final SteadyDistrict city;
  private final int datastreams;
  private final int perSecond;
  private final Producer<byte[], byte[]> producer;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private @Nullable Worker worker;
  private long begin;
  private volatile long sent;

  /// Makes the topics and tells the catalogue.
  CountedDistrict(KafkaSettings settings, String id, int datastreams, int perSecond) {
    this.city = new SteadyDistrict(settings, id, datastreams, perSecond);
    this.datastreams = datastreams;
    this.perSecond = perSecond;
    city.describe();
    Map<String, Object> properties = settings.producer("city-" + id);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "180000");
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "180000");
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "134217728");
    // Gathers a little longer than usual, so that three brokers have room on two cores.
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "20");
    producer = new KafkaProducer<>(properties);
  }

  SteadyDistrict city() {
    return city;
  }

  void start() {
    begin = CLOCK.ticks();
    worker = Worker.start("city", this::runOnce, PAUSE, failure::set);
  }

  private int runOnce() {
    long due = (CLOCK.ticks() - begin) / 1_000 * perSecond / 1_000_000;
    for (long next = sent; next < due; next++) {
      send((int) (next % datastreams), next / datastreams);
      sent = next + 1;
    }
    return 0;
  }

  private void send(int datastream, long round) {
    String id = SteadyDistrict.id(datastream);
    String text =
        "{\"datastream\":\""
            + id
            + "\",\"phenomenonTime\":\""
            + Micros.toInstant(CLOCK.now())
            + "\",\"result\":"
            + round
            + "}";
    byte[] key = ("t-" + datastream).getBytes(UTF_8);
    var _ =
        producer.send(
            new ProducerRecord<>(city.names().observations(), key, text.getBytes(UTF_8)),
            (_, refusal) -> {
              if (refusal == null) {
                acknowledged.incrementAndGet();
              } else {
                refused.incrementAndGet();
                failure.set(refusal);
              }
            });
  }

  /// Ends sending, and waits until all is acknowledged or given up.
  void end() {
    Worker ending = worker;
    if (ending != null) {
      ending.close();
    }
    producer.flush();
  }

  long acknowledged() {
    return acknowledged.get();
  }

  long refused() {
    return refused.get();
  }

  /// The number that a datastream has reported last.
  long lastOf(int datastream) {
    return (sent - 1 - datastream) / datastreams;
  }

  /// Why something could not be sent; null if all was.
  @Nullable Throwable failure() {
    return failure.get();
  }

  @Override
  public void close() {
    Worker ending = worker;
    if (ending != null) {
      ending.close();
    }
    producer.close(Duration.ZERO);
    city.close();
  }
}
