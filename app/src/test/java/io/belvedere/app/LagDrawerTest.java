package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Session;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.Margin.How;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
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
    try (RoomShot shot = RoomShot.of(session, theme, clock, this::lag)) {
      shot.fire("#feed");
      shot.await("#lag-title", "Monaco: STALL");
      shot.press(KeyCode.ENTER);
      shot.await(() -> rows(shot) == 13);
      shot.press(KeyCode.DOWN);
      shot.await("#lag-title", "Monaco, partition 4: STALL");
      assertThat(shot.words(".lag-notice")).isEmpty();
      shot.write("lag-drawer-live");

      Screen.run(() -> session.playhead().seek(AT_14_03));
      shot.await(".lag-notice", "The feed as it is now, and not at 14:03:00.");
      shot.await("#lag-title", "Monaco, partition 4: STALL");
      shot.write("lag-drawer-replay");
    }
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

  private static int rows(RoomShot shot) {
    return ((ListView<?>) shot.scene().lookup(".lag-list")).getItems().size();
  }
}
