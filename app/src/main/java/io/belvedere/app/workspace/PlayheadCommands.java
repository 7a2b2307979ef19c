package io.belvedere.app.workspace;

import io.belvedere.app.session.ChangeWalk;
import io.belvedere.app.session.Playhead;
import io.belvedere.app.session.Session;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;

/// The keys that move in time.
public final class PlayheadCommands {
  private static final String PLAY = "Play";
  private static final String STEP = "Step";
  private static final String GO = "Go";
  private static final String MARK = "Mark";

  private PlayheadCommands() {}

  /// @param goTo asks the operator for an instant
  /// @param notice shows a sentence for a moment
  public static List<Command> of(
      Session session, ChangeWalk changes, Runnable goTo, Consumer<String> notice) {
    Playhead playhead = session.playhead();
    return List.of(
        new Command(PLAY, "Play or pause", List.of(), playhead::toggle).on(KeyCode.SPACE),
        new Command(PLAY, "Backward, then faster", List.of(), playhead::shuttleBackward)
            .on(KeyCode.J),
        new Command(PLAY, "Stand still", List.of(), playhead::pause).on(KeyCode.K),
        new Command(PLAY, "Forward, then faster", List.of(), playhead::shuttleForward)
            .on(KeyCode.L),
        step("10 s back", playhead, -10 * Micros.PER_SECOND).on(KeyCode.LEFT),
        step("10 s forward", playhead, 10 * Micros.PER_SECOND).on(KeyCode.RIGHT),
        step("1 min back", playhead, -Micros.PER_MINUTE)
            .on(KeyCode.LEFT, KeyCombination.SHIFT_DOWN),
        step("1 min forward", playhead, Micros.PER_MINUTE)
            .on(KeyCode.RIGHT, KeyCombination.SHIFT_DOWN),
        step("10 min back", playhead, -10 * Micros.PER_MINUTE)
            .on(KeyCode.LEFT, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN),
        step("10 min forward", playhead, 10 * Micros.PER_MINUTE)
            .on(KeyCode.RIGHT, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN),
        step("1 s back", playhead, -Micros.PER_SECOND).on(KeyCode.LEFT, KeyCombination.ALT_DOWN),
        step("1 s forward", playhead, Micros.PER_SECOND).on(KeyCode.RIGHT, KeyCombination.ALT_DOWN),
        new Command(STEP, "Last change of the selection", List.of(), changes::previous)
            .onTyped(","),
        new Command(STEP, "Next change of the selection", List.of(), changes::next).onTyped("."),
        new Command(STEP, "Last change of anything", List.of(), changes::previousOfAll)
            .on(KeyCode.LEFT, KeyCombination.CONTROL_DOWN),
        new Command(STEP, "Next change of anything", List.of(), changes::nextOfAll)
            .on(KeyCode.RIGHT, KeyCombination.CONTROL_DOWN),
        new Command(MARK, "Mark this instant", List.of(), () -> mark(session, notice))
            .on(KeyCode.M),
        new Command(MARK, "Loop from here", List.of(), () -> beginRange(session, notice))
            .on(KeyCode.I),
        new Command(MARK, "Loop to here", List.of(), () -> endRange(session, notice)).on(KeyCode.O),
        new Command(MARK, "Loop no more", List.of(), () -> clearRange(session, notice))
            .on(KeyCode.O, KeyCombination.SHIFT_DOWN),
        new Command(GO, "Go to a time", List.of(), goTo).on(KeyCode.G),
        new Command(GO, "Start of what is kept", List.of(), () -> goToStart(session, notice))
            .on(KeyCode.HOME),
        new Command(GO, "Back to live", List.of(), playhead::follow).on(KeyCode.END),
        new Command(GO, "The last instant again", List.of(), playhead::swapWithPrevious)
            .on(KeyCode.BACK_SPACE),
        new Command(GO, "Take it back", List.of(), () -> takeBack(session, notice))
            .on(KeyCode.Z, KeyCombination.CONTROL_DOWN));
  }

  private static Command step(String name, Playhead playhead, long delta) {
    return new Command(STEP, name, List.of(), () -> playhead.step(delta));
  }

  private static void mark(Session session, Consumer<String> notice) {
    long instant = session.playhead().instant();
    String clock = new TimeText(session.zone()).clock(instant);
    if (session.marks().add(instant)) {
      session.undo().offer("the mark at " + clock, () -> session.marks().remove(instant));
      notice.accept("Marked " + clock + ". Ctrl+Z takes it back.");
    } else {
      notice.accept(clock + " is marked already.");
    }
  }

  private static void beginRange(Session session, Consumer<String> notice) {
    session.playhead().beginRange();
    tellRange(session, "O sets where it ends.", notice);
  }

  private static void endRange(Session session, Consumer<String> notice) {
    session.playhead().endRange();
    tellRange(session, "I sets where it begins.", notice);
  }

  private static void tellRange(Session session, String missing, Consumer<String> notice) {
    Playhead playhead = session.playhead();
    TimeText text = new TimeText(session.zone());
    notice.accept(
        playhead
            .range()
            .map(
                range ->
                    "Play loops from %s to %s. Shift+O ends that."
                        .formatted(text.clock(range.from()), text.clock(range.to())))
            .orElse("The loop: " + text.clock(playhead.instant()) + ". " + missing));
  }

  private static void clearRange(Session session, Consumer<String> notice) {
    session.playhead().clearRange();
    notice.accept("Play does not loop.");
  }

  private static void takeBack(Session session, Consumer<String> notice) {
    notice.accept(
        session
            .undo()
            .takeBack()
            .map(act -> "Taken back: " + act + ".")
            .orElse("There is nothing to take back."));
  }

  private static void goToStart(Session session, Consumer<String> notice) {
    session
        .earliest()
        .ifPresentOrElse(
            earliest -> {
              Playhead playhead = session.playhead();
              boolean followed = playhead.isFollowing();
              long instant = playhead.instant();
              playhead.seek(earliest);
              session
                  .undo()
                  .offer(
                      "the jump to the start",
                      followed ? playhead::follow : () -> playhead.seek(instant));
              notice.accept("At the start of what is kept. Ctrl+Z takes it back.");
            },
            () -> notice.accept("Nothing is kept yet."));
  }
}
