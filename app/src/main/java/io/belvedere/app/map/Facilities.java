package io.belvedere.app.map;

import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.Mercator;
import java.util.List;

/// Hospitals, fire stations and the other places that matter in an emergency; the nearer one looks,
/// the more of them are shown, and the more of each: first a small square, then its sign, then its
/// name, which [LabelLayout] places among the others.
final class Facilities {
  private final List<Facility> facilities;
  private final double[] x;
  private final double[] y;

  Facilities(CityMap map) {
    facilities = map.facilities();
    x = facilities.stream().mapToDouble(f -> Mercator.x(f.lon())).toArray();
    y = facilities.stream().mapToDouble(f -> Mercator.y(f.lat())).toArray();
  }

  void draw(Raster raster, View view, SymbolSprites sprites) {
    for (int i = 0; i < x.length; i++) {
      FacilityKind kind = facilities.get(i).kind();
      if (view.zoom() >= dottedFrom(kind)) {
        boolean near = view.zoom() >= shownFrom(kind);
        raster.sprite(
            near ? sprites.facility(SymbolGlyph.of(kind)) : sprites.facilityDot(),
            view.pixelX(x[i]),
            view.pixelY(y[i]));
      }
    }
  }

  /// The number of the one whose sign is at a point of the picture, or -1.
  int at(View view, double screenX, double screenY) {
    for (int i = x.length - 1; i >= 0; i--) {
      FacilityKind kind = facilities.get(i).kind();
      double reach = (view.zoom() >= shownFrom(kind) ? 9 : 5) * view.scale();
      if (view.zoom() >= dottedFrom(kind)
          && Math.abs(view.screenX(x[i]) - screenX) <= reach
          && Math.abs(view.screenY(y[i]) - screenY) <= reach) {
        return i;
      }
    }
    return -1;
  }

  int size() {
    return x.length;
  }

  Facility get(int i) {
    return facilities.get(i);
  }

  double x(int i) {
    return x[i];
  }

  double y(int i) {
    return y[i];
  }

  /// The number of a facility, or -1.
  int find(String id) {
    for (int i = 0; i < x.length; i++) {
      if (facilities.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /// From this zoom on it is a small square.
  static double dottedFrom(FacilityKind kind) {
    return shownFrom(kind) - 1;
  }

  /// From this zoom on its name stands beside it, where there is room.
  static double namedFrom(FacilityKind kind) {
    return switch (kind) {
      case HOSPITAL, FIRE_STATION -> 15.5;
      case POLICE, RAILWAY_STATION, HELIPAD -> 16.5;
      case SCHOOL -> 17.5;
      case PARKING, BUS_STOP -> 18.5;
    };
  }

  /// From this zoom on its sign is drawn.
  static double shownFrom(FacilityKind kind) {
    return switch (kind) {
      case HOSPITAL, FIRE_STATION -> 12.5;
      case POLICE, RAILWAY_STATION, HELIPAD -> 14.5;
      case SCHOOL -> 16.5;
      case PARKING, BUS_STOP -> 17.25;
    };
  }
}
