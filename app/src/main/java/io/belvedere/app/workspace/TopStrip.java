package io.belvedere.app.workspace;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.model.Reality;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The line at the top: which instant is on screen and what it stands for, whether it is real,
/// whether the feed can be trusted, how much needs a person, and where to search.
final class TopStrip extends HBox {
  private final Label pill = new Label();
  private final Label clock = new Label();
  private final Label date = new Label();
  private final Label offset = new Label();
  private final Label reality = new Label();
  private final Button feed = new Button();
  private final Tooltip feedCause = new Tooltip();

  TopStrip(Node counts, Node search, Runnable openFeed, Runnable openHelp) {
    getStyleClass().add("strip");
    pill.setId("mode");
    pill.setMinWidth(Region.USE_PREF_SIZE);
    clock.getStyleClass().add("strip-clock");
    clock.setId("clock");
    date.getStyleClass().add("strip-date");
    offset.getStyleClass().add("strip-date");
    var day = new VBox(date, offset);
    day.setMinWidth(Region.USE_PREF_SIZE);
    day.getStyleClass().add("strip-day");
    reality.getStyleClass().addAll("chip", "chip-reality");
    reality.setId("reality");
    reality.setMinWidth(Region.USE_PREF_SIZE);
    feed.getStyleClass().add("chip");
    feed.setId("feed");
    feed.setMinWidth(Region.USE_PREF_SIZE);
    feed.setFocusTraversable(false);
    feed.setOnAction(e -> openFeed.run());
    var between = new Region();
    HBox.setHgrow(between, Priority.ALWAYS);
    var help = new Button("?");
    help.getStyleClass().addAll("chip", "strip-help");
    help.setId("help");
    help.setFocusTraversable(false);
    help.setTooltip(new Tooltip("All keys (?)"));
    help.setOnAction(e -> openHelp.run());
    getChildren().addAll(pill, clock, day, reality, feed, counts, between, search, help);
  }

  void show(InstantOnScreen onScreen, StripReading.Read read) {
    TimeText time = read.time();
    FeedWords words = read.feed();
    ModeLook look = ModeLook.of(onScreen.mode());
    pill.getStyleClass().setAll("label", "strip-pill", look.styleClass());
    pill.setText(look.aged() ? look.word() + " " + notLiveFor(onScreen) : look.word());
    clock.setText(time.clock(onScreen.instant()));
    date.setText(time.date(onScreen.instant()));
    offset.setText(time.offset(onScreen.instant()));
    reality.setText(
        read.realities().stream().map(Reality::toString).collect(Collectors.joining(" + ")));
    reality.setVisible(!read.realities().isEmpty());
    feed.setText(words.text());
    feed.getStyleClass().setAll("button", "chip");
    switch (words.worry()) {
      case NONE -> {}
      case SLOW -> feed.getStyleClass().add("chip-warning");
      case LOST -> feed.getStyleClass().add("chip-alarm");
    }
    feedCause.setText(words.cause());
    feed.setTooltip(words.cause().isEmpty() ? null : feedCause);
  }

  private static String notLiveFor(InstantOnScreen onScreen) {
    long since =
        onScreen.districts().stream()
            .map(OnScreen::status)
            .filter(status -> !status.isLive())
            .mapToLong(status -> status.since())
            .min()
            .orElse(onScreen.now());
    return onScreen.mode() == Mode.NOT_LIVE ? TimeText.age(onScreen.now() - since) : "";
  }
}
