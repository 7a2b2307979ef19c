package io.belvedere.app.look;

import io.belvedere.ingest.model.Severity;
import javafx.scene.layout.StackPane;

/// A severity as lists show it, in a box that is equally large for all of them. Normal shows
/// nothing.
public final class SeverityBadge extends StackPane {
  public static final double SIZE = 24;

  private Severity severity = Severity.NORMAL;

  public SeverityBadge() {
    setMinSize(SIZE, SIZE);
    setMaxSize(SIZE, SIZE);
  }

  public SeverityBadge(Severity severity) {
    this();
    setSeverity(severity);
  }

  public Severity severity() {
    return severity;
  }

  public void setSeverity(Severity severity) {
    if (severity != this.severity) {
      this.severity = severity;
      setAccessibleText(severity.name());
      if (severity.isAbnormal()) {
        getChildren().setAll(SymbolNode.digit(severity));
      } else {
        getChildren().clear();
      }
    }
  }
}
