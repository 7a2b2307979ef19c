package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.tiles.TileArchive;
import io.belvedere.ingest.tiles.TileId;
import io.tileverse.vectortile.model.VectorTile;
import io.tileverse.vectortile.mvt.VectorTileCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/// Reads an archive of vector tiles (https://github.com/mapbox/vector-tile-spec, version 2.1) at
/// the finest zoom that it has: coarser ones show the same with less in it.
///
/// A tile that cannot be decoded is reported and left out, and so is a single feature.
final class VectorTiles {
  private static final VectorTileCodec CODEC = new VectorTileCodec();

  private final String file;
  private final Optional<Bounds> box;
  private final FeatureSink sink;
  private final Map<Integer, TileSeams> seams = new HashMap<>();
  private final int zoom;

  private VectorTiles(String file, Optional<Bounds> box, FeatureSink sink, int zoom) {
    this.file = file;
    this.box = box;
    this.sink = sink;
    this.zoom = zoom;
  }

  /// @param box tiles that lie beyond it are not decoded
  /// @throws IOException with one sentence for the operator, if the file is no archive of vector
  ///     tiles
  static void read(Path path, Optional<Bounds> box, FeatureSink sink) throws IOException {
    try (TileArchive archive = TileArchive.open(path)) {
      TileArchive.Label label = archive.label();
      if (label.content().isPicture()) {
        throw new IOException(
            path + " holds pictures, of which no map can be made: --tiles lays them under one.");
      }
      String file = String.valueOf(path.getFileName());
      var tiles = new VectorTiles(file, box, sink, label.finest());
      archive.forEach(
          label.finest(),
          tiles::tile,
          (tile, what) -> sink.fault(file, "has a " + tile + " that " + what));
      tiles.end();
      sink.attribution(label.attribution());
    }
  }

  private void tile(TileId id, byte[] bytes) {
    if (box.isPresent() && !Ground.envelope(box.get()).intersects(degrees(id))) {
      return;
    }
    VectorTile tile;
    try {
      tile = CODEC.decode(bytes);
    } catch (IOException | RuntimeException e) {
      sink.fault(file, "has a tile " + id + " that is no vector tile");
      return;
    }
    for (VectorTile.Layer layer : tile.getLayers()) {
      new Layer(id, layer).read(tile);
    }
  }

  private static Envelope degrees(TileId id) {
    double side = 1.0 / id.side();
    return new Envelope(
        Mercator.lon(id.west()),
        Mercator.lon(id.west() + side),
        Mercator.lat(id.north() + side),
        Mercator.lat(id.north()));
  }

  /// Hands over what was held for what the next tiles have of it.
  private void end() {
    int lines = 0;
    int outlines = 0;
    for (var each : seams.entrySet()) {
      double units = units(each.getKey());
      for (TileSeams.Joined one : each.getValue().joined()) {
        hand(one.feature(), polygons(one.outline(), units), "");
      }
      lines += each.getValue().joinedLines();
      outlines += each.getValue().joinedOutlines();
    }
    sink.assumed(
        file,
        "was read at zoom %d, and %d lines and %d outlines were joined that its tiles cut"
            .formatted(zoom, lines, outlines));
  }

  /// Units of the grid over the world.
  private double units(int extent) {
    return Math.scalb((double) extent, zoom);
  }

  private void hand(Feature feature, List<Shape> shapes, String trouble) {
    sink.feature(
        new Feature(
            feature.layer(),
            feature.place(),
            feature.id(),
            shapes.isEmpty()
                ? feature.properties()
                : TileTags.of(feature.layer(), feature.properties(), shapes.getFirst().kind()),
            shapes,
            trouble));
  }

