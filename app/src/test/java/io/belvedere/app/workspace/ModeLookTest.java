package io.belvedere.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.Mode;
import io.belvedere.app.workspace.ModeLook.Border;
import io.belvedere.app.workspace.ModeLook.Ground;
import io.belvedere.app.workspace.ModeLook.Pill;
import org.junit.jupiter.api.Test;

class ModeLookTest {
  @Test
  void liveIsAnInkPillOnAFullMap() {
    assertThat(ModeLook.of(Mode.LIVE))
        .isEqualTo(new ModeLook("LIVE", false, Pill.INK, Border.NONE, Ground.FULL, true));
  }

  @Test
  void lostFeedIsAHollowPillWithItsAgeOverAHatchedMap() {
    assertThat(ModeLook.of(Mode.NOT_LIVE))
        .isEqualTo(new ModeLook("NOT LIVE", true, Pill.HOLLOW, Border.NONE, Ground.HATCHED, true));
  }

  @Test
  void replayIsABandAndANotchedFrameAndReachesNothing() {
    assertThat(ModeLook.of(Mode.REPLAY))
        .isEqualTo(
            new ModeLook("REPLAY", false, Pill.BAND, Border.NOTCHED, Ground.DESATURATED, false));
  }

  @Test
  void nothingLooksLikeTwoModes() {
    for (Mode one : Mode.values()) {
      for (Mode other : Mode.values()) {
        if (one != other) {
          ModeLook a = ModeLook.of(one);
          ModeLook b = ModeLook.of(other);
          assertThat(a.word()).isNotEqualTo(b.word());
          assertThat(a.pill()).isNotEqualTo(b.pill());
          assertThat(a.ground()).isNotEqualTo(b.ground());
          assertThat(a.styleClass()).isNotEqualTo(b.styleClass());
        }
      }
    }
  }
}
