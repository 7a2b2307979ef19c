package io.belvedere.app.workspace;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Every command by its name.
final class Palette extends Sheet {
  private static final double ROW = 28;
  private static final int ROWS = 12;

  private final Runnable close;
  private final TextField field = new TextField();
  private final FilteredList<Command> matching;
  private final ListView<Command> list;

  Palette(List<Command> commands, Runnable close) {
    super("Commands");
    this.close = close;
    this.matching = new FilteredList<>(FXCollections.observableArrayList(commands));
    this.list = new ListView<>(matching);
    setId("palette");
    field.setId("palette-field");
    field.setPromptText("What to do");
    field.setPrefWidth(480);
    field.textProperty().addListener((text, was, is) -> filter(is));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
    list.setFixedCellSize(ROW);
    list.setPrefHeight(ROW * ROWS + 2);
    list.setFocusTraversable(false);
    list.setCellFactory(of -> new Row());
    list.setOnMouseClicked(e -> run());
    list.getSelectionModel().selectFirst();
    getChildren().addAll(field, list);
  }

  @Override
  void opened() {
    field.requestFocus();
  }

  /// Whether each word that was typed begins a word of the command's name or group.
  static boolean matches(Command command, String typed) {
    List<String> words = words(command.group() + " " + command.name());
    return words(typed).stream().allMatch(t -> words.stream().anyMatch(w -> w.startsWith(t)));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private void filter(String typed) {
    matching.setPredicate(command -> matches(command, typed));
    list.getSelectionModel().selectFirst();
  }

  private void walk(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code == KeyCode.DOWN || code == KeyCode.UP) {
      int step = code == KeyCode.DOWN ? 1 : -1;
      int row = list.getSelectionModel().getSelectedIndex() + step;
      list.getSelectionModel().select(Math.clamp(row, 0, Math.max(0, matching.size() - 1)));
      list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - ROWS / 2));
      event.consume();
    } else if (code == KeyCode.ENTER) {
      run();
      event.consume();
    }
  }

  private void run() {
    Command command = list.getSelectionModel().getSelectedItem();
    if (command != null) {
      close.run();
      command.action().run();
    }
  }

  private static final class Row extends ListCell<Command> {
    @Override
    protected void updateItem(@Nullable Command command, boolean empty) {
      super.updateItem(command, empty);
      setText(command == null || empty ? null : text(command));
    }

    private static String text(Command command) {
      String keys =
          command.strokes().stream().map(KeyStroke::label).collect(Collectors.joining(", "));
      return command.name() + (keys.isEmpty() ? "" : "   [" + keys + "]");
    }
  }
}
