package io.belvedere.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.faults.Flatness.Verdict;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatnessTest {
  private static final int READINGS = 60;
  private final Random random = new Random(7);

  @Test
  void noiseIsFlat() {
    int grows = 0;
    for (int i = 0; i < 200; i++) {
      grows += heap(_ -> noise(8)) == Verdict.GROWS ? 1 : 0;
    }
    assertThat(grows).isZero();
  }

  @Test
  void aLeakBelowTheNoiseOfASingleReadingIsFound() {
    assertThat(heap(i -> 10.0 * i / READINGS + noise(8))).isEqualTo(Verdict.GROWS);
  }

  @Test
  void aLeakThatIsSmallerThanTheBoundIsLeftToALongerSoak() {
    assertThat(heap(i -> 3.0 * i / READINGS + noise(1))).isEqualTo(Verdict.FLAT);
    assertThat(heap(1_000, i -> 50.0 * i / 1_000 + noise(1))).isEqualTo(Verdict.GROWS);
  }

  @Test
  void whatFallsIsFlat() {
    assertThat(heap(i -> -30.0 * i / READINGS + noise(4))).isEqualTo(Verdict.FLAT);
  }

  @Test
  void aSmallStepIsFlatAndALargeOneIsNot() {
    assertThat(heap(i -> (i < READINGS / 2 ? 0 : 3) + noise(2))).isEqualTo(Verdict.FLAT);
    assertThat(heap(i -> (i < READINGS / 2 ? 0 : 30) + noise(2))).isEqualTo(Verdict.GROWS);
  }

  @Test
  void aLargeStepNearAnEndIsNoSlope() {
    assertThat(heap(i -> (i < READINGS / 12 ? 0 : 30) + noise(2))).isEqualTo(Verdict.FLAT);
    assertThat(heap(i -> (i < READINGS * 11 / 12 ? 0 : 30) + noise(2))).isEqualTo(Verdict.FLAT);
  }

  @Test
  void aStairIsFound() {
    assertThat(heap(i -> 2 * Math.floorDiv(i, 6) + noise(2))).isEqualTo(Verdict.GROWS);
  }

  @Test
  void whatHasAPeriodIsFlatIfItIsReadAtRandomMoments() {
    assertThat(heap(_ -> random.nextDouble() * 10)).isEqualTo(Verdict.FLAT);
  }

  @Test
  void aQuarterOfReadingsThatAreWildChangeNothing() {
    assertThat(heap(i -> (i % 5 == 4 ? 500 : 0) + noise(2))).isEqualTo(Verdict.FLAT);
  }

  @Test
  void fewReadingsAndLoudNoiseTellNothing() {
    assertThat(heap(9, _ -> 0)).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(heap(12, _ -> noise(40))).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void onlyFewMoreHandlesAreFlat() {
    double[] x = IntStream.range(0, READINGS).asDoubleStream().toArray();
    assertThat(handles(x, i -> 60 + i / 30).verdict()).isEqualTo(Verdict.FLAT);
    assertThat(handles(x, _ -> 60).verdict()).isEqualTo(Verdict.FLAT);
    // One for each of twelve bounces.
    assertThat(handles(x, i -> 60 + i / 5).verdict()).isEqualTo(Verdict.GROWS);
  }

  @Test
  void theWordsSayByHowMuch() {
    double[] x = IntStream.range(0, READINGS).asDoubleStream().toArray();
    assertThat(handles(x, i -> 60 + i))
        .hasToString(
            "handles: GROWS, 90.0 , grew by +59.00 (+59.00 to +59.00), at most by 4.50;"
                + " 60 readings");
  }

  @Test
  void theSlopeIsTheMedianOfAllPairsAndItsIntervalThatOfSen() {
    // By hand: ten pairs, whose slopes are 3, 2, 7/3, 2, 1, 2, 5/3, 3, 2 and 1.
    Slope slope = Slope.of(new double[] {1, 2, 3, 4, 5}, new double[] {0, 3, 4, 7, 8});
    assertThat(slope.middle()).isCloseTo(2, within(1e-9));
    assertThat(slope.low()).isEqualTo(1);
    assertThat(slope.high()).isEqualTo(3);
    Slope straight = Slope.of(new double[] {0, 1, 3}, new double[] {5, 7, 11});
    assertThat(straight).isEqualTo(new Slope(2, 2, 2));
    assertThatThrownBy(() -> Slope.of(new double[1], new double[1]))
        .hasMessageContaining("two points");
  }

  @Test
  void theIntervalHoldsTheTrueSlopeInNineteenOfTwentyCases() {
    int holds = 0;
    for (int i = 0; i < 1_000; i++) {
      double[] x = IntStream.range(0, 40).asDoubleStream().toArray();
      double[] y =
          IntStream.range(0, 40).mapToDouble(k -> 0.5 * k + random.nextGaussian()).toArray();
      Slope slope = Slope.of(x, y);
      holds += slope.low() <= 0.5 && 0.5 <= slope.high() ? 1 : 0;
    }
    assertThat(holds).isBetween(930, 975);
  }

  private double noise(double width) {
    return (random.nextDouble() - 0.5) * width;
  }

  private static Verdict heap(IntToDoubleFunction above) {
    return heap(READINGS, above);
  }

  /// What is said of a heap of 100 MB, which may grow by 5.
  private static Verdict heap(int readings, IntToDoubleFunction above) {
    double[] x = IntStream.range(0, readings).asDoubleStream().toArray();
    double[] y =
        IntStream.range(0, readings).mapToDouble(i -> 100 + above.applyAsDouble(i)).toArray();
    return Flatness.of("heap", "MB", 0.05, 1, x, y).verdict();
  }

  private static Flatness handles(double[] x, IntToDoubleFunction y) {
    double[] values = IntStream.range(0, READINGS).mapToDouble(y).toArray();
    return Flatness.of("handles", "", 0.05, 3, x, values);
  }
}
