package io.belvedere.app.timeline;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Marks;
import io.belvedere.app.session.Playhead;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.TimeRange;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.layout.Region;

/// The last hours at a glance, and the way back into them. Press and drag to scrub, wheel to zoom,
/// drag the axis (or with Shift, or another button) to look elsewhere without moving the playhead.
public final class TimelinePane extends Region {
  public static final double HEIGHT = Transport.HEIGHT + Lanes.HEIGHT;

  /// How often what is on screen is read anew while the operator leaves it alone, nanoseconds.
  private static final long REFRESH = 1_000_000_000;

  private final Clock clock;
  private final Playhead playhead;
  private final Supplier<ZoneId> zone;
  private final VisibleSpan span;
  private final TimelineReading reading;
  private final Transport transport;
  private final Lanes lanes;

  private boolean followed = true;
  private long lastInstant;
  private TimeRange asked = new TimeRange(0, 0);
  private int askedColumns;
  private long askedAt;

  /// @param map names the places of incidents
  /// @param query where the history is read: neither the JavaFX thread nor the one that a scrub
  ///     waits for
  public TimelinePane(
      Clock clock,
      Playhead playhead,
      Marks marks,
      Supplier<ZoneId> zone,
      CityMap map,
      Executor query,
      Theme theme) {
    this.clock = clock;
    this.playhead = playhead;
    this.zone = zone;
    this.span = new VisibleSpan(clock.now());
    this.reading = new TimelineReading(map, query);
    this.transport = new Transport(playhead);
    this.lanes = new Lanes(playhead, marks, span, theme);
    this.lastInstant = playhead.instant();
    getStyleClass().add("timeline-pane");
    getStylesheets()
        .add(
            Objects.requireNonNull(TimelinePane.class.getResource("timeline.css"))
                .toExternalForm());
    getChildren().addAll(transport, lanes);
  }

  public void setTheme(Theme theme) {
    lanes.setTheme(theme);
  }

  /// Draws what has changed; once a pulse.
  public void show(InstantOnScreen screen) {
    long now = screen.now();
    List<LiveDistrict> districts = screen.districts().stream().map(OnScreen::district).toList();
    PastProgress progress = PastProgress.of(districts);
    span.setBounds(
        reading.columns().earliest().orElse(now),
        reading.columns().reach().orElse(now),
        progress.isMissing(),
        now);
    followPlayhead(screen);
    ask(districts);
    TimeText text = new TimeText(zone.get());
    transport.show(screen, districts, progress, text);
    lanes.show(screen, reading.columns(), reading.standing(), text);
  }

  /// Has the missing past be loaded if the operator had stopped it, or else not any more.
  public void togglePast() {
    transport.togglePast();
  }

  /// Whether all that there is to see is drawn, as far as the history has it by now.
  public boolean isSettled() {
    return reading.isSettled();
  }

  private void followPlayhead(InstantOnScreen screen) {
    boolean follows = playhead.isFollowing();
    if (follows && !followed) {
      span.returnToNow();
    } else if (!follows && screen.instant() != lastInstant && !lanes.isPressed()) {
      span.keepInSight(screen.instant(), screen.speed());
    }
    followed = follows;
    lastInstant = screen.instant();
  }

  /// At once if the operator looks at something else, or at what was not asked for and would be
  /// drawn as quiet; else now and then.
  private void ask(List<LiveDistrict> districts) {
    boolean elsewhere =
        span.from() < asked.from()
            || Math.abs(span.from() - asked.from()) > span.length() / 50
            || Math.abs(span.to() - asked.to()) > span.length() / 50
            || askedColumns != lanes.columns();
    boolean due = clock.ticks() - askedAt >= REFRESH;
    if ((!elsewhere && !due) || !reading.isIdle()) {
      reading.askMore(districts, asked);
      return;
    }
    asked = span.range();
    askedColumns = lanes.columns();
    askedAt = clock.ticks();
    reading.ask(districts, asked, askedColumns);
  }

  @Override
  protected void layoutChildren() {
    transport.resizeRelocate(0, 0, getWidth(), Transport.HEIGHT);
    lanes.resizeRelocate(0, Transport.HEIGHT, getWidth(), Lanes.HEIGHT);
  }

  @Override
  protected double computePrefHeight(double width) {
    return HEIGHT;
  }

  @Override
  protected double computeMinHeight(double width) {
    return HEIGHT;
  }

  @Override
  protected double computeMaxHeight(double width) {
    return HEIGHT;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 480;
  }
}
