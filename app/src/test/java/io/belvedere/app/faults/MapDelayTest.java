package io.belvedere.app.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.app.ControlRoom;
import io.belvedere.app.Screen;
import io.belvedere.app.frame.Pulse;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.stage.Stage;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// From a producer that is not ours to the pixels of the map, with the whole control room open and
/// 5,000 datastreams that send as in an emergency: one gauge rises above its limit and falls again,
/// and the picture that is handed to the screen is looked at after every pulse.
@Tag("faults")
@EnabledIf(value = "isKcatInstalled", disabledReason = "needs kcat")
class MapDelayTest {
  private static final int DATASTREAMS = 5_000;
  private static final int SECONDS = 60;
  private static final int TICKS_PER_SECOND = 20;
  private static final double PER_TICK = 1_667.0 / TICKS_PER_SECOND;

  /// Every so many ticks the gauge changes; no multiple of a second, or all changes would fall on
  /// the same moment of everything that goes round once a second.
  private static final int TICKS_PER_CHANGE = 13;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Clock CLOCK = Clock.system();

  /// So many pixels of the colour of P1 are a symbol.
  private static final int SYMBOL = 40;

  private final TopicNames names = TopicNames.of(new DistrictId("harbour"));
  private final List<Long> delays = Collections.synchronizedList(new ArrayList<>());
  private final Random chance = new Random(7);

  /// What was written last and is not seen yet: since when, microseconds UTC; 0 if all is seen.
  private volatile long awaitedSince;
  private volatile boolean awaitedHigh;

  @Test
  @Timeout(300)
  void whatAnOutsideProducerWritesIsOnTheMapWithinASecond() throws Exception {
    try (Broker broker = Broker.startTemporary()) {
      KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers());
      try (Admin admin = Admin.create(settings.admin("test"))) {
        new DistrictTopics(admin).create(names, 12, Timestamps.APPEND_TIME);
      }
      describeAll(broker.bootstrapServers());
      FeedOptions options = FeedOptions.inMemory(settings, names.district(), Duration.ofHours(1));
      try (Feed feed = Feed.open(options, CLOCK)) {
        LiveDistrict district = feed.districts().getFirst();
        await().atMost(PATIENCE).until(() -> district.status().isLive());
        Runnable close = openControlRoom(feed);
        try {
          writeForAWhile(broker.bootstrapServers());
        } finally {
          close.run();
        }
        assertThat(district.counters().total().rejected()).isZero();
      }
    }
    Collections.sort(delays);
    int changes = SECONDS * TICKS_PER_SECOND / TICKS_PER_CHANGE;
    long p99 = delays.get((int) Math.ceil(delays.size() * 0.99) - 1);
    System.out.printf(
        Locale.ROOT,
        "%d of %d changes written by kcat were seen on the map; p50 %.3f s p99 %.3f s%n",
        delays.size(),
        changes,
        delays.get(delays.size() / 2) / 1e6,
        p99 / 1e6);
    assertThat(delays).hasSizeGreaterThan(changes * 9 / 10);
    assertThat(p99).isLessThan(Micros.PER_SECOND);
  }

  private Runnable openControlRoom(Feed feed) {
    return Screen.on(
        () -> {
          var room =
              new ControlRoom(
                  new Session(CLOCK, feed::districts),
                  CityMaps.bundled("monaco"),
                  new ControlRoom.Surroundings(
                      Theme.LIGHT, /* reducedMotion= */ true, () -> "", _ -> {}));
          Scene scene = room.scene(1000, 1000);
          var stage = new Stage();
          stage.setScene(scene);
          stage.show();
          var pulse =
              Pulse.offScreen(
                  () -> {
                    room.pulse();
                    look(scene);
                  });
          pulse.start();
          return () ->
              Screen.run(
                  () -> {
                    pulse.stop();
                    room.close();
                    stage.close();
                  });
        });
  }

  private void look(Scene scene) {
    long since = awaitedSince;
    var view = (ImageView) scene.getRoot().lookup(".map").lookup("ImageView");
    Image shown = view.getImage();
    if (since == 0 || shown == null) {
      return;
    }
    int width = (int) shown.getWidth();
    int height = (int) shown.getHeight();
    int[] pixels = new int[width * height];
    shown
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), pixels, 0, width);
    int wanted = Token.fill(Severity.P1).argb(Theme.LIGHT);
    int count = 0;
    for (int pixel : pixels) {
      count += pixel == wanted ? 1 : 0;
    }
    if ((count >= SYMBOL) == awaitedHigh) {
      delays.add(CLOCK.now() - since);
      awaitedSince = 0;
    }
  }

  private void describeAll(String servers) throws IOException, InterruptedException {
    Process kcat = kcat(servers, names.catalogue());
    try (Writer lines = input(kcat)) {
      for (int i = 0; i < DATASTREAMS; i++) {
        lines.write(
            """
            %s|{"name": "Level %d", "kind": "water-level", "unit": "cm", "period_s": 3, \
            "criticality": "normal", "thing": {"id": "%s", "name": "Gauge", "kind": "gauge", \
            "lon": %s, "lat": %s}, "limits": {"hi": 50, "priority": 1}}
            """
                .formatted(
                    id(i),
                    i,
                    thing(i),
                    7.41 + 0.025 * chance.nextDouble(),
                    43.725 + 0.02 * chance.nextDouble()));
      }
    }
    finish(kcat);
  }

  private void writeForAWhile(String servers) throws IOException, InterruptedException {
    Process kcat = kcat(servers, names.observations());
    try (Writer lines = input(kcat)) {
      int sent = 0;
      boolean high = false;
      long start = System.nanoTime();
      for (int tick = 1; tick <= SECONDS * TICKS_PER_SECOND; tick++) {
        long due = start + TimeUnit.SECONDS.toNanos(tick) / TICKS_PER_SECOND;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        long now = CLOCK.now();
        if (tick % TICKS_PER_CHANGE == 0 && awaitedSince == 0) {
          high = !high;
          awaitedHigh = high;
          awaitedSince = now;
          write(lines, 0, now, high ? 60 : 10);
        }
        for (; sent < tick * PER_TICK; sent++) {
          write(lines, 1 + sent % (DATASTREAMS - 1), now, 10 + sent % 30);
        }
        lines.flush();
      }
    }
    finish(kcat);
  }

  private static void write(Writer lines, int i, long time, int result) throws IOException {
    lines.write(
        "%s|{\"datastream\":\"%s\",\"phenomenonTime\":\"%s\",\"result\":%d}\n"
            .formatted(thing(i), id(i), Micros.toInstant(time), result));
  }

  static boolean isKcatInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("kcat", "-V")
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process kcat(String servers, String topic) throws IOException {
    return new ProcessBuilder(
            "kcat",
            "-P",
            "-b",
            servers,
            "-t",
            topic,
            "-K",
            "|",
            "-X",
            "topic.partitioner=murmur2",
            "-X",
            "linger.ms=5",
            "-X",
            "acks=all")
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.INHERIT)
        .start();
  }

  private static Writer input(Process kcat) {
    return new BufferedWriter(new OutputStreamWriter(kcat.getOutputStream(), UTF_8));
  }

  private static void finish(Process kcat) throws InterruptedException {
    assertThat(kcat.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(kcat.exitValue()).as("kcat").isZero();
  }

  private static String id(int datastream) {
    return "l-" + datastream;
  }

  private static String thing(int datastream) {
    return "t-" + datastream;
  }
}
