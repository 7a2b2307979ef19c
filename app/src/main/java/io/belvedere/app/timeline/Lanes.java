package io.belvedere.app.timeline;

import io.belvedere.app.look.PixelSheet;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Marks;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Playhead;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.time.TimeRange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/// The lanes, their axis and the playhead upon them. The pixels are drawn anew only when the span
/// has moved by one of them or there is something new to tell; the playhead is a node that slides
/// over them.
final class Lanes extends Pane {
  static final double HEIGHT = LanePainter.AXIS_TOP + 22;
  static final double GUTTER = 96;
  static final double RIGHT = 12;

  /// A label of the axis and the air around it.
  private static final double TICK_SPACING = 72;

  private static final double TAG = 64;

  /// A word on missing ground and the air around it.
  private static final double WORD_PADDING = 12;

  private static final double GROUND_TOP = LanePainter.VOLUME_TOP + 6;
  private static final double GROUND_HEIGHT = 18;

  private static final double TICK_LABEL = 36;

  private final Playhead playhead;
  private final Marks marks;
  private final VisibleSpan span;
  private final PixelSheet sheet = new PixelSheet();
  private final LabelPool tickLabels = new LabelPool("timeline-tick");
  private final LabelPool stripLabels = new LabelPool("timeline-strip");
  private final LabelPool groundLabels = new LabelPool("timeline-ground");
  private final Label volume = laneName("", LanePainter.VOLUME_TOP + 14);
  private final Region line = new Region();
  private final Label tag = new Label();
  private final Label note = new Label();
  private final Region hoverLine = new Region();
  private final Label hover = new Label();

  private Theme theme;
  private double pointer = Double.NaN;
  private boolean panning;
  private double dragged;

  private TimeRange painted = new TimeRange(0, 1);
  private Columns paintedColumns = Columns.EMPTY;
  private Standing paintedStanding = Standing.UNKNOWN;
  private List<Long> paintedMarks = List.of();
  private Optional<TimeRange> paintedLoop = Optional.empty();
  private boolean stale = true;

  Lanes(Playhead playhead, Marks marks, VisibleSpan span, Theme theme) {
    this.playhead = playhead;
    this.marks = marks;
    this.span = span;
    this.theme = theme;
    getStyleClass().add("timeline-lanes");
    setCursor(Cursor.CROSSHAIR);
    line.getStyleClass().add("timeline-playhead");
    tag.getStyleClass().add("timeline-playhead-tag");
    note.getStyleClass().add("timeline-playhead-note");
    hoverLine.getStyleClass().add("timeline-hover-line");
    hover.getStyleClass().add("timeline-hover");
    sheet.view().setLayoutX(GUTTER);
    for (Region node : List.of(line, tag, note, hoverLine, hover)) {
      node.setManaged(false);
      node.setMouseTransparent(true);
    }
    getChildren()
        .addAll(
            laneName("Severity", LanePainter.SEVERITY_TOP),
            laneName("Volume", LanePainter.VOLUME_TOP - 2),
            volume,
            laneName("P1 and P2", LanePainter.INCIDENTS_TOP),
            laneName("Learnt late", LanePainter.AXIS_TOP - LanePainter.LATE_HEIGHT - 2),
            sheet.view(),
            tickLabels,
            stripLabels,
            groundLabels,
            hoverLine,
            line,
            tag,
            note,
            hover);
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseReleased(e -> panning = false);
    setOnMouseMoved(e -> pointer = e.getX());
    setOnMouseExited(e -> pointer = Double.NaN);
    setOnScroll(this::scroll);
  }

  void setTheme(Theme theme) {
    this.theme = theme;
    stale = true;
  }

  VisibleSpan span() {
    return span;
  }

  /// Device pixels from the left to the right edge of the span.
  int columns() {
    return (int) Math.max(1, Math.round(plotWidth() * scale()));
  }

