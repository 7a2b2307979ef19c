package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.ingest.alarm.RoadState;
import io.belvedere.ingest.model.Severity;
import org.jspecify.annotations.Nullable;

/// Draws the roads that are not clear: colour by severity, pattern by cause, an ink edge around
/// both.
final class TrafficLines {
  private static final double CASING = 1.5;

  /// Of any road, logical pixels.
  private static final double WIDEST = 9;

  /// The dots of a road that is silent inside an incident, logical pixels: those of others have
  /// four.
  private static final double FIRST_DOT = 3.5;

  private static final double DOT_GROWS = 0.75;

  private final RoadTable roads;
  private double[] screen = new double[256];

  // What is prepared.
  private final int[] lines;
  private final @Nullable RoadState[] troubles;
  private final int[] steps;
  private final int[] looks;
  private int lineCount;

  TrafficLines(RoadTable roads) {
    this.roads = roads;
    this.lines = new int[roads.points.length];
    this.troubles = new @Nullable RoadState[roads.points.length];
    this.steps = new int[roads.points.length];
    this.looks = new int[roads.points.length];
  }

  /// Finds the roads that are worth a line; whenever that has changed.
  void prepare(Traffic traffic) {
    lineCount = 0;
    // Milder ones first, so that the worst lies on top.
    for (int rank = 0; rank < Severity.COUNT; rank++) {
      for (int road = 0; road < roads.points.length; road++) {
        RoadState trouble = traffic.trouble(road);
        if (trouble != null && Traffic.rank(trouble) == rank) {
          lines[lineCount] = road;
          troubles[lineCount] = trouble;
          steps[lineCount] = traffic.step(road);
          looks[lineCount] = traffic.look(road);
          lineCount++;
        }
      }
    }
  }

  /// Draws what was prepared within the clip.
  void draw(Raster raster, View view, Theme theme) {
    forEachIn(raster, view, (line, trouble) -> drawRoad(raster, view, theme, line, trouble));
  }

  /// Draws what was prepared within the clip of a tile, out of what is kept of it.
  ///
  /// @param sheet as large as the tile, to draw on what is to be kept
  void draw(Raster raster, View view, Theme theme, RoadStrips kept, Raster sheet) {
    forEachIn(
        raster,
        view,
        (line, trouble) ->
            raster.strip(
                kept.get(
                    lines[line] * Traffic.LOOKS + looks[line],
                    () -> strip(sheet, view, theme, line, trouble))));
  }

  private Strip strip(Raster sheet, View view, Theme theme, int line, RoadState trouble) {
    double reach = reach(width(view, lines[line]), view);
    double[] box = roads.boxes[lines[line]];
    sheet.clip(
        (int) Math.floor(view.screenX(box[0]) - reach),
        (int) Math.floor(view.screenY(box[1]) - reach),
        (int) Math.ceil(view.screenX(box[2]) + reach),
        (int) Math.ceil(view.screenY(box[3]) + reach));
    sheet.fill(0);
    drawRoad(sheet, view, theme, line, trouble);
    return Strip.of(sheet);
  }

  private interface Line {
    /// @param line a position in [#lines]
    void at(int line, RoadState trouble);
  }

  private void forEachIn(Raster raster, View view, Line line) {
    double reach = reach(WIDEST, view);
    double west = view.worldX(raster.clipLeft() - reach);
    double north = view.worldY(raster.clipTop() - reach);
    double east = view.worldX(raster.clipRight() + reach);
    double south = view.worldY(raster.clipBottom() + reach);
    for (int i = 0; i < lineCount; i++) {
      RoadState trouble = troubles[i];
      double[] box = roads.boxes[lines[i]];
      if (trouble != null && box[2] > west && box[0] < east && box[3] > north && box[1] < south) {
        line.at(i, trouble);
      }
    }
  }

