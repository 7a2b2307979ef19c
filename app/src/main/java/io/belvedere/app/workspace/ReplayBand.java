package io.belvedere.app.workspace;

import io.belvedere.app.session.Ground;
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
  private final Label ground = chip("replay-ground");
  private final Label revised = chip("replay-revised");

  ReplayBand(Runnable backToLive) {
    getStyleClass().add("band");
    text.getStyleClass().add("band-text");
    text.setId("replay-band-text");
    var back = new Button("Back to live [End]");
    back.getStyleClass().add("band-button");
    back.setId("back-to-live");
    back.setFocusTraversable(false);
    back.setMinWidth(Region.USE_PREF_SIZE);
    back.setOnAction(e -> backToLive.run());
    var between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    getChildren().addAll(text, ground, revised, between, back);
  }

  void show(InstantOnScreen onScreen, TimeText time) {
    text.setText(words(onScreen, time));
    show(ground, groundWords(onScreen.ground()));
    show(
        revised,
        onScreen.revised().isPresent()
            ? "revised " + time.clockNear(onScreen.revised().getAsLong(), onScreen.now())
            : "");
  }

  /// What is shown where nothing is known must not pass for what was so.
  private static String groundWords(Ground ground) {
    return switch (ground) {
      case LOADED -> "";
      case NOT_LOADED -> "Not loaded: last known values";
      case LOST -> "Lost: last known values";
      case NOT_KEPT -> "Not kept";
    };
  }

  private static void show(Label chip, String words) {
    chip.setText(words);
    chip.setVisible(!words.isEmpty());
    chip.setManaged(!words.isEmpty());
  }

  private static Label chip(String id) {
    var chip = new Label();
    chip.setId(id);
    chip.getStyleClass().add("band-chip");
    chip.setMinWidth(Region.USE_PREF_SIZE);
    show(chip, "");
    return chip;
  }

  static String words(InstantOnScreen onScreen, TimeText time) {
    return "REPLAY %s · as known now · %s behind"
        .formatted(
            time.clockNear(onScreen.instant(), onScreen.now()),
            TimeText.age(onScreen.now() - onScreen.instant()));
  }
}
