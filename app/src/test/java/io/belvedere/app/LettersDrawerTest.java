package io.belvedere.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.letters.FakeLetters;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.LetterBody;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
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
    try (RoomShot shot = RoomShot.of(session, theme, clock, () -> {})) {
      shot.press(KeyCode.U);
      shot.await("#letters-summary", "40 kept since 13:40:00.");
      assertThat(isSeen(shot, "#letters-list")).isTrue();
      shot.press(KeyCode.DOWN);
      shot.await(
          "#letters-matching",
          "26 letters, the newest first: received, partition and offset, key, reason");
      shot.await("#letter-reason", "result is no number at /result");
      shot.write("letters-drawer");

      shot.press(KeyCode.U);
      assertThat(isSeen(shot, "#letters-list")).isFalse();
      shot.fire("#feed");
      assertThat(isSeen(shot, "#lag-title")).isTrue();
      shot.fire("#show-letters");
      assertThat(isSeen(shot, "#letters-list")).isTrue();
      shot.fire("#drawer-behind");
      assertThat(isSeen(shot, "#lag-title")).isTrue();
      shot.fire("#drawer-unread");
      assertThat(isSeen(shot, "#letters-list")).isTrue();
      shot.press(KeyCode.ESCAPE);
      assertThat(isSeen(shot, "#letters-list")).isFalse();
    }
  }

  private static boolean isSeen(RoomShot shot, String selector) {
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
}
