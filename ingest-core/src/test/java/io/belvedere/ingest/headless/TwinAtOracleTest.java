package io.belvedere.ingest.headless;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/// The twin at any instant, asked for over HTTP, is what the log itself says of it: a plain
/// consumer and a list of what it read, with none of our code between, are the oracle.
class TwinAtOracleTest {
  private static final int DATASTREAMS = 50;
  private static final int OBSERVATIONS = 6_000;
  private static final int PARTITIONS = 3;
  private static final int INSTANTS = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random = new Random(20260110);
  private final Instant start = Instant.now(java.time.Clock.systemUTC()).minus(2, ChronoUnit.HOURS);
  private final TopicNames names = TopicNames.of(new DistrictId("harbour"));
  private final HttpClient http = HttpClient.newHttpClient();

  /// What is said of one datastream.
  private record Said(String time, String result, boolean quarantined) {}

  /// What the log holds.
  ///
  /// @param holds from when on it is the datastream's: its event time, or its receive time if its
  ///     clock was more than 5 s ahead of that
  private record Entry(
      String datastream,
      Instant event,
      Instant holds,
      Instant received,
      String result,
      long offset) {
    Said said() {
      return new Said(holds.toString(), result, !holds.equals(event));
    }
  }

  @Test
  void theTwinAtAnInstantIsWhatTheLogSays() throws Exception {
    try (Broker broker = Broker.startTemporary()) {
      KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers());
      try (Admin admin = Admin.create(settings.admin("test"))) {
        new DistrictTopics(admin).create(names, PARTITIONS, Timestamps.CREATE_TIME);
      }
      write(settings);
      List<Entry> log = read(broker);
      assertThat(log).hasSize(OBSERVATIONS);
      FeedOptions options = FeedOptions.inMemory(settings, names.district(), Duration.ofHours(4));
      try (Feed feed = Feed.open(options, Clock.system());
          HttpDoor door = new HttpDoor(0, feed::districts, Clock.system())) {
        LiveDistrict district = feed.districts().getFirst();
        await().atMost(PATIENCE).until(() -> district.status().isLive());
        await()
            .atMost(PATIENCE)
            .until(() -> district.counters().total().received() == OBSERVATIONS);
        for (int i = 0; i < INSTANTS; i++) {
          Instant at = someInstant();
          assertThat(ask(door, "?at=" + at))
              .as("at %s", at)
              .isEqualTo(oracle(log, at, Instant.MAX));
          Instant known = someInstant();
          assertThat(ask(door, "?at=" + at + "&as-known=" + known))
              .as("at %s, as known at %s", at, known)
              .isEqualTo(oracle(log, at, known));
        }
      }
    }
  }

  private Instant someInstant() {
    return start.plus(random.nextInt(7_200_000), ChronoUnit.MILLIS);
  }

  private void write(KafkaSettings settings) {
    try (Producer<byte[], byte[]> producer = new KafkaProducer<>(settings.producer("test"))) {
      String last = "";
      for (int i = 0; i < OBSERVATIONS; i++) {
        int datastream = random.nextInt(DATASTREAMS);
        Instant received = start.plus(7_200_000L * i / OBSERVATIONS, ChronoUnit.MILLIS);
        String value = observation(datastream, received);
        // Now and then a gateway sends again what it sent before.
        boolean again = random.nextInt(30) == 0 && !last.isEmpty();
        last = again ? last : value;
        byte[] key = ("t-" + last.replaceAll("^.*?s-(\\d+).*$", "$1")).getBytes(UTF_8);
        var _ =
            producer.send(
                new ProducerRecord<>(
                    names.observations(),
                    null,
                    received.toEpochMilli(),
                    key,
                    last.getBytes(UTF_8)));
      }
    }
  }

  /// Most arrive soon, some late, some from a clock that is ahead.
  private String observation(int datastream, Instant received) {
    long behind =
        switch (random.nextInt(20)) {
          case 0, 1, 2 -> random.nextInt(1_800_000);
          case 3 -> -6_000 - random.nextInt(60_000);
          case 4 -> -random.nextInt(4_000);
          default -> random.nextInt(2_000);
        };
    String result = random.nextInt(40) == 0 ? "null" : Integer.toString(random.nextInt(1_000));
    return "{\"datastream\":\"s-%d\",\"phenomenonTime\":\"%s\",\"result\":%s}"
        .formatted(datastream, received.minusMillis(behind).truncatedTo(ChronoUnit.MILLIS), result);
  }

  private List<Entry> read(Broker broker) throws IOException {
    List<Entry> log = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, PARTITIONS)
              .mapToObj(p -> new TopicPartition(names.observations(), p))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long end = consumer.endOffsets(all).values().stream().mapToLong(Long::longValue).sum();
      while (log.size() < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          log.add(entry(record));
        }
      }
    }
    return log;
  }

  private static Entry entry(ConsumerRecord<String, String> record) throws IOException {
    JsonNode json = JSON.readTree(record.value());
    Instant event = Instant.parse(json.get("phenomenonTime").asText());
    Instant received = Instant.ofEpochMilli(record.timestamp());
    Instant holds = event.isAfter(received.plusSeconds(5)) ? received : event;
    String result = number(json.get("result"));
    return new Entry(
        json.get("datastream").asText(), event, holds, received, result, record.offset());
  }

  private static String number(JsonNode result) {
    return result.isNull() ? "null" : Long.toString(result.asLong());
  }

  private static Map<String, Said> oracle(List<Entry> log, Instant at, Instant known) {
    Comparator<Entry> newest = Comparator.comparing(Entry::holds).thenComparing(Entry::offset);
    Map<String, Entry> best = new TreeMap<>();
    for (Entry entry : log) {
      if (!entry.holds().isAfter(at) && !entry.received().isAfter(known)) {
        best.merge(entry.datastream(), entry, (a, b) -> newest.compare(a, b) > 0 ? a : b);
      }
    }
    Map<String, Said> said = new TreeMap<>();
    best.forEach((id, entry) -> said.put(id, entry.said()));
    return said;
  }

  private Map<String, Said> ask(HttpDoor door, String query)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + door.port() + "/twin" + query);
    var answer = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Map<String, Said> said = new TreeMap<>();
    for (JsonNode feature : JSON.readTree(answer.body()).path("features")) {
      for (JsonNode datastream : feature.path("properties").path("datastreams")) {
        if (datastream.has("phenomenonTime")) {
          said.put(
              datastream.get("id").asText(),
              new Said(
                  datastream.get("phenomenonTime").asText(),
                  number(datastream.get("result")),
                  datastream.path("quarantined").asBoolean()));
        }
      }
    }
    return said;
  }
}
