package io.belvedere.ingest.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.headless.Headless;
import io.belvedere.ingest.history.DiskLimits;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed again and again while a district goes on sending three times as much as
/// in an emergency, some of it late: each start goes on where the last one was killed.
@Tag("faults")
class KillTest {
  private static final int KILLS = 20;
  private static final int DATASTREAMS = 500;
  private static final long PERIOD_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern RECEIVED = Pattern.compile("LIVE .* received ([0-9,]+) =");
  private static final Clock CLOCK = Clock.system();

  private record Sent(long eventTime, double value) {}

  private final TopicNames names = TopicNames.of(new DistrictId("harbour"));

  /// What the broker has acknowledged, by datastream.
  private final List<List<Sent>> acknowledged =
      IntStream.range(0, DATASTREAMS).<List<Sent>>mapToObj(_ -> new ArrayList<>()).toList();

  private final AtomicInteger refused = new AtomicInteger();
  private final Random random = new Random(20);
  private int round;

  @Test
  @Timeout(600)
  void afterwardsTheHistoryIsThatOfTheLog(@TempDir Path folder) throws Exception {
    long begin = CLOCK.now();
    try (Broker broker = Broker.startTemporary();
        Producer<byte[], byte[]> producer = create(broker);
        ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> rounds =
          sender.scheduleAtFixedRate(
              () -> sendRound(producer), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
      long readByKilled = 0;
      for (int i = 0; i < KILLS; i++) {
        readByKilled += readUntilKilled(broker, folder, 1 + random.nextInt(25_000));
      }
      assertThat(rounds.isDone()).as("ended by a failure").isFalse();
      sender.shutdown();
      assertThat(sender.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      producer.flush();
      assertThat(refused).hasValue(0);

      int all = acknowledged.stream().mapToInt(List::size).sum();
      try (Feed feed = open(broker, folder)) {
        LiveDistrict district = feed.districts().getFirst();
        await().atMost(PATIENCE).until(() -> district.keeping().loaded());
        long kept = district.history().size();
        await().atMost(PATIENCE).until(() -> district.status().isLive());
        await().atMost(PATIENCE).until(() -> district.history().size() >= all);
        System.out.printf(
            Locale.ROOT,
            "killed %d times: %,d acknowledged, %,d read by those that were killed, %,d kept at the"
                + " last start, %,d read after it%n",
            KILLS,
            all,
            readByKilled,
            kept,
            district.counters().total().received());
        assertThat(district.keeping().trouble()).isEmpty();
        assertThat(district.history().holes()).isEmpty();
        assertThat(district.history().size()).isEqualTo(all);
        for (int i = 0; i < DATASTREAMS; i++) {
          int number = district.roster().number(id(i)).orElseThrow();
          assertThat(kept(district, number, begin)).as(id(i)).isEqualTo(sorted(i));
        }
      }
    }
  }

  /// Starts a server, and kills it when it has read so many.
  private long readUntilKilled(Broker broker, Path folder, long many) throws Exception {
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Headless.class.getName(),
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--district",
                names.district().value(),
                "--data",
                folder.toString(),
                "--port",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = server.inputReader(UTF_8)) {
      long received = 0;
      while (received < many) {
        String line = lines.readLine();
        assertThat(line).as("ended by itself").isNotNull();
        Matcher found = RECEIVED.matcher(line);
        if (found.find()) {
          received = Long.parseLong(found.group(1).replace(",", ""));
        }
      }
      return received;
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static List<Sent> kept(LiveDistrict district, int number, long begin) {
    Series series =
        district.history().range(number, new TimeRange(begin - 600_000_000L, CLOCK.now()));
    return IntStream.range(0, series.size())
        .mapToObj(k -> new Sent(series.eventTime()[k], series.value()[k]))
        .toList();
  }

  private List<Sent> sorted(int datastream) {
    return acknowledged.get(datastream).stream()
        .sorted(Comparator.comparingLong(Sent::eventTime))
        .toList();
  }

  private Producer<byte[], byte[]> create(Broker broker) throws Exception {
    KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers());
    try (Admin admin = Admin.create(settings.admin("test"))) {
      new DistrictTopics(admin).create(names, 12, Timestamps.APPEND_TIME);
    }
    return new KafkaProducer<>(settings.producer("test"));
  }

  private Feed open(Broker broker, Path folder) throws IOException {
    return Feed.open(
        new FeedOptions(
            KafkaSettings.of(broker.bootstrapServers()),
            List.of(names.district()),
            Duration.ofHours(1),
            Optional.of(folder),
            DiskLimits.USUAL,
            /* publishDeadLetters= */ false,
            () -> 1),
        CLOCK);
  }

  /// Every twentieth of some is minutes late.
  private void sendRound(Producer<byte[], byte[]> producer) {
    int value = round++;
    long now = CLOCK.now();
    for (int i = 0; i < DATASTREAMS; i++) {
      List<Sent> mine = acknowledged.get(i);
      boolean late = (value + i) % 20 == 0 && i % 5 == 0;
      long eventTime = late ? now - 90_000_000L - random.nextInt(200_000_000) : now;
      String observation =
          "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%d}"
              .formatted(id(i), Micros.toInstant(eventTime), value);
      byte[] key = ("t-" + i).getBytes(UTF_8);
      var _ =
          producer.send(
              new ProducerRecord<>(names.observations(), key, observation.getBytes(UTF_8)),
              (_, failure) -> {
                if (failure == null) {
                  mine.add(new Sent(eventTime, value));
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
