package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.ingest.model.Severity;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import org.jspecify.annotations.Nullable;

/// One line about the worst that is wrong, beside it, with a line that leads to it; none where it
/// is not known whether it is.
///
/// @param thing what it speaks of
/// @param atX where that is, device pixels
/// @param boxX middle of the box, device pixels
record Callout(int thing, Sprite box, int atX, int atY, int boxX, int boxY) {
  /// From the thing to the nearest edge of the box, logical pixels.
  private static final int DISTANCE = 44;

  private static final int[][] SIDES = {
    {1, -1}, {-1, -1}, {1, 1}, {-1, 1}, {0, -1}, {0, 1}, {1, 0}, {-1, 0}
  };

  static @Nullable Callout of(
      InstantOnScreen instant,
      ThingStates states,
      WorstThing worstThing,
      Obstacles obstacles,
      SymbolSprites sprites,
      Shot shot,
      @Nullable Callout before) {
    if (!shot.known()) {
      return null;
    }
    int worst = worstThing.pick(states);
    if (worst < 0 || states.severity(worst).compareTo(Severity.P2) < 0) {
      return null;
    }
    View view = shot.view();
    int x = view.pixelX(states.x[worst]);
    int y = view.pixelY(states.y[worst]);
    for (ClusterSign sign : obstacles.signs()) {
      if (sign.things().contains(worst)) {
        x = sign.x();
        y = sign.y();
      }
    }
    if (x < 0 || y < 0 || x >= view.width() || y >= view.height()) {
      return null;
    }
    Sprite box =
        sprites.callout(
            states.severity(worst), worstThing.describe(states, worst, instant.districts()));
    if (before != null
        && before.thing == worst
        && before.box == box
        && before.atX == x
        && before.atY == y
        && isInside(before.boxX, before.boxY, box, view)
        && !obstacles.isInCorner(before.boxX, before.boxY, box.originX, box.originY)) {
      return before;
    }
    return place(worst, box, x, y, obstacles, view);
  }

  Callout shifted(int dx, int dy) {
    return new Callout(thing, box, atX + dx, atY + dy, boxX + dx, boxY + dy);
  }

  /// Below the symbols, so that it covers none of them.
  void drawLeader(Raster raster, View view, Theme theme) {
    double endX = Math.clamp(atX, boxX - box.originX + 8.0, boxX + box.originX - 8.0);
    double endY = Math.clamp(atY, boxY - box.originY + 4.0, boxY + box.originY - 4.0);
    raster.line(atX, atY, endX, endY, 4 * view.scale(), Token.RAISED.argb(theme));
    raster.line(atX, atY, endX, endY, 1.5 * view.scale(), Token.TEXT.argb(theme));
    raster.disc(atX, atY, 5 * view.scale(), Token.TEXT.argb(theme));
  }

  void drawBox(Raster raster) {
    raster.sprite(box, boxX, boxY);
  }

  /// Logical pixels of the map.
  Bounds bounds(double scale) {
    return new BoundingBox(
        (boxX - box.originX) / scale,
        (boxY - box.originY) / scale,
        box.width / scale,
        box.height / scale);
  }

  void mark(DirtyCells cells) {
    cells.mark(box, boxX, boxY);
    cells.mark(
        Math.min(atX, boxX) - 4,
        Math.min(atY, boxY) - 4,
        Math.max(atX, boxX) + 4,
        Math.max(atY, boxY) + 4);
  }

  private static Callout place(
      int thing, Sprite box, int x, int y, Obstacles obstacles, View view) {
    Callout best = null;
    int fewest = Integer.MAX_VALUE;
    for (int step = 1; step <= 4; step++) {
      for (int[] side : SIDES) {
        int distance = view.px(DISTANCE) * step;
        int boxX = x + side[0] * (box.originX + distance / (side[1] == 0 ? 1 : 2));
        int boxY = y + side[1] * (box.originY + distance);
        if (isInside(boxX, boxY, box, view)) {
          int covered = obstacles.coveredBy(boxX, boxY, box.originX, box.originY);
          if (covered == 0) {
            return new Callout(thing, box, x, y, boxX, boxY);
          }
          if (covered < fewest) {
            fewest = covered;
            best = new Callout(thing, box, x, y, boxX, boxY);
          }
        }
      }
    }
    int inX = Math.clamp(x, box.originX, Math.max(box.originX, view.width() - box.originX));
    int inY = Math.clamp(y, box.originY, Math.max(box.originY, view.height() - box.originY));
    return best == null ? new Callout(thing, box, x, y, inX, inY) : best;
  }

  private static boolean isInside(int x, int y, Sprite box, View view) {
    return x >= box.originX
        && y >= box.originY
        && x + box.originX <= view.width()
        && y + box.originY <= view.height();
  }
}