  private static List<Shape> polygons(Geometry outline, double units) {
    List<List<double[]>> polygons = new ArrayList<>();
    for (int i = 0; i < outline.getNumGeometries(); i++) {
      if (outline.getGeometryN(i) instanceof Polygon polygon) {
        List<double[]> rings = new ArrayList<>();
        rings.add(degrees(polygon.getExteriorRing().getCoordinates(), units));
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
          rings.add(degrees(polygon.getInteriorRingN(hole).getCoordinates(), units));
        }
        polygons.add(rings);
      }
    }
    return List.of(Shape.polygons(polygons));
  }

  private static double[] degrees(Coordinate[] points, double units) {
    double[] degrees = new double[points.length * 2];
    for (int i = 0; i < points.length; i++) {
      degrees[2 * i] = Mercator.lon(points[i].x / units);
      degrees[2 * i + 1] = Mercator.lat(points[i].y / units);
    }
    return degrees;
  }

  /// One layer of one tile.
  private final class Layer {
    private final TileId id;
    private final VectorTile.Layer layer;
    private final Envelope square;
    private final double units;
    private final TileSeams joining;
    private int features;

    Layer(TileId id, VectorTile.Layer layer) {
      this.id = id;
      this.layer = layer;
      int extent = layer.getExtent();
      double west = (double) id.column() * extent;
      double north = (double) id.row() * extent;
      this.square = new Envelope(west, west + extent, north, north + extent);
      this.units = units(extent);
      this.joining = seams.computeIfAbsent(extent, first -> new TileSeams());
    }

    void read(VectorTile tile) {
      Map<Coordinate, String> names =
          layer.getName().equals("transportation") ? names(tile) : Map.of();
      try {
        layer.getFeatures().forEach(feature -> feature(feature, names));
      } catch (RuntimeException e) {
        sink.fault(
            file,
            "has a layer %s in tile %s that breaks off after %d features"
                .formatted(layer.getName(), id, features));
      }
    }

    private void feature(VectorTile.Layer.Feature one, Map<Coordinate, String> names) {
      features++;
      String place = "%s tile %s %s %d".formatted(file, id, layer.getName(), features);
      var plain = new Feature(layer.getName(), place, name(one.getId()), Map.of(), List.of(), "");
      try {
        Map<String, String> properties = new HashMap<>();
        one.getAttributes()
            .forEach((key, value) -> properties.put(lower(key), String.valueOf(value)));
        Geometry drawn = one.getGeometry();
        if (drawn instanceof LineString line && !properties.containsKey("name")) {
          commonName(line, names).ifPresent(name -> properties.put("name", name));
        }
        read(
            new Feature(plain.layer(), place, plain.id(), properties, List.of(), ""),
            onGrid(drawn));
      } catch (RuntimeException e) {
        hand(plain, List.of(), "has a geometry that cannot be decoded");
      }
    }

    private String name(long number) {
      return number == 0 ? "" : layer.getName() + "-" + number;
    }

    private Geometry onGrid(Geometry drawn) {
      // The library's own coordinates are views of the tile and do not change.
      Geometry copy = Ground.GEOMETRY.createGeometry(drawn);
      copy.apply(
          (Coordinate at) -> {
            at.x += square.getMinX();
            at.y += square.getMinY();
          });
      copy.geometryChanged();
      return copy;
    }

    private void read(Feature feature, Geometry drawn) {
      if (drawn.isEmpty()) {
        hand(feature, List.of(), "is empty");
        return;
      }
      List<double[]> points = new ArrayList<>();
      List<double[]> lines = new ArrayList<>();
      for (int i = 0; i < drawn.getNumGeometries(); i++) {
        switch (drawn.getGeometryN(i)) {
          case Point point when isOwn(point.getCoordinate()) ->
              points.add(degrees(point.getCoordinates(), units));
          case Point beyond -> {} // The neighbour has it too.
          case LineString line ->
              joining
                  .line(feature, List.of(line.getCoordinates()), square)
                  .forEach(piece -> lines.add(degrees(piece, units)));
          case Polygon polygon -> {
            if (joining.isWhole(feature, polygon, square)) {
              hand(feature, polygons(polygon, units), "");
            }
          }
          default -> hand(feature, List.of(), "is drawn as a " + drawn.getGeometryType());
        }
      }
      if (!points.isEmpty()) {
        hand(feature, List.of(Shape.points(points)), "");
      }
      if (!lines.isEmpty()) {
        hand(feature, List.of(Shape.lines(lines)), "");
      }
    }

    private boolean isOwn(Coordinate at) {
      return at.x >= square.getMinX()
          && at.x < square.getMaxX()
          && at.y >= square.getMinY()
          && at.y < square.getMaxY();
    }

    private static String lower(String key) {
      return key.toLowerCase(Locale.ROOT);
    }

    /// OpenMapTiles has the names of roads in a layer of their own, with the same lines.
    private static Map<Coordinate, String> names(VectorTile tile) {
      Map<Coordinate, String> names = new HashMap<>();
      try {
        tile.getFeatures("transportation_name")
            .forEach(
                one -> {
                  Object name = one.getAttribute("name");
                  if (name != null) {
                    for (Coordinate at : one.getGeometry().getCoordinates()) {
                      names.put(at, String.valueOf(name));
                    }
                  }
                });
      } catch (RuntimeException e) {
        // The layer is read as all others are, and that tells what is wrong with it.
        return names;
      }
      return names;
    }

    /// The one of most of a line's points, if there are two of it: where roads cross, they share
    /// one.
    private static Optional<String> commonName(LineString line, Map<Coordinate, String> names) {
      Map<String, Integer> counts = new HashMap<>();
      for (Coordinate at : line.getCoordinates()) {
        String name = names.get(at);
        if (name != null) {
          counts.merge(name, 1, Integer::sum);
        }
      }
      return counts.entrySet().stream()
          .filter(each -> each.getValue() > 1)
          .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
          .map(Map.Entry::getKey);
    }
  }
}
