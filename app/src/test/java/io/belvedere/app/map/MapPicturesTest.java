package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.PanePicture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selection;
import java.time.Duration;
import java.util.function.Consumer;
import javafx.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/// Pictures of the whole map below `target/pictures`, for the eye.
@ExtendWith(ApplicationExtension.class)
class MapPicturesTest {
  @Test
  void firstScreenInBothThemes() {
    for (Theme theme : Theme.values()) {
      take("map-live-" + theme, theme, Mode.LIVE, pane -> {});
    }
  }

  @Test
  void streetsNearby() {
    for (Theme theme : Theme.values()) {
      take("map-near-" + theme, theme, Mode.LIVE, pane -> pane.flyTo(7.4197, 43.7350, 17.75));
    }
  }

  @Test
  void replayAndNotLive() {
    take("map-replay", Theme.LIGHT, Mode.REPLAY, pane -> {});
    take("map-not-live", Theme.LIGHT, Mode.NOT_LIVE, pane -> {});
  }

  private static void take(String name, Theme theme, Mode mode, Consumer<MapPane> act) {
    CrowdedMonaco monaco = new CrowdedMonaco(2500);
    Selection selection = new Selection();
    MapPane pane =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000, () -> new MapPane(CrowdedMonaco.MAP, theme, selection, monaco.clock));
    Scene scene =
        WaitForAsyncUtils.waitForAsyncFx(20_000, () -> PanePicture.scene(pane, 1464, 856, theme));
    WaitForAsyncUtils.waitForAsyncFx(
        20_000,
        () -> {
          pane.show(monaco.show(mode));
          act.accept(pane);
        });
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                WaitForAsyncUtils.waitForAsyncFx(
                    20_000,
                    () -> {
                      monaco.clock.advance(Duration.ofMillis(500));
                      pane.show(monaco.show(mode));
                      return pane.isSettled();
                    }));
    assertThat(
            WaitForAsyncUtils.waitForAsyncFx(
                    20_000,
                    () -> {
                      pane.layout();
                      return PanePicture.take(scene, name);
                    })
                .width())
        .isEqualTo(1464);
    WaitForAsyncUtils.waitForAsyncFx(20_000, pane::close);
  }
}
