package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.ControlRoom.Surroundings;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.Margin.How;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The lag pane as the drawer of the control room, opened by its chip and walked by keyboard.
class LagDrawerTest {
  private static final long AT_14_03 = Micros.of(Instant.parse("2026-11-23T13:03:00Z"));

  private final ManualClock clock =
      new ManualClock(Micros.of(Instant.parse("2026-11-23T13:40:00Z")));
  private final FakeDistrict monaco =
      new FakeDistrict(clock, List.of(FakeDistrict.waterLevel("w-1", 7.4206, 43.7375)));
  private final Session session = new Session(clock, () -> List.of(monaco));

  @ParameterizedTest
  @EnumSource(Theme.class)
  void isOfNowAlsoInAReplay(Theme theme) throws Exception {
    for (long back = 120; back >= 0; back--) {
      monaco.observe("w-1", clock.now() - back * Micros.PER_MINUTE, back < 48 ? 28 : 3);
    }
    lag();
    Shot shot =
        Screen.on(
            () -> {
              var room =
                  new ControlRoom(
                      session,
                      CityMaps.bundled("monaco"),
                      new Surroundings(theme, /* reducedMotion= */ true, () -> "", c -> {}));
              return new Shot(room, room.scene(1920, 1080));
            });
    Screen.run(() -> ((ButtonBase) shot.scene().lookup("#feed")).fire());
    await(shot, "#lag-title", "Monaco: STALL");
    press(shot, KeyCode.ENTER);
    Awaitility.await().until(() -> pulse(shot, () -> rows(shot) == 13));
    press(shot, KeyCode.DOWN);
    await(shot, "#lag-title", "Monaco, partition 4: STALL");
    assertThat(words(shot, ".lag-notice")).isEmpty();
    picture(shot, "lag-drawer-live", theme);

    Screen.run(() -> session.playhead().seek(AT_14_03));
    await(shot, ".lag-notice", "The feed as it is now, and not at 14:03:00.");
    await(shot, "#lag-title", "Monaco, partition 4: STALL");
    picture(shot, "lag-drawer-replay", theme);
    Screen.run(shot.room()::close);
  }

  private void lag() {
    List<PartitionLag> partitions = new ArrayList<>();
    for (int p = 0; p < 12; p++) {
      partitions.add(
          p == 4
              ? MadeLag.partition(
                  p,
                  LagStatus.STALL,
                  1_204,
                  MadeLag.growing(25),
                  new Margin.Left(7 * Micros.PER_DAY - Micros.PER_HOUR, How.AGE),
                  clock.ticks())
              : MadeLag.idle(p, clock.ticks()));
    }
    monaco.setLag(MadeLag.of(partitions));
  }

  private static String words(Shot shot, String selector) {
    return Screen.on(() -> ((Label) shot.scene().lookup(selector)).getText());
  }

  private static void press(Shot shot, KeyCode code) {
    Screen.run(
        () ->
            Event.fireEvent(
                shot.scene().getFocusOwner(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  private void await(Shot shot, String selector, String words) {
    Awaitility.await()
        .untilAsserted(
            () -> {
              pulse(shot, () -> true);
              assertThat(words(shot, selector)).isEqualTo(words);
            });
  }

  private static int rows(Shot shot) {
    return ((ListView<?>) shot.scene().lookup(".lag-list")).getItems().size();
  }

  private boolean pulse(Shot shot, BooleanSupplier until) {
    return Screen.on(
        () -> {
          clock.advance(Duration.ofMillis(100));
          lag();
          Picture.layOut(shot.scene());
          shot.room().pulse();
          return until.getAsBoolean();
        });
  }

  private void picture(Shot shot, String name, Theme theme) throws Exception {
    Awaitility.await().until(() -> pulse(shot, shot.room()::isSettled));
    Picture picture = Screen.on(() -> Picture.of(shot.scene()));
    picture.write(
        Path.of("target", "pictures", name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    assertThat(picture.width()).isEqualTo(1920);
  }

  private record Shot(ControlRoom room, Scene scene) {}
}
