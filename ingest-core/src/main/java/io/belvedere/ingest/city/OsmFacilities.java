package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.OsmExtract.Place;
import io.belvedere.ingest.city.OsmExtract.Relation;
import io.belvedere.ingest.city.OsmExtract.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Finds the places that matter in an emergency.
///
/// Mappers often draw one place twice: a point for the hospital and an outline for each of its
/// buildings. Of equal kind and name, or one of them without a name, within a short walk, only
/// the first stays: outlines before points, the named before the nameless, the larger before the
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
    List<Drawn> drawn = new ArrayList<>();
    for (Place place : extract.places()) {
      add(drawn, "n" + place.id(), "node", place.id(), place.tags(), place.lon(), place.lat(), 0);
    }
    for (Way way : extract.ways()) {
      if (way.isClosed() && OsmTags.facility(way.tags()).isPresent()) {
        String element = OsmTags.element("way", way.id(), way.tags());
        outline(drawn, "w", way.id(), "way", way.tags(), shapes.enclosed(way, element));
      }
    }
    for (Relation relation : extract.relations()) {
      if (OsmTags.facility(relation.tags()).isPresent()) {
        String element = OsmTags.element("relation", relation.id(), relation.tags());
        Geometry shape = shapes.enclosed(relation, element);
        outline(drawn, "r", relation.id(), "relation", relation.tags(), shape);
      }
    }
    return once(drawn).stream()
        .sorted(Comparator.comparing(Facility::kind).thenComparing(Facility::id))
        .toList();
  }

  private void outline(
      List<Drawn> drawn,
      String letter,
      long id,
      String type,
      Map<String, String> tags,
      Geometry shape) {
    if (!shape.isEmpty()) {
      Coordinate at = shape.getInteriorPoint().getCoordinate();
      add(drawn, letter + id, type, id, tags, at.x, at.y, shape.getArea());
    }
  }

  private void add(
      List<Drawn> drawn,
      String id,
      String type,
      long number,
      Map<String, String> tags,
      double lon,
      double lat,
      double size) {
    if (!box.contains(lon, lat)) {
      return;
    }
    OsmTags.facility(tags)
        .ifPresent(
            kind ->
                drawn.add(
                    new Drawn(
                        new Facility(
                            id, kind, OsmTags.name(tags), Ground.rounded(lon), Ground.rounded(lat)),
                        size,
                        OsmTags.element(type, number, tags))));
  }

  private List<Facility> once(List<Drawn> drawn) {
    List<Drawn> kept = new ArrayList<>();
    drawn.sort(
        Comparator.comparing((Drawn one) -> one.facility().name().isEmpty())
            .thenComparing(Comparator.comparingDouble(Drawn::size).reversed())
            .thenComparing(one -> one.facility().id()));
    for (Drawn one : drawn) {
      var twin = kept.stream().filter(other -> isSame(one, other)).findFirst();
      if (twin.isPresent()) {
        log.dropped(one.element(), "is drawn already as " + twin.get().element());
      } else {
        kept.add(one);
      }
    }
    return kept.stream().map(Drawn::facility).toList();
  }

  private boolean isSame(Drawn one, Drawn other) {
    Facility a = one.facility();
    Facility b = other.facility();
    return a.kind() == b.kind()
        && a.kind() != FacilityKind.BUS_STOP
        && a.kind() != FacilityKind.PARKING
        && (a.name().isEmpty()
            || a.name().equalsIgnoreCase(b.name())
            || a.kind() == FacilityKind.HELIPAD)
        && ground.metres(a.lon(), a.lat(), b.lon(), b.lat()) < SAME_PLACE;
  }
}
