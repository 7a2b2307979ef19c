package io.belvedere.app.map;

import io.belvedere.ingest.model.Severity;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Which sprite stands where for each thing of one frame. Two frames are compared sprite by sprite,
/// so that whatever the reason is why something looks different, its cells are drawn anew. Only
/// those that can be seen are gone through, however many others there are.
final class ThingMarks {
  /// The order of drawing: what needs a person lies on top.
  static final byte HIDDEN = 0;

  static final byte DOTS = 1;
  static final byte QUIET = 2;
  static final int PASSES = QUIET + Severity.COUNT;

  final @Nullable Sprite[] sprite;

  /// The age of a stale value, or a normal value, to be drawn below; mostly null.
  final @Nullable Sprite[] note;

  /// How many lie under the mark, to be drawn beside it; mostly null.
  final @Nullable Sprite[] count;

  /// Why it is not to be believed, to be drawn beside the mark; mostly null.
  final @Nullable Sprite[] doubt;

  final int[] x;
  final int[] y;
  final byte[] pass;

  /// What is shown, but by the mark of another at the same place.
  final boolean[] covered;

  private int[] raised;
  private int[] ordered;
  private int raisedCount;
  private final ThingTable table;

  /// Width of a strip, device pixels.
  private static final int STRIP = DirtyCells.SIDE;

  // Those that stand still and are dots, strip by strip.
  private final int[] dots;
  private int[] stripStart = {0, 0};
  private int strips = 1;

  /// How far the largest of them reaches, device pixels.
  private int dotReach;

  /// How far left of the picture the first strip begins; one lies wholly outside, as on the right.
  private int beside;

  /// Those that the picture can show, and only they have a place here: first those that stand
  /// still, from north to south.
  private final int[] seen;

  private int seenCount;
  private int stillSeen;

  ThingMarks(ThingTable table) {
    this.table = table;
    this.sprite = new @Nullable Sprite[table.size];
    this.note = new @Nullable Sprite[table.size];
    this.count = new @Nullable Sprite[table.size];
    this.doubt = new @Nullable Sprite[table.size];
    this.covered = new boolean[table.size];
    this.x = new int[table.size];
    this.y = new int[table.size];
    this.pass = new byte[table.size];
    this.raised = new int[table.size];
    this.ordered = new int[table.size];
    this.dots = new int[table.size];
    this.seen = new int[table.size];
  }

  /// The pass of an abnormal thing.
  static byte passOf(Severity severity) {
    return (byte) (QUIET + severity.ordinal());
  }

  /// Forgets the last frame.
  void begin() {
    for (int n = 0; n < seenCount; n++) {
      int i = seen[n];
      hide(i);
      covered[i] = false;
    }
    seenCount = 0;
    stillSeen = 0;
    raisedCount = 0;
  }

  /// Where a thing is that the picture can show, whether it is drawn or not. In the order of the
  /// table.
  void place(int thing, int atX, int atY) {
    x[thing] = atX;
    y[thing] = atY;
    seen[seenCount++] = thing;
    stillSeen += thing < table.still ? 1 : 0;
  }

  /// How many have a place of those that stand still.
  int stillSeen() {
    return stillSeen;
  }

  /// Which thing has a place as the so manieth.
  int seen(int index) {
    return seen[index];
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
    count[thing] = null;
    doubt[thing] = null;
    pass[thing] = HIDDEN;
  }

  /// Has the mark of another stand for it.
  void cover(int thing) {
    hide(thing);
    covered[thing] = true;
  }

  /// Writes beside a mark how many it stands for; a dot is raised above others.
  void count(int thing, Sprite number) {
    count[thing] = number;
    if (pass[thing] == DOTS) {
      pass[thing] = QUIET;
      raised[raisedCount++] = thing;
    }
  }

  /// Moves all that stands on the picture with it.
  void shift(int dx, int dy) {
    for (int n = 0; n < seenCount; n++) {
      x[seen[n]] += dx;
      y[seen[n]] += dy;
    }
  }

  /// Marks the cells of all that differs.
  void diff(ThingMarks before, DirtyCells cells) {
    for (int n = 0; n < seenCount; n++) {
      diff(before, seen[n], cells);
    }
    for (int n = 0; n < before.seenCount; n++) {
      if (sprite[before.seen[n]] == null) {
        diff(before, before.seen[n], cells);
      }
    }
  }

  private void diff(ThingMarks before, int i, DirtyCells cells) {
    if (sprite[i] != before.sprite[i]
        || note[i] != before.note[i]
        || count[i] != before.count[i]
        || doubt[i] != before.doubt[i]
        || (sprite[i] != null
            && (x[i] != before.x[i] || y[i] != before.y[i] || pass[i] != before.pass[i]))) {
      markCells(i, cells);
      before.markCells(i, cells);
    }
  }

  /// Puts all in the order in which it is drawn; once all is shown.
  void sort(View view) {
    sortRaised();
    sortDots(view);
  }

  /// The worst last; what was hidden again is forgotten.
  private void sortRaised() {
    int[] end = new int[PASSES + 1];
    for (int r = 0; r < raisedCount; r++) {
      end[pass[raised[r]] + 1]++;
    }
    int hidden = end[HIDDEN + 1];
    end[HIDDEN + 1] = 0;
    for (int p = 0; p < PASSES; p++) {
      end[p + 1] += end[p];
    }
    for (int r = 0; r < raisedCount; r++) {
      int p = pass[raised[r]];
      if (p != HIDDEN) {
        ordered[end[p]++] = raised[r];
      }
    }
    raisedCount -= hidden;
    int[] spare = raised;
    raised = ordered;
    ordered = spare;
  }

