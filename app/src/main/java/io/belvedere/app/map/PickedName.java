package io.belvedere.app.map;

import io.belvedere.app.session.Selected;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The name of what is selected, on a plate beside it. It goes before all other names: those that
/// it touches are not drawn, instead of being cut. It keeps its side while the same is selected at
/// the same zoom.
///
/// @param of what is selected
/// @param zoom at which the side was chosen
/// @param side which of [#SIDES]
/// @param atX where what is selected stands, device pixels
/// @param x middle of the plate, device pixels
record PickedName(
    Selected of, double zoom, int side, Sprite plate, int atX, int atY, int x, int y) {
  private static final int[][] SIDES = {{0, -1}, {1, 0}, {-1, 0}, {0, 1}};

  /// From the middle of the thing to the plate, logical pixels: past its halo.
  private static final int DISTANCE = 20;

  /// Above all: there it could not be read.
  private static final int OUTSIDE = 10_000;

  /// @param atX where what is selected stands
  /// @param callout is not to be covered; null if there is none
  static PickedName of(
      Selected what,
      Sprite plate,
      int atX,
      int atY,
      Obstacles obstacles,
      @Nullable Callout callout,
      @Nullable PickedName before) {
    double zoom = obstacles.view().zoom();
    if (before != null && before.of.equals(what) && before.zoom == zoom) {
      PickedName same = at(what, zoom, before.side, plate, atX, atY, obstacles.view());
      if (callout == null || !same.touches(callout.box(), callout.boxX(), callout.boxY())) {
        return same;
      }
    }
    PickedName best = null;
    int fewest = Integer.MAX_VALUE;
    for (int side = 0; side < SIDES.length; side++) {
      PickedName there = at(what, zoom, side, plate, atX, atY, obstacles.view());
      int covered = there.covered(obstacles, callout);
      if (best == null || covered < fewest) {
        fewest = covered;
        best = there;
      }
    }
    return Objects.requireNonNull(best);
  }

  private static PickedName at(
      Selected what, double zoom, int side, Sprite plate, int atX, int atY, View view) {
    int distance = view.px(DISTANCE);
    return new PickedName(
        what,
        zoom,
        side,
        plate,
        atX,
        atY,
        atX + SIDES[side][0] * (distance + plate.originX),
        atY + SIDES[side][1] * (distance + plate.originY));
  }

  private int covered(Obstacles obstacles, @Nullable Callout callout) {
    View view = obstacles.view();
    boolean inside =
        x >= plate.originX
            && y >= plate.originY
            && x + plate.originX <= view.width()
            && y + plate.originY <= view.height();
    boolean onCallout = callout != null && touches(callout.box(), callout.boxX(), callout.boxY());
    return (inside ? 0 : OUTSIDE)
        + (onCallout ? OUTSIDE : 0)
        + obstacles.coveredBy(x, y, plate.originX, plate.originY);
  }

  private boolean touches(Sprite other, int otherX, int otherY) {
    return plate.touches(x, y, otherX, otherY, other.originX, other.originY);
  }

  /// Whether a name is not drawn because of it: it lies below it, or is the same one.
  boolean hides(Label label, View view) {
    boolean same =
        label.facility() && view.pixelX(label.x()) == atX && view.pixelY(label.y()) == atY;
    return same || touches(label.sprite(), label.pixelX(view), label.pixelY(view));
  }

  PickedName shifted(int dx, int dy) {
    return new PickedName(of, zoom, side, plate, atX + dx, atY + dy, x + dx, y + dy);
  }

  void draw(Raster raster) {
    raster.sprite(plate, x, y);
  }

  /// Marks it and all names that it hides.
  void mark(DirtyCells cells, Iterable<Label> labels, View view) {
    cells.mark(plate, x, y);
    for (Label label : labels) {
      if (hides(label, view)) {
        cells.mark(label.sprite(), label.pixelX(view), label.pixelY(view));
      }
    }
  }
}
