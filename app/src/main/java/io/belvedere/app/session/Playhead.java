package io.belvedere.app.session;

import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.TimeRange;
import java.util.Optional;
import java.util.OptionalLong;

/// The instant on screen: it follows now, stands in the past, or plays from there in either
/// direction. Any seek leaves now; only [#follow] and play that arrives at now come back to it.
///
/// JavaFX thread only. [#advance] is called once a pulse; between two calls nothing moves.
public final class Playhead {
  /// The speeds that the keys step through, in both directions.
  private static final double[] LADDER = {0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 100, 300, 1000};

  /// A hitch of the screen slows play down instead of skipping: 0.1 s, in nanoseconds.
  private static final long LONGEST_STEP = 100_000_000;

  private final Clock clock;
  private boolean following = true;
  private long instant;
  private double speed;
  private double lastSpeed = 1;
  private long lastTicks;
  private long earliest = Long.MIN_VALUE;
  private boolean hasPrevious;

  /// Where it was before the last seek; empty if it followed now.
  private OptionalLong previous = OptionalLong.empty();

  private OptionalLong rangeStart = OptionalLong.empty();
  private OptionalLong rangeEnd = OptionalLong.empty();

  public Playhead(Clock clock) {
    this.clock = clock;
    this.instant = clock.now();
    this.lastTicks = clock.ticks();
  }

  /// Moves by what has passed since the last call; once a pulse.
  public void advance() {
    long ticks = clock.ticks();
    long passed = Math.clamp(ticks - lastTicks, 0, LONGEST_STEP);
    lastTicks = ticks;
    if (following) {
      instant = clock.now();
    } else if (speed != 0) {
      long before = instant;
      moveTo(instant + Math.round(passed / 1e3 * speed));
      loop(before);
      if (speed > 0 && instant >= clock.now()) {
        arriveAtNow();
      } else if (speed < 0 && instant <= earliest) {
        pause();
      }
    }
  }

  /// Play that was within the range stays there.
  private void loop(long before) {
    Optional<TimeRange> range = range();
    if (range.isEmpty() || before < range.get().from() || before > range.get().to()) {
      return;
    }
    if (instant >= range.get().to() && speed > 0) {
      instant = range.get().from();
    } else if (instant <= range.get().from() && speed < 0) {
      instant = range.get().to();
    }
  }

  /// The range that play goes round in begins here; an end that is not later is forgotten.
  public void beginRange() {
    rangeStart = OptionalLong.of(instant);
    if (rangeEnd.isPresent() && rangeEnd.getAsLong() <= instant) {
      rangeEnd = OptionalLong.empty();
    }
  }

  /// The range that play goes round in ends here; a start that is not earlier is forgotten.
  public void endRange() {
    rangeEnd = OptionalLong.of(instant);
    if (rangeStart.isPresent() && rangeStart.getAsLong() >= instant) {
      rangeStart = OptionalLong.empty();
    }
  }

  public void clearRange() {
    rangeStart = OptionalLong.empty();
    rangeEnd = OptionalLong.empty();
  }

  /// What play goes round in; empty until it has a start and an end.
  public Optional<TimeRange> range() {
    return rangeStart.isPresent() && rangeEnd.isPresent()
        ? Optional.of(new TimeRange(rangeStart.getAsLong(), rangeEnd.getAsLong()))
        : Optional.empty();
  }

  /// Nothing before this can be shown.
  ///
  /// @param earliest microseconds UTC
  public void setEarliest(long earliest) {
    this.earliest = earliest;
  }

  /// Back to now.
  public void follow() {
    if (!following) {
      remember();
    }
    arriveAtNow();
  }

  /// Stands at `t`, or as near as there is anything to show.
  public void seek(long t) {
    remember();
    stand();
    moveTo(t);
  }

  /// What follows is one seek in many steps: the instant to come back to is the one of now.
  public void beginDrag() {
    remember();
  }

  /// One of the many seeks of a drag: the instant to come back to stays the one of [#beginDrag].
  public void drag(long t) {
    stand();
    moveTo(t);
  }

  /// Moves by `delta` microseconds from where it is.
  public void step(long delta) {
    seek(instant + delta);
  }

  /// Plays, backward if `speed` is negative; 0 stands.
  public void play(double speed) {
    if (following && speed > 0) {
      return;
    }
    following = false;
    this.speed = speed;
    if (speed != 0) {
      lastSpeed = speed;
    }
  }

  public void pause() {
    stand();
  }

  /// Plays at the last speed or stands.
  public void toggle() {
    if (following || speed != 0) {
      stand();
    } else {
      play(lastSpeed);
    }
  }

  /// One rung up the ladder of speeds, towards 1000 forward.
  public void faster() {
    play(rung(1));
  }

  /// One rung down, through standing still, towards 1000 backward.
  public void slower() {
    play(rung(-1));
  }

  /// One step of the shuttle towards forward: from rest at once the speed, then faster.
  public void shuttleForward() {
    shuttle(1);
  }

  /// One step of the shuttle towards backward: from rest or from now at once the speed, then
  /// faster.
  public void shuttleBackward() {
    shuttle(-1);
  }

  /// To the instant before the last seek (or to now, if that was it), and back again.
  public void swapWithPrevious() {
    if (!hasPrevious) {
      return;
    }
    if (previous.isPresent()) {
      seek(previous.getAsLong());
    } else {
      follow();
    }
  }

  public boolean isFollowing() {
    return following;
  }

  /// Microseconds UTC.
  public long instant() {
    return instant;
  }

  /// 1 while it follows now, 0 standing, negative backward.
  public double speed() {
    return following ? 1 : speed;
  }

  /// How far behind now it is, microseconds.
  public long behind() {
    return Math.max(0, clock.now() - instant);
  }

  private void remember() {
    hasPrevious = true;
    previous = following ? OptionalLong.empty() : OptionalLong.of(instant);
  }

  private void arriveAtNow() {
    following = true;
    speed = 0;
    instant = clock.now();
  }

  private void shuttle(int direction) {
    double towards = (following ? 0 : speed) * direction;
    if (towards >= 1 || towards < -1) {
      play(rung(direction));
    } else if (towards >= 0) {
      play(direction);
    } else {
      pause();
    }
  }

  private void stand() {
    following = false;
    speed = 0;
  }

  private void moveTo(long t) {
    instant = Math.max(earliest, Math.min(t, clock.now()));
  }

  private double rung(int direction) {
    double signed = following ? 1 : speed;
    int index = 0;
    if (signed != 0) {
      int rung = 0;
      while (rung < LADDER.length - 1 && LADDER[rung] < Math.abs(signed)) {
        rung++;
      }
      index = signed > 0 ? rung + 1 : -(rung + 1);
    }
    int next = Math.clamp(index + direction, -LADDER.length, LADDER.length);
    return next == 0 ? 0 : Math.signum(next) * LADDER[Math.abs(next) - 1];
  }
}
