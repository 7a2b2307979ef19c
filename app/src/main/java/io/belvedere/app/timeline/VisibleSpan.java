package io.belvedere.app.timeline;

import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;

/// Which part of time the lanes show. It sticks to now until the operator looks elsewhere, and it
/// never lets a playhead that moves run out of sight. All times in microseconds UTC.
final class VisibleSpan {
  static final long SHORTEST = 10 * Micros.PER_MINUTE;

  /// What is shown of the past if less is kept.
  static final long USUAL = 2 * Micros.PER_HOUR;

  /// The part right of now that is kept free, so that its edge can be seen and dragged to.
  private static final double LEAD = 0.03;

  /// How near to an edge a moving playhead may come before the span follows it.
  private static final double MARGIN = 0.03;

  /// What of that may lie left of all that is here while more of it is on its way: so much that it
  /// is seen to be missing.
  private static final double MISSING = 0.1;

  private long usual;
  private long reach;
  private long now;
  private long length = USUAL;
  private double end;
  private boolean atNow = true;
  private boolean whole = true;

  VisibleSpan(long now) {
    setBounds(now, now, /* loads= */ false, now);
  }

  /// Takes in what can be shown; once a pulse.
  ///
  /// @param kept the oldest instant that is kept: all of it is shown until it is zoomed
  /// @param reach the oldest instant that may still be loaded: one can look there too
  /// @param loads whether some of that is missing for now: then a part of it is shown, too, which
  ///     is filled before the eyes; the scale changes seldom, and not with every piece that comes
  void setBounds(long kept, long reach, boolean loads, long now) {
    this.now = now;
    long oldest = Math.min(kept, now - USUAL);
    this.reach = Math.min(reach, oldest);
    usual = loads ? Math.max(this.reach, now - twofold(now - kept)) : oldest;
    if (whole) {
      length = lengthFrom(usual);
    }
    if (atNow) {
      end = latestEnd();
    }
    clamp();
  }

  long from() {
    return Math.round(end) - length;
  }

  long to() {
    return Math.round(end);
  }

  long length() {
    return length;
  }

  TimeRange range() {
    return new TimeRange(from(), to());
  }

  boolean isAtNow() {
    return atNow;
  }

  long instantAt(double fraction) {
    return from() + Math.round(length * fraction);
  }

  double fractionOf(long instant) {
    return (double) (instant - from()) / length;
  }

  /// Shows `factor` times as much, and leaves the instant at `fraction` where it is.
  void zoom(double factor, double fraction) {
    double anchor = instantAt(fraction);
    length = Math.clamp(Math.round(length * factor), SHORTEST, longest());
    whole = length == lengthFrom(usual);
    end = anchor + length * (1 - fraction);
    clamp();
    stickToNow();
  }

  /// Moves by `by`, positive towards the future.
  void pan(long by) {
    end += by;
    clamp();
    stickToNow();
  }

  void returnToNow() {
    atNow = true;
    end = latestEnd();
    clamp();
  }

  /// Follows a playhead that has moved by itself or by a key: play turns the page, a jump comes to
  /// the middle.
  ///
  /// @param speed of play; 0 if it stands where it was put
  void keepInSight(long playhead, double speed) {
    double fraction = fractionOf(playhead);
    if (fraction >= MARGIN && fraction <= 1 - MARGIN) {
      return;
    }
    double at = speed == 0 ? 0.5 : speed > 0 ? 0.1 : 0.9;
    end = playhead + length * (1 - at);
    clamp();
    stickToNow();
  }

  /// The shortest of two hours, four, eight and so on that leaves some room beside `length`.
  private static long twofold(long length) {
    long of = USUAL;
    while (length > of * (1 - MISSING)) {
      of *= 2;
    }
    return of;
  }

  private void stickToNow() {
    atNow = end >= latestEnd();
  }

  private void clamp() {
    length = Math.min(length, longest());
    end = Math.max(Math.min(end, latestEnd()), (double) reach + length);
  }

  private long longest() {
    return lengthFrom(reach);
  }

  private long lengthFrom(long earliest) {
    return Math.round((now - earliest) / (1 - LEAD));
  }

  private double latestEnd() {
    return now + length * LEAD;
  }
}
