package io.belvedere.app.workspace;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.TimeText;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// Says across the map that it shows the past, which one, what of it is missing or has changed
/// meanwhile, and the way back.
final class ReplayBand extends HBox {
  private final Label text = new Label();
  private final Label remark = new Label();

  ReplayBand(Runnable backToLive) {
    getStyleClass().add("band");
    text.getStyleClass().add("band-text");
    text.setId("replay-band-text");
    remark.setId("replay-remark");
    remark.getStyleClass().add("band-chip");
    remark.setMinWidth(Region.USE_PREF_SIZE);
    var back = new Button("Back to live [End]");
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
    text.setText(words(onScreen, time));
    String words = onScreen.remark(time);
    remark.setText(words);
    remark.setVisible(!words.isEmpty());
    remark.setManaged(!words.isEmpty());
  }

  static String words(InstantOnScreen onScreen, TimeText time) {
    return "REPLAY %s · as known now · %s behind"
        .formatted(
            time.clockNear(onScreen.instant(), onScreen.now()),
            TimeText.age(onScreen.now() - onScreen.instant()));
  }
}