  /// Sorts the dots by upright strips, so that a cell is drawn without looking at all others beside
  /// it. The strips are fixed to the ground: dots that cover each other must do so in the same
  /// order when the map has moved.
  private void sortDots(View view) {
    beside = Math.floorMod(view.left(), STRIP) + STRIP;
    strips = (view.width() + beside) / STRIP + 2;
    if (stripStart.length <= strips) {
      stripStart = new int[strips + 1];
    }
    Arrays.fill(stripStart, 0);
    dotReach = 0;
    Sprite last = null;
    for (int n = 0; n < stillSeen; n++) {
      int i = seen[n];
      if (pass[i] == DOTS) {
        stripStart[strip(x[i]) + 1]++;
        if (sprite[i] != last || note[i] != null) {
          last = sprite[i];
          dotReach = Math.max(dotReach, reach(i));
        }
      }
    }
    for (int strip = 0; strip < strips; strip++) {
      stripStart[strip + 1] += stripStart[strip];
    }
    // Each strip is filled from its end, and so again from north to south.
    int[] end = Arrays.copyOfRange(stripStart, 1, strips + 1);
    for (int n = stillSeen - 1; n >= 0; n--) {
      int i = seen[n];
      if (pass[i] == DOTS) {
        dots[--end[strip(x[i])]] = i;
      }
    }
  }

  /// From a thing's place to the farthest pixel that is drawn of it.
  private int reach(int i) {
    Sprite s = sprite[i];
    Sprite below = note[i];
    int across = s == null ? 0 : Math.max(s.reachAcross(), s.reachAlong());
    return below == null || s == null
        ? across
        : Math.max(
            across,
            Math.max(below.reachAcross(), s.originY + below.originY / 2 + below.reachAlong()));
  }

  private int strip(int atX) {
    return Math.clamp(Math.floorDiv(atX + beside, STRIP), 0, strips - 1);
  }

  /// Draws the dots within the clip. Those of a strip stand from north to south, so that the first
  /// and the last to look at are found by halving.
  void drawDots(Raster raster) {
    int reach = dotReach + 1;
    int bottom = raster.clipBottom() + reach;
    int last = strip(raster.clipRight() + reach);
    for (int strip = strip(raster.clipLeft() - reach); strip <= last; strip++) {
      int end = stripStart[strip + 1];
      for (int at = firstBelow(raster.clipTop() - reach, stripStart[strip], end);
          at < end && y[dots[at]] < bottom;
          at++) {
        draw(dots[at], raster);
      }
    }
    for (int n = stillSeen; n < seenCount; n++) {
      if (pass[seen[n]] == DOTS) {
        draw(seen[n], raster);
      }
    }
  }

  private void draw(int i, Raster raster) {
    Sprite s = sprite[i];
    if (s != null) {
      raster.sprite(s, x[i], y[i]);
      Sprite below = note[i];
      if (below != null) {
        raster.sprite(below, x[i], y[i] + below(s, below));
      }
      Sprite number = count[i];
      if (number != null) {
        raster.sprite(number, x[i] + beside(s, number), y[i] - above(s, number));
      }
      Sprite why = doubt[i];
      if (why != null) {
        raster.sprite(why, x[i] - beside(s, why), y[i] - above(s, why));
      }
    }
  }

  /// From the middle of a symbol down to the middle of its note.
  static int below(Sprite symbol, Sprite note) {
    return symbol.originY + note.originY / 2;
  }

  static int beside(Sprite symbol, Sprite number) {
    return symbol.originX * 2 / 3 + number.originX;
  }

  static int above(Sprite symbol, Sprite number) {
    return symbol.originY * 2 / 3 + number.originY;
  }

  /// Draws all else, the worst last.
  void drawRaised(Raster raster) {
    for (int r = 0; r < raisedCount; r++) {
      draw(raised[r], raster);
    }
  }

  /// How many were raised above the dots; some may have been hidden again.
  int raisedCount() {
    return raisedCount;
  }

  /// Which thing was raised as the so manieth.
  int raised(int index) {
    return raised[index];
  }

  /// How many symbols a box would cover, dots apart.
  int countRaised(int boxX, int boxY, int halfWidth, int halfHeight) {
    return countRaised(boxX, boxY, halfWidth, halfHeight, 0);
  }

  /// @param ring how much larger than now a P1 is taken to be, device pixels
  int countRaised(int boxX, int boxY, int halfWidth, int halfHeight, int ring) {
    int covered = 0;
    for (int r = 0; r < raisedCount; r++) {
      int i = raised[r];
      Sprite s = sprite[i];
      int more = pass[i] == PASSES - 1 ? ring : 0;
      if (s != null
          && Math.abs(x[i] - boxX) < halfWidth + s.originX + more
          && Math.abs(y[i] - boxY) < halfHeight + s.originY + more) {
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
        cells.mark(below, x[i], y[i] + below(s, below));
      }
      Sprite number = count[i];
      if (number != null) {
        cells.mark(number, x[i] + beside(s, number), y[i] - above(s, number));
      }
      Sprite why = doubt[i];
      if (why != null) {
        cells.mark(why, x[i] - beside(s, why), y[i] - above(s, why));
      }
    }
  }

  /// @return a position in [#dots]
  private int firstBelow(int row, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (y[dots[middle]] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
