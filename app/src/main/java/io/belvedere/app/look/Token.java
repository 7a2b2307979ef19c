package io.belvedere.app.look;

import io.belvedere.ingest.model.Severity;

/// Every colour that Belvedere shows, by what it means. Style sheets name them as `-belvedere-<name
/// in lower kebab>`; the map's rasteriser takes the packed value.
public enum Token {
  WINDOW(0xDADCDE, 0x1B1F23),
  PANEL(0xE9EAEB, 0x24292E),
  RAISED(0xF4F5F5, 0x2E343A),
  SEA(0xC9D1D6, 0x12161A),
  TEXT(0x1C2126, 0xE4E7EA),
  TEXT_SECONDARY(0x4A5259, 0xA9B1B8),
  P1(0xA3122B, 0xFF5C6C),
  P1_GLYPH(0xFFFFFF, 0x12161A),
  P2(0xF07D1A, 0xFF9A3D),
  P2_GLYPH(0x1C2126, 0x12161A),
  P3(0xFFE14D, 0xFFE566),
  P3_GLYPH(0x1C2126, 0x12161A),
  P4(0x7FB2E5, 0xA8E0F0),
  P4_GLYPH(0x1C2126, 0x12161A),
  REPLAY(0x6B2380, 0xB066D6),
  REPLAY_GLYPH(0xFFFFFF, 0x12161A),
  UNKNOWN_ROAD(0x5A6168, 0x8F989F),
  /// The ink around every symbol of the map and the lists.
  SYMBOL_OUTLINE(0x1C2126, 0x0B0E11),
  LAND(0xE6E8E9, 0x21262B),
  PARK(0xDCE2DA, 0x232C2A),
  SAND(0xE6E2D8, 0x2B2A28),
  BUILDING(0xD6D9DC, 0x2A3036),
  ROAD(0xFAFAFA, 0x3B434B),
  ROAD_CASING(0xC3C8CC, 0x14181C),
  RAIL(0x9AA1A8, 0x59626B),
  AREA_OUTLINE(0x767E86, 0x7B858E),
  /// A sensor that is all right.
  NORMAL_DOT(0x7F878F, 0x6E7780);

  private final int light;
  private final int dark;

  Token(int light, int dark) {
    this.light = light;
    this.dark = dark;
  }

  /// Opaque, `0xAARRGGBB`.
  public int argb(Theme theme) {
    return 0xFF000000
        | switch (theme) {
          case LIGHT -> light;
          case DARK -> dark;
        };
  }

  /// As a style sheet writes it: `#RRGGBB`.
  public String css(Theme theme) {
    return "#%06X".formatted(argb(theme) & 0xFFFFFF);
  }

  /// The fill of a severity; normal has no colour of its own.
  ///
  /// @throws IllegalArgumentException for [Severity#NORMAL]
  public static Token fill(Severity severity) {
    return switch (severity) {
      case P1 -> P1;
      case P2 -> P2;
      case P3 -> P3;
      case P4 -> P4;
      case NORMAL -> throw new IllegalArgumentException("Normal has no colour.");
    };
  }

  /// What is legible on [#fill].
  ///
  /// @throws IllegalArgumentException for [Severity#NORMAL]
  public static Token glyph(Severity severity) {
    return switch (severity) {
      case P1 -> P1_GLYPH;
      case P2 -> P2_GLYPH;
      case P3 -> P3_GLYPH;
      case P4 -> P4_GLYPH;
      case NORMAL -> throw new IllegalArgumentException("Normal has no colour.");
    };
  }
}
