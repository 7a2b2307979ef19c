package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.model.DistrictId;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Selected THING = new Selected.OfThing(new DistrictId("harbour"), "gauge-7");

  private final Turns turns = new Turns();

  @Test
  void whileTimeFlowsEachIsShownInOneFrameOfThree() {
    for (Mode mode : List.of(Mode.LIVE, Mode.REPLAY)) {
      turns.next(screen(mode, 0, 1), Selected.NOTHING);
      assertThat(shown()).as("first frame of %s", mode).isEqualTo("012");
      StringBuilder frames = new StringBuilder();
      for (int i = 1; i <= 2 * Turns.PANES; i++) {
        turns.next(screen(mode, i, 1), Selected.NOTHING);
        assertThat(shown()).hasSize(1);
        frames.append(shown());
      }
      assertThat(frames.chars().filter(pane -> pane == '1').count()).isEqualTo(2);
      assertThat(frames.chars().distinct().count()).isEqualTo(Turns.PANES);
    }
  }

  @Test
  void whatIsSelectedIsToldByAllAtOnce() {
    turns.next(screen(Mode.LIVE, 0, 1), Selected.NOTHING);
    turns.next(screen(Mode.LIVE, 1, 1), THING);
    assertThat(shown()).isEqualTo("012");
    turns.next(screen(Mode.LIVE, 2, 1), THING);
    assertThat(shown()).hasSize(1);
  }

  @Test
  void anotherModeIsToldByAllAtOnce() {
    turns.next(screen(Mode.LIVE, 0, 1), Selected.NOTHING);
    turns.next(screen(Mode.NOT_LIVE, 1, 1), Selected.NOTHING);
    assertThat(shown()).isEqualTo("012");
  }

  @Test
  void anInstantThatWasSoughtIsToldByAllAtOnce() {
    turns.next(screen(Mode.REPLAY, 0, 0), Selected.NOTHING);
    turns.next(screen(Mode.REPLAY, 5, 0), Selected.NOTHING);
    assertThat(shown()).isEqualTo("012");
    turns.next(screen(Mode.REPLAY, 5, 0), Selected.NOTHING);
    assertThat(shown()).as("it stands").hasSize(1);
    turns.next(screen(Mode.REPLAY, 5, 10), Selected.NOTHING);
    assertThat(shown()).as("it begins to play").isEqualTo("012");
  }

  @Test
  void whatIsLearntLateIsToldByAllAtOnce() {
    turns.next(screen(Mode.REPLAY, 5, 0), Selected.NOTHING);
    turns.next(
        new InstantOnScreen(Mode.REPLAY, 5, 100, 0, List.of(), OptionalLong.of(90), 1),
        Selected.NOTHING);
    assertThat(shown()).isEqualTo("012");
  }

  private String shown() {
    StringBuilder panes = new StringBuilder();
    for (int pane = 0; pane < Turns.PANES; pane++) {
      panes.append(turns.isOf(pane) ? String.valueOf(pane) : "");
    }
    return panes.toString();
  }

  private static InstantOnScreen screen(Mode mode, long instant, double speed) {
    return new InstantOnScreen(mode, instant, 100, speed, List.of(), OptionalLong.empty(), 0);
  }
}
