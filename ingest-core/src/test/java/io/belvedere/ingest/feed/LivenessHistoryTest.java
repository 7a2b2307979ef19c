package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How far a value could be believed at an instant of the past, as it was known then, is the same
/// after a restart: silent sensors were silent, and what we could not hear was unknown.
@Timeout(60)
class LivenessHistoryTest {
  private static final long START = 1_767_000_000_000_000L;
  private static final long PERIOD = 10 * Micros.PER_SECOND;

  @TempDir Path folder = Path.of("");

  @Test
  void afterARestartAnOutageIsWhatItIsWithoutOne() {
    try (var steady = district("steady");
        var restarted = district("restarted")) {
      for (RestartedFeed each : List.of(steady, restarted)) {
        works(each, 60);
        isSilent(each, 60);
        works(each, 60);
      }
      restarted.restart();
      for (RestartedFeed each : List.of(steady, restarted)) {
        works(each, 30);
      }
      List<Liveness> expected = liveness(steady, 0, 200);
      assertThat(expected.subList(2, 60)).containsOnly(Liveness.FRESH);
      assertThat(expected.subList(70, 118)).containsOnly(Liveness.UNKNOWN);
      assertThat(expected.subList(125, 180)).containsOnly(Liveness.FRESH);
      assertThat(liveness(restarted, 0, 200)).isEqualTo(expected);
    }
  }

  @Test
  void theTimeWithoutAFeedIsUnknownAndBeforeItAllIsAsItWas() {
    try (var district = district("away")) {
      works(district, 60);
      List<Liveness> before = liveness(district, 0, 60);
      district.end();
      district.clock.advance(Duration.ofMinutes(2));
      district.startAgain();
      district.silentSecond();
      assertThat(liveness(district, 0, 60)).as("without Kafka").isEqualTo(before);
      works(district, 30);
      assertThat(liveness(district, 0, 60)).isEqualTo(before);
      assertThat(liveness(district, 70, 170)).containsOnly(Liveness.UNKNOWN);
      assertThat(liveness(district, 190, 205)).containsOnly(Liveness.FRESH);
    }
  }

  @Test
  void afterACrashAFewSecondsAtMostAreUnknown() {
    try (var district = district("crash")) {
      works(district, 60);
      district.crash();
      district.clock.advance(Duration.ofMinutes(2));
      district.startAgain();
      works(district, 30);
      assertThat(liveness(district, 2, 58)).containsOnly(Liveness.FRESH);
      assertThat(liveness(district, 70, 170)).containsOnly(Liveness.UNKNOWN);
      assertThat(liveness(district, 190, 205)).containsOnly(Liveness.FRESH);
    }
  }

  @Test
  void aSensorThatWasSilentIsOfflineThenAndNotUnknown() {
    try (var district = district("silent")) {
      works(district, 10);
      for (int i = 0; i < 300; i++) {
        district.second();
      }
      List<Liveness> before = liveness(district, 0, 300);
      assertThat(before).contains(Liveness.FRESH, Liveness.OVERDUE, Liveness.STALE);
      assertThat(before.subList(240, 300)).containsOnly(Liveness.OFFLINE);
      district.restart();
      district.silentSecond();
      assertThat(liveness(district, 0, 300)).isEqualTo(before);
    }
  }

  @Test
  void aPartitionThatNothingComesFromIsKnownToBeSilentAfterARestart() {
    try (var district = district("quiet")) {
      works(district, 10);
      district.restart();
      for (int i = 0; i < 300; i++) {
        district.second();
      }
      DistrictState state = new DistrictState();
      district.feed().now(state);
      assertThat(state.liveness(0, PERIOD)).isEqualTo(Liveness.OFFLINE);
      assertThat(district.feed().lag().partitions().getFirst().offsetLag()).hasValue(0);
    }
  }

  private RestartedFeed district(String name) {
    var district = new RestartedFeed(folder.resolve(name), new ManualClock(START));
    district.describe("level", "level");
    return district;
  }

  private static void works(RestartedFeed district, int seconds) {
    for (int i = 0; i < seconds; i++) {
      if (i % 5 == 0) {
        district.observe("level", i);
      }
      district.second();
    }
  }

  private static void isSilent(RestartedFeed district, int seconds) {
    for (int i = 0; i < seconds; i++) {
      district.silentSecond();
    }
  }

  /// As known at each second of itself.
  private static List<Liveness> liveness(RestartedFeed district, int from, int to) {
    List<Liveness> liveness = new ArrayList<>();
    DistrictState state = new DistrictState();
    for (int second = from; second < to; second++) {
      long t = START + second * Micros.PER_SECOND + 500_000;
      district.feed().asKnown(t, t, state);
      liveness.add(state.liveness(0, PERIOD));
    }
    return liveness;
  }
}
