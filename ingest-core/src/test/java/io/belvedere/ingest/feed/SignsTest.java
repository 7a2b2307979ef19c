package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.time.Micros;
import org.junit.jupiter.api.Test;

class SignsTest {
  private static final long NOW = 1_767_000_000_000_000L;
  private static final long STARTED = NOW - 100 * Micros.PER_SECOND;
  private static final long LIVE_SINCE = NOW - 50 * Micros.PER_SECOND;

  @Test
  void allGoodIsLiveSinceItWasCaughtUp() {
    assertThat(signs(true, 1, 0, 0, 0, "").judge(NOW))
        .isEqualTo(new FeedStatus(Phase.LIVE, LIVE_SINCE, 1, "a warning"));
  }

  @Test
  void aDistrictWithoutTopicsIsStartingAndSaysWhatIsMissing() {
    assertThat(signs(false, 0, 0, 0, 0, "").judge(NOW))
        .isEqualTo(
            new FeedStatus(Phase.STARTING, STARTED, 0, "Looking for the district's topics."));
    assertThat(signs(false, 0, 0, 0, 0, "There is no topic x.").judge(NOW).cause())
        .isEqualTo("There is no topic x.");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsLostSinceItsLastAnswer() {
    assertThat(signs(true, 1, 4, 0, 0, "").judge(NOW).phase()).isEqualTo(Phase.LIVE);
    FeedStatus lost = signs(true, 1, 5, 0, 0, "").judge(NOW);
    assertThat(lost.phase()).isEqualTo(Phase.LOST);
    assertThat(lost.since()).isEqualTo(NOW - 5 * Micros.PER_SECOND);
    assertThat(lost.cause()).startsWith("Kafka does not answer.");
  }

  @Test
  void aFeedThatStandsIsLostHoweverGoodItsLastSignsWere() {
    Signs last = signs(true, 1, 0, 0, 0, "");
    assertThat(last.judge(NOW + 4 * Micros.PER_SECOND).phase()).isEqualTo(Phase.LIVE);
    assertThat(last.judge(NOW + 6 * Micros.PER_SECOND).phase()).isEqualTo(Phase.LOST);
    FeedStatus stuck = signs(true, 1, 0, 6, 0, "").judge(NOW);
    assertThat(stuck.phase()).isEqualTo(Phase.LOST);
    assertThat(stuck.since()).isEqualTo(NOW - 6 * Micros.PER_SECOND);
    assertThat(stuck.cause()).startsWith("The feed's own thread does not move.");
  }

  @Test
  void troubleIsLostAndSaidInItsOwnWords() {
    FeedStatus lost = signs(true, 0.5, 0, 0, 0, "No right to read.").judge(NOW);
    assertThat(lost.phase()).isEqualTo(Phase.LOST);
    assertThat(lost.cause()).isEqualTo("No right to read.");
  }

  @Test
  void readingWhatWasThereAtTheStartIsCatchingUp() {
    FeedStatus catching = signs(true, 0.25, 0, 0, 0, "").judge(NOW);
    assertThat(catching.phase()).isEqualTo(Phase.CATCHING_UP);
    assertThat(catching.caughtUp()).isEqualTo(0.25);
  }

  @Test
  void aLagOverFiveSecondsIsNoLongerLive() {
    assertThat(signs(true, 1, 0, 0, 5, "").judge(NOW).phase()).isEqualTo(Phase.LIVE);
    FeedStatus behind = signs(true, 1, 0, 0, 7, "").judge(NOW);
    assertThat(behind.phase()).isEqualTo(Phase.CATCHING_UP);
    assertThat(behind.since()).isEqualTo(NOW - 7 * Micros.PER_SECOND);
    assertThat(behind.cause()).isEqualTo("Behind by 7 s. a warning");
  }

  /// @param probe age of the broker's last answer, seconds
  /// @param step age of the feed thread's last round, seconds
  /// @param lag seconds
  private static Signs signs(
      boolean hasPartitions, double caughtUp, long probe, long step, long lag, String trouble) {
    return new Signs(
        STARTED,
        hasPartitions,
        caughtUp,
        LIVE_SINCE,
        NOW - probe * Micros.PER_SECOND,
        NOW - step * Micros.PER_SECOND,
        lag * Micros.PER_SECOND,
        trouble,
        "a warning");
  }
}
