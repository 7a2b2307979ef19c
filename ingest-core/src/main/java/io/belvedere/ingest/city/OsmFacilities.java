package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.OsmExtract.Place;
import io.belvedere.ingest.city.OsmExtract.Relation;
import io.belvedere.ingest.city.OsmExtract.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Finds the places that matter in an emergency.
///
/// Mappers often draw one place twice: a point for the hospital and an outline for each of its
/// buildings. Of equal kind and name, or one of them without a name, within a short walk, only the
/// first stays: outlines before points, the named before the nameless, the larger before the
/// smaller. Bus stops, of which two face each other, and car parks are left as they are; the pads
/// of a heliport are one place.
final class OsmFacilities {
  /// How far two drawings of one place may lie apart, metres.
  private static final double SAME_PLACE = 200;

  private final OsmExtract extract;
  private final OsmShapes shapes;
  private final Bounds box;
  private final Ground ground;
  private final ImportLog log;
  private final Map<FacilityKind, List<Drawn>> drawn = new EnumMap<>(FacilityKind.class);

  OsmFacilities(OsmExtract extract, OsmShapes shapes, Bounds box, Ground ground, ImportLog log) {
    this.extract = extract;
    this.shapes = shapes;
    this.box = box;
    this.ground = ground;
    this.log = log;
  }

  private record Drawn(Facility facility, double size, String element) {}

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
    List<Facility> facilities = new ArrayList<>();
    drawn.forEach((kind, ofKind) -> facilities.addAll(once(kind, ofKind)));
    return facilities;
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
      drawn
          .computeIfAbsent(kind.get(), first -> new ArrayList<>())
          .add(new Drawn(facility, size, OsmTags.element(type, id, tags)));
    }
  }

  private List<Facility> once(FacilityKind kind, List<Drawn> ofKind) {
    List<Drawn> kept = new ArrayList<>();
    ofKind.sort(
        Comparator.comparing((Drawn one) -> one.facility().name().isEmpty())
            .thenComparing(Comparator.comparingDouble(Drawn::size).reversed())
            .thenComparing(one -> one.facility().id()));
    for (Drawn one : ofKind) {
      Optional<Drawn> twin =
          kind == FacilityKind.BUS_STOP || kind == FacilityKind.PARKING
              ? Optional.empty()
              : kept.stream().filter(other -> isSame(one, other)).findFirst();
      if (twin.isPresent()) {
        log.dropped(one.element(), "is drawn already as " + twin.get().element());
      } else {
        kept.add(one);
      }
    }
    return kept.stream().map(Drawn::facility).sorted(Comparator.comparing(Facility::id)).toList();
  }

  private boolean isSame(Drawn one, Drawn other) {
    Facility a = one.facility();
    Facility b = other.facility();
    boolean named = a.name().isEmpty() || a.name().equalsIgnoreCase(b.name());
    return (named || a.kind() == FacilityKind.HELIPAD)
        && ground.metres(a.lon(), a.lat(), b.lon(), b.lat()) < SAME_PLACE;
  }
}
