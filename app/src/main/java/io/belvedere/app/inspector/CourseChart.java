package io.belvedere.app.inspector;

import io.belvedere.app.look.PixelSheet;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.GroundPattern;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.history.Grounds;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The course of one datastream: an ink line, gaps where it was silent, hatched where nothing is
/// known, limits as dashes, and the playhead. What lies after the playhead is veiled. A press
/// seeks, a drag scrubs.
final class CourseChart extends Pane {
  static final double HEIGHT = 148;
  private static final double GUTTER = 72;
  private static final double AXIS = 20;
  private static final double LABEL = 18;

  private final LongConsumer seek;
  private final LongConsumer drag;
  private final PixelSheet sheet = new PixelSheet();
  private final Region veil = new Region();
  private final Region playhead = new Region();
  private final Label from = new Label();
  private final Label to = new Label();
  private final Label empty = new Label();
  private final List<Label> marks = new ArrayList<>();

  private Theme theme;
  private Optional<Course> shown = Optional.empty();
  private boolean stale = true;

  CourseChart(LongConsumer seek, LongConsumer drag, Theme theme) {
    this.seek = seek;
    this.drag = drag;
    this.theme = theme;
    getStyleClass().add("inspector-chart");
    setCursor(Cursor.CROSSHAIR);
    veil.getStyleClass().add("inspector-veil");
    playhead.getStyleClass().add("inspector-playhead");
    sheet.view().setLayoutX(GUTTER);
    for (Region node : List.of(veil, playhead, from, to, empty)) {
      node.setManaged(false);
      node.setMouseTransparent(true);
    }
    for (Label label : List.of(from, to, empty)) {
      label.getStyleClass().add("inspector-chart-label");
    }
    getChildren().addAll(sheet.view(), veil, playhead, from, to, empty);
    setOnMousePressed(e -> instantAt(e).ifPresent(t -> this.seek.accept(t)));
    setOnMouseDragged(e -> instantAt(e).ifPresent(t -> this.drag.accept(t)));
  }

  void setTheme(Theme theme) {
    this.theme = theme;
    stale = true;
  }

  /// Device pixels from the left to the right edge of the course.
  int columns() {
    return (int) Math.max(1, Math.round(plotWidth() * scale()));
  }

  /// The range to read for an instant: the last two hours, or those around an instant before them.
  static TimeRange rangeFor(long instant, long now) {
    long length = 2 * Micros.PER_HOUR;
    if (instant >= now - length * 9 / 10) {
      return new TimeRange(now - length, now);
    }
    return new TimeRange(instant - length / 2, instant + length / 2);
  }

  void show(
      Optional<Course> course,
      @Nullable Datastream described,
      long instant,
      Mode mode,
      TimeText text) {
    stale |= sheet.resize(plotWidth(), HEIGHT - AXIS, scale());
    if (stale || !course.equals(shown)) {
      paint(course, described, text);
      shown = course;
      stale = false;
    }
    showPlayhead(course, instant, mode);
  }

  private void paint(Optional<Course> course, @Nullable Datastream described, TimeText text) {
    int ground = Token.RAISED.argb(theme);
    sheet.clear(ground);
    marks.forEach(m -> m.setVisible(false));
    empty.setVisible(course.isPresent() && Double.isNaN(course.get().top()));
    boolean known = course.isEmpty() || course.get().grounds().isLoaded(course.get().range());
    empty.setText(known ? "Nothing was received in this time." : "Nothing is known of this time.");
    empty.resizeRelocate(GUTTER + 8, (HEIGHT - AXIS) / 2 - 10, plotWidth() - 16, 20);
    from.setVisible(course.isPresent());
    to.setVisible(course.isPresent());
    if (course.isPresent()) {
      Scale scale = Scale.of(course.get(), described);
      paintMarks(scale, PixelSheet.mix(ground, Token.TEXT.argb(theme), 0.5));
      paintCourse(course.get(), scale, Token.TEXT.argb(theme));
      Grounds grounds = course.get().grounds();
      paintMissing(Ground.NOT_LOADED, grounds.notLoaded(), course.get().range());
      paintMissing(Ground.LOST, grounds.lost(), course.get().range());
      from.setText(text.minute(course.get().range().from()));
      from.resizeRelocate(GUTTER, HEIGHT - AXIS + 2, 60, AXIS - 2);
      to.setText(text.minute(course.get().range().to()));
      to.resizeRelocate(GUTTER + plotWidth() - 36, HEIGHT - AXIS + 2, 36, AXIS - 2);
    }
    sheet.present();
  }

