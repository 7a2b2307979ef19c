package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.ControlRoom.Surroundings;
import io.belvedere.app.frame.Picture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.BackfillReading.State;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.FeedStatus.Phase;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Pictures of the whole control room, to be looked at: `target/pictures/`.
class PicturesTest {
  private final ManualClock clock =
      new ManualClock(Micros.of(Instant.parse("2026-11-23T13:40:00Z")));
  private final FakeDistrict monaco =
      new FakeDistrict(
          clock,
          List.of(
              FakeDistrict.waterLevel("w-1", 7.4206, 43.7375),
              FakeDistrict.waterLevel("w-2", 7.4236, 43.7355)));
  private final Session session = new Session(clock, () -> List.of(monaco));

  @ParameterizedTest
  @EnumSource(Theme.class)
  void liveNotLiveAndReplayCanBeLookedAt(Theme theme) throws IOException {
    for (long back = 120; back >= 0; back--) {
      monaco.observe("w-1", clock.now() - back * Micros.PER_MINUTE, back < 48 ? 28 : 3);
      monaco.observe("w-2", clock.now() - back * Micros.PER_MINUTE, 3);
    }
    Shot shot =
        Screen.on(
            () -> {
              var room =
                  new ControlRoom(
                      session,
                      CityMaps.bundled("monaco"),
                      new Surroundings(theme, /* reducedMotion= */ true, () -> "", c -> {}));
              room.showHint(/* sandbox= */ true);
              return new Shot(room, room.scene(1920, 1080));
            });
    picture(shot, theme, "live");
    Screen.run(
        () ->
            session
                .selection()
                .select(new Selected.OfThing(new DistrictId("monaco"), "thing-w-1")));
    picture(shot, theme, "selected");
    monaco.setStatus(Phase.LOST, "The broker does not answer.");
    clock.advance(Duration.ofSeconds(42));
    picture(shot, theme, "not-live");
    open(shot, "?");
    picture(shot, theme, "keys");
    open(shot, "\u000b");
    picture(shot, theme, "commands");
    Screen.run(() -> session.playhead().seek(clock.now() - 37 * Micros.PER_MINUTE));
    picture(shot, theme, "replay");
    Screen.run(shot.room()::close);
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void whatIsMissingAndRevisedFitsIntoASmallWindow(Theme theme) throws IOException {
    long now = clock.now();
    for (long back = 120; back >= 0; back--) {
      monaco.observe("w-1", now - back * Micros.PER_MINUTE, back < 48 ? 28 : 3);
    }
    monaco.history().addHole(minutesAgo(40, 30));
    monaco.history().notLoaded(List.of(minutesAgo(300, 90)));
    monaco.reads(new BackfillReading(State.WAITING, 0.42, Fates.NONE, "What is live comes first."));
    Shot shot =
        Screen.on(
            () -> {
              var room =
                  new ControlRoom(
                      session,
                      CityMaps.bundled("monaco"),
                      new Surroundings(theme, /* reducedMotion= */ true, () -> "", c -> {}));
              session.playhead().seek(now - 35 * Micros.PER_MINUTE);
              return new Shot(room, room.scene(1024, 768));
            });
    Awaitility.await().until(() -> Screen.on(() -> isDrawn(shot)));
    monaco.observe("w-2", now - 50 * Micros.PER_MINUTE, clock.now(), 3);
    clock.advance(Duration.ofSeconds(2));
    Awaitility.await()
        .until(
            () ->
                Screen.on(() -> isDrawn(shot))
                    && Screen.on(
                        () ->
                            ((Labeled) shot.scene().lookup("#replay-remark"))
                                .getText()
                                .equals("lost, revised")));
    Picture picture = Screen.on(() -> Picture.of(shot.scene()));
    picture.write(
        Path.of("target", "pictures", "missing-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    for (String chip :
        List.of("#replay-band-text", "#replay-remark", "#back-to-live", ".timeline-past-words")) {
      assertThat(Screen.on(() -> isCut((Labeled) shot.scene().lookup(chip)))).as(chip).isFalse();
    }
    Screen.run(shot.room()::close);
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void toolStandsBesideTheMapOfThePastInTheSmallestWindow(Theme theme) throws IOException {
    for (long back = 120; back >= 0; back--) {
      monaco.observe("w-1", clock.now() - back * Micros.PER_MINUTE, back < 48 ? 28 : 3);
    }
    Shot shot =
        Screen.on(
            () -> {
              var room =
                  new ControlRoom(
                      session,
                      CityMaps.bundled("monaco"),
                      new Surroundings(theme, /* reducedMotion= */ true, () -> "", c -> {}));
              session.playhead().seek(clock.now() - 35 * Micros.PER_MINUTE);
              session
                  .selection()
                  .select(new Selected.OfThing(new DistrictId("monaco"), "thing-w-1"));
              return new Shot(room, room.scene(1024, 700));
            });
    Awaitility.await().until(() -> Screen.on(() -> isDrawn(shot)));
    press(shot, KeyCode.H);
    Awaitility.await()
        .until(
            () ->
                Screen.on(() -> isDrawn(shot))
                    && Screen.on(() -> shot.scene().lookup("#nearby .list-cell") != null));
    Screen.on(() -> Picture.of(shot.scene()))
        .write(
            Path.of(
                "target", "pictures", "tools-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    for (String text :
        List.of("#nearby .map-side-title", ".map-scale .map-note", "#replay-band-text")) {
      assertThat(Screen.on(() -> isCut((Labeled) shot.scene().lookup(text)))).as(text).isFalse();
    }
    Screen.run(shot.room()::close);
  }

  private static void press(Shot shot, KeyCode code) {
    Screen.run(
        () ->
            Event.fireEvent(
                shot.scene().getRoot(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
  }

  private TimeRange minutesAgo(long from, long to) {
    return new TimeRange(
        clock.now() - from * Micros.PER_MINUTE, clock.now() - to * Micros.PER_MINUTE);
  }

  private static boolean isCut(Labeled label) {
    return !shownOf(label).equals(label.getText());
  }

  private static String shownOf(Labeled label) {
    return ((Text) label.lookup(".text")).getText();
  }

  private void picture(Shot shot, Theme theme, String name) throws IOException {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> Screen.on(() -> isDrawn(shot)));
    Picture picture = Screen.on(() -> Picture.of(shot.scene()));
    picture.write(
        Path.of("target", "pictures", name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    assertThat(picture.width()).isEqualTo(1920);
    assertThat(picture.height()).isEqualTo(1080);
  }

  private static void open(Shot shot, String typed) {
    boolean palette = !typed.equals("?");
    Screen.run(
        () ->
            Event.fireEvent(
                shot.scene().getRoot(),
                new KeyEvent(
                    palette ? KeyEvent.KEY_PRESSED : KeyEvent.KEY_TYPED,
                    typed,
                    "",
                    palette ? KeyCode.K : KeyCode.UNDEFINED,
                    /* shiftDown= */ false,
                    palette,
                    /* altDown= */ false,
                    /* metaDown= */ false)));
  }

  private boolean isDrawn(Shot shot) {
    clock.advance(Duration.ofMillis(100));
    Picture.layOut(shot.scene());
    shot.room().pulse();
    return shot.room().isSettled();
  }

  private record Shot(ControlRoom room, Scene scene) {}
}
