package io.belvedere.app.timeline;

import io.belvedere.ingest.feed.LiveDistrict;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// How far the missing past is loaded, and the button that stops it or has it go on. Its place
/// stays when there is nothing to say, and the button stands before the words, so that it never
/// moves under a pointer.
final class PastLine extends HBox {
  private static final double BUTTON = 64;

  private final Button button = new Button();
  private final Label words = label("timeline-past-words");
  private final Label why = label("timeline-past-why");
  private final Tooltip whole = new Tooltip();
  private List<LiveDistrict> districts = List.of();
  private PastProgress shown = PastProgress.NOTHING;

  PastLine() {
    getStyleClass().add("timeline-past");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    setVisible(false);
    button.getStyleClass().add("timeline-past-button");
    button.setMinWidth(BUTTON);
    button.setMaxWidth(BUTTON);
    button.setOnAction(e -> toggle());
    why.setTooltip(whole);
    VBox lines = new VBox(words, why);
    lines.setMinWidth(0);
    lines.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(button, lines);
  }

  void show(List<LiveDistrict> of, PastProgress progress) {
    districts = of;
    if (progress.equals(shown)) {
      return;
    }
    shown = progress;
    boolean leaves = !progress.isMissing();
    if (leaves && button.isFocused()) {
      // Or the next node would have it, which may be one to type in.
      getParent().requestFocus();
    }
    setVisible(!leaves);
    words.setText(progress.words());
    why.setText(progress.why());
    why.setManaged(!progress.why().isEmpty());
    whole.setText(progress.line());
    button.setText(progress.isWanted() ? "Stop" : "Load");
    button.setAccessibleText(
        (progress.isWanted() ? "Stop loading the past. " : "Load the past. ") + progress.line());
  }

  /// Does what the button does.
  void toggle() {
    boolean wanted = !shown.isWanted();
    districts.forEach(district -> district.readPast(wanted));
  }

  private static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setMinWidth(0);
    return label;
  }
}
