package io.belvedere.app.look;

import java.util.List;
import java.util.Locale;

/// What a thing is, as a picture in a box of 16 logical pixels around (0, 0): SVG path data (`M`,
/// `L`, `C`, `Z`, absolute), one part to be stroked with [#STROKE] and round ends, one to be
/// filled. Either may be empty.
public enum SymbolGlyph {
  LEVEL("M-7 -3C-5 -6 -2 -6 0 -3C2 0 5 0 7 -3M-7 4C-5 1 -2 1 0 4C2 7 5 7 7 4", ""),
  PRESSURE("M-7 5C-7 -6.5 7 -6.5 7 5M0 5L4 -1", ""),
  PUMP(
      "M0 -7C3.9 -7 7 -3.9 7 0C7 3.9 3.9 7 0 7C-3.9 7 -7 3.9 -7 0C-7 -3.9 -3.9 -7 0 -7Z",
      "M-2.5 -4L4.5 0L-2.5 4Z"),
  POWER("", "M2 -8L-5.5 1.5L-0.5 1.5L-2 8L5.5 -1.5L0.5 -1.5Z"),
  TRAFFIC("M-5.5 -6L0 0L-5.5 6M1 -6L6.5 0L1 6", ""),
  CAMERA("", "M-8 -4.5L2.5 -4.5L2.5 4.5L-8 4.5ZM3.5 -1.5L8 -5L8 5L3.5 1.5Z"),
  AIR(
      "",
      "M-4 -5.5C-2.3 -5.5 -1 -4.2 -1 -2.5C-1 -0.8 -2.3 0.5 -4 0.5C-5.7 0.5 -7 -0.8 -7 -2.5"
          + "C-7 -4.2 -5.7 -5.5 -4 -5.5Z"
          + "M4.5 -7C6.2 -7 7.5 -5.7 7.5 -4C7.5 -2.3 6.2 -1 4.5 -1C2.8 -1 1.5 -2.3 1.5 -4"
          + "C1.5 -5.7 2.8 -7 4.5 -7Z"
          + "M1.5 1C3.2 1 4.5 2.3 4.5 4C4.5 5.7 3.2 7 1.5 7C-0.2 7 -1.5 5.7 -1.5 4"
          + "C-1.5 2.3 -0.2 1 1.5 1Z"),
  NOISE("M-6.5 -2L-6.5 2M-2.2 -6.5L-2.2 6.5M2.2 -4L2.2 4M6.5 -1.5L6.5 1.5", ""),
  WEATHER("", "M-4 5.5C-9 5.5 -9 -1 -4.7 -1C-4.5 -7 4 -7.2 4.3 -1.5C9 -1.8 9 5.5 4.5 5.5Z"),
  LIFT("M-4 6.5L-4 -6.5M-7 -3.5L-4 -6.5L-1 -3.5M4 -6.5L4 6.5M1 3.5L4 6.5L7 3.5", ""),
  BUILDING("M-7.5 0L0 -7L7.5 0M-5 -1L-5 7L5 7L5 -1", ""),
  GATEWAY(
      "M0 -1L0 7.5M-4 7.5L4 7.5M-4.5 -7C-7 -4.5 -7 -1.5 -4.5 1M4.5 -7C7 -4.5 7 -1.5 4.5 1",
      "M0 -5C1.1 -5 2 -4.1 2 -3C2 -1.9 1.1 -1 0 -1C-1.1 -1 -2 -1.9 -2 -3C-2 -4.1 -1.1 -5 0 -5Z"),
  VEHICLE("", "M0 -8L6 7L0 3.5L-6 7Z"),
  OTHER("", "M0 -4C2.2 -4 4 -2.2 4 0C4 2.2 2.2 4 0 4C-2.2 4 -4 2.2 -4 0C-4 -2.2 -2.2 -4 0 -4Z"),