  void show(InstantOnScreen screen, Columns columns, Standing standing, TimeText text) {
    stale |= sheet.resize(plotWidth(), LanePainter.AXIS_TOP + LanePainter.TICK, scale());
    long pixel = Math.max(1, span.length() / sheet.width());
    if (stale
        || columns != paintedColumns
        || standing != paintedStanding
        || !marks.all().equals(paintedMarks)
        || !playhead.range().equals(paintedLoop)
        || Math.abs(span.from() - painted.from()) >= pixel
        || Math.abs(span.to() - painted.to()) >= pixel) {
      paint(screen.now(), columns, standing, text);
    }
    showPlayhead(screen, text);
    showHover(screen.now(), columns, standing, text);
  }

  private void paint(long now, Columns columns, Standing standing, TimeText text) {
    painted = span.range();
    paintedColumns = columns;
    paintedStanding = standing;
    paintedMarks = marks.all();
    paintedLoop = playhead.range();
    stale = false;
    List<Long> ticks = TimeTicks.within(painted, (int) (plotWidth() / TICK_SPACING), text.zone());
    List<Strip.Placed> strips = Strip.arrange(standing.strips(), LanePainter.STRIP_ROWS);
    var painter = new LanePainter(sheet, scale(), theme);
    painter.paint(painted, now, columns, standing, strips, ticks);
    paintedLoop.ifPresent(loop -> painter.paintLoop(loop, painted));
    painter.paintMarks(paintedMarks, painted);
    sheet.present();

    tickLabels.begin();
    for (long tick : ticks) {
      double x = x(tick);
      if (x + 40 < GUTTER + plotWidth()) {
        tickLabels.put(text.minute(tick), x + 4, LanePainter.AXIS_TOP + 2, 60, 18);
      }
    }
    tickLabels.end();

    stripLabels.begin();
    for (Strip.Placed placed : strips) {
      double left = Math.max(GUTTER, x(placed.strip().range().from()));
      double right = Math.min(x(now), x(placed.strip().range().to()));
      if (right - left >= 48) {
        stripLabels
            .put(
                placed.words(),
                left + 4,
                LanePainter.INCIDENTS_TOP + placed.row() * LanePainter.STRIP_HEIGHT,
                right - left - 6,
                LanePainter.STRIP_HEIGHT - 1)
            .getStyleClass()
            .setAll(
                "timeline-strip",
                "timeline-" + placed.strip().worst().name().toLowerCase(Locale.ROOT));
      }
    }
    stripLabels.end();
    List<Missing> missing = columns.missing(new TimeRange(painted.from(), painted.clamp(now)));
    putGroundLabels(missing, now);
    setAccessibleText(words(missing, text));
    double highest = columns.highestRate(now);
    volume.setText(highest > 0 ? "to " + ValueText.number(highest) + "/s" : "");
  }

  /// Where there is room for it; elsewhere the hover tells.
  private void putGroundLabels(List<Missing> missing, long now) {
    groundLabels.begin();
    for (Missing part : missing) {
      double left = Math.max(GUTTER, x(part.range().from()));
      double right = Math.min(x(now), x(part.range().to()));
      Label label = groundLabels.put(part.ground().words(), left, GROUND_TOP, 0, GROUND_HEIGHT);
      // It may be new, and has no font then.
      label.applyCss();
      double width = snapSizeX(label.prefWidth(-1));
      if (width + WORD_PADDING <= right - left) {
        double middle = snapPositionX((left + right - width) / 2);
        label.resizeRelocate(middle, GROUND_TOP, width, GROUND_HEIGHT);
      } else {
        groundLabels.takeBack();
      }
    }
    groundLabels.end();
  }

  private String words(List<Missing> missing, TimeText text) {
    StringBuilder words = new StringBuilder("Timeline from ");
    words.append(text.minute(painted.from())).append(" to ").append(text.minute(painted.to()));
    missing.forEach(part -> words.append(", ").append(part.words(text)));
    return words.toString();
  }

