package io.belvedere.app.look;

import io.belvedere.ingest.model.Severity;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// A severity as lists show it: its shape in its colour with its digit inside, so that nobody needs
/// to tell colours apart. Normal shows nothing.
public final class SeverityBadge extends StackPane {
  private final Region outline = new Region();
  private final Region fill = new Region();
  private final Label digit = new Label();
  private Severity severity = Severity.NORMAL;

  public SeverityBadge() {
    getStyleClass().add("severity-badge");
    getStylesheets()
        .add(
            Objects.requireNonNull(SeverityBadge.class.getResource("severity.css"))
                .toExternalForm());
    outline.getStyleClass().add("severity-outline");
    fill.getStyleClass().add("severity-fill");
    digit.getStyleClass().add("severity-digit");
    getChildren().addAll(outline, fill, digit);
    setVisible(false);
  }

  public SeverityBadge(Severity severity) {
    this();
    setSeverity(severity);
  }

  public Severity severity() {
    return severity;
  }

  public void setSeverity(Severity severity) {
    if (severity == this.severity) {
      return;
    }
    getStyleClass().remove("severity-" + this.severity.ordinal());
    this.severity = severity;
    setVisible(severity.isAbnormal());
    if (severity.isAbnormal()) {
      // Ordinals count up to P1, the digits down to it.
      digit.setText(severity.name().substring(1));
      getStyleClass().add("severity-" + severity.ordinal());
    }
    setAccessibleText(severity.name());
  }
}
