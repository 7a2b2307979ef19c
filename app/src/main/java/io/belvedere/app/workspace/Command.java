package io.belvedere.app.workspace;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination.Modifier;

/// Something that an operator can have done, by key, by name from the palette, or by a button.
///
/// @param name what it does, in a few words
/// @param group under which it stands on the cheat sheet
public record Command(String group, String name, List<KeyStroke> strokes, Runnable action) {
  public Command {
    strokes = List.copyOf(strokes);
  }

  /// A command that only the palette calls.
  public static Command of(String group, String name, Runnable action) {
    return new Command(group, name, List.of(), action);
  }

  /// The same with one more key.
  public Command on(KeyCode code, Modifier... modifiers) {
    return with(new KeyStroke.Chord(new KeyCodeCombination(code, modifiers)));
  }

  /// The same with one more key, given by the character that it types.
  public Command onTyped(String character) {
    return with(new KeyStroke.Typed(character));
  }

  /// A key that a pane takes by itself, for the cheat sheet.
  public static Command printed(String group, String name, String keys) {
    return new Command(group, name, List.of(new KeyStroke.Printed(keys)), () -> {});
  }

  /// Whether it can be called from here.
  boolean isCallable() {
    return strokes.stream().noneMatch(KeyStroke.Printed.class::isInstance);
  }

  private Command with(KeyStroke stroke) {
    return new Command(
        group, name, Stream.concat(strokes.stream(), Stream.of(stroke)).toList(), action);
  }
}
