package io.belvedere.app.timeline;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Playhead;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The buttons that move the playhead, and how far the past is loaded. None of the former takes the
/// keyboard, which belongs to the keys that work everywhere.
final class Transport extends HBox {
  static final double HEIGHT = 48;
  private static final long STEP = 10 * Micros.PER_SECOND;

  private final Button play = button("play", "Play or pause", "Space");
  private final Label speed = new Label();
  private final Label instant = new Label();
  private final PastLine past = new PastLine();
  private final Label behind = new Label();
  private final Button live = new Button("Back to live  [End]");

  Transport(Playhead playhead) {
    getStyleClass().add("timeline-transport");
    setAlignment(Pos.CENTER_LEFT);
    Button back = button("step-back", "Back 10 s", "Left");
    Button slower = button("slower", "Slower, and on to backward", "");
    Button faster = button("faster", "Faster", "");
    Button forward = button("step-forward", "Forward 10 s", "Right");
    back.setOnAction(e -> playhead.step(-STEP));
    slower.setOnAction(e -> playhead.slower());
    play.setOnAction(e -> playhead.toggle());
    faster.setOnAction(e -> playhead.faster());
    forward.setOnAction(e -> playhead.step(STEP));
    live.setOnAction(e -> playhead.follow());
    live.setFocusTraversable(false);
    live.getStyleClass().add("timeline-live");
    speed.getStyleClass().add("timeline-speed");
    instant.getStyleClass().add("timeline-instant");
    behind.getStyleClass().add("timeline-behind");
    for (Region fixed : List.of(speed, instant, behind, live)) {
      fixed.setMinWidth(USE_PREF_SIZE);
    }
    past.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(past, Priority.ALWAYS);
    getChildren().addAll(back, slower, play, faster, forward, speed, instant, past, behind, live);
  }

  void show(
      InstantOnScreen screen, List<LiveDistrict> districts, PastProgress progress, TimeText text) {
    boolean replay = screen.mode() == Mode.REPLAY;
    boolean moving = !replay || screen.speed() != 0;
    setIcon(play, moving ? "pause" : "play");
    speed.setText(replay ? speedText(screen.speed()) : "follows now");
    instant.setText(text.clock(screen.instant()));
    behind.setText(replay ? TimeText.age(screen.now() - screen.instant()) + " behind" : "");
    live.setDisable(!replay);
    past.show(districts, progress);
  }

  void togglePast() {
    past.toggle();
  }

  /// `paused`, `1×`, `−0.25×`.
  static String speedText(double speed) {
    if (speed == 0) {
      return "paused";
    }
    String number =
        speed == Math.rint(speed)
            ? String.format(Locale.ROOT, "%.0f", Math.abs(speed))
            : String.valueOf(Math.abs(speed));
    return (speed < 0 ? "−" : "") + number + "×";
  }

  private static Button button(String icon, String words, String key) {
    Button button = new Button();
    button.getStyleClass().addAll("square-button", "timeline-button");
    button.setAccessibleText(words);
    button.setTooltip(new Tooltip(key.isEmpty() ? words : words + "  [" + key + "]"));
    button.setFocusTraversable(false);
    setIcon(button, icon);
    return button;
  }

  private static void setIcon(Button button, String icon) {
    String style = "timeline-icon-" + icon;
    if (button.getGraphic() instanceof Region shown && shown.getStyleClass().contains(style)) {
      return;
    }
    Region shape = new Region();
    shape.getStyleClass().addAll("timeline-icon", style);
    button.setGraphic(shape);
  }
}
