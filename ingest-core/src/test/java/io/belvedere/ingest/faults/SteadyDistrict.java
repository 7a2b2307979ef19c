package io.belvedere.ingest.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Series;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// A district that reports at a steady rate whatever befalls Kafka, and that remembers what Kafka
/// has acknowledged, and where that stands. Each datastream reports once a round the number of the
/// round.
final class SteadyDistrict implements AutoCloseable {
  private static final Clock CLOCK = Clock.system();
  private static final Pattern DELETED =
      Pattern.compile(
          "partition (\\d+) of \\S+ before they were read \\(offsets (\\d+) to (\\d+)\\)");

  /// How the device of a datastream has its clock, in one round.
  interface DeviceClock {
    DeviceClock RIGHT = (_, _) -> 0;

    /// @return microseconds ahead
    long ahead(int datastream, int round);
  }

  /// One that was acknowledged.
  ///
  /// @param sent when it was sent, microseconds UTC by the right clock
  record Sent(long sent, long eventTime, double value, int partition, long offset) {
    boolean isFromFuture() {
      return eventTime > sent + 5 * Micros.PER_SECOND;
    }

    /// In this order the history has it: what is from the future stands where it was received.
    long place() {
      return isFromFuture() ? sent : eventTime;
    }
  }

  private final KafkaSettings settings;
  private final TopicNames names;
  private final int datastreams;
  private final long periodMillis;
  private final List<List<Sent>> acknowledged;
  private final AtomicInteger acknowledgedPoison = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final long begin = CLOCK.now();
  private volatile DeviceClock deviceClock = DeviceClock.RIGHT;
  private volatile int timesFaster = 1;
  private volatile int oneInPoisoned;
  private @Nullable Sending sending;
  private int round;
  private int all;

  /// Makes the topics. Each of the datastreams reports `perSecond / datastreams` times a second.
  SteadyDistrict(KafkaSettings settings, String id, int datastreams, int perSecond) {
    this.settings = settings;
    this.names = TopicNames.of(new DistrictId(id));
    this.datastreams = datastreams;
    periodMillis = 1_000L * datastreams / perSecond;
    acknowledged =
        IntStream.range(0, datastreams).<List<Sent>>mapToObj(_ -> new ArrayList<>()).toList();
    createTopics();
  }

  void createTopics() {
    try (Admin admin = Admin.create(settings.admin("city"))) {
      new DistrictTopics(admin).create(names, 12, Timestamps.APPEND_TIME);
    }
  }

