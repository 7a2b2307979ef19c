package io.belvedere.app.workspace;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.TimeText;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Says across the map that it shows the past, which one, what of it is missing or has changed
/// meanwhile, and the way back. In a small window it says less, but leaves off nothing in the
/// middle of a word: first what is written elsewhere on the screen, too.
final class ReplayBand extends HBox {
  /// One way to say it.
  record Wording(String text, String remark, String back) {}

  private final Label text = new Label();
  private final Label remark = new Label();
  private final Button back = new Button();

  private List<Wording> shown = List.of();
  private double shownWidth = Double.NaN;

  ReplayBand(Runnable backToLive) {
    getStyleClass().add("band");
    text.getStyleClass().add("band-text");
    text.setId("replay-band-text");
    remark.setId("replay-remark");
    remark.getStyleClass().add("band-chip");
    remark.setMinWidth(Region.USE_PREF_SIZE);
    back.getStyleClass().add("band-button");
    back.setId("back-to-live");
    back.setFocusTraversable(false);
    back.setMinWidth(Region.USE_PREF_SIZE);
    back.setOnAction(e -> backToLive.run());
    var between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    getChildren().addAll(text, remark, between, back);
  }

  void show(InstantOnScreen onScreen, TimeText time) {
    List<Wording> wordings = wordings(onScreen, time);
    if (wordings.equals(shown) && getWidth() == shownWidth) {
      return;
    }
    shown = wordings;
    shownWidth = getWidth();
    // Or it does not know yet how wide its words are.
    applyCss();
    for (Wording wording : wordings) {
      say(wording);
      if (prefWidth(-1) <= getWidth()) {
        return;
      }
    }
  }

  private void say(Wording wording) {
    text.setText(wording.text());
    remark.setText(wording.remark());
    remark.setVisible(!wording.remark().isEmpty());
    remark.setManaged(!wording.remark().isEmpty());
    back.setText(wording.back());
  }

  /// The longest first.
  static List<Wording> wordings(InstantOnScreen onScreen, TimeText time) {
    String when =
        "REPLAY %s · as known now".formatted(time.clockNear(onScreen.instant(), onScreen.now()));
    // The strip tells the date.
    String clock = "REPLAY %s · as known now".formatted(time.clock(onScreen.instant()));
    String behind = " · %s behind".formatted(TimeText.age(onScreen.now() - onScreen.instant()));
    String remark = onScreen.remark(time);
    String back = "Back to live [End]";
    return List.of(
        new Wording(when + behind, remark, back),
        new Wording(when, remark, back),
        new Wording(clock, remark, back),
        new Wording(clock, remark, "Live [End]"),
        new Wording(clock, onScreen.shortRemark(), "Live [End]"));
  }
}
