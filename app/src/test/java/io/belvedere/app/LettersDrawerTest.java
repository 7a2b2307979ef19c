package io.belvedere.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.ControlRoom.Surroundings;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.letters.FakeLetters;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.LetterBody;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What could not be read, in the drawer of the control room: opened by its key, from the lag pane
/// and by its tab.
class LettersDrawerTest {
  private final ManualClock clock =
      new ManualClock(Micros.of(Instant.parse("2026-11-23T13:40:00Z")));
  private final FakeDistrict monaco =
      new FakeDistrict(clock, List.of(FakeDistrict.waterLevel("w-1", 7.4206, 43.7375)));
  private final Session session = new Session(clock, () -> List.of(monaco));
  private final FakeLetters letters = new FakeLetters();

  @ParameterizedTest
  @EnumSource(Theme.class)
  void isOpenedByItsKeyByTheChipAndByItsTab(Theme theme) throws Exception {
    letters.since(clock.now() - Micros.PER_HOUR);
    for (int i = 0; i < 40; i++) {
      String value = "{\"datastream\":\"level-%d\",\"result\":true,\"unit\":\"cm\"}".formatted(i);
      letters.put(
          new DeadLetter(
              "belvedere.monaco.observations",
              i % 12,
              1_000 + i,
              clock.now() - i * Micros.PER_MINUTE,
              i % 3 == 0 ? "no phenomenonTime" : "result is no number",
              i % 3 == 0 ? "" : "/result",
              "gauge-" + i,
              value),
          new LetterBody(
              ("gauge-" + i).getBytes(UTF_8), value.getBytes(UTF_8), List.of(), /* whole= */ true));
    }
    monaco.setLetters(letters);
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
    press(shot, KeyCode.U);
    await(shot, "#letters-summary", "40 kept since 13:40:00.");
    assertThat(isSeen(shot, "#letters-list")).isTrue();
    press(shot, KeyCode.DOWN);
    await(
        shot,
        "#letters-matching",
        "26 letters, the newest first: received, partition and offset, key, reason");
    await(shot, "#letter-reason", "result is no number at /result");
    picture(shot, "letters-drawer", theme);

    press(shot, KeyCode.U);
    assertThat(isSeen(shot, "#letters-list")).isFalse();
    Screen.run(() -> ((ButtonBase) shot.scene().lookup("#feed")).fire());
    assertThat(isSeen(shot, "#lag-title")).isTrue();
    Screen.run(() -> ((ButtonBase) shot.scene().lookup("#show-letters")).fire());
    assertThat(isSeen(shot, "#letters-list")).isTrue();
    Screen.run(() -> ((ButtonBase) shot.scene().lookup("#drawer-behind")).fire());
    assertThat(isSeen(shot, "#lag-title")).isTrue();
    Screen.run(() -> ((ButtonBase) shot.scene().lookup("#drawer-unread")).fire());
    assertThat(isSeen(shot, "#letters-list")).isTrue();
    press(shot, KeyCode.ESCAPE);
    assertThat(isSeen(shot, "#letters-list")).isFalse();
    Screen.run(shot.room()::close);
  }

  private static boolean isSeen(Shot shot, String selector) {
    return Screen.on(
        () -> {
          for (Node up = shot.scene().lookup(selector); up != null; up = up.getParent()) {
            if (!up.isVisible()) {
              return false;
            }
          }
          return true;
        });
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
              pulse(shot);
              assertThat(Screen.on(() -> ((Label) shot.scene().lookup(selector)).getText()))
                  .isEqualTo(words);
            });
  }

  private boolean pulse(Shot shot) {
    return Screen.on(
        () -> {
          clock.advance(Duration.ofMillis(100));
          Picture.layOut(shot.scene());
          shot.room().pulse();
          return shot.room().isSettled();
        });
  }

  private void picture(Shot shot, String name, Theme theme) throws Exception {
    Awaitility.await().until(() -> pulse(shot));
    Picture picture = Screen.on(() -> Picture.of(shot.scene()));
    picture.write(
        Path.of("target", "pictures", name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    assertThat(picture.width()).isEqualTo(1920);
  }

  private record Shot(ControlRoom room, Scene scene) {}
}
