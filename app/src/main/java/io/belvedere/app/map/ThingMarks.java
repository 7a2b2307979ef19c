package io.belvedere.app.map;

import io.belvedere.ingest.model.Severity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which sprite stands where for each thing of one frame. Two frames are compared sprite by sprite,
/// so that whatever the reason is why something looks different, its cells are drawn anew.
final class ThingMarks {
  /// The order of drawing: what needs a person lies on top.
  static final byte HIDDEN = 0;

  static final byte DOTS = 1;
  static final byte QUIET = 2;
  static final int PASSES = QUIET + Severity.COUNT;

  final @Nullable Sprite[] sprite;

  /// The age of a stale value, or a normal value, to be drawn below; mostly null.
  final @Nullable Sprite[] note;

  final int[] x;
  final int[] y;
  final byte[] pass;
  private final int[] raised;
  private int raisedCount;
  private final ThingTable table;

  ThingMarks(ThingTable table) {
    this.table = table;
    this.sprite = new @Nullable Sprite[table.size];
    this.note = new @Nullable Sprite[table.size];
    this.x = new int[table.size];
    this.y = new int[table.size];
    this.pass = new byte[table.size];
    this.raised = new int[table.size];
  }

  /// The pass of an abnormal thing.
  static byte passOf(Severity severity) {
    return (byte) (QUIET + severity.ordinal());
  }

  void begin() {
    Arrays.fill(sprite, null);
    Arrays.fill(note, null);
    Arrays.fill(pass, HIDDEN);
    raisedCount = 0;
  }

  /// Where a thing is, whether it is drawn or not: the rows must rise without a gap.
  void place(int thing, int atX, int atY) {
    x[thing] = atX;
    y[thing] = atY;
  }

  void show(int thing, Sprite what, byte inPass) {
    sprite[thing] = what;
    pass[thing] = inPass;
    if (inPass > DOTS) {
      raised[raisedCount++] = thing;
    }
  }

  /// Takes back what was shown.
  void hide(int thing) {
    sprite[thing] = null;
    note[thing] = null;
    pass[thing] = HIDDEN;
  }

  /// Moves all that stands on the picture with it.
  void shift(int dx, int dy) {
    for (int i = 0; i < x.length; i++) {
      x[i] += dx;
      y[i] += dy;
    }
  }

  /// Marks the cells of all that differs.
  void diff(ThingMarks before, DirtyCells cells) {
    for (int i = 0; i < sprite.length; i++) {
      if (sprite[i] != before.sprite[i]
          || note[i] != before.note[i]
          || (sprite[i] != null
              && (x[i] != before.x[i] || y[i] != before.y[i] || pass[i] != before.pass[i]))) {
        markCells(i, cells);
        before.markCells(i, cells);
      }
    }
  }

  /// Draws the dots within the clip. Things stand from north to south, so that the first and the
  /// last to look at are found by halving.
  void drawDots(Raster raster, int reach) {
    int bottom = raster.clipBottom() + reach;
    for (int i = firstBelow(raster.clipTop() - reach); i < table.still && y[i] < bottom; i++) {
      if (pass[i] == DOTS) {
        draw(i, raster);
      }
    }
    for (int i = table.still; i < table.size; i++) {
      if (pass[i] == DOTS) {
        draw(i, raster);
      }
    }
  }

  private void draw(int i, Raster raster) {
    Sprite s = sprite[i];
    if (s != null) {
      raster.sprite(s, x[i], y[i]);
      Sprite below = note[i];
      if (below != null) {
        raster.sprite(below, x[i], y[i] + s.originY + below.originY / 2);
      }
    }
  }

  /// Draws all else, the worst last.
  void drawRaised(Raster raster) {
    for (int p = QUIET; p < PASSES; p++) {
      for (int r = 0; r < raisedCount; r++) {
        int i = raised[r];
        if (pass[i] == p) {
          draw(i, raster);
        }
      }
    }
  }

  /// How many symbols a box would cover, dots apart.
  int countRaised(int boxX, int boxY, int halfWidth, int halfHeight) {
    int covered = 0;
    for (int r = 0; r < raisedCount; r++) {
      Sprite s = sprite[raised[r]];
      if (s != null
          && Math.abs(x[raised[r]] - boxX) < halfWidth + s.originX
          && Math.abs(y[raised[r]] - boxY) < halfHeight + s.originY) {
        covered++;
      }
    }
    return covered;
  }

  private void markCells(int i, DirtyCells cells) {
    Sprite s = sprite[i];
    if (s != null) {
      cells.mark(s, x[i], y[i]);
      Sprite below = note[i];
      if (below != null) {
        cells.mark(below, x[i], y[i] + s.originY + below.originY / 2);
      }
    }
  }

  private int firstBelow(int row) {
    int low = 0;
    int high = table.still;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (y[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
