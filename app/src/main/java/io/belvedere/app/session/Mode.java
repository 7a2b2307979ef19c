package io.belvedere.app.session;

/// What the clock on screen stands for. Nothing on screen may look like two of them.
public enum Mode {
  /// The playhead follows now, and everything that was sent is here.
  LIVE,
  /// The playhead follows now, but the feed is catching up or lost.
  NOT_LIVE,
  /// The playhead stands or moves in the past.
  REPLAY
}
