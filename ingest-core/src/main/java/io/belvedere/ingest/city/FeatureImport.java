package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.ImportReport.Fate;
import io.belvedere.ingest.city.OsmImport.Imported;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Geometry;

/// Makes a district's map out of features.
///
/// They are collected as the files stream by, those that the map may show, and are judged when all
/// are there: only then is it known where the district lies and so which of them cannot be right.
/// Without a box the map ends around the areas, or around everything if there are none.
final class FeatureImport implements FeatureSink {
  /// So many names of properties help whoever writes a mapping.
  private static final int PROPERTIES = 12;

  private final ImportOptions options;
  private final KindMapping mapping;
  private final FeatureKinds kinds;
  private final ImportLog log = new ImportLog();
  private final List<Found> found = new ArrayList<>();
  private final Map<String, Integer> features = new HashMap<>();
  private final Set<String> properties = new TreeSet<>();
  private final Set<String> attributions = new TreeSet<>();
  private Optional<Bounds> ownBox = Optional.empty();

  FeatureImport(ImportOptions options, KindMapping mapping) {
    this.options = options;
    this.mapping = mapping;
    this.kinds = new FeatureKinds(mapping);
  }

  @Override
  public void feature(Feature feature) {
    int number = features.merge(feature.layer(), 1, Integer::sum);
    List<Meaning> meanings = kinds.meanings(feature);
    if (meanings.isEmpty()) {
      log.passedOver(feature.layer());
      properties.addAll(feature.properties().keySet());
      return;
    }
    String name = kinds.name(feature);
    String element = feature.place() + (name.isEmpty() ? "" : " (" + name + ")");
    String trouble =
        feature.shapes().stream()
            .map(Whereabouts::trouble)
            .filter(what -> !what.isEmpty())
            .findFirst()
            .orElse(feature.trouble());
    if (!trouble.isEmpty()) {
      log.dropped(element, trouble);
      return;
    }
    String id = FeatureKinds.id(feature);
    String called = id.isEmpty() ? feature.layer() + "-" + number : id;
    List<Shape> shapes = feature.shapes();
    if (!shapes.stream().allMatch(Whereabouts::isOnEarth)) {
      log.mended(element, Whereabouts.SWAPPED);
      shapes = shapes.stream().map(Shape::swapped).toList();
    }
    found.add(new Found(element, called, name, meanings, shapes));
  }

  @Override
  public void ownMap(Bounds bounds, String attribution) {
    ownBox =
        Optional.of(
            ownBox
                .map(
                    other ->
                        new Bounds(
                            Math.min(other.west(), bounds.west()),
                            Math.min(other.south(), bounds.south()),
                            Math.max(other.east(), bounds.east()),
                            Math.max(other.north(), bounds.north())))
                .orElse(bounds));
    attribution(attribution);
  }

  @Override
  public void attribution(String whose) {
    if (!whose.isEmpty()) {
      attributions.add(whose);
    }
  }

  @Override
  public void fault(String file, String what) {
    log.dropped(file, what);
  }

  @Override
  public void assumed(String file, String what) {
    log.mended(file, what);
  }

  /// The map of all that was handed in.
  ///
  /// @param asked what to name as the source; empty if only a map of ours may tell
  /// @throws IOException with one sentence for the operator, if nothing is left
  Imported imported(String asked) throws IOException {
    mapping.unused().forEach(rule -> log.dropped("rule " + rule, "of the mapping fits nothing"));
    var whereabouts =
        new Whereabouts(options.box().map(Ground::rounded).or(() -> ownBox), found, log);
    List<Found> placed = new ArrayList<>();
    found.forEach(one -> whereabouts.placed(one).ifPresent(placed::add));
    found.clear();

    var areas = new FeatureAreas(placed, options.adminLevel(), log);
    Bounds box = box(whereabouts, placed, areas);
    var ground = whereabouts.ground();
    var surfaces = new SurfacePieces(box, ground, log);
    var roads = new FeatureRoads(box, ground, log);
    var facilities = new FeatureFacilities(box, ground, log);
    for (Found one : placed) {
      var covers = new FeatureGround(one, log);
      for (Meaning meaning : one.meanings()) {
        switch (meaning) {
          case Meaning.OfRoad road -> roads.add(one, road);
          case Meaning.OfSurface surface -> surface(one, surface, covers, surfaces);
          case Meaning.OfFacility facility -> facilities.add(one, facility.kind(), covers);
          case Meaning.OfArea area -> {} // They are found already: the edge follows from them.
        }
      }
    }
    List<Surface> kept = surfaces.surfaces();
    Geometry edge = Ground.GEOMETRY.toGeometry(Ground.envelope(box));
    var map =
        new CityMap(
            options.name(),
            asked.isEmpty() ? String.join(", ", attributions) : asked,
            box,
            areas.areas(edge, sea(kept), ground),
            kept,
            roads.roads(),
            facilities.facilities());
    log.kept(map);
    ImportReport report = log.report(Optional.empty());
    if (report.kept().values().stream().allMatch(count -> count == 0)) {
      throw new IOException(nothingLeft(report));
    }
    return new Imported(map, report);
  }

  private Bounds box(Whereabouts whereabouts, List<Found> placed, FeatureAreas areas) {
    if (options.box().isPresent() || ownBox.isPresent()) {
      return whereabouts.near();
    }
    return areas.found().isEmpty()
        ? whereabouts.around(placed, 0)
        : whereabouts.around(areas.found(), options.marginMetres());
  }

  private static void surface(
      Found one, Meaning.OfSurface surface, FeatureGround covers, SurfacePieces surfaces) {
    if (surface.breadth() > 0 && one.isOpenLine()) {
      one.shapes().stream()
          .flatMap(Shape::strands)
          .forEach(
              line ->
                  surfaces.add(
                      surface.kind(),
                      one.element(),
                      one.name(),
                      surfaces.broadened(Ground.coordinates(line), surface.breadth())));
      return;
    }
    Geometry shape = covers.covered();
    if (!shape.isEmpty()) {
      surfaces.add(surface.kind(), one.element(), one.name(), shape);
    }
  }

  private static Geometry sea(List<Surface> surfaces) {
    return Ground.union(
        surfaces.stream()
            .filter(surface -> surface.kind() == SurfaceKind.SEA)
            .map(surface -> Ground.enclosed(surface.rings()))
            .toList());
  }

  private String nothingLeft(ImportReport report) {
    var why = new StringJoiner("; ", "Nothing is left for a map: ", ".");
    report
        .passedOver()
        .forEach(
            (layer, count) ->
                why.add("nothing says what %d features of %s are".formatted(count, layer)));
    if (!properties.isEmpty()) {
      String some = properties.stream().limit(PROPERTIES).collect(Collectors.joining(", "));
      why.add("--mapping can tell by " + some);
    }
    if (report.beyond() > 0) {
      why.add(report.beyond() + " features lie beyond the edge");
    }
    report
        .reasons(Fate.DROPPED)
        .values()
        .forEach(
            remarks ->
                why.add(
                    remarks.getFirst().element()
                        + " "
                        + remarks.getFirst().what()
                        + (remarks.size() == 1 ? "" : ", and " + (remarks.size() - 1) + " alike")));
    return why.length() == 0 ? "There are no features." : why.toString();
  }
}
