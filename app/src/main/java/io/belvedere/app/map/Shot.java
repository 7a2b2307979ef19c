package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;

/// How one frame is to be drawn, apart from what is known of the district. Two equal shots of the
/// same state are the same picture.
///
/// @param known whether the district is known of the instant at all
/// @param blink whether blinking outlines are in their bright half
/// @param clustered whether what lies close together is counted at every zoom
/// @param hovered what the pointer is on
/// @param resting whether the camera stands, so that missing tiles are worth drawing
record Shot(
    View view,
    Theme theme,
    LayerSettings layers,
    Mode mode,
    boolean known,
    boolean simulated,
    boolean blink,
    boolean reducedMotion,
    boolean clustered,
    Selected selected,
    Selected hovered,
    boolean resting) {

  BaseStyle style() {
    return new BaseStyle(theme, mode == Mode.REPLAY);
  }

  /// Whether only single symbols can differ between the two.
  boolean looksLike(Shot other) {
    return view.equals(other.view) && isStyledLike(other);
  }

  /// Whether the picture is the other one moved by whole pixels, apart from single symbols: then
  /// most of it can be kept.
  boolean isPanOf(Shot other) {
    return view.isPanOf(other.view) && isStyledLike(other) && !isHatched();
  }

  /// Hatching is fixed to the picture and not to the ground.
  boolean isHatched() {
    return mode == Mode.NOT_LIVE || !known;
  }

  private boolean isStyledLike(Shot other) {
    return theme == other.theme
        && layers.equals(other.layers)
        && mode == other.mode
        && known == other.known
        && clustered == other.clustered
        && simulated == other.simulated;
  }
}
