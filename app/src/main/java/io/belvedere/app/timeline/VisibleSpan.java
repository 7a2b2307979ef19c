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

  private long kept;
  private long reach;
  private long now;
  private long length = USUAL;
  private double end;
  private boolean atNow = true;
  private boolean whole = true;

  VisibleSpan(long now) {
    setBounds(now, now, now);
  }

  /// Takes in what can be shown; once a pulse.
  ///
  /// @param kept the oldest instant that is kept: all of it is shown until it is zoomed
  /// @param reach the oldest instant that may still be loaded: one can look there too
  void setBounds(long kept, long reach, long now) {
    this.now = now;
    this.kept = Math.min(kept, now - USUAL);
    this.reach = Math.min(reach, this.kept);
    if (whole) {
      length = lengthFrom(this.kept);
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
    whole = length == lengthFrom(kept);
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
