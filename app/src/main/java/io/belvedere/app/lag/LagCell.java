package io.belvedere.app.lag;

import io.belvedere.app.lag.LagRow.Fold;
import io.belvedere.ingest.lag.LagStatus;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import org.jspecify.annotations.Nullable;

/// One district or partition, in columns.
final class LagCell extends ListCell<LagRow> {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass AT_RISK = PseudoClass.getPseudoClass("at-risk");
  private static final PseudoClass BELOW = PseudoClass.getPseudoClass("below");

  private final LagColumns columns = new LagColumns();
  private final Label name = columns.add(LagColumns.NAME, "lag-cell-name");
  private final Label status = columns.add(LagColumns.STATUS, "lag-status");
  private final Label records = columns.add(LagColumns.RECORDS, "lag-cell-figure");
  private final Label oldest = columns.add(LagColumns.OLDEST, "lag-cell-figure");
  private final Label trend = columns.add(LagColumns.TREND, "lag-cell-figure");
  private final Label clear = columns.add(LagColumns.CLEAR, "lag-cell-figure");
  private final Label deleted = columns.add(LagColumns.DELETED, "lag-cell-figure");
  private final Sparkline curve = new Sparkline();
  private final Label age = new Label();

  /// @param fold shows or puts away a district's partitions
  LagCell(Runnable fold) {
    getStyleClass().add("lag-cell");
    deleted.getStyleClass().add("lag-cell-deleted");
    age.getStyleClass().add("lag-cell-age");
    columns.add(curve, age);
    setOnMouseClicked(
        e -> {
          if (e.getButton() == MouseButton.PRIMARY && !isEmpty()) {
            fold.run();
          }
        });
  }

  @Override
  protected void updateItem(@Nullable LagRow item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      return;
    }
    boolean below = item.partition().isPresent();
    boolean stale = !item.age().isEmpty();
    name.setText(mark(item.fold()) + item.name());
    status.setText(item.status().name());
    for (LagStatus each : LagStatus.values()) {
      status.pseudoClassStateChanged(pseudoClass(each), each == item.status());
    }
    records.setText(item.waiting().records());
    oldest.setText(item.waiting().oldest());
    trend.setText(item.waiting().trend());
    clear.setText(item.waiting().clear());
    deleted.setText(item.deletedIn());
    curve.show(item.curve());
    curve.setVisible(!stale);
    age.setText(item.age());
    pseudoClassStateChanged(STALE, stale);
    pseudoClassStateChanged(BELOW, below);
    deleted.pseudoClassStateChanged(AT_RISK, item.atRisk());
    setGraphic(columns);
  }

  private static String mark(Fold fold) {
    return switch (fold) {
      case NONE -> "";
      case CLOSED -> "+ ";
      case OPEN -> "− ";
    };
  }

  private static PseudoClass pseudoClass(LagStatus status) {
    return PseudoClass.getPseudoClass(status.name().toLowerCase(Locale.ROOT));
  }
}
