package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.belvedere.app.Leftovers;
import io.belvedere.app.Screen;
import io.belvedere.app.look.StyleSheets;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.ingest.model.DistrictId;
import java.time.Duration;
import java.util.Set;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/// A map in a window, opened, used and closed, again and again.
class OpenedMapsTest {
  private static final int TIMES = 50;

  private final CrowdedMonaco monaco = new CrowdedMonaco(600);
  private final Selection selection = new Selection();

  @Test
  void nothingIsLeftOfMapsThatWereClosed() {
    var left = new Leftovers();
    for (int i = 0; i < TIMES; i++) {
      Theme theme = i % 2 == 0 ? Theme.LIGHT : Theme.DARK;
      Stage stage = Screen.on(Stage::new);
      MapPane pane = Screen.on(() -> open(stage, theme));
      await().pollInterval(Duration.ofMillis(5)).until(() -> Screen.on(() -> pulse(pane)));
      Screen.run(() -> use(pane, stage));
      left.add(pane);
      left.add(stage.getScene());
      Screen.run(() -> close(pane, stage));
    }
    left.requireNone(Set.of("base-map"));
  }

  private MapPane open(Stage stage, Theme theme) {
    var pane = new MapPane(CrowdedMonaco.MAP, theme, selection, monaco.clock);
    Scene scene = new Scene(pane, 320, 240);
    StyleSheets.apply(scene, theme);
    stage.setScene(scene);
    stage.show();
    return pane;
  }

  /// @return whether nothing is missing on the frame
  private boolean pulse(MapPane pane) {
    monaco.clock.advance(Duration.ofMillis(400));
    pane.show(monaco.show(Mode.LIVE));
    return pane.isSettled();
  }

  private void use(MapPane pane, Stage stage) {
    assertThat(stage.isShowing()).isTrue();
    selection.select(new Selected.OfThing(new DistrictId("monaco"), "thing-7"));
    for (KeyCode code : new KeyCode[] {KeyCode.EQUALS, KeyCode.W, KeyCode.D}) {
      Event.fireEvent(
          pane, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }
    // Leaves it with wishes that nobody has fulfilled.
    monaco.change(20);
    pulse(pane);
    pulse(pane);
  }

  private static void close(MapPane pane, Stage stage) {
    pane.close();
    stage.close();
  }
}
