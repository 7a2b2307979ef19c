package io.belvedere.app.frame;

import io.belvedere.ingest.time.Clock;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls one step on each pulse of the screen, on the JavaFX thread, and never stops because a step
/// failed: each new failure is logged once, and the next pulse draws again.
public final class Pulse {
  private static final Logger log = LoggerFactory.getLogger(Pulse.class);

  private final Runnable step;
  private final Optional<FreezeWatch> watch;
  private final AnimationTimer timer;
  private String lastFailure = "";
  private long failures;

  private Pulse(Optional<FreezeWatch> watch, Runnable step) {
    this.step = step;
    this.watch = watch;
    this.timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            runOnce();
          }
        };
  }

  /// For a screen that somebody looks at: a freeze is noticed.
  public static Pulse onScreen(Clock clock, Runnable step) {
    return new Pulse(Optional.of(new FreezeWatch(clock)), step);
  }

  /// For a picture: nobody feels a freeze.
  public static Pulse offScreen(Runnable step) {
    return new Pulse(Optional.empty(), step);
  }

  /// JavaFX thread only, as are the others.
  public void start() {
    watch.ifPresent(w -> w.start(Thread.currentThread()));
    timer.start();
  }

  public void stop() {
    timer.stop();
    watch.ifPresent(FreezeWatch::close);
  }

  /// Pulses that ended in an error since the start.
  public long failures() {
    return failures;
  }

  /// Times at which the screen stood still for longer than [FreezeWatch#LONGEST_WAIT].
  public long freezes() {
    return watch.map(FreezeWatch::freezes).orElse(0L);
  }

  void runOnce() {
    watch.ifPresent(FreezeWatch::pulse);
    try {
      step.run();
    } catch (RuntimeException e) {
      failures++;
      tell(e);
    }
  }

  private void tell(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    String failure = e + (trace.length == 0 ? "" : " at " + trace[0]);
    if (!failure.equals(lastFailure)) {
      lastFailure = failure;
      log.error("A pulse could not be drawn to its end; the next one is tried.", e);
    }
  }
}
