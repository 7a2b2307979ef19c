package io.belvedere.ingest.headless;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.decode.Formats;
import io.belvedere.ingest.decode.profile.Profile;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.KeptLetter;
import io.belvedere.ingest.feed.LetterArchive;
import io.belvedere.ingest.feed.LetterBody.Header;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.DistrictTopics;
import io.belvedere.ingest.source.DistrictTopics.Timestamps;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A city whose profile is wrong at first, on a real broker: what could not be read is published
/// and kept, and is in the history when it has been driven through the mended one.
@Timeout(180)
class DeadLettersOnBrokerTest {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final DistrictId PORT = new DistrictId("port");
  private static final String PROFILE =
      """
      profile: 1
      time: {at: /%s, as: epoch-us}
      readings:
        - values: [{datastream: "{/gw}", result: /mm}]
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  @Test
  void whatCouldNotBeReadIsReadByTheMendedProfileAndStays() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), PROFILE.formatted("time"));
    Path right = Files.writeString(folder.resolve("right.yaml"), PROFILE.formatted("ts"));
    Path data = folder.resolve("data");
    long now = CLOCK.now();
    try (Broker broker = Broker.startTemporary()) {
      KafkaSettings settings = KafkaSettings.of(broker.bootstrapServers());
      send(settings, now);
      String kafka = broker.bootstrapServers();

      try (Feed feed = open(settings, data, wrong)) {
        LiveDistrict district = live(feed);
        await().atMost(PATIENCE).until(() -> district.letters().all().size() == 20);
        assertThat(district.counters().total()).isEqualTo(new Fates(20, 0, 0, 0, 0, 20));
      }

      List<KeptLetter> published = new ArrayList<>();
      LetterArchive.readTopic(settings, PORT, CLOCK, published::add);
      assertThat(published).hasSize(20);
      KeptLetter first = published.getFirst();
      assertThat(first.letter().pointer()).isEqualTo("/time");
      assertThat(first.body().headers()).extracting(Header::name).containsExactly("made-by");
      LetterArchive.readFolder(
          data,
          PORT,
          kept -> {
            KeptLetter same =
                published.stream()
                    .filter(each -> each.letter().id().equals(kept.letter().id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(same.letter()).isEqualTo(kept.letter());
            assertThat(same.body().value()).isEqualTo(kept.body().value());
          });

      assertThat(run("--bootstrap-servers", kafka, "--district", "port")).isZero();
      assertThat(said())
          .contains("      20            20           0")
          .contains("no phenomenonTime");

      String[] drive = {
        "--bootstrap-servers", kafka, "--district", "port", "--data", data.toString(), "--re-drive",
      };
      assertThat(run(with(drive, "--profile", "port=" + wrong))).isEqualTo(1);
      assertThat(said())
          .startsWith("0 of 20 records read, 20 still refused: 20 no phenomenonTime.");
      assertThat(run(with(drive, "--profile", "port=" + right, "--dry-run"))).isZero();
      assertThat(said()).startsWith("20 of 20 records can be read now.");
      assertThat(run(with(drive, "--profile", "port=" + right))).isZero();
      assertThat(said()).startsWith("20 of 20 records read.");
      assertThat(run(with(drive, "--profile", "port=" + right))).isZero();
      assertThat(said()).startsWith("There is nothing to try again.");
      assertThat(run("--data", data.toString(), "--district", "port")).isZero();
      assertThat(said()).contains("      20            20          20");

      try (Feed feed = open(settings, data, right)) {
        LiveDistrict district = live(feed);
        await().atMost(PATIENCE).until(() -> district.keeping().loaded());
        assertThat(district.history().size()).isEqualTo(20);
        assertThat(district.counters().total()).isEqualTo(Fates.NONE);
        var state = new DistrictState();
        for (int i = 0; i < 10; i++) {
          district.at(now - (10 - i) * Micros.PER_SECOND, state);
          for (String gateway : List.of("a", "b")) {
            int number = district.roster().number(gateway).orElseThrow();
            assertThat(state.value(number)).isEqualTo(i);
          }
        }
      }
    }
    assertThat(err.toString()).isEmpty();
  }

  private static void send(KafkaSettings settings, long now) throws Exception {
    try (Admin admin = Admin.create(settings.admin("test"));
        var producer = new KafkaProducer<byte[], byte[]>(settings.producer("test"))) {
      TopicNames names = TopicNames.of(PORT);
      new DistrictTopics(admin).create(names, 3, Timestamps.APPEND_TIME);
      for (int i = 0; i < 10; i++) {
        for (String gateway : List.of("a", "b")) {
          String value =
              "{\"gw\":\"%s\",\"ts\":%d,\"mm\":%d}"
                  .formatted(gateway, now - (10 - i) * Micros.PER_SECOND, i);
          var record =
              new ProducerRecord<>(
                  names.observations(), gateway.getBytes(UTF_8), value.getBytes(UTF_8));
          record.headers().add("made-by", "a test".getBytes(UTF_8));
          var unused = producer.send(record).get();
        }
      }
    }
  }

  private static Feed open(KafkaSettings settings, Path data, Path profile) throws Exception {
    FeedOptions options =
        new FeedOptions(
                settings,
                List.of(PORT),
                Duration.ofHours(24),
                Optional.of(data),
                DiskLimits.USUAL,
                /* publishDeadLetters= */ true,
                () -> 1)
            .withFormats(Map.of(PORT, Formats.by(Profile.read(profile))));
    return Feed.open(options, CLOCK);
  }

  private static LiveDistrict live(Feed feed) {
    await().atMost(PATIENCE).until(() -> feed.districts().getFirst().status().isLive());
    return feed.districts().getFirst();
  }

  private int run(String... args) {
    var line = Headless.commandLine(new Headless());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(with(new String[] {"dead-letters"}, args));
  }

  /// What was printed since it was asked last.
  private String said() {
    String said = out.toString();
    out.getBuffer().setLength(0);
    return said;
  }

  private static String[] with(String[] args, String... more) {
    String[] all = new String[args.length + more.length];
    System.arraycopy(args, 0, all, 0, args.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }
}