  /// A column from its lowest to its highest value, and on to its neighbour's, so that a step is
  /// one line.
  private void paintCourse(Course course, Scale scale, int ink) {
    int stroke = Math.max(1, (int) Math.round(1.5 * scale()));
    double last = Double.NaN;
    for (int x = 0; x < sheet.width(); x++) {
      int c = (int) ((long) x * course.columns() / sheet.width());
      double low = course.lowest()[c];
      double high = course.highest()[c];
      if (!Double.isNaN(low)) {
        double reachLow = Double.isNaN(last) ? low : Math.min(low, last);
        double reachHigh = Double.isNaN(last) ? high : Math.max(high, last);
        int y = y(scale.depth(reachHigh), stroke);
        sheet.fill(x, y, x + 1, y(scale.depth(reachLow), stroke) + stroke, ink);
      }
      last = Double.isNaN(low) ? Double.NaN : (low + high) / 2;
    }
  }

  /// Over all, because a value that held before does not tell how it was there.
  private void paintMissing(Ground why, List<TimeRange> parts, TimeRange range) {
    var pattern = new GroundPattern(sheet, scale(), theme);
    for (TimeRange part : parts) {
      int left = x(part.from(), range);
      pattern.paint(why, left, 0, Math.max(left + 1, x(part.to(), range)), sheet.height());
    }
  }

  /// Just beyond an edge for what lies beyond it.
  private int x(long instant, TimeRange range) {
    double at = (double) (instant - range.from()) / range.length() * sheet.width();
    return Math.clamp(Math.round(at), -1, sheet.width() + 1);
  }

  private void paintMarks(Scale scale, int grey) {
    double lastY = Double.NEGATIVE_INFINITY;
    int used = 0;
    List<Scale.Mark> fromTheTop =
        scale.marks().stream().sorted((a, b) -> Double.compare(b.value(), a.value())).toList();
    for (Scale.Mark mark : fromTheTop) {
      int unit = (int) Math.max(1, Math.round(scale()));
      sheet.dashes(0, sheet.width(), y(scale.depth(mark.value()), 1), 4 * unit, 3 * unit, grey);
      double y = scale.depth(mark.value()) * (HEIGHT - AXIS) - LABEL / 2;
      if (y - lastY >= LABEL - 2) {
        label(used++, mark.words(), y);
        lastY = y;
      }
    }
    if (scale.marks().isEmpty() && !Double.isNaN(scale.top()) && scale.top() != 1) {
      label(used++, ValueText.number(rounded(scale.top(), scale)), 0);
      label(used, ValueText.number(rounded(scale.bottom(), scale)), HEIGHT - AXIS - LABEL);
    }
  }

  /// As many digits as the height tells apart.
  private static double rounded(double value, Scale scale) {
    double grain = Math.pow(10, Math.floor(Math.log10(scale.top() - scale.bottom())) - 1);
    return Math.rint(value / grain) * grain;
  }

  private void label(int index, String words, double y) {
    if (index == marks.size()) {
      Label label = new Label();
      label.setManaged(false);
      label.setMouseTransparent(true);
      label.getStyleClass().addAll("inspector-chart-label", "inspector-chart-mark");
      marks.add(label);
      getChildren().add(label);
    }
    Label label = marks.get(index);
    label.setText(words);
    label.setVisible(true);
    label.resizeRelocate(0, Math.clamp(y, 0, HEIGHT - AXIS - LABEL), GUTTER - 8, LABEL);
  }

  private void showPlayhead(Optional<Course> course, long instant, Mode mode) {
    boolean within = course.isPresent() && course.get().range().clamp(instant) == instant;
    playhead.setVisible(within && mode == Mode.REPLAY);
    veil.setVisible(within && mode == Mode.REPLAY);
    if (within) {
      TimeRange range = course.get().range();
      double x = GUTTER + (double) (instant - range.from()) / range.length() * plotWidth();
      playhead.resizeRelocate(snapPositionX(x) - 1, 0, 2, HEIGHT - AXIS);
      veil.resizeRelocate(x, 0, Math.max(0, GUTTER + plotWidth() - x), HEIGHT - AXIS);
    }
  }

  private Optional<Long> instantAt(MouseEvent e) {
    return shown.map(
        course ->
            course.range().from()
                + Math.round(
                    Math.clamp((e.getX() - GUTTER) / plotWidth(), 0, 1) * course.range().length()));
  }

  private int y(double depth, int stroke) {
    return Math.clamp(Math.round(depth * sheet.height() - stroke / 2.0), 0, sheet.height());
  }

  private double plotWidth() {
    return Math.max(1, getWidth() - GUTTER);
  }

  private double scale() {
    var scene = getScene();
    return scene == null || scene.getWindow() == null ? 1 : scene.getWindow().getOutputScaleX();
  }

  @Override
  protected double computePrefHeight(double width) {
    return HEIGHT;
  }

  @Override
  protected double computeMinHeight(double width) {
    return HEIGHT;
  }
}