  HOSPITAL(
      "",
      "M-2.5 -7L2.5 -7L2.5 -2.5L7 -2.5L7 2.5L2.5 2.5L2.5 7L-2.5 7L-2.5 2.5L-7 2.5L-7 -2.5L-2.5 -2.5Z"),
  FIRE_STATION(
      "",
      "M0.5 -8C1 -4.5 5.5 -2.5 5.5 2.5C5.5 5.5 3 7.5 0 7.5C-3 7.5 -5.5 5.5 -5.5 2.5"
          + "C-5.5 0.5 -4.5 -1 -3.5 -2C-3 -0.5 -2.5 0 -1.5 0.5C-2.5 -3 -1.5 -6 0.5 -8Z"),
  POLICE("", "M0 -7.5L6.5 -5L6.5 0C6.5 4 3.5 6.5 0 8C-3.5 6.5 -6.5 4 -6.5 0L-6.5 -5Z"),
  RAILWAY_STATION(
      "M-4.5 -6.5L4.5 -6.5L4.5 3.5L-4.5 3.5ZM-4 -1.5L4 -1.5M-3 4L-5.5 7.5M3 4L5.5 7.5", ""),
  HELIPAD("M-3.5 -6L-3.5 6M3.5 -6L3.5 6M-3.5 0L3.5 0", ""),
  SCHOOL("M-7 -2.5L0 -6L7 -2.5L0 1ZM-4 -0.5L-4 4C-2 6 2 6 4 4L4 -0.5", ""),
  PARKING("M-3 7L-3 -6.5L1 -6.5C6.5 -6.5 6.5 1.5 1 1.5L-3 1.5", ""),
  BUS_STOP("M-5 -6L5 -6L5 4L-5 4ZM-5 0L5 0M-3.5 4.5L-3.5 7M3.5 4.5L3.5 7", ""),

  /// The marks of liveness and quality, in the same box.
  STALE("M-7 7L7 -7", ""),
  OFFLINE("M-5.5 -5.5L5.5 5.5M-5.5 5.5L5.5 -5.5", ""),
  UNKNOWN(
      "M-3.8 -3.8C-3.8 -8.6 3.8 -8.6 3.8 -3.8C3.8 -0.8 0 -0.8 0 2.2",
      "M0 5C0.9 5 1.5 5.6 1.5 6.5C1.5 7.4 0.9 8 0 8C-0.9 8 -1.5 7.4 -1.5 6.5C-1.5 5.6 -0.9 5 0 5Z"),
  QUARANTINED("M-4 -8L-7 -8L-7 8L-4 8M4 -8L7 -8L7 8L4 8", ""),
  LEARNT_LATE(
      "M0 -7C3.9 -7 7 -3.9 7 0C7 3.9 3.9 7 0 7C-3.9 7 -7 3.9 -7 0C-7 -3.9 -3.9 -7 0 -7Z"
          + "M0 -4L0 0L3 2",
      "");

  /// Width of the stroked part, logical pixels.
  public static final double STROKE = 2;

  private final String stroke;
  private final String fill;

  SymbolGlyph(String stroke, String fill) {
    this.stroke = stroke;
    this.fill = fill;
  }

  public String stroke() {
    return stroke;
  }

  public String fill() {
    return fill;
  }

  /// The picture of a kind of thing or datastream, by the words within it: `water-level` and
  /// `level` are the same to the eye. Facilities and marks are not found this way.
  public static SymbolGlyph of(String kind) {
    String k = kind.toLowerCase(Locale.ROOT);
    for (KindWords words : KindWords.IN_ORDER) {
      if (words.matches(k)) {
        return words.glyph();
      }
    }
    return OTHER;
  }

  /// Words that give a kind away; the first row that matches decides.
  private record KindWords(SymbolGlyph glyph, List<String> words) {
    static final List<KindWords> IN_ORDER =
        List.of(
            row(GATEWAY, "gateway", "heartbeat"),
            row(CAMERA, "camera"),
            row(VEHICLE, "vehicle", "ambulance", "fire-engine", "police-car", "bus", "taxi"),
            row(PUMP, "pump"),
            row(LIFT, "lift", "elevator", "escalator"),
            row(PRESSURE, "pressure", "flow", "main", "valve"),
            row(LEVEL, "level", "water", "flood"),
            row(POWER, "power", "substation", "voltage", "current", "battery", "energy"),
            row(NOISE, "noise", "sound"),
            row(AIR, "air", "no2", "pm10", "pm2", "ozone", "co2"),
            row(WEATHER, "weather", "rain", "wind", "temperature", "humidity"),
            row(TRAFFIC, "road", "traffic", "travel", "speed", "segment", "count", "parking"),
            row(BUILDING, "building", "smoke", "door", "occupancy"));

    static KindWords row(SymbolGlyph glyph, String... words) {
      return new KindWords(glyph, List.of(words));
    }

    boolean matches(String kind) {
      return words.stream().anyMatch(kind::contains);
    }
  }
}
