package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.OsmExtract.Relation;
import io.belvedere.ingest.city.OsmExtract.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/// Makes a [CityMap] of any OpenStreetMap extract.
///
/// The areas come first, since they say where the map ends; then everything else is cut at that
/// edge. The order of all lists depends on the extract alone, so that the same extract gives the
/// same map.
public final class OsmImport {
  private static final String ATTRIBUTION = "© OpenStreetMap contributors";

  private static final Set<SurfaceKind> DRY =
      EnumSet.of(SurfaceKind.PARK, SurfaceKind.BUILDING, SurfaceKind.SAND);

  private final OsmExtract extract;
  private final ImportOptions options;
  private final ImportLog log = new ImportLog();
  private final Ground ground;
  private final OsmShapes shapes;

  private OsmImport(OsmExtract extract, ImportOptions options) {
    this.extract = extract;
    this.options = options;
    this.ground = new Ground(middle(options.box().orElse(whole(extract))));
    this.shapes = new OsmShapes(extract, ground, log);
  }

  /// A map, and what was done to get it.
  public record Imported(CityMap map, ImportReport report) {}

  /// Reads a PBF file.
  ///
  /// @throws IOException with one sentence for the operator, if it cannot be read or has nothing in
  ///     it
  public static Imported read(Path file, ImportOptions options) throws IOException {
    OsmExtract extract = OsmFile.read(file);
    if (extract.nodes().size() == 0) {
      throw new IOException(file + " has no nodes in it.");
    }
    Imported imported = of(extract, options);
    if (options.adminLevel().isPresent() && imported.map().areas().isEmpty()) {
      throw new IOException(
          "%s has no named boundary of admin_level %d that closes."
              .formatted(file, options.adminLevel().getAsInt()));
    }
    return imported;
  }

  static Imported of(OsmExtract extract, ImportOptions options) {
    return new OsmImport(extract, options).run();
  }

  private Imported run() {
    OsmExtract asked = options.box().map(this::near).orElse(extract);
    Map<Relation, Geometry> districts = new OsmAreas(asked, shapes).areas(options.adminLevel());
    Bounds box = bounds(districts.values());
    OsmExtract near = near(box);
    log.beyond(
        extract.ways().size()
            - near.ways().size()
            + extract.relations().size()
            - near.relations().size());
    Geometry edge = Ground.GEOMETRY.toGeometry(Ground.envelope(box));

    List<Way> coast =
        extract.ways().stream()
            .filter(way -> way.tags().getOrDefault("natural", "").equals("coastline"))
            .toList();
    Geometry sea = new Coastline(extract.nodes(), box, ground, onLand(near), log).sea(coast);
    List<Area> areas = new ArrayList<>();
    districts.forEach(
        (relation, shape) -> area(areas, relation, Ground.intersection(shape, edge), sea));
    List<Surface> surfaces = new ArrayList<>();
    if (!sea.isEmpty()) {
      surfaces.add(new Surface(SurfaceKind.SEA, "", Ground.rings(sea)));
    }
    surfaces.addAll(new OsmSurfaces(near, shapes, box, ground, log).surfaces());
    List<Road> roads = new OsmRoads(extract.nodes(), box, ground, log).roads(near.ways());
    List<Facility> facilities = new OsmFacilities(near, shapes, box, ground, log).facilities();

    var map = new CityMap(options.name(), ATTRIBUTION, box, areas, surfaces, roads, facilities);
    log.kept(map);
    return new Imported(map, log.report(extract.dataTime()));
  }

  private OsmExtract near(Bounds box) {
    return extract.with(
        extract.ways().stream().filter(way -> shapes.isNear(way, box)).toList(),
        extract.relations().stream().filter(relation -> shapes.isNear(relation, box)).toList());
  }

  /// The points of roads, green and buildings.
  private List<Coordinate> onLand(OsmExtract near) {
    List<Coordinate> points = new ArrayList<>();
    for (Way way : near.ways()) {
      var surface = OsmTags.surface(way.tags());
      boolean isRoad = OsmTags.road(way.tags()).isPresent() && !OsmTags.is(way.tags(), "bridge");
      if (isRoad || surface.filter(DRY::contains).isPresent()) {
        points.addAll(OsmShapes.line(way, near.nodes()));
      }
    }
    return points;
  }

  private void area(List<Area> areas, Relation relation, Geometry shape, Geometry sea) {
    List<double[]> rings = Ground.rings(shape);
    if (rings.isEmpty()) {
      return;
    }
    Coordinate label = ground.labelSpot(shape, sea);
    areas.add(
        new Area(
            "r" + relation.id(),
            OsmTags.name(relation.tags()),
            rings,
            Ground.rounded(label.x),
            Ground.rounded(label.y)));
  }

  private Bounds bounds(Collection<Geometry> areas) {
    if (options.box().isPresent()) {
      return Ground.rounded(options.box().orElseThrow());
    }
    Envelope all = new Envelope();
    areas.forEach(area -> all.expandToInclude(area.getEnvelopeInternal()));
    return all.isNull()
        ? Ground.rounded(whole(extract))
        : ground.around(all, options.marginMetres());
  }

  /// What the file says that it covers, or else the box around its nodes.
  private static Bounds whole(OsmExtract extract) {
    return extract.bounds().orElseGet(() -> extract.nodes().bounds());
  }

  private static double middle(Bounds box) {
    return (box.south() + box.north()) / 2;
  }
}
