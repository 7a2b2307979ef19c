package io.belvedere.app.workspace;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/// Gives each key of the table to its command, wherever the focus is, except where somebody types
/// or has walked to a button by keyboard.
final class Keys {
  private final List<Command> commands;

  /// What was pressed last, if a command took it.
  private @Nullable KeyEvent taken;

  Keys(List<Command> commands) {
    this.commands = List.copyOf(commands);
  }

  void listenTo(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> handle(scene.getFocusOwner(), event));
    scene.addEventFilter(KeyEvent.KEY_TYPED, event -> handle(scene.getFocusOwner(), event));
  }

  private void handle(@Nullable Node focused, KeyEvent event) {
    KeyEvent pressed = taken;
    taken = null;
    if (pressed != null && isTypedBy(pressed, event)) {
      // Else a field that the command has opened would begin with the command's own letter.
      event.consume();
      return;
    }
    if (!belongsTo(focused, event)) {
      for (Command command : commands) {
        if (command.strokes().stream().anyMatch(stroke -> stroke.matches(event))) {
          event.consume();
          taken = event.getEventType() == KeyEvent.KEY_PRESSED ? event : null;
          command.action().run();
          return;
        }
      }
    }
  }

  private static boolean isTypedBy(KeyEvent pressed, KeyEvent event) {
    return event.getEventType() == KeyEvent.KEY_TYPED
        && (event.getCharacter().equalsIgnoreCase(pressed.getText())
            || event.getCharacter().equalsIgnoreCase(pressed.getCode().getChar()));
  }

  /// Whether the focused node gets the key for itself. Nothing is typed with Ctrl and K, T or with
  /// Esc.
  private static boolean belongsTo(@Nullable Node focused, KeyEvent event) {
    boolean typesNothing =
        event.getCode() == KeyCode.ESCAPE
            || (event.isControlDown()
                && (event.getCode() == KeyCode.K || event.getCode() == KeyCode.T));
    return switch (focused) {
      case TextInputControl text -> !typesNothing;
      case ButtonBase button -> button.isFocusVisible() && isPress(event);
      case null, default -> false;
    };
  }

  private static boolean isPress(KeyEvent event) {
    return event.getCode() == KeyCode.SPACE
        || event.getCode() == KeyCode.ENTER
        || " ".equals(event.getCharacter());
  }
}
