package io.belvedere.app.look;

import io.belvedere.ingest.city.CityMap.FacilityKind;

/// What a thing is, as a picture in a box of 16 logical pixels around (0, 0): SVG path data, one
/// part to be stroked with [#STROKE] and round ends, one to be filled. Either may be empty. What
/// sensors look like is written in [SensorLayers]; here is what the control room draws by itself.
///
/// Two glyphs are equal if they are the same one, so that looking up a sprite costs little.
public final class SymbolGlyph {
  /// Width of the stroked part, logical pixels.
  public static final double STROKE = 2;

  /// Half the side of the box, logical pixels.
  public static final double HALF = 8;

  /// What is all right, or of no kind that is known.
  public static final SymbolGlyph DOT =
      new SymbolGlyph(
          "", "M0 -4C2.2 -4 4 -2.2 4 0C4 2.2 2.2 4 0 4C-2.2 4 -4 2.2 -4 0C-4 -2.2 -2.2 -4 0 -4Z");

  /// What moves; points north.
  public static final SymbolGlyph ARROWHEAD = new SymbolGlyph("", "M0 -8L6 7L0 3.5L-6 7Z");

  /// The marks of liveness and quality.
  public static final SymbolGlyph STALE = new SymbolGlyph("M-7 7L7 -7", "");
  public static final SymbolGlyph OFFLINE =
      new SymbolGlyph("M-5.5 -5.5L5.5 5.5M-5.5 5.5L5.5 -5.5", "");
  public static final SymbolGlyph UNKNOWN =
      new SymbolGlyph(
          "M-3.8 -3.8C-3.8 -8.6 3.8 -8.6 3.8 -3.8C3.8 -0.8 0 -0.8 0 2.2",
          "M0 5C0.9 5 1.5 5.6 1.5 6.5C1.5 7.4 0.9 8 0 8C-0.9 8 -1.5 7.4 -1.5 6.5"
              + "C-1.5 5.6 -0.9 5 0 5Z");
  public static final SymbolGlyph QUARANTINED =
      new SymbolGlyph("M-4 -8L-7 -8L-7 8L-4 8M4 -8L7 -8L7 8L4 8", "");
  public static final SymbolGlyph STUCK = new SymbolGlyph("M-5 -2.5L5 -2.5M-5 2.5L5 2.5", "");
  public static final SymbolGlyph DISAGREES =
      new SymbolGlyph("M-5 -2.5L5 -2.5M-5 2.5L5 2.5M-3.5 7L3.5 -7", "");
  public static final SymbolGlyph LEARNT_LATE =
      new SymbolGlyph(
          "M0 -7C3.9 -7 7 -3.9 7 0C7 3.9 3.9 7 0 7C-3.9 7 -7 3.9 -7 0C-7 -3.9 -3.9 -7 0 -7Z"
              + "M0 -4L0 0L3 2",
          "");

  private static final SymbolGlyph HOSPITAL =
      new SymbolGlyph(
          "",
          "M-2.5 -7L2.5 -7L2.5 -2.5L7 -2.5L7 2.5L2.5 2.5L2.5 7L-2.5 7L-2.5 2.5L-7 2.5"
              + "L-7 -2.5L-2.5 -2.5Z");
  private static final SymbolGlyph FIRE_STATION =
      new SymbolGlyph(
          "",
          "M0.5 -8C1 -4.5 5.5 -2.5 5.5 2.5C5.5 5.5 3 7.5 0 7.5C-3 7.5 -5.5 5.5 -5.5 2.5"
              + "C-5.5 0.5 -4.5 -1 -3.5 -2C-3 -0.5 -2.5 0 -1.5 0.5C-2.5 -3 -1.5 -6 0.5 -8Z");
  private static final SymbolGlyph POLICE =
      new SymbolGlyph("", "M0 -7.5L6.5 -5L6.5 0C6.5 4 3.5 6.5 0 8C-3.5 6.5 -6.5 4 -6.5 0L-6.5 -5Z");
  private static final SymbolGlyph RAILWAY_STATION =
      new SymbolGlyph(
          "M-4.5 -6.5L4.5 -6.5L4.5 3.5L-4.5 3.5ZM-4 -1.5L4 -1.5M-3 4L-5.5 7.5M3 4L5.5 7.5", "");
  private static final SymbolGlyph HELIPAD =
      new SymbolGlyph("M-3.5 -6L-3.5 6M3.5 -6L3.5 6M-3.5 0L3.5 0", "");
  private static final SymbolGlyph SCHOOL =
      new SymbolGlyph("M-7 -2.5L0 -6L7 -2.5L0 1ZM-4 -0.5L-4 4C-2 6 2 6 4 4L4 -0.5", "");
  private static final SymbolGlyph PARKING =
      new SymbolGlyph("M-3 7L-3 -6.5L1 -6.5C6.5 -6.5 6.5 1.5 1 1.5L-3 1.5", "");
  private static final SymbolGlyph BUS_STOP =
      new SymbolGlyph("M-5 -6L5 -6L5 4L-5 4ZM-5 0L5 0M-3.5 4.5L-3.5 7M3.5 4.5L3.5 7", "");

  private final String stroke;
  private final String fill;

  /// @param stroke SVG path data, may be empty
  /// @param fill SVG path data, may be empty
  public SymbolGlyph(String stroke, String fill) {
    this.stroke = stroke;
    this.fill = fill;
  }

  public String stroke() {
    return stroke;
  }

  public String fill() {
    return fill;
  }

  /// The sign of a facility.
  public static SymbolGlyph of(FacilityKind kind) {
    return switch (kind) {
      case HOSPITAL -> HOSPITAL;
      case FIRE_STATION -> FIRE_STATION;
      case POLICE -> POLICE;
      case RAILWAY_STATION -> RAILWAY_STATION;
      case HELIPAD -> HELIPAD;
      case SCHOOL -> SCHOOL;
      case PARKING -> PARKING;
      case BUS_STOP -> BUS_STOP;
    };
  }
}
