package io.belvedere.ingest.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// The whole feed beside a poll loop that does nothing with what it gets, on the same topic in the
/// same run: a broker in another process, 12 partitions, 5,000 datastreams, one observation of
/// about 150 bytes a record. Then the delay from event time to applied at 1,667 observations a
/// second.
final class FeedBench {
  private static final int DATASTREAMS = 5_000;
  private static final int PARTITIONS = 12;
  private static final int RECORDS = Integer.getInteger("bench.records", 2_000_000);
  private static final int ROUNDS = 3;
  private static final int PER_SECOND = 1_667;
  private static final Duration LIVE_FOR = Duration.ofSeconds(50);
  private static final Clock CLOCK = Clock.system();

  private final KafkaSettings settings;
  private final TopicNames names = TopicNames.of(new DistrictId("bench"));

  private FeedBench(Broker broker) {
    this.settings = KafkaSettings.of(broker.bootstrapServers());
  }

  static void run() throws Exception {
    try (Broker broker = Broker.startTemporary()) {
      new FeedBench(broker).measure();
    }
  }

  private void measure() throws Exception {
    try (Admin admin = Admin.create(settings.admin("bench"))) {
      new DistrictTopics(admin).create(names, PARTITIONS, Timestamps.APPEND_TIME);
    }
    fill();
    double raw = 0;
    double whole = 0;
    System.out.printf("%-28s %14s%n", "reading " + RECORDS + " records", "observations/s");
    for (int round = 1; round <= ROUNDS; round++) {
      double thisRaw = rawPerSecond();
      double thisWhole = wholePerSecond();
      System.out.printf(Locale.ROOT, "  round %d, raw poll loop     %,14.0f%n", round, thisRaw);
      System.out.printf(Locale.ROOT, "  round %d, whole feed        %,14.0f%n", round, thisWhole);
      raw = Math.max(raw, thisRaw);
      whole = Math.max(whole, thisWhole);
    }
    Delay delay = delayLive();
    System.out.printf(
        Locale.ROOT,
        "delay at %,d/s, event time to applied: p50 %.1f ms, p99 %.1f ms, max %.1f ms (%,d)%n",
        PER_SECOND,
        delay.p50() / 1e3,
        delay.p99() / 1e3,
        delay.max() / 1e3,
        delay.count());
    Bench.figure("feed.raw_per_s", raw, "1/s");
    Bench.figure("feed.whole_per_s", whole, "1/s");
    Bench.figure("feed.ratio_to_raw", whole / raw, "ratio");
    Bench.figure("feed.delay_1667.p50_ms", delay.p50() / 1e3, "ms");
    Bench.figure("feed.delay_1667.p99_ms", delay.p99() / 1e3, "ms");
  }

  private void fill() {
    try (Producer<byte[], byte[]> producer = producer()) {
      long start = CLOCK.now() - 30 * Micros.PER_MINUTE;
      for (int i = 0; i < RECORDS; i++) {
        send(producer, i, start + i * (20L * Micros.PER_MINUTE / RECORDS));
      }
    }
  }

  private double rawPerSecond() {
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(p -> new TopicPartition(names.observations(), p))
            .toList();
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings.consumer("raw"))) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long begin = CLOCK.ticks();
      int count = 0;
      while (count < RECORDS) {
        count += consumer.poll(Duration.ofMillis(100)).count();
      }
      return count * 1e9 / (CLOCK.ticks() - begin);
    }
  }

  private double wholePerSecond() throws Exception {
    try (Feed feed = open()) {
      LiveDistrict district = feed.districts().getFirst();
      await(() -> district.counters().total().received() > 0);
      long begin = CLOCK.ticks();
      long already = district.counters().total().received();
      await(() -> district.counters().total().received() >= RECORDS);
      double perSecond = (RECORDS - already) * 1e9 / (CLOCK.ticks() - begin);
      require(district.counters().total());
      return perSecond;
    }
  }

  private Delay delayLive() throws Exception {
    try (Feed feed = open();
        Producer<byte[], byte[]> producer = producer()) {
      LiveDistrict district = feed.districts().getFirst();
      await(() -> district.status().isLive());
      long begin = CLOCK.ticks();
      long sent = 0;
      while (CLOCK.ticks() - begin < LIVE_FOR.toNanos()) {
        long due = (CLOCK.ticks() - begin) * PER_SECOND / 1_000_000_000L;
        for (; sent < due; sent++) {
          send(producer, RECORDS + sent, CLOCK.now());
        }
        LockSupport.parkNanos(500_000);
      }
      producer.flush();
      long expected = RECORDS + sent;
      await(() -> district.counters().total().received() >= expected);
      require(district.counters().total());
      AtomicLong asked = new AtomicLong(CLOCK.ticks());
      await(() -> CLOCK.ticks() - asked.get() > 1_500_000_000L);
      return district.lag().endToEnd();
    }
  }

  private Feed open() throws Exception {
    return Feed.open(FeedOptions.inMemory(settings, names.district(), Duration.ofHours(1)), CLOCK);
  }

  private Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(settings.producer("bench"));
  }

  private void send(Producer<byte[], byte[]> producer, long number, long time) {
    int datastream = (int) (number % DATASTREAMS);
    String value =
        "{\"datastream\":\"speed-%04d\",\"phenomenonTime\":\"%s\",\"result\":%d.%d,\"resultQuality\":\"good\",\"sequence\":%d,\"epoch\":1,\"vendor\":\"bench\"}"
            .formatted(
                datastream, Micros.toInstant(time), number % 90, number % 10, number / DATASTREAMS);
    var unused =
        producer.send(
            new ProducerRecord<>(
                names.observations(),
                ("thing-" + datastream).getBytes(UTF_8),
                value.getBytes(UTF_8)));
  }

  private static void require(Fates fates) {
    if (!fates.balances() || fates.rejected() > 0) {
      throw new IllegalStateException("The equation does not hold: " + fates);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
