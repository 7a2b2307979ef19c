package io.belvedere.ingest.city;

import io.belvedere.ingest.city.OsmExtract.Relation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.locationtech.jts.geom.Geometry;

/// Finds the named parts of a district: administrative boundaries of one level.
final class OsmAreas {
  private final OsmExtract extract;
  private final OsmShapes shapes;

  OsmAreas(OsmExtract extract, OsmShapes shapes) {
    this.extract = extract;
    this.shapes = shapes;
  }

  /// The parts of the level asked for, or else of the finest level that divides: the deepest one of
  /// which there are at least two. A single one is taken where there is nothing better.
  Map<Relation, Geometry> areas(OptionalInt level) {
    Map<Relation, Geometry> single = Map.of();
    for (int candidate = level.orElse(11); candidate >= level.orElse(1); candidate--) {
      Map<Relation, Geometry> found = ofLevel(candidate);
      if (found.size() > 1) {
        return found;
      }
      single = single.isEmpty() ? found : single;
    }
    return single;
  }

  private Map<Relation, Geometry> ofLevel(int level) {
    Map<Relation, Geometry> found = new LinkedHashMap<>();
    List<Relation> relations =
        extract.relations().stream()
            .filter(relation -> isBoundary(relation, level))
            .sorted(Comparator.comparingLong(Relation::id))
            .toList();
    for (Relation relation : relations) {
      String element = OsmTags.element("relation", relation.id(), relation.tags());
      Geometry shape = shapes.enclosed(relation, element);
      if (!shape.isEmpty()) {
        found.put(relation, shape);
      }
    }
    return found;
  }

  private static boolean isBoundary(Relation relation, int level) {
    return relation.tags().getOrDefault("boundary", "").equals("administrative")
        && relation.tags().getOrDefault("admin_level", "").equals(Integer.toString(level))
        && !OsmTags.name(relation.tags()).isEmpty();
  }
}
