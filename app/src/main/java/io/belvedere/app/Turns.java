package io.belvedere.app;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.history.Ground;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Whose turn it is among the panes of words. While the instant on screen only flows, one of them
/// is shown a frame: twenty times a second is faster than anybody reads, and no frame has to write
/// all. Whenever something else changes, what is selected, the mode, what is known or learnt late,
/// or an instant that was sought, all are shown in the same frame, so that no two of them speak of
/// different things.
final class Turns {
  /// How many frames a turn takes, and how many panes there are at most.
  static final int PANES = 3;

  private int frame;
  private @Nullable Occasion last;
  private long lastInstant;
  private boolean all;

  /// What makes all speak at once.
  private record Occasion(
      Mode mode,
      Ground ground,
      OptionalLong revised,
      Selected selected,
      List<Long> rosters,
      boolean flows) {}

  /// Begins a frame.
  void next(InstantOnScreen screen, Selected selected) {
    boolean flows = screen.speed() != 0;
    var now =
        new Occasion(
            screen.mode(),
            screen.ground(),
            screen.revised(),
            selected,
            screen.districts().stream().map(d -> d.roster().version()).toList(),
            flows);
    all = !now.equals(last) || (!flows && screen.instant() != lastInstant);
    last = now;
    lastInstant = screen.instant();
    frame++;
  }

  /// @param pane from 0 to [#PANES] - 1
  boolean isOf(int pane) {
    return all || frame % PANES == pane;
  }
}
