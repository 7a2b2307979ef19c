package io.belvedere.ingest.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A broker that is away for half a minute while a district goes on sending at the rate of an
/// emergency.
@Tag("faults")
class OutageTest {
  private static final int DATASTREAMS = 500;
  private static final long PERIOD_MILLIS = 300;
  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Clock CLOCK = Clock.system();

  private final TopicNames names = TopicNames.of(new DistrictId("harbour"));

  /// The values that the broker has acknowledged, by datastream, in the order of sending.
  private final List<List<Integer>> acknowledged =
      IntStream.range(0, DATASTREAMS).<List<Integer>>mapToObj(_ -> new ArrayList<>()).toList();

  private final AtomicInteger refused = new AtomicInteger();
  private int round;

  @Test
  @Timeout(300)
  void itIsToldWithinFiveSecondsAndNothingAcknowledgedIsMissingAfterwards() throws Exception {
    try (Broker broker = Broker.startTemporary();
        Producer<byte[], byte[]> producer = create(broker);
        Feed feed = open(broker);
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor()) {
      describeAll(producer);
      LiveDistrict district = feed.districts().getFirst();
      await().atMost(PATIENCE).until(() -> district.status().isLive());
      ScheduledFuture<?> rounds =
          sender.scheduleAtFixedRate(
              () -> sendRound(producer), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      await().atMost(PATIENCE).until(() -> district.counters().total().applied() > 10_000);

      broker.kill();
      long away = CLOCK.now();
      await().atMost(PATIENCE).until(() -> district.status().phase() == Phase.LOST);
      double told = seconds(CLOCK.now() - away);
      DistrictState state = new DistrictState();
      district.now(state);
      long age = state.instant() - state.eventTime(0);
      await().atMost(PATIENCE).until(() -> CLOCK.now() - away >= AWAY.toNanos() / 1_000);
      district.now(state);
      assertThat(district.status().phase()).isEqualTo(Phase.LOST);
      assertThat(state.instant() - state.eventTime(0)).isGreaterThan(age + 20 * Micros.PER_SECOND);
      long period = district.roster().find(0).orElseThrow().period();
      assertThat(state.liveness(0, period)).isEqualTo(Liveness.UNKNOWN);

      broker.startAgain();
      long back = CLOCK.now();
      await().atMost(PATIENCE).until(() -> district.status().isLive());
      double recovered = seconds(CLOCK.now() - back);
      assertThat(rounds.isDone()).as("ended by a failure").isFalse();
      sender.shutdown();
      assertThat(sender.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      producer.flush();

      int all = acknowledged.stream().mapToInt(List::size).sum();
      await().atMost(PATIENCE).until(() -> district.counters().total().received() >= all);
      System.out.printf(
          Locale.ROOT,
          "told after %.1f s, live again %.1f s after the broker's return, %,d acknowledged,"
              + " %d refused%n",
          told,
          recovered,
          all,
          refused.get());
      assertThat(district.counters().total()).isEqualTo(new Fates(all, all, 0, 0, 0, 0));
      assertThat(refused).hasValue(0);
      for (int i = 0; i < DATASTREAMS; i++) {
        int number = district.roster().number(id(i)).orElseThrow();
        Series series =
            district.history().range(number, new TimeRange(away - 600_000_000L, CLOCK.now()));
        List<Integer> kept =
            IntStream.range(0, series.size()).mapToObj(k -> (int) series.value()[k]).toList();
        assertThat(kept).as(id(i)).isEqualTo(acknowledged.get(i));
      }
      assertThat(told).isLessThan(5);
    }
  }

  private static double seconds(long micros) {
    return micros / (double) Micros.PER_SECOND;
  }

  private Producer<byte[], byte[]> create(Broker broker) throws Exception {
    KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers());
    try (Admin admin = Admin.create(settings.admin("test"))) {
      new DistrictTopics(admin).create(names, 12, Timestamps.APPEND_TIME);
    }
    var properties = settings.producer("test");
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "120000");
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "67108864");
    return new KafkaProducer<>(properties);
  }

  private Feed open(Broker broker) throws IOException {
    return Feed.open(
        FeedOptions.inMemory(
            KafkaSettings.of(broker.bootstrapServers()), names.district(), Duration.ofHours(1)),
        CLOCK);
  }

  private void describeAll(Producer<byte[], byte[]> producer) {
    for (int i = 0; i < DATASTREAMS; i++) {
      String entry =
          """
          {"name": "Level %d", "kind": "water-level", "unit": "cm", "period_s": 1, \
          "criticality": "normal", "thing": {"id": "t-%d", "name": "Gauge", "kind": "gauge", \
          "lon": 7.42, "lat": 43.73}}"""
              .formatted(i, i);
      var _ =
          producer.send(
              new ProducerRecord<>(
                  names.catalogue(), id(i).getBytes(UTF_8), entry.getBytes(UTF_8)));
    }
    producer.flush();
  }

  private void sendRound(Producer<byte[], byte[]> producer) {
    int value = round++;
    String time = Micros.toInstant(CLOCK.now()).toString();
    for (int i = 0; i < DATASTREAMS; i++) {
      List<Integer> mine = acknowledged.get(i);
      String observation =
          "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%d}"
              .formatted(id(i), time, value);
      byte[] key = ("t-" + i).getBytes(UTF_8);
      var _ =
          producer.send(
              new ProducerRecord<>(names.observations(), key, observation.getBytes(UTF_8)),
              (_, failure) -> {
                if (failure == null) {
                  mine.add(value);
                } else {
                  refused.incrementAndGet();
                }
              });
    }
  }

  private static String id(int datastream) {
    return "l-" + datastream;
  }
}
