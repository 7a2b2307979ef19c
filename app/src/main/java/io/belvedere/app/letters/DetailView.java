package io.belvedere.app.letters;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All of the selected letter: why it was rejected, where it is in Kafka, and its bytes.
final class DetailView extends VBox {
  private static final double WORDS = 80;

  private final Label reason = new Label();
  private final GridPane facts = new GridPane();
  private final Label remark = new Label();
  private final HexView hex = new HexView();
  private LetterRow.@Nullable Key shown;

  DetailView() {
    getStyleClass().add("letters-detail");
    reason.getStyleClass().add("letters-heading");
    reason.setId("letter-reason");
    reason.setWrapText(true);
    reason.setMinHeight(USE_PREF_SIZE);
    remark.getStyleClass().add("letters-text");
    remark.setId("letter-remark");
    remark.setMinHeight(USE_PREF_SIZE);
    facts.getStyleClass().add("letters-facts");
    facts.setMinHeight(USE_PREF_SIZE);
    var words = new ColumnConstraints(WORDS);
    var figures = new ColumnConstraints();
    figures.setHgrow(Priority.ALWAYS);
    facts.getColumnConstraints().addAll(words, figures);
    VBox.setVgrow(hex, Priority.ALWAYS);
    getChildren().addAll(reason, facts, remark, hex);
    show(Optional.empty());
  }

  HexView hex() {
    return hex;
  }

  void show(Optional<LetterDetail> detail) {
    boolean none = detail.isEmpty();
    setVisible(!none);
    if (none) {
      shown = null;
      hex.show(new byte[0], -1, -1);
      return;
    }
    LetterDetail of = detail.get();
    if (of.key().equals(shown)) {
      return;
    }
    shown = of.key();
    reason.setText(of.reason());
    remark.setText(of.remark());
    facts.getChildren().clear();
    for (int row = 0; row < of.facts().size(); row++) {
      List<String> fact = of.facts().get(row);
      Label word = new Label(fact.getFirst());
      word.getStyleClass().add("letters-word");
      Label figure = new Label(fact.getLast());
      figure.getStyleClass().add("letters-fact");
      figure.setWrapText(true);
      figure.setMaxHeight(64);
      facts.add(word, 0, row);
      facts.add(figure, 1, row);
    }
    hex.show(of.value(), of.from(), of.to());
  }
}
