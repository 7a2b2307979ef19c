package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.ingest.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line about the worst that is wrong, beside it, with a line that leads to it.
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
      ThingMarks marks,
      List<ClusterSign> signs,
      SymbolSprites sprites,
      Shot shot,
      @Nullable Callout before) {
    int worst = WorstThing.of(states, instant.districts(), before == null ? -1 : before.thing);
    if (worst < 0 || states.severity(worst).compareTo(Severity.P2) < 0) {
      return null;
    }
    View view = shot.view();
    int x = marks.x[worst];
    int y = marks.y[worst];
    if (x < 0 || y < 0 || x >= view.width() || y >= view.height()) {
      return null;
    }
    Sprite box = sprites.box(WorstThing.describe(states, worst, instant.districts()));
    if (before != null
        && before.thing == worst
        && before.box == box
        && before.atX == x
        && before.atY == y
        && isInside(before.boxX, before.boxY, box, view)) {
      return before;
    }
    return place(worst, box, x, y, marks, signs, view);
  }

  void draw(Raster raster, View view, Theme theme) {
    double endX = Math.clamp(atX, boxX - box.originX + 8.0, boxX + box.originX - 8.0);
    double endY = Math.clamp(atY, boxY - box.originY + 4.0, boxY + box.originY - 4.0);
    raster.line(atX, atY, endX, endY, 4 * view.scale(), Token.RAISED.argb(theme));
    raster.line(atX, atY, endX, endY, 1.5 * view.scale(), Token.TEXT.argb(theme));
    raster.disc(atX, atY, 5 * view.scale(), Token.TEXT.argb(theme));
    raster.sprite(box, boxX, boxY);
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
      int thing, Sprite box, int x, int y, ThingMarks marks, List<ClusterSign> signs, View view) {
    Callout best = null;
    int fewest = Integer.MAX_VALUE;
    for (int step = 1; step <= 4; step++) {
      for (int[] side : SIDES) {
        int distance = view.px(DISTANCE) * step;
        int boxX = x + side[0] * (box.originX + distance / (side[1] == 0 ? 1 : 2));
        int boxY = y + side[1] * (box.originY + distance);
        if (isInside(boxX, boxY, box, view)) {
          int covered = covered(marks, signs, box, boxX, boxY);
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

  private static int covered(
      ThingMarks marks, List<ClusterSign> signs, Sprite box, int boxX, int boxY) {
    int covered = marks.countRaised(boxX, boxY, box.originX, box.originY);
    for (ClusterSign sign : signs) {
      if (Math.abs(sign.x() - boxX) < sign.sprite().originX + box.originX
          && Math.abs(sign.y() - boxY) < sign.sprite().originY + box.originY) {
        covered++;
      }
    }
    return covered;
  }

  private static boolean isInside(int x, int y, Sprite box, View view) {
    return x >= box.originX
        && y >= box.originY
        && x + box.originX <= view.width()
        && y + box.originY <= view.height();
  }
}
