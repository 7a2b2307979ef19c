package io.belvedere.app.inspector;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.Agreement.Member;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// What the redundant sensors beside a datastream say, and whether they agree; takes no room where
/// there are none.
final class GroupBox extends VBox {
  /// More of one kind at a place nobody reads.
  private static final int LISTED = 12;

  private final Consumer<String> pick;
  private final Label verdict = new Label();
  private final VBox rows = new VBox();

  /// @param pick told of the id of the member that is pressed
  GroupBox(Consumer<String> pick) {
    this.pick = pick;
    getStyleClass().add("inspector-group");
    verdict.getStyleClass().add("inspector-group-verdict");
    verdict.setWrapText(true);
    verdict.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(verdict, rows);
    show(false);
  }

  /// @param datastream the one that is looked at
  void show(int datastream, OnScreen part, TimeText text) {
    Optional<Agreement> agreement = part.trust().agreement(datastream);
    Datastream like = part.roster().find(datastream).orElse(null);
    show(agreement.isPresent() && like != null);
    if (agreement.isPresent() && like != null) {
      verdict.setText("In its group: " + AgreementWords.of(agreement.get(), like));
      showRows(datastream, agreement.get().members(), part, text);
    }
  }

  private void show(boolean shown) {
    setVisible(shown);
    setManaged(shown);
  }

  private void showRows(int datastream, List<Member> members, OnScreen part, TimeText text) {
    int listed = Math.min(LISTED, members.size());
    while (rows.getChildren().size() > listed) {
      rows.getChildren().removeLast();
    }
    while (rows.getChildren().size() < listed) {
      rows.getChildren().add(new ReadingRow());
    }
    for (int i = 0; i < listed; i++) {
      Member member = members.get(i);
      ReadingRow row = (ReadingRow) rows.getChildren().get(i);
      ReadingLine line = ReadingLine.of(member.datastream(), part, text);
      row.setOnAction(e -> pick.accept(line.id()));
      row.show(line.with(AgreementWords.of(member.standing())), member.datastream() == datastream);
    }
  }
}
