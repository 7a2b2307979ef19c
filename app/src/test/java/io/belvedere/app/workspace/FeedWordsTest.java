package io.belvedere.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.MadeLag;
import io.belvedere.app.workspace.FeedWords.Worry;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FeedWordsTest {
  private static final long NOW = Micros.EARLIEST + 1_000 * Micros.PER_DAY;

  @Test
  void feedThatKeepsUpIsOkWithItsDelay() {
    assertThat(words(Phase.LIVE, 230 * Micros.PER_MILLI, 0))
        .isEqualTo(new FeedWords(Worry.NONE, "Feed OK 0.2 s", ""));
  }

  @Test
  void feedOfWhichNothingIsMeasuredIsOkWithoutAFigure() {
    assertThat(FeedWords.of(status(Phase.LIVE, ""), LagReading.none(), NOW).text())
        .isEqualTo("Feed OK");
  }

  @Test
  void delayBeyondFiveSecondsWorriesAndBeyondTenAlarms() {
    assertThat(words(Phase.LIVE, 7_200 * Micros.PER_MILLI, 0))
        .isEqualTo(new FeedWords(Worry.SLOW, "Feed slow 7.2 s", ""));
    assertThat(words(Phase.LIVE, 0, 12 * Micros.PER_SECOND))
        .isEqualTo(new FeedWords(Worry.LOST, "Feed late 12 s", ""));
  }

  @Test
  void feedThatIsNotLiveSaysWhatItIs() {
    assertThat(words(Phase.STARTING, 0, 0).text()).isEqualTo("Feed starting");
    assertThat(words(Phase.CATCHING_UP, 0, 0).text()).isEqualTo("Feed catching up 43 %");
    assertThat(words(Phase.LOST, 0, 0)).isEqualTo(new FeedWords(Worry.LOST, "Feed lost 00:42", ""));
    assertThat(FeedWords.of(List.of(), NOW).worry()).isEqualTo(Worry.LOST);
  }

  private static FeedWords words(Phase phase, long delay, long timeLag) {
    var lag =
        new LagReading(
            List.of(MadeLag.waiting(timeLag)),
            200,
            new Delay(delay, delay * 2, delay * 3, 100),
            Delay.NONE,
            Delay.NONE,
            Delay.NONE,
            0,
            OptionalLong.empty());
    return FeedWords.of(status(phase, ""), lag, NOW);
  }

  private static FeedStatus status(Phase phase, String cause) {
    return new FeedStatus(phase, NOW - 42 * Micros.PER_SECOND, 0.43, cause);
  }
}
