package io.belvedere.app.bench;

/// What happens on the screen while its frames are measured.
enum Motion {
  /// The view stands; some sensors change in each frame.
  STILL,
  /// The whole picture moves in each frame.
  PAN,
  /// Each frame shows it at another scale.
  ZOOM,
  /// The past is played at 100x while the picture moves.
  PLAY
}
