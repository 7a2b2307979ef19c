package io.belvedere.app.map;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The details of one frame: those that lie below what needs a person, and those that lie on top of
/// all marks; each in the order of drawing.
final class Details {
  private final List<Detail> below = new ArrayList<>();
  private final List<Detail> above = new ArrayList<>();

  void putBelow(Detail detail) {
    below.add(detail);
  }

  void putAbove(Detail detail) {
    above.add(detail);
  }

  List<Detail> below() {
    return List.copyOf(below);
  }

  List<Detail> above() {
    return List.copyOf(above);
  }

  void drawBelow(Raster raster) {
    draw(below, raster);
  }

  void drawAbove(Raster raster) {
    draw(above, raster);
  }

  /// Marks the cells of all that differs.
  void diff(Details before, DirtyCells cells) {
    diff(before.below, below, cells);
    diff(before.above, above, cells);
  }

  Details shifted(int dx, int dy) {
    Details shifted = new Details();
    below.forEach(detail -> shifted.putBelow(detail.shifted(dx, dy)));
    above.forEach(detail -> shifted.putAbove(detail.shifted(dx, dy)));
    return shifted;
  }

  private static void draw(List<Detail> details, Raster raster) {
    for (Detail detail : details) {
      detail.draw(raster);
    }
  }

  private static void diff(List<Detail> before, List<Detail> now, DirtyCells cells) {
    if (before.equals(now)) {
      return;
    }
    Set<Detail> stay = new HashSet<>(before);
    stay.retainAll(new HashSet<>(now));
    for (List<Detail> list : List.of(before, now)) {
      for (Detail detail : list) {
        if (!stay.contains(detail)) {
          detail.mark(cells);
        }
      }
    }
  }
}
