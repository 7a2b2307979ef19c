package io.belvedere.app.workspace;

import java.util.Locale;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.input.KeyEvent;

/// How a command is called by the keyboard.
sealed interface KeyStroke {
  boolean matches(KeyEvent event);

  /// As it is printed on the cheat sheet.
  String label();

  /// A key with its modifiers, wherever the layout puts it.
  record Chord(KeyCodeCombination combination) implements KeyStroke {
    private static final Map<KeyCode, String> NAMES =
        Map.of(
            KeyCode.LEFT, "←",
            KeyCode.RIGHT, "→",
            KeyCode.BACK_SPACE, "Backspace",
            KeyCode.ESCAPE, "Esc");

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_PRESSED && combination.match(event);
    }

    @Override
    public String label() {
      String key = NAMES.getOrDefault(combination.getCode(), combination.getCode().getName());
      return (combination.getControl() == ModifierValue.DOWN ? "Ctrl " : "")
          + (combination.getAlt() == ModifierValue.DOWN ? "Alt " : "")
          + (combination.getShift() == ModifierValue.DOWN ? "Shift " : "")
          + key;
    }
  }

  /// A character, by whatever keys the layout makes it.
  record Typed(String character) implements KeyStroke {
    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_TYPED
          && !event.isControlDown()
          && !event.isAltDown()
          && event.getCharacter().equals(character);
    }

    @Override
    public String label() {
      return character.toUpperCase(Locale.ROOT);
    }
  }

  /// A key that a pane takes by itself while it has the focus; here only to be printed.
  record Printed(String label) implements KeyStroke {
    @Override
    public boolean matches(KeyEvent event) {
      return false;
    }
  }
}
