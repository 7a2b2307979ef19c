package io.belvedere.app.workspace;

import io.belvedere.app.session.Mode;

/// How a mode looks. Any two differ in the pill and in at least one thing that is seen without
/// colour.
///
/// @param word what the pill says
/// @param aged whether the pill also says how long it has been so
/// @param operable whether what an operator does reaches the city: never in the past
record ModeLook(
    String word, boolean aged, Pill pill, Border border, Ground ground, boolean operable) {
  enum Pill {
    INK,
    HOLLOW,
    BAND
  }

  enum Border {
    NONE,
    NOTCHED
  }

  enum Ground {
    FULL,
    HATCHED,
    DESATURATED
  }

  static ModeLook of(Mode mode) {
    return switch (mode) {
      case LIVE -> new ModeLook("LIVE", false, Pill.INK, Border.NONE, Ground.FULL, true);
      case NOT_LIVE ->
          new ModeLook("NOT LIVE", true, Pill.HOLLOW, Border.NONE, Ground.HATCHED, true);
      case REPLAY ->
          new ModeLook("REPLAY", false, Pill.BAND, Border.NOTCHED, Ground.DESATURATED, false);
    };
  }

  String styleClass() {
    return switch (pill) {
      case INK -> "strip-pill-live";
      case HOLLOW -> "strip-pill-not-live";
      case BAND -> "strip-pill-replay";
    };
  }
}
