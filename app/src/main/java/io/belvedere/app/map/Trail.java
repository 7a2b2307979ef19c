package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.history.Grounds;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where one vehicle was over a time: runs of fixes that followed each other. Between two runs it
/// was not heard of, or nothing is loaded: there is a gap. Immutable.
///
/// @param period expected time between two fixes, microseconds
/// @param runs by event time; a run of one fix is a place without a way
record Trail(Selected.OfThing of, long period, List<List<Fix>> runs) {
  /// How far back it reaches, microseconds.
  static final long SPAN = 15 * Micros.PER_MINUTE;

  /// So many expected periods apart two fixes do not follow each other: by then a value is stale.
  private static final int FOLLOWS = 5;

  /// At its end and at its beginning, logical pixels.
  private static final double WIDEST = 4.5;

  private static final double NARROWEST = 1.5;
  private static final double EDGE = 2;

  Trail {
    runs = runs.stream().map(List::copyOf).toList();
  }

  /// Up to an instant; any thread.
  ///
  /// @param lon number of the longitude's datastream
  /// @param known only what had been received by then, microseconds UTC
  static Trail of(
      Selected.OfThing of,
      History history,
      int lon,
      int lat,
      long period,
      long instant,
      long known) {
    Grounds grounds = Grounds.of(history);
    TimeRange range = new TimeRange(instant - SPAN, instant + 1);
    List<List<Fix>> runs = new ArrayList<>();
    List<Fix> run = new ArrayList<>();
    for (Fix fix : Fix.of(history, lon, lat, range, known)) {
      if (!range.contains(fix.time())) {
        continue;
      }
      if (!run.isEmpty() && !follows(run.getLast(), fix, period, grounds)) {
        runs.add(run);
        run = new ArrayList<>();
      }
      run.add(fix);
    }
    if (!run.isEmpty()) {
      runs.add(run);
    }
    return new Trail(of, period, runs);
  }

  /// Puts its lines to what a frame shows: what was before an instant, the older the narrower.
  ///
  /// @param last where it is drawn at that instant; null if it is not
  void show(View view, Theme theme, long instant, @Nullable Fix last, Details details) {
    List<Detail.Line> lines = new ArrayList<>();
    for (List<Fix> run : runs) {
      Fix from = null;
      for (Fix fix : run) {
        if (fix.time() <= instant && fix.time() >= instant - SPAN) {
          add(from == null ? fix : from, fix, view, theme, instant, lines::add);
          from = fix;
        }
      }
      boolean isNewest = run == runs.getLast();
      if (isNewest && from != null && last != null && isAfter(from, last)) {
        add(from, last, view, theme, instant, lines::add);
      }
    }
    for (Detail.Line line : lines) {
      details.putBelow(
          new Detail.Line(
              line.x0(),
              line.y0(),
              line.x1(),
              line.y1(),
              line.thickness() + EDGE * view.scale(),
              0,
              Token.RAISED.argb(theme)));
    }
    lines.forEach(details::putBelow);
  }

  private boolean isAfter(Fix from, Fix last) {
    return last.time() > from.time() && last.time() - from.time() <= FOLLOWS * period;
  }

  private static boolean follows(Fix one, Fix next, long period, Grounds grounds) {
    return next.time() - one.time() <= FOLLOWS * period
        && grounds.isLoaded(new TimeRange(one.time(), next.time()));
  }

  /// A way that crosses the antimeridian is drawn at both edges of the world.
  private static void add(
      Fix from, Fix to, View view, Theme theme, long instant, Consumer<Detail.Line> lines) {
    double east = from.eastTo(to);
    add(from.x(), from.y(), from.x() + east, to, view, theme, instant, lines);
    if (from.x() + east != to.x() && Math.abs(to.x() - from.x()) > 0.5) {
      add(to.x() - east, from.y(), to.x(), to, view, theme, instant, lines);
    }
  }

  private static void add(
      double fromX,
      double fromY,
      double toX,
      Fix to,
      View view,
      Theme theme,
      long instant,
      Consumer<Detail.Line> lines) {
    int x0 = view.pixelX(fromX);
    int y0 = view.pixelY(fromY);
    int x1 = view.pixelX(toX);
    int y1 = view.pixelY(to.y());
    int reach = view.px(WIDEST);
    if (Math.max(x0, x1) < -reach
        || Math.max(y0, y1) < -reach
        || Math.min(x0, x1) > view.width() + reach
        || Math.min(y0, y1) > view.height() + reach) {
      return;
    }
    double youth = 1 - (double) (instant - to.time()) / SPAN;
    // By quarters: what gets narrower by less would have to be drawn anew in each frame.
    double thickness = Math.rint(4 * (NARROWEST + (WIDEST - NARROWEST) * youth)) / 4;
    int argb = (youth > 1 / 3.0 ? Token.TEXT : Token.TEXT_SECONDARY).argb(theme);
    lines.accept(new Detail.Line(x0, y0, x1, y1, thickness * view.scale(), 0, argb));
  }
}