  private void showPlayhead(InstantOnScreen screen, TimeText text) {
    double x = x(screen.instant());
    boolean inSight = x >= GUTTER - 0.5 && x <= GUTTER + plotWidth() + 0.5;
    line.setVisible(inSight);
    tag.setVisible(inSight);
    boolean replay = screen.mode() == Mode.REPLAY;
    mark(line, "timeline-playhead-replay", replay);
    mark(tag, "timeline-playhead-replay", replay);
    line.resizeRelocate(snapPositionX(x) - 2, 0, 4, LanePainter.AXIS_TOP + LanePainter.TICK);
    tag.setText(text.clock(screen.instant()));
    double left = Math.clamp(x - TAG / 2, GUTTER, Math.max(GUTTER, getWidth() - TAG));
    tag.resizeRelocate(snapPositionX(left), LanePainter.AXIS_TOP + 2, TAG, 20);
    // The playhead itself says it there.
    groundLabels.hideUnder(inSight ? x - 4 : Double.NaN, x + 4);
    double from = left;
    double to = left + TAG;
    note.setText(screen.remark(text));
    note.setVisible(inSight && !note.getText().isEmpty());
    if (note.isVisible()) {
      double width = snapSizeX(note.prefWidth(-1));
      boolean fits = to + width <= getWidth();
      from = fits ? from : from - width;
      to = fits ? to + width : to;
      note.resizeRelocate(
          snapPositionX(fits ? to - width : from), LanePainter.AXIS_TOP + 2, width, 20);
    }
    tickLabels.hideBetween(inSight ? from - TICK_LABEL : Double.NaN, to);
  }

  private void showHover(long now, Columns columns, Standing standing, TimeText text) {
    boolean within = pointer >= GUTTER && pointer <= GUTTER + plotWidth();
    hover.setVisible(within);
    hoverLine.setVisible(within);
    if (!within) {
      return;
    }
    hover.setText(Hover.text(instantAt(pointer), now, columns, standing, text));
    hoverLine.resizeRelocate(snapPositionX(pointer), 0, 1, LanePainter.AXIS_TOP);
    double width = snapSizeX(hover.prefWidth(-1));
    boolean left = pointer + 8 + width > getWidth();
    double x = left ? Math.max(0, pointer - 8 - width) : pointer + 8;
    hover.resizeRelocate(snapPositionX(x), LanePainter.VOLUME_TOP + 2, width, 24);
  }

  private void press(MouseEvent e) {
    panning =
        e.getButton() != MouseButton.PRIMARY
            || e.isShiftDown()
            || e.getY() > LanePainter.AXIS_TOP
            || e.getX() < GUTTER;
    dragged = e.getX();
    if (!panning) {
      playhead.beginDrag();
      playhead.drag(instantAt(e.getX()));
    }
  }

  private void drag(MouseEvent e) {
    pointer = e.getX();
    if (panning) {
      span.pan(-Math.round((e.getX() - dragged) / plotWidth() * span.length()));
      dragged = e.getX();
    } else {
      playhead.drag(instantAt(Math.clamp(e.getX(), GUTTER, GUTTER + plotWidth())));
    }
  }

  private void scroll(ScrollEvent e) {
    if (e.getDeltaY() != 0) {
      double fraction = Math.clamp((e.getX() - GUTTER) / plotWidth(), 0, 1);
      span.zoom(Math.pow(1.2, -e.getDeltaY() / 40), fraction);
    }
    if (e.getDeltaX() != 0) {
      span.pan(-Math.round(e.getDeltaX() / plotWidth() * span.length()));
    }
    e.consume();
  }

  private long instantAt(double x) {
    return span.instantAt((x - GUTTER) / plotWidth());
  }

  private double x(long instant) {
    return GUTTER + span.fractionOf(instant) * plotWidth();
  }

  private double plotWidth() {
    return Math.max(1, getWidth() - GUTTER - RIGHT);
  }

  private double scale() {
    var scene = getScene();
    return scene == null || scene.getWindow() == null ? 1 : scene.getWindow().getOutputScaleX();
  }

  private static Label laneName(String name, double top) {
    Label label = new Label(name);
    label.getStyleClass().add("timeline-lane-name");
    label.setManaged(false);
    label.resizeRelocate(12, top + 1, GUTTER - 20, 18);
    return label;
  }

  private static void mark(Region node, String style, boolean on) {
    if (node.getStyleClass().contains(style) != on) {
      if (on) {
        node.getStyleClass().add(style);
      } else {
        node.getStyleClass().remove(style);
      }
    }
  }
}
