package io.belvedere.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.sandbox.Broker;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/// The only broker that there is, away for half a minute while a district goes on sending at the
/// rate of an emergency.
@Tag("faults")
class OutageTest {
  private static final int PER_SECOND = 1_667;
  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final Clock CLOCK = Clock.system();

  @Test
  @Timeout(300)
  void itIsToldWithinFiveSecondsAndNothingAcknowledgedIsMissingAfterwards(TestInfo test)
      throws Exception {
    try (Broker broker = Broker.startTemporary();
        SteadyDistrict city =
            new SteadyDistrict(
                KafkaSettings.of(broker.bootstrapServers()), "harbour", 500, PER_SECOND)) {
      city.describe();
      try (Desk desk = Desk.open(KafkaSettings.of(broker.bootstrapServers()), city.names())) {
        LiveDistrict district = desk.district();
        city.start();
        desk.awaitApplied(10_000);

        broker.kill();
        long away = CLOCK.now();
        Desk.within(Desk.PATIENCE, () -> district.status().phase() == Phase.LOST);
        final long told = CLOCK.now() - away;
        DistrictState state = new DistrictState();
        district.now(state);
        long age = state.instant() - state.eventTime(0);
        Desk.within(Desk.PATIENCE, () -> CLOCK.now() - away >= Micros.of(AWAY));
        district.now(state);
        assertThat(district.status().phase()).isEqualTo(Phase.LOST);
        assertThat(state.instant() - state.eventTime(0))
            .isGreaterThan(age + 20 * Micros.PER_SECOND);
        long period = district.roster().find(0).orElseThrow().period();
        assertThat(state.liveness(0, period)).isEqualTo(Liveness.UNKNOWN);

        broker.startAgain();
        desk.assertThatAllIsWell(
            city, test.getDisplayName() + ", told after " + Desk.seconds(told));
        assertThat(told).isLessThan(5 * Micros.PER_SECOND);
      }
    }
  }
}