  /// Whether any of a road or of its halo may lie within the clip.
  boolean touches(Raster raster, View view, int road) {
    double reach = reach(WIDEST, view);
    double[] box = roads.boxes[road];
    return raster.touchesClip(
        view.screenX(box[0]) - reach,
        view.screenY(box[1]) - reach,
        view.screenX(box[2]) + reach,
        view.screenY(box[3]) + reach);
  }

  /// A line under the selected road.
  void drawHalo(Raster raster, View view, Theme theme, int road) {
    int count = project(view, road);
    LinePattern line = new LinePattern(raster, view.scale());
    double width = width(view, road);
    line.solid(screen, count, width + 10, Token.TEXT.argb(theme));
    line.solid(screen, count, width + 7, Token.RAISED.argb(theme));
  }

  /// Marks the cells along a road, and not those that lie only between its ends.
  void markDirty(DirtyCells cells, View view, int road) {
    double reach = reach(width(view, road), view);
    double[] box = roads.boxes[road];
    if (view.screenX(box[2]) + reach < 0
        || view.screenY(box[3]) + reach < 0
        || view.screenX(box[0]) - reach > view.width()
        || view.screenY(box[1]) - reach > view.height()) {
      return;
    }
    int count = project(view, road);
    for (int i = 2; i < count; i += 2) {
      cells.mark(
          Math.min(screen[i - 2], screen[i]) - reach,
          Math.min(screen[i - 1], screen[i + 1]) - reach,
          Math.max(screen[i - 2], screen[i]) + reach,
          Math.max(screen[i - 1], screen[i + 1]) + reach);
    }
  }

  private void drawRoad(Raster raster, View view, Theme theme, int line, RoadState state) {
    double width = width(view, lines[line]);
    int count = project(view, lines[line]);
    var pattern = new LinePattern(raster, view.scale());
    if (steps[line] > 0 && state.condition() == RoadState.Condition.UNKNOWN) {
      double dot = FIRST_DOT + DOT_GROWS * steps[line];
      pattern.dots(screen, count, 9, dot + 2, Token.RAISED.argb(theme));
      pattern.dots(screen, count, 9, dot, Token.TEXT.argb(theme));
    } else {
      draw(pattern, screen, count, width, theme, state);
    }
  }

  /// Draws a line with the colour and the pattern of a state.
  static void draw(
      LinePattern line, double[] screen, int count, double width, Theme theme, RoadState state) {
    Severity severity = state.severity();
    if (state.condition() == RoadState.Condition.UNKNOWN || !severity.isAbnormal()) {
      line.dots(screen, count, 8, Math.min(4, width), Token.UNKNOWN_ROAD.argb(theme));
      return;
    }
    int ink = Token.SYMBOL_OUTLINE.argb(theme);
    line.solid(screen, count, width + 2 * CASING, ink);
    line.solid(screen, count, width, Token.fill(severity).argb(theme));
    int mark = Token.glyph(severity).argb(theme);
    switch (state.condition()) {
      case FLOODED -> line.waves(screen, count, 12, width * 0.22, 1.5, mark);
      case CLOSED -> line.bars(screen, count, 10, width + 5, 2.5, ink);
      case JAM -> line.bars(screen, count, 5, width - 1, 1.5, mark);
      case SLOW -> line.bars(screen, count, 18, width - 1, 1.5, mark);
      case UNKNOWN, CLEAR -> {}
    }
  }

  /// From the middle of a road to the farthest that is drawn of it, device pixels.
  private static double reach(double width, View view) {
    return (width + 14) * view.scale();
  }

  private static double widthOf(double base) {
    return Math.clamp(base * 0.75, 4.5, WIDEST);
  }

  private double width(View view, int road) {
    return widthOf(BaseStyle.width(roads.roads.get(road).roadClass(), view.zoom()));
  }

  private int project(View view, int road) {
    double[] world = roads.points[road];
    if (screen.length < world.length) {
      screen = new double[world.length * 2];
    }
    for (int i = 0; i < world.length; i += 2) {
      screen[i] = view.screenX(world[i]);
      screen[i + 1] = view.screenY(world[i + 1]);
    }
    return world.length;
  }
}
