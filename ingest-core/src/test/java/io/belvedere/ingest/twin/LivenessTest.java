package io.belvedere.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import org.junit.jupiter.api.Test;

class LivenessTest {
  private static final long NOW = Micros.EARLIEST + 99 * Micros.PER_DAY;
  private static final long PERIOD = 10 * Micros.PER_SECOND;

  @Test
  void noSensorIsBlamedWhereNothingHasBeenSeen() {
    assertThat(Liveness.of(NOW, NOW - Micros.PER_HOUR, PERIOD, DistrictState.NONE))
        .isEqualTo(Liveness.UNKNOWN);
    DistrictState state = new DistrictState();
    state.reset(NOW, 1);
    state.set(0, NOW - Micros.PER_HOUR, NOW - Micros.PER_HOUR, 1, 0);
    state.setPartition(0, DistrictState.UNKNOWN_PARTITION);
    assertThat(state.liveness(0, PERIOD)).as("no partition").isEqualTo(Liveness.UNKNOWN);
    state.setProgress(new long[] {NOW, DistrictState.NONE});
    assertThat(state.liveness(0, PERIOD)).as("one of two").isEqualTo(Liveness.UNKNOWN);
  }

  @Test
  void whereAllHasBeenSeenTheSilentOneIsOffline() {
    assertThat(Liveness.of(NOW, NOW - Micros.PER_HOUR, PERIOD, NOW)).isEqualTo(Liveness.OFFLINE);
    assertThat(Liveness.of(NOW, NOW, PERIOD, NOW)).isEqualTo(Liveness.FRESH);
  }
}
