package io.belvedere.app.lag;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// How far we are behind, and what became of every observation. Always of now, whatever instant is
/// on screen.
public final class LagPane extends ScrollPane {
  /// Figures that change faster cannot be read, nanoseconds.
  private static final long REFRESH = 500_000_000L;

  private final Clock clock;
  private final Supplier<ZoneId> zone;
  private final VBox parts = new VBox();
  private final Label drawing = new Label();
  private boolean shown;
  private long shownAt;

  public LagPane(Clock clock, Supplier<ZoneId> zone) {
    this.clock = clock;
    this.zone = zone;
    getStyleClass().add("lag-pane");
    getStylesheets()
        .add(Objects.requireNonNull(LagPane.class.getResource("lag.css")).toExternalForm());
    setFitToWidth(true);
    parts.getStyleClass().add("lag-parts");
    drawing.getStyleClass().add("lag-drawing");
    drawing.setId("drawing");
    setContent(new VBox(parts, drawing));
  }

  /// Brings the figures up to date, twice a second; once a pulse while it can be seen.
  ///
  /// @param drawn how the map is drawn, in words
  public void show(InstantOnScreen screen, Supplier<String> drawn) {
    boolean same = parts.getChildren().size() == screen.districts().size();
    if (shown && same && clock.ticks() - shownAt < REFRESH) {
      return;
    }
    shown = true;
    shownAt = clock.ticks();
    while (parts.getChildren().size() > screen.districts().size()) {
      parts.getChildren().removeLast();
    }
    while (parts.getChildren().size() < screen.districts().size()) {
      parts.getChildren().add(new DistrictLag());
    }
    drawing.setText(drawn.get());
    TimeText text = new TimeText(zone.get());
    for (int i = 0; i < screen.districts().size(); i++) {
      ((DistrictLag) parts.getChildren().get(i))
          .show(screen.districts().get(i), screen.now(), text);
    }
  }
}
