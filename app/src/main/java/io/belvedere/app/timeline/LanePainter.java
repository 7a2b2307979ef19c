package io.belvedere.app.timeline;

import io.belvedere.app.look.PixelSheet;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.GroundPattern;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import java.util.Arrays;
import java.util.List;

/// Draws the three lanes: severity by colour and height, volume as grey columns, and the incidents
/// as strips above the clock ticks of what was learnt late; across all of them what is not known.
/// Lengths are layout units, multiplied by the screen's scale.
final class LanePainter {
  static final int SEVERITY_TOP = 0;
  static final int SEVERITY_HEIGHT = 22;
  static final int VOLUME_TOP = 26;
  static final int VOLUME_HEIGHT = 30;
  static final int INCIDENTS_TOP = 60;
  static final int STRIP_HEIGHT = 16;
  static final int STRIP_ROWS = 2;
  static final int LATE_HEIGHT = 14;
  static final int AXIS_TOP = INCIDENTS_TOP + STRIP_ROWS * STRIP_HEIGHT + LATE_HEIGHT;
  static final int TICK = 5;

  /// So that a single column can be seen, and is no bare line.
  private static final int NARROWEST = 3;

  private static final int CLOCK_SPACING = 14;

  /// Half the width of a mark's flag, and its height.
  private static final int FLAG = 7;

  private final PixelSheet sheet;
  private final double scale;
  private final Theme theme;
  private final GroundPattern pattern;
  private final int ground;
  private final int grey;
  private final int ink;

  LanePainter(PixelSheet sheet, double scale, Theme theme) {
    this.sheet = sheet;
    this.scale = scale;
    this.theme = theme;
    this.pattern = new GroundPattern(sheet, scale, theme);
    ground = Token.RAISED.argb(theme);
    ink = Token.TEXT.argb(theme);
    grey = PixelSheet.mix(ground, ink, 0.5);
  }

  void paint(
      TimeRange span,
      long now,
      Columns columns,
      Standing standing,
      List<Strip.Placed> strips,
      List<Long> ticks) {
    sheet.clear(Token.PANEL.argb(theme));
    int nowX = Math.clamp(x(now, span), 0, sheet.width());
    boolean[] known = new boolean[nowX];
    Arrays.fill(known, true);
    for (int top : new int[] {SEVERITY_TOP, VOLUME_TOP, INCIDENTS_TOP}) {
      sheet.fill(0, px(top), nowX, px(bottomOf(top)), ground);
    }
    strips.forEach(placed -> paintStrip(placed, span, nowX));
    columns.missing(span).forEach(missing -> paintMissing(missing, span, known));
    paintColumns(span, now, known, columns, standing);
    paintLate(span, known, standing);
    for (long tick : ticks) {
      int x = x(tick, span);
      sheet.fill(x, px(AXIS_TOP), x + px(1), px(AXIS_TOP + TICK), grey);
    }
    sheet.fill(nowX, 0, nowX + px(1), px(AXIS_TOP + TICK), grey);
  }

  /// A bar along the axis.
  void paintLoop(TimeRange loop, TimeRange span) {
    int left = Math.max(0, x(loop.from(), span));
    int right = Math.max(left + px(NARROWEST), x(loop.to(), span));
    sheet.fill(left, px(AXIS_TOP), right, px(AXIS_TOP + 3), ink);
  }

  /// A flag each, hanging from the top of the lanes.
  void paintMarks(List<Long> marks, TimeRange span) {
    for (long mark : marks) {
      if (!span.contains(mark)) {
        continue;
      }
      int x = x(mark, span);
      sheet.fill(x, 0, x + px(1), px(AXIS_TOP + TICK), ink);
      int reach = px(FLAG);
      for (int row = 0; row < reach; row++) {
        sheet.fill(x - reach + row, row, x + px(1) + reach - row, row + 1, ink);
      }
    }
  }

  static int bottomOf(int top) {
    return switch (top) {
      case SEVERITY_TOP -> SEVERITY_TOP + SEVERITY_HEIGHT;
      case VOLUME_TOP -> VOLUME_TOP + VOLUME_HEIGHT;
      default -> AXIS_TOP;
    };
  }

  /// The shortest can be seen, and nothing else is to be read there.
  private void paintMissing(Missing missing, TimeRange span, boolean[] known) {
    int left = Math.clamp(x(missing.range().from(), span), 0, known.length);
    int right = x(missing.range().to(), span);
    right = Math.clamp(Math.max(right, left + px(NARROWEST)), left, known.length);
    Arrays.fill(known, left, right, false);
    for (int top : new int[] {SEVERITY_TOP, VOLUME_TOP, INCIDENTS_TOP}) {
      pattern.paint(missing.ground(), left, px(top), right, px(bottomOf(top)));
    }
  }

