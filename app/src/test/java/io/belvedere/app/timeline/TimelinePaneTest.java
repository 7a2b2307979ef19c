package io.belvedere.app.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.Picture;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Playhead;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.time.ZoneId;
import javafx.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class TimelinePaneTest {
  @Test
  void picturesInBothThemes() {
    for (Theme theme : Theme.values()) {
      FloodStory story = new FloodStory();
      story
          .district()
          .history()
          .addHole(
              new TimeRange(
                  FloodStory.START + 20 * Micros.PER_MINUTE,
                  FloodStory.START + 25 * Micros.PER_MINUTE));
      WaitForAsyncUtils.waitForAsyncFx(
          20_000,
          () -> {
            Playhead playhead = new Playhead(story.clock());
            TimelinePane pane =
                new TimelinePane(
                    story.clock(),
                    playhead,
                    () -> ZoneId.of("Europe/Monaco"),
                    FloodStory.map(),
                    Runnable::run,
                    theme);
            Scene scene = Picture.scene(pane, 1400, TimelinePane.HEIGHT, theme);
            for (int i = 0; i < 8; i++) {
              pane.show(story.at(FloodStory.NOW, Mode.LIVE));
              story.clock().advance(java.time.Duration.ofSeconds(1));
            }
            pane.layout();
            Picture.take(scene, "timeline-live-" + theme);
            playhead.seek(FloodStory.FLOOD + 7 * Micros.PER_MINUTE);
            pane.show(story.at(playhead.instant(), Mode.REPLAY));
            pane.layout();
            Picture.take(scene, "timeline-replay-" + theme);
            return null;
          });
    }
    assertThat(true).isTrue();
  }
}
