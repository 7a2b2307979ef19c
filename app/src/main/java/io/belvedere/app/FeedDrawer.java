package io.belvedere.app;

import io.belvedere.app.lag.LagPane;
import io.belvedere.app.letters.LettersPane;
import io.belvedere.app.session.InstantOnScreen;
import java.util.function.Supplier;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What the drawer holds about the feed: how far it is behind, and what could not be read. Each
/// time it is opened by the chip it is at the first.
final class FeedDrawer extends VBox {
  static final String BEHIND = "How far behind";
  static final String UNREAD = "What could not be read";

  private final LagPane lag;
  private final LettersPane letters;
  private final ToggleButton behind = tab(BEHIND, "drawer-behind");
  private final ToggleButton unread = tab(UNREAD, "drawer-unread");

  FeedDrawer(LagPane lag, LettersPane letters) {
    this.lag = lag;
    this.letters = letters;
    var group = new ToggleGroup();
    group.getToggles().setAll(behind, unread);
    behind.setOnAction(_ -> turnTo(behind));
    unread.setOnAction(_ -> turnTo(unread));
    HBox tabs = new HBox(behind, unread);
    tabs.getStyleClass().add("drawer-tabs");
    StackPane pages = new StackPane(lag, letters);
    VBox.setVgrow(pages, Priority.ALWAYS);
    getChildren().addAll(tabs, pages);
    lag.setOnLetters(() -> turnTo(unread));
    select(behind);
    visibleProperty()
        .subscribe(
            open -> {
              if (!open) {
                select(behind);
              }
            });
  }

  private static ToggleButton tab(String words, String id) {
    ToggleButton tab = new ToggleButton(words);
    tab.setId(id);
    tab.getStyleClass().add("drawer-tab");
    return tab;
  }

  /// Whether what could not be read is on top.
  boolean isAtLetters() {
    return letters.isVisible();
  }

  /// Puts what could not be read on top.
  void turnToLetters() {
    turnTo(unread);
  }

  private void turnTo(ToggleButton tab) {
    select(tab);
    takeKeys();
  }

  private void select(ToggleButton tab) {
    tab.setSelected(true);
    lag.setVisible(tab == behind);
    letters.setVisible(tab == unread);
  }

  /// Gives the keyboard to what is on top.
  void takeKeys() {
    if (isAtLetters()) {
      letters.takeKeys();
    } else {
      lag.takeKeys();
    }
  }

  /// Brings what is on top up to date; once a pulse while it can be seen.
  ///
  /// @param drawn how the map is drawn, in words
  void show(InstantOnScreen screen, Supplier<String> drawn) {
    if (isAtLetters()) {
      letters.show(screen);
    } else {
      lag.show(screen, drawn);
    }
  }
}
