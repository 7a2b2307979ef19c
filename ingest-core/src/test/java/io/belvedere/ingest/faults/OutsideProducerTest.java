package io.belvedere.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.headless.HttpDoor;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// A city's own producers, kcat in processes of their own, write at the rate of an emergency.
@Tag("faults")
@EnabledIf(value = "io.belvedere.ingest.faults.Kcat#isInstalled", disabledReason = "needs kcat")
class OutsideProducerTest {
  private static final int DATASTREAMS = 5_000;
  private static final int SECONDS = 40;
  private static final int TICKS_PER_SECOND = 20;
  private static final double PER_TICK = 1_667.0 / TICKS_PER_SECOND;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Clock CLOCK = Clock.system();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopicNames names = TopicNames.of(new DistrictId("harbour"));
  private final HttpClient http = HttpClient.newHttpClient();
  private int sent;

  @Test
  @Timeout(300)
  void whatItWritesIsInTheTwinWithinASecond() throws Exception {
    try (Broker broker = Broker.startTemporary()) {
      KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers());
      try (Admin admin = Admin.create(settings.admin("test"))) {
        new DistrictTopics(admin).create(names, 12, Timestamps.APPEND_TIME);
      }
      describeAll(broker);
      FeedOptions options = FeedOptions.inMemory(settings, names.district(), Duration.ofHours(1));
      try (Feed feed = Feed.open(options, CLOCK);
          HttpDoor door = new HttpDoor(0, feed::districts, CLOCK)) {
        LiveDistrict district = feed.districts().getFirst();
        await().atMost(PATIENCE).until(() -> district.status().isLive());
        List<Long> delays = writeForAWhile(broker, door.port());
        await().atMost(PATIENCE).until(() -> district.counters().total().received() == sent);

        Fates total = district.counters().total();
        assertThat(total).isEqualTo(new Fates(sent, sent, 0, 0, 0, 0));
        assertThat(district.counters().uncatalogued()).isZero();
        Collections.sort(delays);
        long p99 = delays.get((int) Math.ceil(delays.size() * 0.99) - 1);
        System.out.printf(
            Locale.ROOT,
            "%,d observations of kcat; written to applied p50 %.3f s p99 %.3f s;"
                + " written to seen in /twin (%d samples) p50 %.3f s p99 %.3f s%n",
            sent,
            district.lag().endToEnd().p50() / 1e6,
            district.lag().endToEnd().p99() / 1e6,
            delays.size(),
            delays.get(delays.size() / 2) / 1e6,
            p99 / 1e6);
        assertThat(district.lag().endToEnd().p99()).isLessThan(Micros.PER_SECOND);
        assertThat(p99).isLessThan(Micros.PER_SECOND);
      }
    }
  }

  private void describeAll(Broker broker) throws Exception {
    try (Kcat kcat = new Kcat(broker.bootstrapServers(), names.catalogue())) {
      for (int i = 0; i < DATASTREAMS; i++) {
        kcat.write(
            id(i),
            """
            {"name": "Level %d", "kind": "water-level", "unit": "cm", "period_s": 3, \
            "criticality": "normal", "thing": {"id": "%s", "name": "Gauge", "kind": "gauge", \
            "lon": 7.42, "lat": 43.73}}"""
                .formatted(i, thing(i)));
      }
      kcat.finish();
    }
  }

  /// Native JSON, structured CloudEvents and, for one datastream, binary CloudEvents.
  ///
  /// @return how long each observation that was looked for took to be in `/twin`, microseconds
  private List<Long> writeForAWhile(Broker broker, int port) throws Exception {
    String servers = broker.bootstrapServers();
    String topic = names.observations();
    List<Long> delays = Collections.synchronizedList(new ArrayList<>());
    try (Kcat plain = new Kcat(servers, topic);
        Kcat structured = new Kcat(servers, topic, "content-type=application/cloudevents+json");
        Kcat binary =
            new Kcat(
                servers,
                topic,
                "content-type=application/json",
                "ce_specversion=1.0",
                "ce_id=1",
                "ce_source=/kcat",
                "ce_type=observation",
                "ce_subject=" + id(0))) {
      Thread reader = Thread.ofPlatform().daemon().start(() -> watch(port, delays));
      long start = System.nanoTime();
      for (int tick = 0; tick < SECONDS * TICKS_PER_SECOND; tick++) {
        long due = start + TimeUnit.SECONDS.toNanos(tick) / TICKS_PER_SECOND;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        long time = CLOCK.now();
        for (; sent < (tick + 1) * PER_TICK; sent++) {
          write(sent % DATASTREAMS, time, plain, structured, binary);
        }
        plain.flush();
        structured.flush();
        binary.flush();
      }
      plain.finish();
      structured.finish();
      binary.finish();
      reader.interrupt();
      reader.join();
    }
    return delays;
  }

  private void write(int i, long time, Kcat plain, Kcat structured, Kcat binary)
      throws IOException {
    String observation =
        "{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%d}"
            .formatted(id(i), Micros.toInstant(time), sent);
    if (i == 0) {
      binary.write(thing(i), observation);
    } else if (i % 2 == 0) {
      structured.write(
          thing(i),
          "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"/kcat\",\"type\":\"observation\",\"data\":%s}"
              .formatted(sent, observation));
    } else {
      plain.write(thing(i), observation);
    }
  }

  /// Asks for the twin again and again; what has changed since was seen no later than now.
  private void watch(int port, List<Long> delays) {
    long[] newest = new long[DATASTREAMS];
    URI twin = URI.create("http://127.0.0.1:" + port + "/twin");
    try {
      while (!Thread.currentThread().isInterrupted()) {
        byte[] body =
            http.send(HttpRequest.newBuilder(twin).build(), BodyHandlers.ofByteArray()).body();
        long now = CLOCK.now();
        for (JsonNode feature : JSON.readTree(body).path("features")) {
          for (JsonNode datastream : feature.path("properties").path("datastreams")) {
            note(datastream, now, newest, delays);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("The twin cannot be asked.", e);
    }
  }

  private static void note(JsonNode datastream, long now, long[] newest, List<Long> delays) {
    String time = datastream.path("phenomenonTime").asText();
    if (!time.isEmpty()) {
      int number = Integer.parseInt(datastream.path("id").asText().substring(2));
      long event = Micros.of(Instant.parse(time));
      if (event > newest[number]) {
        newest[number] = event;
        delays.add(now - event);
      }
    }
  }

  private static String id(int datastream) {
    return "l-" + datastream;
  }

  private static String thing(int datastream) {
    return "t-" + datastream;
  }
}
