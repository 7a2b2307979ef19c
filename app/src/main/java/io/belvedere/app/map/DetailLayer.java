package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the map shows beside the marks of its things: the trail of the selected vehicle, guessed
/// places, ages, and what is fanned out. Filled anew for each frame.
final class DetailLayer {
  private Details details = new Details();
  private Details detailsBefore = new Details();
  private @Nullable DetailSprites sprites;
  private @Nullable Trail trail;
  private @Nullable Fan fan;
  private List<FanMark> fanned = List.of();
  private boolean changed;

  /// Has the next frame drawn, although nothing else may have changed.
  void refresh() {
    changed = true;
  }

  /// Whether the next frame differs from the last; asked once a frame.
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /// Shows where the selected vehicle was; null for nothing.
  void setTrail(@Nullable Trail trail) {
    if (!Objects.equals(this.trail, trail)) {
      this.trail = trail;
      changed = true;
    }
  }

  @Nullable Trail trail() {
    return trail;
  }

  /// Spreads the things of a place around it; null folds them. At another zoom it folds itself.
  void setFan(@Nullable Fan fan) {
    this.fan = fan;
    changed = true;
  }

  /// Null while nothing is spread.
  @Nullable Fan fan() {
    return fan;
  }

  /// The things of the fan as they stand on the last frame.
  List<FanMark> fanned() {
    return fanned;
  }

  Details details() {
    return details;
  }

  /// The small pictures that go with the symbols.
  DetailSprites sprites(SymbolSprites symbols, Shot shot) {
    DetailSprites known = sprites;
    if (known == null || !known.goesWith(symbols)) {
      known = new DetailSprites(symbols, shot.theme(), shot.view().scale());
      sprites = known;
    }
    return known;
  }

  /// Begins a frame that lies so many device pixels beside the last.
  Details begin(int dx, int dy) {
    detailsBefore = dx == 0 && dy == 0 ? details : details.shifted(dx, dy);
    details = new Details();
    return details;
  }

  /// Takes the marks of what is fanned out away, once all are laid out.
  void hideFanned(ThingTable table, View view, ThingMarks marks) {
    Fan shown = fan;
    if (shown != null && shown.fits(table, view)) {
      shown.things().forEach(marks::hide);
    } else {
      fan = null;
    }
  }

  /// Puts what is fanned out around its place, on top of all else.
  void spread(MarkLayout layout, Shot shot, List<OnScreen> districts) {
    Fan shown = fan;
    fanned =
        shown == null
            ? List.of()
            : new FanLayout(layout, details).layOut(shown, shot.view(), shot.theme(), districts);
  }

  /// Marks the cells of all that differs from the last frame.
  void diff(DirtyCells cells) {
    details.diff(detailsBefore, cells);
  }
}
