package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.ImportReport.Fate;
import io.belvedere.ingest.city.ImportReport.Remark;
import io.belvedere.ingest.city.OsmImport.Imported;
import io.belvedere.ingest.tiles.MadeArchive;
import io.belvedere.ingest.tiles.TileId;
import io.tileverse.pmtiles.PMTilesHeader;
import io.tileverse.vectortile.mvt.VectorTileBuilder;
import io.tileverse.vectortile.mvt.VectorTileCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class VectorTilesTest {
  /// A part of Monaco.
  private static final TileId HERE = new TileId(14, 8529, 5974);

  private static final TileId EAST = new TileId(14, 8530, 5974);

  @TempDir private Path folder = Path.of("");

  @Test
  void layersOfOpenMapTilesAreUnderstood() throws Exception {
    byte[] tile =
        new Tile()
            .of(
                "transportation",
                "LINESTRING(100 100,2000 100,4000 300)",
                "class",
                "primary",
                "brunnel",
                "bridge",
                "oneway",
                1)
            .of("transportation", "LINESTRING(100 500,2000 500)", "class", "minor")
            .of(
                "transportation",
                "LINESTRING(100 600,2000 600)",
                "class",
                "path",
                "subclass",
                "steps")
            .of(
                "transportation",
                "LINESTRING(100 700,2000 700)",
                "class",
                "rail",
                "subclass",
                "subway",
                "brunnel",
                "tunnel")
            .of("transportation", "LINESTRING(100 800,2000 800)", "class", "ferry")
            .of(
                "transportation_name",
                "LINESTRING(100 100,2000 100,4000 300)",
                "class",
                "primary",
                "name",
                "Long Street")
            .of("water", "POLYGON((0 3000,4000 3000,4000 4000,0 4000,0 3000))", "class", "ocean")
            .of("water", "POLYGON((100 1000,200 1000,200 1100,100 1000))", "class", "lake")
            .of("landcover", "POLYGON((300 1000,400 1000,400 1100,300 1000))", "class", "wood")
            .of("landuse", "POLYGON((300 1200,400 1200,400 1300,300 1200))", "class", "residential")
            .of("building", "POLYGON((500 1000,600 1000,600 1100,500 1000))", "render_height", 12)
            .of(
                "poi",
                "POINT(700 1000)",
                "class",
                "hospital",
                "subclass",
                "hospital",
                "name",
                "Grace")
            .of(
                "poi",
                "POINT(700 2000)",
                "class",
                "railway",
                "subclass",
                "station",
                "name",
                "Central")
            .of("poi", "POINT(710 2000)", "class", "park", "subclass", "park", "name", "Green")
            .bytes();
    Path file =
        new MadeArchive()
            .with(HERE, MadeArchive.gzip(tile))
            .with(HERE.above(1), MadeArchive.gzip(tile))
            .by("<a href=\"x\">&copy; OpenMapTiles</a> © OpenStreetMap contributors")
            .mbtiles(folder.resolve("city.mbtiles"), "pbf");
    Imported imported = read(file, Optional.empty());
    CityMap map = imported.map();
    assertThat(map.attribution()).isEqualTo("© OpenMapTiles © OpenStreetMap contributors");
    assertThat(map.roads())
        .extracting(Road::roadClass, Road::name, Road::oneway, Road::bridge, Road::tunnel)
        .containsExactlyInAnyOrder(
            tuple(RoadClass.PRIMARY, "Long Street", true, true, false),
            tuple(RoadClass.RESIDENTIAL, "", false, false, false),
            tuple(RoadClass.STEPS, "", false, false, false),
            tuple(RoadClass.RAIL, "", false, false, true));
    assertThat(map.surfaces())
        .extracting(Surface::kind)
        .containsExactly(
            SurfaceKind.SEA, SurfaceKind.WATER, SurfaceKind.PARK, SurfaceKind.BUILDING);
    assertThat(map.facilities())
        .extracting(Facility::kind, Facility::name)
        .containsExactlyInAnyOrder(
            tuple(FacilityKind.HOSPITAL, "Grace"), tuple(FacilityKind.RAILWAY_STATION, "Central"));
    assertThat(imported.report().count(Fate.DROPPED)).isZero();
    assertThat(imported.report().passedOver())
        .containsEntry("transportation", 1)
        .containsEntry("landuse", 1)
        .containsEntry("poi", 1);
    // As the tile numbering has it.
    assertThat(map.roads().getFirst().points()[0])
        .isCloseTo((8529 + 100 / 4096.0) / 16384 * 360 - 180, within(1e-7));
  }

  @Test
  void layersOfProtomapsAreUnderstood() throws Exception {
    byte[] tile =
        new Tile()
            .of(
                "roads",
                "LINESTRING(100 100,2000 100)",
                "kind",
                "major_road",
                "kind_detail",
                "secondary",
                "is_bridge",
                true,
                "name",
                "Hill Road")
            .of(
                "roads",
                "LINESTRING(100 200,2000 200)",
                "kind",
                "minor_road",
                "kind_detail",
                "service",
                "oneway",
                "yes")
            .of(
                "roads",
                "LINESTRING(100 300,2000 300)",
                "kind",
                "path",
                "kind_detail",
                "pedestrian")
            .of("roads", "LINESTRING(100 400,2000 400)", "kind", "ferry")
            .of("water", "POLYGON((0 3000,4000 3000,4000 4000,0 4000,0 3000))", "kind", "ocean")
            .of("water", "LINESTRING(0 3000,4000 3000)", "kind", "river")
            .of("landuse", "POLYGON((300 1000,400 1000,400 1100,300 1000))", "kind", "park")
            .of("landuse", "POLYGON((300 1200,400 1200,400 1300,300 1200))", "kind", "pedestrian")
            .of("buildings", "POLYGON((500 1000,600 1000,600 1100,500 1000))", "kind", "building")
            .of("pois", "POINT(700 1000)", "kind", "fire_station")
            .of("pois", "POINT(700 2000)", "kind", "bus_stop")
            .bytes();
    Path file =
        new MadeArchive()
            .with(HERE, MadeArchive.gzip(tile))
            .pmtiles(folder.resolve("city.pmtiles"), PMTilesHeader.TILETYPE_MVT);
    Imported imported = read(file, Optional.empty());
    CityMap map = imported.map();
    assertThat(map.roads())
        .extracting(Road::roadClass, Road::name, Road::oneway, Road::bridge)
        .containsExactlyInAnyOrder(
            tuple(RoadClass.SECONDARY, "Hill Road", false, true),
            tuple(RoadClass.SERVICE, "", true, false),
            tuple(RoadClass.PEDESTRIAN, "", false, false));
    assertThat(map.surfaces())
        .extracting(Surface::kind)
        .containsExactly(SurfaceKind.SEA, SurfaceKind.PARK, SurfaceKind.BUILDING);
    assertThat(map.facilities())
        .extracting(Facility::kind)
        .containsExactlyInAnyOrder(FacilityKind.FIRE_STATION, FacilityKind.BUS_STOP);
    assertThat(imported.report().count(Fate.DROPPED)).isZero();
  }

  @Test
  void whatTilesCutIsJoined() throws Exception {
    byte[] west =
        new Tile()
            .of("transportation", "LINESTRING(3000 1000,4116 1006)", "class", "primary")
            .of("building", "POLYGON((4000 2000,4116 2000,4116 2100,4000 2100,4000 2000))", "h", 1)
            .of("building", "POLYGON((4000 3000,4050 3000,4050 3100,4000 3100,4000 3000))", "h", 1)
            .of("poi", "POINT(4100 1500)", "class", "police")
            .bytes();
    byte[] east =
        new Tile()
            .of("transportation", "LINESTRING(-20 1004,900 1010)", "class", "primary")
            .of("transportation", "LINESTRING(900 1010,900 2000)", "class", "service")
            .of("building", "POLYGON((-20 2000,60 2000,60 2100,-20 2100,-20 2000))", "h", 1)
            .of("building", "POLYGON((-46 3000,-10 3000,-10 3100,-46 3100,-46 3000))", "h", 1)
            .of("poi", "POINT(4 1500)", "class", "police")
            .bytes();
    Path file =
        new MadeArchive()
            .with(HERE, west)
            .with(EAST, east)
            .mbtiles(folder.resolve("city.mbtiles"), "pbf");
    Imported imported = read(file, Optional.empty());
    CityMap map = imported.map();
    assertThat(map.roads()).hasSize(3);
    Road before = map.roads().get(0);
    Road after = map.roads().get(1);
    assertThat(before.toNode()).isEqualTo(after.fromNode());
    assertThat(before.points()[before.points().length - 1]).isEqualTo(after.points()[1]);
    assertThat(map.roads().get(2).fromNode()).isEqualTo(after.toNode());
    assertThat(map.surfaces()).hasSize(2);
    double[] joined =
        map.surfaces().stream()
            .map(surface -> surface.rings().getFirst())
            .max((a, b) -> Double.compare(width(a), width(b)))
            .orElseThrow();
    assertThat(width(joined)).isCloseTo(156 / 4096.0 / 16384 * 360, within(1e-6));
    assertThat(map.facilities()).hasSize(1);
    assertThat(what(imported, Fate.MENDED))
        .containsExactly(
            "city.mbtiles was read at zoom 14, and 1 lines and 1 outlines were joined that its"
                + " tiles cut");
  }

  @Test
  void aBoxCutsAndTilesBeyondItAreNotRead() throws Exception {
    byte[] tile =
        new Tile().of("transportation", "LINESTRING(0 1000,4000 1000)", "class", "primary").bytes();
    Path file =
        new MadeArchive()
            .with(HERE, tile)
            .with(new TileId(14, 8600, 5974), "garbage".getBytes(StandardCharsets.UTF_8))
            .mbtiles(folder.resolve("city.mbtiles"), "pbf");
    double west = 8529 / 16384.0 * 360 - 180;
    var box = new Bounds(west + 0.001, 43.7, west + 0.002, 43.8);
    Imported imported = read(file, Optional.of(box));
    double[] points = imported.map().roads().getFirst().points();
    assertThat(points[0]).isCloseTo(west + 0.001, within(1e-6));
    assertThat(points[points.length - 2]).isCloseTo(west + 0.002, within(1e-6));
    assertThat(imported.report().count(Fate.DROPPED)).isZero();
  }

  @Test
  void damagedTilesAndFeaturesAreReportedAndTheRestStays() throws Exception {
    byte[] good =
        new Tile().of("transportation", "LINESTRING(0 1000,4000 1000)", "class", "primary").bytes();
    Path file =
        new MadeArchive()
            .with(HERE, good)
            .with(EAST, "no vector tile".getBytes(StandardCharsets.UTF_8))
            .with(new TileId(14, 8531, 5974), Arrays.copyOf(MadeArchive.gzip(good), 20))
            .with(
                new TileId(14, 8532, 5974), new Tile().of("building", "POINT(5 5)", "h", 1).bytes())
            .mbtiles(folder.resolve("city.mbtiles"), "");
    Imported imported = read(file, Optional.empty());
    assertThat(imported.map().roads()).hasSize(1);
    assertThat(what(imported, Fate.DROPPED))
        .containsExactly(
            "city.mbtiles has a tile 14/8530/5974 that is no vector tile",
            "city.mbtiles has a tile 14/8531/5974 that is damaged: it cannot be unpacked");
    assertThat(imported.report().passedOver()).containsEntry("building", 1);
  }

  @Test
  void picturesAreNoMap() throws Exception {
    Path file =
        new MadeArchive().with(HERE, new byte[] {1}).mbtiles(folder.resolve("city.mbtiles"), "png");
    assertThatThrownBy(() -> read(file, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            file + " holds pictures, of which no map can be made: --tiles lays them under one.");
  }

  private static double width(double[] ring) {
    double west = Double.MAX_VALUE;
    double east = -Double.MAX_VALUE;
    for (int i = 0; i < ring.length; i += 2) {
      west = Math.min(west, ring[i]);
      east = Math.max(east, ring[i]);
    }
    return east - west;
  }

  private static List<String> what(Imported imported, Fate fate) {
    return imported.report().remarks().stream()
        .filter(remark -> remark.fate() == fate)
        .map((Remark remark) -> remark.element() + " " + remark.what())
        .toList();
  }

  private static Imported read(Path file, Optional<Bounds> box) throws IOException {
    return CityImport.read(
        List.of(file),
        new ImportOptions("city", box, 0, OptionalInt.empty()),
        KindMapping.none(),
        "");
  }

  /// Made of well-known text.
  private static final class Tile {
    private final VectorTileBuilder builder =
        new VectorTileBuilder().setExtent(4096).setClipBuffer(64);
    private final Map<String, io.tileverse.vectortile.mvt.LayerBuilder> layers =
        new java.util.LinkedHashMap<>();

    Tile of(String layer, String text, Object... properties) throws ParseException {
      var feature =
          layers
              .computeIfAbsent(layer, name -> builder.layer().name(name))
              .feature()
              .geometry(geometry(text));
      for (int i = 0; i < properties.length; i += 2) {
        feature.attribute(String.valueOf(properties[i]), properties[i + 1]);
      }
      feature.build();
      return this;
    }

    private static Geometry geometry(String text) throws ParseException {
      return new WKTReader().read(text);
    }

    byte[] bytes() {
      layers.values().forEach(layer -> layer.build());
      return new VectorTileCodec().encode(builder.build());
    }
  }
}