  private void paintColumns(
      TimeRange span, long now, boolean[] known, Columns columns, Standing standing) {
    double highest = Math.max(Double.MIN_NORMAL, columns.highestRate(now));
    int severeUntil = 0;
    Severity severe = Severity.NORMAL;
    for (int x = 0; x < known.length; x++) {
      if (!known[x]) {
        continue;
      }
      long instant = span.from() + Math.round((x + 0.5) / sheet.width() * span.length());
      int column = columns.indexOf(instant);
      if (column < 0 || column >= columns.count()) {
        continue;
      }
      double share = Math.min(1, columns.rate(column, now) / highest);
      int bar = (int) Math.round(share * px(VOLUME_HEIGHT - 2));
      int volumeBottom = px(VOLUME_TOP + VOLUME_HEIGHT);
      sheet.fill(x, volumeBottom - bar, x + 1, volumeBottom, grey);

      Severity worst = worse(columns.worst(column), standing.worstAt(instant));
      if (worst.compareTo(severe) >= 0 || x >= severeUntil) {
        severe = worst;
        severeUntil = worst.isAbnormal() ? x + px(NARROWEST) : x;
      }
      if (severe.isAbnormal()) {
        paintSeverity(x, severe);
      }
    }
  }

  /// The worse, the higher: readable without colour too.
  private void paintSeverity(int x, Severity severity) {
    int bottom = px(SEVERITY_TOP + SEVERITY_HEIGHT);
    int height = px(SEVERITY_HEIGHT) * severity.ordinal() / (Severity.COUNT - 1);
    sheet.fill(x, bottom - height, x + 1, bottom, Token.fill(severity).argb(theme));
  }

  private void paintStrip(Strip.Placed placed, TimeRange span, int nowX) {
    int left = Math.max(-1, x(placed.strip().range().from(), span));
    int right =
        Math.min(nowX, Math.max(left + px(NARROWEST), x(placed.strip().range().to(), span)));
    int top = px(INCIDENTS_TOP + placed.row() * STRIP_HEIGHT);
    int bottom = px(INCIDENTS_TOP + (placed.row() + 1) * STRIP_HEIGHT - 1);
    int line = px(1);
    sheet.fill(left, top, right, bottom, ink);
    sheet.fill(
        left + line,
        top + line,
        right - line,
        bottom - line,
        Token.fill(placed.strip().worst()).argb(theme));
  }

  private void paintLate(TimeRange span, boolean[] known, Standing standing) {
    int middle = px(INCIDENTS_TOP + STRIP_ROWS * STRIP_HEIGHT) + px(LATE_HEIGHT) / 2;
    int last = -px(CLOCK_SPACING);
    for (int x = 0; x < known.length; x++) {
      long instant = span.from() + Math.round((x + 0.5) / sheet.width() * span.length());
      if (known[x] && x - last >= px(CLOCK_SPACING) && standing.lateAt(instant) > 0) {
        paintClock(x + px(6), middle);
        last = x;
      }
    }
  }

  /// A small clock, its hands at four: learnt late.
  private void paintClock(int middleX, int middleY) {
    double radius = 4.5 * scale;
    double stroke = 1.2 * scale;
    int reach = (int) Math.ceil(radius + stroke);
    for (int dy = -reach; dy <= reach; dy++) {
      for (int dx = -reach; dx <= reach; dx++) {
        double off = Math.abs(Math.hypot(dx, dy) - radius);
        if (off < stroke) {
          int x = middleX + dx;
          int y = middleY + dy;
          int colour = PixelSheet.mix(ground, ink, Math.min(1, (stroke - off) / stroke * 1.4));
          sheet.fill(x, y, x + 1, y + 1, colour);
        }
      }
    }
    sheet.fill(middleX, middleY - px(3), middleX + px(1), middleY + px(1), ink);
    sheet.fill(middleX, middleY, middleX + px(3), middleY + px(1), ink);
  }

  private int x(long instant, TimeRange span) {
    double at = (double) (instant - span.from()) / span.length() * sheet.width();
    return Math.clamp(Math.round(at), -1, sheet.width() + 1);
  }

  private int px(double units) {
    return (int) Math.round(units * scale);
  }

  private static Severity worse(Severity a, Severity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
