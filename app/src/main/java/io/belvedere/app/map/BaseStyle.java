package io.belvedere.app.map;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.SurfaceKind;

/// How the ground is drawn at a zoom: colours from the tokens, widths in logical pixels.
///
/// @param desaturated without any colour, so that a replay is never taken for now
/// @param seen what of the ground is not dimmed
record BaseStyle(Theme theme, boolean desaturated, SeenGround seen) {
  /// Over all areas of the map.
  BaseStyle(Theme theme, boolean desaturated) {
    this(theme, desaturated, SeenGround.ALL);
  }

  BaseStyle seeing(SeenGround ground) {
    return new BaseStyle(theme, desaturated, ground);
  }

  /// Where the map ends.
  int outside() {
    return color(Token.WINDOW);
  }

  int land() {
    return color(Token.LAND);
  }

  int surface(SurfaceKind kind) {
    return color(
        switch (kind) {
          case SEA, WATER -> Token.SEA;
          case PARK -> Token.PARK;
          case SAND -> Token.SAND;
          case PIER -> Token.LAND;
          case BUILDING -> Token.BUILDING;
        });
  }

  int road(RoadClass roadClass) {
    return roadClass == RoadClass.RAIL ? color(Token.RAIL) : color(Token.ROAD);
  }

  int casing() {
    return color(Token.ROAD_CASING);
  }

  /// Logical pixels; 0 where a road of this class is not drawn at this zoom.
  static double width(RoadClass roadClass, double zoom) {
    return switch (roadClass) {
      case MOTORWAY, TRUNK, PRIMARY -> grow(zoom, 9, 2.2, 18, 13);
      case SECONDARY -> grow(zoom, 11, 1.8, 18, 11);
      case TERTIARY -> grow(zoom, 12, 1.5, 18, 10);
      case RESIDENTIAL -> zoom < 13.5 ? 0 : grow(zoom, 13.5, 1, 18, 8);
      case SERVICE -> zoom < 15 ? 0 : grow(zoom, 15, 1, 18, 5);
      case PEDESTRIAN -> zoom < 15 ? 0 : grow(zoom, 15, 0.8, 18, 5);
      case PATH, STEPS -> zoom < 16 ? 0 : grow(zoom, 16, 0.6, 18, 2);
      case RAIL -> zoom < 12 ? 0 : grow(zoom, 12, 1, 18, 3);
    };
  }

  /// Buildings that would be specks are left out.
  static boolean drawsBuildings(double zoom) {
    return zoom >= 14;
  }

  int color(Token token) {
    int argb = token.argb(theme);
    return desaturated ? grey(argb) : argb;
  }

  /// A colour with part of another, as opaque as it was.
  ///
  /// @param part of the other, of 256
  static int mix(int argb, int other, int part) {
    int mixed = argb & 0xFF000000;
    for (int shift = 0; shift <= 16; shift += 8) {
      int own = (argb >> shift) & 0xFF;
      mixed |= (own + (((other >> shift) & 0xFF) - own) * part / 256) << shift;
    }
    return mixed;
  }

  /// By luminance (Rec. 709 weights).
  static int grey(int argb) {
    int red = (argb >> 16) & 0xFF;
    int green = (argb >> 8) & 0xFF;
    int blue = argb & 0xFF;
    int luminance = (red * 54 + green * 183 + blue * 19) >> 8;
    return (argb & 0xFF000000) | luminance * 0x010101;
  }

  /// Grows by equal factors per zoom level, and is flat beyond both ends.
  private static double grow(double zoom, double z0, double w0, double z1, double w1) {
    double part = Math.clamp((zoom - z0) / (z1 - z0), 0, 1);
    return w0 * Math.pow(w1 / w0, part);
  }
}
