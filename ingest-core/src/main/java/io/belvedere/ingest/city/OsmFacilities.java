package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.OsmExtract.Place;
import io.belvedere.ingest.city.OsmExtract.Relation;
import io.belvedere.ingest.city.OsmExtract.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Finds the places that matter in an emergency.
final class OsmFacilities {
  private final OsmExtract extract;
  private final OsmShapes shapes;
  private final Bounds box;
  private final DrawnFacilities drawn;

  OsmFacilities(OsmExtract extract, OsmShapes shapes, Bounds box, Ground ground, ImportLog log) {
    this.extract = extract;
    this.shapes = shapes;
    this.box = box;
    this.drawn = new DrawnFacilities(ground, log);
  }

  /// By kind, in the order of their ids.
  List<Facility> facilities() {
    for (Place place : extract.places()) {
      add("node", place.id(), place.tags(), new Coordinate(place.lon(), place.lat()), 0);
    }
    for (Way way : extract.ways()) {
      if (way.isClosed() && OsmTags.facility(way.tags()).isPresent()) {
        String element = OsmTags.element("way", way.id(), way.tags());
        outline("way", way.id(), way.tags(), shapes.enclosed(way, element));
      }
    }
    for (Relation relation : extract.relations()) {
      if (OsmTags.facility(relation.tags()).isPresent()) {
        String element = OsmTags.element("relation", relation.id(), relation.tags());
        outline("relation", relation.id(), relation.tags(), shapes.enclosed(relation, element));
      }
    }
    return drawn.facilities();
  }

  private void outline(String type, long id, Map<String, String> tags, Geometry shape) {
    if (!shape.isEmpty()) {
      add(type, id, tags, shape.getInteriorPoint().getCoordinate(), shape.getArea());
    }
  }

  private void add(String type, long id, Map<String, String> tags, Coordinate at, double size) {
    Optional<FacilityKind> kind = OsmTags.facility(tags);
    if (kind.isPresent() && box.contains(at.x, at.y)) {
      var facility =
          new Facility(
              type.charAt(0) + Long.toString(id),
              kind.get(),
              OsmTags.name(tags),
              Ground.rounded(at.x),
              Ground.rounded(at.y));
      drawn.add(facility, size, OsmTags.element(type, id, tags));
    }
  }
}
