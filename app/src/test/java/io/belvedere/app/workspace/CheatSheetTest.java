package io.belvedere.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.PanePicture;
import io.belvedere.app.Screen;
import io.belvedere.app.look.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheatSheetTest {
  @ParameterizedTest
  @ValueSource(ints = {536, 700, 1112})
  void noNameIsCutHoweverNarrowTheMap(int room) {
    List<Command> commands =
        IntStream.range(0, 48)
            .mapToObj(
                i ->
                    Command.of("Group " + i / 6, "What it does, in some words " + i, () -> {})
                        .on(KeyCode.F12))
            .toList();
    Screen.run(
        () -> {
          Scene scene =
              PanePicture.scene(
                  new StackPane(new CheatSheet(commands, room)), room, 372, Theme.LIGHT);
          assertThat(scene.getRoot().lookupAll(".label"))
              .map(Label.class::cast)
              .hasSizeGreaterThan(96)
              .allSatisfy(
                  label ->
                      assertThat(label.getWidth())
                          .as(label.getText())
                          .isGreaterThanOrEqualTo(label.prefWidth(-1) - 0.5));
          assertThat(scene.lookup(".desk-sheet-columns").getBoundsInParent().getMaxX())
              .isLessThanOrEqualTo(room);
          try {
            PanePicture.take(scene, "keys-" + room);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
