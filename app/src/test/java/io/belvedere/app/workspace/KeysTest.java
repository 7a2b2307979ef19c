package io.belvedere.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.Screen;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

class KeysTest {
  private final List<String> done = new ArrayList<>();
  private final List<Command> commands =
      List.of(
          command("play").on(KeyCode.SPACE),
          command("step").on(KeyCode.LEFT),
          command("far").on(KeyCode.LEFT, KeyCombination.SHIFT_DOWN),
          command("palette").on(KeyCode.K, KeyCombination.CONTROL_DOWN),
          command("stand").on(KeyCode.K),
          command("close").on(KeyCode.ESCAPE),
          command("help").onTyped("?"));

  @Test
  void keyRunsItsCommandAndModifiersTellCommandsApart() {
    Screen.run(
        () -> {
          var map = new Region();
          map.setFocusTraversable(true);
          Scene scene = scene(map);
          press(scene, map, KeyCode.SPACE, "");
          press(scene, map, KeyCode.LEFT, "");
          press(scene, map, KeyCode.LEFT, "shift");
          press(scene, map, KeyCode.K, "control");
          press(scene, map, KeyCode.K, "");
          type(scene, map, "?");
          press(scene, map, KeyCode.RIGHT, "");
        });
    assertThat(done).containsExactly("play", "step", "far", "palette", "stand", "help");
  }

  @Test
  void focusedTextFieldGetsItsKeysButForThoseThatTypeNothing() {
    Screen.run(
        () -> {
          var field = new TextField();
          Scene scene = scene(field);
          press(scene, field, KeyCode.SPACE, "");
          press(scene, field, KeyCode.LEFT, "");
          press(scene, field, KeyCode.K, "");
          type(scene, field, "?");
          press(scene, field, KeyCode.K, "control");
          press(scene, field, KeyCode.ESCAPE, "");
        });
    assertThat(done).containsExactly("palette", "close");
  }

  @Test
  void buttonKeepsSpaceOnlyIfSomebodyWalkedToItByKeyboard() {
    Screen.run(
        () -> {
          var first = new Button("first");
          var second = new Button("second");
          Scene scene = scene(first, second);
          // Only in a window does the focus know how it came.
          var stage = new Stage();
          stage.setScene(scene);
          stage.show();
          press(scene, first, KeyCode.SPACE, "");
          first.requestFocusTraversal(TraversalDirection.NEXT);
          press(scene, second, KeyCode.SPACE, "");
          stage.hide();
        });
    assertThat(done).containsExactly("play");
  }

  @Test
  void letterOfACommandIsNotTypedIntoTheFieldThatItOpens() {
    List<String> typed = new ArrayList<>();
    Screen.run(
        () -> {
          var map = new Region();
          var field = new TextField();
          field.addEventHandler(KeyEvent.KEY_TYPED, e -> typed.add(e.getCharacter()));
          Scene scene = scene(map, field);
          press(scene, map, KeyCode.K, "");
          type(scene, field, "K");
          type(scene, field, "k");
        });
    assertThat(done).containsExactly("stand");
    assertThat(typed).containsExactly("k");
  }

  @Test
  void everyStrokeHasALabelForTheCheatSheet() {
    assertThat(commands.stream().flatMap(c -> c.strokes().stream()).map(KeyStroke::label))
        .containsExactly("Space", "←", "Shift ←", "Ctrl K", "K", "Esc", "?");
  }

  private Command command(String name) {
    return Command.of("Group", name, () -> done.add(name));
  }

  private Scene scene(Node... nodes) {
    var scene = new Scene(new VBox(nodes));
    new Keys(commands).listenTo(scene);
    return scene;
  }

  private static void press(Scene scene, Node focused, KeyCode code, String modifiers) {
    fire(scene, focused, KeyEvent.KEY_PRESSED, "", code, modifiers);
  }

  private static void type(Scene scene, Node focused, String character) {
    fire(scene, focused, KeyEvent.KEY_TYPED, character, KeyCode.UNDEFINED, "");
  }

  private static void fire(
      Scene scene,
      Node focused,
      EventType<KeyEvent> type,
      String character,
      KeyCode code,
      String modifiers) {
    if (scene.getFocusOwner() != focused) {
      focused.requestFocus();
    }
    Event.fireEvent(
        focused,
        new KeyEvent(
            type,
            character,
            "",
            code,
            modifiers.contains("shift"),
            modifiers.contains("control"),
            /* altDown= */ false,
            /* metaDown= */ false));
  }
}
