package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.lag.Margin.How;
import io.belvedere.ingest.source.RetentionRule;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeletionWatchTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final RetentionRule A_DAY =
      new RetentionRule(true, OptionalLong.of(Micros.PER_DAY), false);
  private static final RetentionRule BY_SIZE = new RetentionRule(true, OptionalLong.empty(), true);
  private static final RetentionRule FOR_EVER =
      new RetentionRule(true, OptionalLong.empty(), false);

  private final DeletionWatch watch = new DeletionWatch();

  @Test
  void whatWaitsIsSafeUntilItIsTooOld() {
    watch.begins(0, 100);
    OptionalLong anHour = OptionalLong.of(Micros.PER_HOUR);
    assertThat(watch.margin(0, 500, 900, anHour, A_DAY))
        .isEqualTo(new Margin.Left(23 * Micros.PER_HOUR, How.AGE));
    OptionalLong twoDays = OptionalLong.of(2 * Micros.PER_DAY);
    assertThat(watch.margin(0, 500, 900, twoDays, A_DAY)).isEqualTo(new Margin.Left(0, How.AGE));
  }

  @Test
  void nothingIsAtRiskWhereNothingWaits() {
    watch.begins(0, 100);
    assertThat(watch.margin(0, 900, 900, OptionalLong.of(0), A_DAY))
        .isEqualTo(new Margin.NothingWaits());
  }

  @Test
  void whatWasDeletedBeforeItWasReadIsCounted() {
    watch.begins(0, 100);
    watch.begins(MINUTE, 500);
    assertThat(watch.margin(MINUTE, 500, 900, OptionalLong.of(1), A_DAY))
        .as("the next one is still there")
        .isInstanceOf(Margin.Left.class);
    watch.begins(2 * MINUTE, 501);
    assertThat(watch.margin(2 * MINUTE, 500, 900, OptionalLong.of(1), A_DAY))
        .isEqualTo(new Margin.Lost(1));
    assertThat(new Margin.Lost(1).isLittle()).isTrue();
  }

  @Test
  void aLogThatIsDeletedBySizeTellsByItsPace() {
    watch.begins(0, 0);
    assertThat(watch.margin(0, 5_000, 9_000, OptionalLong.of(1), BY_SIZE))
        .isInstanceOf(Margin.Unknown.class);
    for (int minute = 1; minute <= 10; minute++) {
      watch.begins(minute * MINUTE, 100L * minute);
    }
    // A hundred a minute, and the next hundred may go at once.
    assertThat(watch.margin(10 * MINUTE, 5_000, 9_000, OptionalLong.of(1), BY_SIZE))
        .isEqualTo(new Margin.Left(39 * Micros.PER_MINUTE, How.PACE));
    assertThat(watch.margin(10 * MINUTE, 1_050, 9_000, OptionalLong.of(1), BY_SIZE))
        .isEqualTo(new Margin.Left(0, How.PACE));
  }

  @Test
  void theStricterOfTwoRulesCounts() {
    var both = new RetentionRule(true, OptionalLong.of(Micros.PER_DAY), true);
    watch.begins(0, 0);
    watch.begins(10 * MINUTE, 1_000);
    assertThat(watch.margin(10 * MINUTE, 5_000, 9_000, OptionalLong.of(1_000_000), both))
        .isEqualTo(new Margin.Left(30 * Micros.PER_MINUTE, How.PACE));
    assertThat(
            watch.margin(
                10 * MINUTE, 5_000, 9_000, OptionalLong.of(Micros.PER_DAY - 1_000_000), both))
        .isEqualTo(new Margin.Left(Micros.PER_SECOND, How.AGE));
  }

  @Test
  void aPaceIsThatOfTheLastHour() {
    watch.begins(0, 0);
    watch.begins(MINUTE, 1_000_000);
    watch.begins(90 * MINUTE, 1_000_100);
    watch.begins(150 * MINUTE, 1_000_200);
    // What was deleted an hour and more ago is forgotten.
    assertThat(watch.margin(150 * MINUTE, 1_000_400, 1_000_500, OptionalLong.of(1), BY_SIZE))
        .isEqualTo(new Margin.Left(149 * Micros.PER_MINUTE / 2, How.PACE));
  }

  @Test
  void whereNothingIsDeletedThereIsNoLimit() {
    watch.begins(0, 0);
    assertThat(watch.margin(0, 5, 9, OptionalLong.of(1), FOR_EVER))
        .isEqualTo(new Margin.Unlimited());
    assertThat(watch.margin(0, 5, 9, OptionalLong.of(1), RetentionRule.UNKNOWN))
        .isInstanceOf(Margin.Unknown.class);
  }

  @Test
  void aLogThatBeginsAnewIsWatchedAnew() {
    watch.begins(0, 1_000);
    watch.begins(MINUTE, 2_000);
    watch.begins(2 * MINUTE, 0);
    assertThat(watch.start()).hasValue(0);
    assertThat(watch.margin(2 * MINUTE, 5, 9, OptionalLong.of(1), BY_SIZE))
        .isInstanceOf(Margin.Unknown.class);
  }
}