  /// Tells the catalogue of all datastreams, which report each second at least.
  void describe() {
    try (var producer = new KafkaProducer<byte[], byte[]>(settings.producer("catalogue"))) {
      for (int i = 0; i < datastreams; i++) {
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
    }
  }

  TopicNames names() {
    return names;
  }

  /// Begins to send, or goes on after an end.
  void start() {
    sending = new Sending();
  }

  /// Sends so many rounds each time.
  void goFaster(int times) {
    timesFaster = times;
  }

  void wear(DeviceClock clock) {
    deviceClock = clock;
  }

  /// Sends rubbish instead, once in so many.
  void poison(int oneIn) {
    oneInPoisoned = oneIn;
  }

  /// Ends sending, and waits until all is acknowledged or given up.
  void end() throws InterruptedException {
    Sending ending = sending;
    sending = null;
    if (ending != null) {
      ending.end();
    }
  }

  int refused() {
    return refused.get();
  }

  int poisoned() {
    return acknowledgedPoison.get();
  }

  /// To be asked when it has ended.
  int acknowledged() {
    return acknowledged.stream().mapToInt(List::size).sum();
  }

  /// How many a datastream has sent, acknowledged or not.
  int rounds() {
    return round;
  }

  private interface Told {
    void at(int partition, long offset);
  }

  /// From a start to an end.
  private final class Sending {
    private final Producer<byte[], byte[]> producer;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> rounds;

    Sending() {
      Map<String, Object> properties = settings.producer("city-" + names.district());
      properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "180000");
      properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "180000");
      properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "134217728");
      // It is to find new partitions while a test lasts.
      properties.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, "5000");
      producer = new KafkaProducer<>(properties);
      rounds = thread.scheduleAtFixedRate(this::sendRounds, 0, periodMillis, TimeUnit.MILLISECONDS);
    }

    private void sendRounds() {
      for (int i = 0; i < timesFaster; i++) {
        sendRound();
      }
    }

    private void sendRound() {
      int value = round;
      long now = CLOCK.now();
      for (int i = 0; i < datastreams; i++) {
        all++;
        byte[] key = ("t-" + i).getBytes(UTF_8);
        if (oneInPoisoned > 0 && all % oneInPoisoned == 0) {
          send(key, "{\"datastream\":\"%s\",\"result\":".formatted(id(i)), null);
        } else {
          long eventTime = now + deviceClock.ahead(i, value);
          String text =
              "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%d}"
                  .formatted(id(i), Micros.toInstant(eventTime), value);
          List<Sent> mine = acknowledged.get(i);
          send(
              key,
              text,
              (partition, offset) -> mine.add(new Sent(now, eventTime, value, partition, offset)));
        }
      }
      round++;
    }

    private void send(byte[] key, String text, @Nullable Told told) {
      var _ =
          producer.send(
              new ProducerRecord<>(names.observations(), key, text.getBytes(UTF_8)),
              (where, failure) -> {
                if (failure != null) {
                  refused.incrementAndGet();
                } else if (told == null) {
                  acknowledgedPoison.incrementAndGet();
                } else {
                  told.at(where.partition(), where.offset());
                }
              });
    }

    void end() throws InterruptedException {
      assertThat(rounds.isDone()).as("ended by a failure").isFalse();
      thread.shutdown();
      assertThat(thread.awaitTermination(180, TimeUnit.SECONDS)).isTrue();
      producer.close();
    }

    void giveUp() {
      thread.shutdownNow();
      producer.close(Duration.ZERO);
    }
  }

  static String id(int datastream) {
    return "l-" + datastream;
  }

  /// Everything that was acknowledged is in the history, once, each datastream's in its order, and
  /// the counters know of it.
  void assertIsAllIn(LiveDistrict district) {
    assertIsAllIn(district, _ -> true);
  }

  /// The same, but for what the gap report names offset by offset.
  ///
  /// @return how many those were
  int assertIsAllInOrNamed(LiveDistrict district) {
    Set<List<Long>> named = new HashSet<>();
    for (String gap : district.gaps()) {
      Matcher found = DELETED.matcher(gap);
      if (found.find()) {
        long partition = Long.parseLong(found.group(1));
        for (long o = Long.parseLong(found.group(2)); o <= Long.parseLong(found.group(3)); o++) {
          named.add(List.of(partition, o));
        }
      }
    }
    assertIsAllIn(district, sent -> !named.contains(List.of((long) sent.partition, sent.offset)));
    return named.size();
  }

  /// What came from the future is kept when it was received.
  ///
  /// @param must which of those that were acknowledged have to be there; no others may be
  void assertIsAllIn(LiveDistrict district, Predicate<Sent> must) {
    TimeRange all = new TimeRange(begin - 2 * Micros.PER_DAY, CLOCK.now() + 2 * Micros.PER_DAY);
    for (int i = 0; i < datastreams; i++) {
      List<Sent> wanted =
          acknowledged.get(i).stream()
              .filter(must)
              .sorted(Comparator.comparingLong(Sent::place))
              .toList();
      int number = district.roster().number(id(i)).orElseThrow();
      Series series = district.history().range(number, all);
      assertThat(series.value())
          .as(id(i))
          .containsExactly(wanted.stream().mapToDouble(Sent::value).toArray());
      if (wanted.stream().noneMatch(Sent::isFromFuture)) {
        assertThat(series.eventTime())
            .as(id(i))
            .containsExactly(wanted.stream().mapToLong(Sent::eventTime).toArray());
      }
    }
    Fates total = district.counters().total().plus(district.backfill().counters());
    assertThat(total.balances()).as("%s", total).isTrue();
  }

  @Override
  public void close() {
    if (sending != null) {
      sending.giveUp();
    }
  }
}
