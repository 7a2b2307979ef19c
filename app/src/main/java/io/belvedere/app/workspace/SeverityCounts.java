package io.belvedere.app.workspace;

import io.belvedere.app.look.SymbolNode;
import io.belvedere.ingest.model.Severity;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// How much needs a person at once, in the strip: "P1 2, P2 5". None of a severity is not shown,
/// because colour means that somebody is needed; its place stays. "2?" where it is not known
/// whether they still stood.
public final class SeverityCounts extends HBox {
  private final Label p1 = count(Severity.P1);
  private final Label p2 = count(Severity.P2);
  private AlarmsOf shown = new AlarmsOf(0, 0, true);

  private record AlarmsOf(int p1, int p2, boolean certain) {}

  public SeverityCounts() {
    getStyleClass().add("counts");
    getChildren().addAll(p1, p2);
    show(0, 0);
  }

  /// @param p1 how many alarms there are of the worst severity
  public void show(int p1, int p2) {
    show(new AlarmsOf(p1, p2, shown.certain()));
  }

  /// Whether it is known of the instant on screen how many there are.
  public void setCertain(boolean certain) {
    if (certain != shown.certain()) {
      show(new AlarmsOf(shown.p1(), shown.p2(), certain));
    }
  }

  private void show(AlarmsOf counts) {
    shown = counts;
    show(p1, counts.p1(), counts.certain());
    show(p2, counts.p2(), counts.certain());
  }

  private static void show(Label label, int count, boolean certain) {
    label.setText(certain ? String.valueOf(count) : count + "?");
    label.setVisible(count > 0);
  }

  private static Label count(Severity severity) {
    var label = new Label("", SymbolNode.digit(severity));
    label.setId("count-" + severity);
    label.getStyleClass().add("count");
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }
}
