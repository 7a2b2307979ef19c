package io.belvedere.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTest {
  @Test
  void stepThatFailsDoesNotStopThePulse() {
    int[] steps = {0};
    Pulse pulse =
        Pulse.offScreen(
            () -> {
              steps[0]++;
              if (steps[0] <= 2) {
                throw new IllegalStateException("A pane cannot draw.");
              }
            });
    pulse.runOnce();
    pulse.runOnce();
    pulse.runOnce();
    assertThat(steps[0]).isEqualTo(3);
    assertThat(pulse.failures()).isEqualTo(2);
  }
}
