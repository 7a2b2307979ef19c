package io.belvedere.app.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FreezeWatchTest {
  private final ManualClock clock = new ManualClock(Micros.EARLIEST + 123_456_789);
  private final FreezeWatch watch = new FreezeWatch(clock);
  private final Thread screen = Thread.currentThread();

  /// The window has stood for a while, without a freeze.
  private void open() {
    for (int i = 0; i < FreezeWatch.OPENING / 16_000_000 + 2; i++) {
      watch.pulse();
      clock.advance(Duration.ofMillis(16));
    }
  }

  @Test
  void steadyPulsesAreNoFreeze() {
    for (int i = 0; i < 100; i++) {
      watch.pulse();
      clock.advance(Duration.ofMillis(16));
      assertThat(watch.look(screen)).isFalse();
    }
    assertThat(watch.freezes()).isZero();
  }

  @Test
  void freezeIsToldWhileItLastsAndCountedWhenItEnds() {
    open();
    watch.pulse();
    clock.advance(Duration.ofMillis(101));
    assertThat(watch.look(screen)).isTrue();
    clock.advance(Duration.ofSeconds(3));
    assertThat(watch.look(screen)).isFalse();
    watch.pulse();
    assertThat(watch.freezes()).isEqualTo(1);
  }

  @Test
  void furtherFreezesOfTheSameMinuteAreOnlyCounted() {
    open();
    for (int i = 0; i < 10; i++) {
      watch.pulse();
      clock.advance(Duration.ofMillis(200));
      assertThat(watch.look(screen)).isEqualTo(i == 0);
    }
    assertThat(watch.freezes()).isEqualTo(9);
    clock.advance(Duration.ofMinutes(1));
    assertThat(watch.look(screen)).isTrue();
  }

  @Test
  void aWindowThatOpensMayTakeItsTime() {
    watch.pulse();
    clock.advance(Duration.ofMillis(900));
    assertThat(watch.look(screen)).isFalse();
    watch.pulse();
    assertThat(watch.freezes()).isZero();
  }

  @Test
  void nothingIsToldBeforeTheFirstPulse() {
    clock.advance(Duration.ofMinutes(1));
    assertThat(watch.look(screen)).isFalse();
  }
}
