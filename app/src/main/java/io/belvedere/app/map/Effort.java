package io.belvedere.app.map;

import java.time.Duration;
import java.util.Locale;

/// Watches how long frames of the map take, and steps down where they take too long for too long: a
/// picture that is coarser or comes half as often is better than a desk that stutters. Steps up
/// again when there is plenty of time.
final class Effort {
  /// A frame of 60 Hz has 16.7 ms, and others draw too.
  private static final long TOO_LONG = Duration.ofMillis(14).toNanos();

  private static final long PLENTY = Duration.ofMillis(6).toNanos();
  private static final long BEFORE_STEP_DOWN = Duration.ofMillis(500).toNanos();
  private static final long BEFORE_STEP_UP = Duration.ofSeconds(10).toNanos();

  /// The part that the newest frame has in the mean.
  private static final double NEWEST = 0.1;

  /// How much is drawn, from all to least.
  enum Detail {
    FULL("in full"),
    /// Every second frame.
    HALF_RATE("half as often"),
    /// That, and what lies close together is counted at every zoom.
    CLUSTERED("half as often, clustered");

    private final String words;

    Detail(String words) {
      this.words = words;
    }
  }

  private Detail detail = Detail.FULL;
  private double mean;
  private long since;
  private boolean isStarted;
  private boolean isSkipped;
  private boolean stepsDown = true;

  Detail detail() {
    return detail;
  }

  /// Whether it may step down at all; not while drawing in full is measured.
  void setStepsDown(boolean stepsDown) {
    this.stepsDown = stepsDown;
    detail = stepsDown ? detail : Detail.FULL;
  }

  /// Whether the next frame is to be left out; asked once a frame.
  boolean skips() {
    isSkipped = detail != Detail.FULL && !isSkipped;
    return isSkipped;
  }

  /// Takes in how long a frame took in which something was drawn.
  ///
  /// @param ticks when it was done, nanoseconds
  /// @param took nanoseconds
  void frame(long ticks, long took) {
    mean = isStarted ? mean + (took - mean) * NEWEST : took;
    if (!isStarted) {
      isStarted = true;
      since = ticks;
    }
    boolean isHard = stepsDown && mean > TOO_LONG && detail != Detail.CLUSTERED;
    boolean isEasy = mean < PLENTY && detail != Detail.FULL;
    if (!isHard && !isEasy) {
      since = ticks;
    } else if (isHard && ticks - since >= BEFORE_STEP_DOWN) {
      step(1, ticks);
    } else if (isEasy && ticks - since >= BEFORE_STEP_UP) {
      step(-1, ticks);
    }
  }

  private void step(int by, long ticks) {
    detail = Detail.values()[detail.ordinal() + by];
    since = ticks;
  }

  /// For administrators, for example "Map: 6.2 ms a frame, drawn in full".
  String words() {
    return String.format(Locale.ROOT, "Map: %.1f ms a frame, drawn %s", mean / 1e6, detail.words);
  }
}
