package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.feed.Cut.Place;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Admission;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// What must hold of the chunks of a missing stretch together: whatever was received while the
/// stretch lasted is taken once, by one of them, however late it came.
class CutTest {
  private static final long GRID_EDGE = 1_767_000_000L * Micros.PER_SECOND;
  private static final long FROM = GRID_EDGE + 200 * Micros.PER_SECOND;
  private static final long TO = FROM + 47 * Micros.PER_MINUTE;

  @Test
  void chunksAreCutAtTheGridAndTheNewestComesFirst() {
    List<Cut> cuts = cuts();
    assertThat(GRID_EDGE % Cut.GRID).isZero();
    assertThat(cuts).hasSize(6);
    assertThat(cuts.getFirst().chunk())
        .isEqualTo(new TimeRange(GRID_EDGE + 50 * Micros.PER_MINUTE, TO));
    assertThat(cuts.get(1).chunk().length()).isEqualTo(Cut.GRID);
    assertThat(cuts.getLast().chunk())
        .isEqualTo(new TimeRange(FROM, GRID_EDGE + 10 * Micros.PER_MINUTE));
  }

  @Property
  void whateverWasReceivedMeanwhileIsTakenOnce(
      @ForAll @LongRange(max = 46 * 60) long received, @ForAll @LongRange(max = 7_200) long delay) {
    long receiveTime = FROM + received * Micros.PER_SECOND;
    assertThat(taken(receiveTime - delay * Micros.PER_SECOND, receiveTime)).isEqualTo(1);
  }

  @Property
  void soIsWhatIsAheadOfTheBrokersClockAsFarAsItIsBelieved(
      @ForAll @LongRange(max = 47 * 60 - 1) long received, @ForAll @LongRange(max = 5) long ahead) {
    long receiveTime = FROM + received * Micros.PER_SECOND;
    assertThat(taken(receiveTime + ahead * Micros.PER_SECOND, receiveTime)).isEqualTo(1);
  }

  @Property
  void whatWasReceivedLaterIsTakenByItsChunkForAMinute(
      @ForAll @LongRange(max = 59) long late, @ForAll @LongRange(min = 1, max = 20) long before) {
    long receiveTime = TO + late * Micros.PER_SECOND;
    long eventTime = TO - before * Micros.PER_SECOND;
    assertThat(taken(eventTime, receiveTime)).isEqualTo(1);
    assertThat(taken(TO + late, receiveTime)).as("not missing").isZero();
  }

  @Test
  void whatCameTooLateForItsChunkIsAStrayOfTheOneInWhichItCame() {
    Cut newest = cuts().getFirst();
    long b = newest.chunk().from();
    long lookedUntil = b + Cut.LATE;
    assertThat(newest.place(b - 1, lookedUntil - 1, true)).isEqualTo(Place.ELSEWHERE);
    assertThat(newest.place(b - 1, lookedUntil, true)).isEqualTo(Place.STRAY);
    assertThat(newest.place(FROM - 1, b, true)).as("not missing").isEqualTo(Place.STRAY);
    assertThat(newest.place(TO, TO - 1, true)).isEqualTo(Place.STRAY);
    assertThat(newest.place(TO, TO, false)).isEqualTo(Place.ELSEWHERE);
  }

  private static int taken(long eventTime, long receiveTime) {
    int taken = 0;
    for (Cut cut : cuts()) {
      boolean accounted = cut.chunk().contains(receiveTime);
      if (cut.received().contains(receiveTime)
          && cut.place(eventTime, receiveTime, accounted) != Place.ELSEWHERE) {
        taken++;
      }
    }
    assertThat(eventTime - receiveTime).isLessThanOrEqualTo(Admission.MOST_AHEAD);
    return taken;
  }

  private static List<Cut> cuts() {
    List<Cut> cuts = new ArrayList<>();
    for (long to = TO; to > FROM; to = cuts.getLast().chunk().from()) {
      cuts.add(Cut.newestOf(new TimeRange(FROM, to), to == TO));
    }
    return cuts;
  }
}
