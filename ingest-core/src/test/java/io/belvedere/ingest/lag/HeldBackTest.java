package io.belvedere.ingest.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HeldBackTest {
  private static final OptionalLong NOTHING_LEFT = OptionalLong.of(0);

  private final HeldBack heldBack = new HeldBack();

  @Test
  void aPartitionThatEndsLaterThanItsReaderIsToldIsHeldBack() {
    heldBack.reading(3, 100, 120, NOTHING_LEFT);
    assertThat(heldBack.words()).as("the end may be newer than what the reader was told").isEmpty();
    heldBack.reading(3, 100, 125, NOTHING_LEFT);
    assertThat(heldBack.words())
        .isEqualTo(
            "A producer has begun a transaction and not ended it: what follows it in a partition"
                + " cannot be read.");
    for (int i = 0; i < 2; i++) {
      heldBack.reading(0, 7, 9, NOTHING_LEFT);
    }
    assertThat(heldBack.words()).contains("2 partitions");
  }

  @Test
  void oneThatIsReadOrHasAnEndOrIsJustBehindIsNot() {
    heldBack.reading(0, 100, 120, NOTHING_LEFT);
    heldBack.reading(0, 120, 140, NOTHING_LEFT);
    assertThat(heldBack.words()).as("it moves").isEmpty();
    for (int i = 0; i < 2; i++) {
      heldBack.reading(0, 140, 140, NOTHING_LEFT);
      heldBack.reading(1, 100, 140, OptionalLong.of(40));
      heldBack.reading(2, 100, 140, OptionalLong.empty());
    }
    assertThat(heldBack.words()).isEmpty();
  }

  @Test
  void itIsOverWhenTheTransactionEnds() {
    heldBack.reading(0, 100, 120, NOTHING_LEFT);
    heldBack.reading(0, 100, 120, NOTHING_LEFT);
    heldBack.reading(0, 121, 121, NOTHING_LEFT);
    assertThat(heldBack.words()).isEmpty();
    heldBack.reading(0, 121, 130, NOTHING_LEFT);
    assertThat(heldBack.words()).as("only once so far").isEmpty();
  }
}
