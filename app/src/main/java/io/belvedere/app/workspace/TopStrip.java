package io.belvedere.app.workspace;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Shown shown;

  /// All that the strip depends on.
  ///
  /// @param second the instant on screen, whole seconds
  private record Shown(Mode mode, long second, StripReading.Read read, String notLiveFor) {}

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
    var newest =
        new Shown(
            onScreen.mode(),
            Math.floorDiv(onScreen.instant(), Micros.PER_SECOND),
            read,
            notLiveFor(onScreen));
    if (!newest.equals(shown)) {
      shown = newest;
      show(newest, onScreen.instant());
    }
  }

  private void show(Shown newest, long instant) {
    StripReading.Read read = newest.read;
    TimeText time = read.time();
    FeedWords words = read.feed();
    ModeLook look = ModeLook.of(newest.mode);
    style(pill, "label", "strip-pill", look.styleClass());
    pill.setText(look.aged() ? look.word() + " " + newest.notLiveFor : look.word());
    clock.setText(time.clock(instant));
    date.setText(time.date(instant));
    offset.setText(time.offset(instant));
    reality.setText(
        read.realities().stream().map(Reality::toString).collect(Collectors.joining(" + ")));
    reality.setVisible(!read.realities().isEmpty());
    feed.setText(words.text());
    switch (words.worry()) {
      case NONE -> style(feed, "button", "chip");
      case SLOW -> style(feed, "button", "chip", "chip-warning");
      case LOST -> style(feed, "button", "chip", "chip-alarm");
    }
    feedCause.setText(words.cause());
    feed.setTooltip(words.cause().isEmpty() ? null : feedCause);
  }

  /// Setting the same styles again would have all of them looked up anew.
  private static void style(Node node, String... classes) {
    if (!node.getStyleClass().equals(List.of(classes))) {
      node.getStyleClass().setAll(classes);
    }
  }

  private static String notLiveFor(InstantOnScreen onScreen) {
    if (onScreen.mode() != Mode.NOT_LIVE) {
      return "";
    }
    long since =
        onScreen.districts().stream()
            .map(OnScreen::status)
            .filter(status -> !status.isLive())
            .mapToLong(status -> status.since())
            .min()
            .orElse(onScreen.now());
    return TimeText.age(onScreen.now() - since);
  }
}
