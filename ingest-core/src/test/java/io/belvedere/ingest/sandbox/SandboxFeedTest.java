package io.belvedere.ingest.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.FeedOptions;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.DiskLimits;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A feed on the sandbox from its first moment: what is at risk is that it reads observations
/// before it can understand them, or calls itself live before the past is there.
class SandboxFeedTest {
  private static final Duration PAST = Duration.ofMinutes(10);

  @Test
  void aFeedThatIsThereFromTheFirstMomentUnderstandsEverythingAndIsLiveOnlyWithThePast()
      throws Exception {
    Clock clock = Clock.system();
    SandboxOptions options = SandboxOptions.defaults().withPast(PAST);
    long started = clock.now();
    try (Sandbox sandbox = Sandbox.start(options, clock);
        Feed feed =
            Feed.open(
                new FeedOptions(
                    KafkaSettings.of(sandbox.bootstrapServers()),
                    sandbox.districts(),
                    Duration.ofHours(1),
                    Optional.empty(),
                    DiskLimits.USUAL,
                    true,
                    sandbox::past),
                clock)) {
      LiveDistrict monaco = feed.districts().getFirst();
      await()
          .atMost(Duration.ofSeconds(90))
          .until(
              () -> {
                boolean live = monaco.status().isLive();
                assertThat(!live || sandbox.past() >= 1).as("live only with the past").isTrue();
                return live && monaco.lag().endToEnd().count() > 0;
              });

      assertThat(monaco.counters().total().rejected()).isZero();
      assertThat(monaco.counters().total().balances()).isTrue();
      assertThat(monaco.roster().size()).isEqualTo(5_000);
      assertThat(monaco.roster().uncatalogued()).isEqualTo(List.of());
      assertThat(monaco.lag().endToEnd().max()).as("the past counted").isLessThan(Micros.of(PAST));
      DistrictState before = new DistrictState();
      monaco.at(started - 5 * Micros.PER_MINUTE, before);
      long known = IntStream.range(0, before.size()).filter(before::isKnown).count();
      assertThat(known).as("known five minutes before the start").isGreaterThan(4_000);
    }
  }
}
