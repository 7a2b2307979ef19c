package io.belvedere.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeWalkTest {
  private final long now =
      Micros.EARLIEST + RandomGenerator.getDefault().nextLong(50 * 365 * Micros.PER_DAY);
  private final FakeDistrict monaco =
      new FakeDistrict(
          new ManualClock(now),
          List.of(
              FakeDistrict.waterLevel("w-1", 7.42, 43.73),
              FakeDistrict.waterLevel("w-2", 7.42, 43.74)));
  private final Session session = new Session(new ManualClock(now), () -> List.of(monaco));
  private final Queue<Runnable> questions = new ArrayDeque<>();
  private final List<String> notices = new ArrayList<>();
  private final ChangeWalk walk = new ChangeWalk(session, questions::add, notices::add);

  @BeforeEach
  void observe() {
    monaco.observe("w-1", minutesAgo(50), 5);
    monaco.observe("w-1", minutesAgo(40), 5);
    monaco.observe("w-2", minutesAgo(30), 7);
    monaco.observe("w-1", minutesAgo(20), 22);
    session.playhead().seek(minutesAgo(45));
  }

  @Test
  void nextChangeOfTheSelectionPassesRepetitionsAndOthers() {
    select("w-1");
    walk.next();
    settle();
    assertThat(session.playhead().instant()).isEqualTo(minutesAgo(20));
    walk.previous();
    settle();
    assertThat(session.playhead().instant()).isEqualTo(minutesAgo(50));
  }

  @Test
  void withNothingSelectedAnyChangeIsTaken() {
    walk.next();
    settle();
    assertThat(session.playhead().instant()).isEqualTo(minutesAgo(30));
  }

  @Test
  void theSameQuestionMayBeAskedAgain() {
    walk.nextOfAll();
    settle();
    session.playhead().swapWithPrevious();
    walk.nextOfAll();
    settle();
    assertThat(session.playhead().instant()).isEqualTo(minutesAgo(30));
  }

  @Test
  void withoutAFurtherChangeThePlayheadStandsAndTheOperatorIsTold() {
    session.playhead().seek(minutesAgo(10));
    walk.next();
    settle();
    assertThat(session.playhead().instant()).isEqualTo(minutesAgo(10));
    assertThat(notices).containsExactly("No later change.");
  }

  @Test
  void operatorWhoMovedOnMeanwhileIsNotPulledBack() {
    walk.next();
    walk.pulse();
    session.playhead().seek(minutesAgo(5));
    settle();
    assertThat(session.playhead().instant()).isEqualTo(minutesAgo(5));
  }

  private void select(String datastream) {
    session.selection().select(new Selected.OfDatastream(new DistrictId("monaco"), datastream));
  }

  private long minutesAgo(long minutes) {
    return now - minutes * Micros.PER_MINUTE;
  }

  private void settle() {
    walk.pulse();
    while (!questions.isEmpty()) {
      questions.remove().run();
    }
    walk.pulse();
  }
}
