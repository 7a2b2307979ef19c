package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Places the facilities: at their points, or inside of their outlines.
final class FeatureFacilities {
  private final Bounds box;
  private final DrawnFacilities drawn;
  private final UniqueIds ids = new UniqueIds();

  FeatureFacilities(Bounds box, Ground ground, ImportLog log) {
    this.box = box;
    this.drawn = new DrawnFacilities(ground, log);
  }

  void add(Found one, FacilityKind kind, FeatureGround ground) {
    if (one.isDrawnAs(Shape.Kind.POINT)) {
      one.shapes().stream()
          .flatMap(Shape::strands)
          .forEach(at -> add(one, kind, new Coordinate(at[0], at[1]), 0));
      return;
    }
    Geometry shape = ground.covered();
    if (!shape.isEmpty()) {
      add(one, kind, shape.getInteriorPoint().getCoordinate(), shape.getArea());
    }
  }

  private void add(Found one, FacilityKind kind, Coordinate at, double size) {
    if (box.contains(at.x, at.y)) {
      var facility =
          new Facility(
              ids.of(one.id()), kind, one.name(), Ground.rounded(at.x), Ground.rounded(at.y));
      drawn.add(facility, size, one.element());
    }
  }

  /// By kind, in the order of their ids.
  List<Facility> facilities() {
    return drawn.facilities();
  }
}
