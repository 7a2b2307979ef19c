package io.belvedere.ingest.city;

import io.belvedere.ingest.city.OsmImport.Imported;
import io.belvedere.ingest.tiles.TileArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Makes a district's map out of what a city office has. What a file is its first bytes tell, not
/// its name.
public final class CityImport {
  private CityImport() {}

  private enum Format {
    OSM_PBF,
    GEOJSON,
    SHAPEFILE,
    TILES
  }

  /// @param files an OpenStreetMap extract alone, or any number of GeoJSON files, Shapefiles and
  ///     archives of vector tiles, which become one map
  /// @param attribution to be shown with the map; empty to take over what the files say
  /// @throws IOException with one sentence for the operator, if a file cannot be read or nothing is
  ///     left for a map
  public static Imported read(
      List<Path> files, ImportOptions options, KindMapping mapping, String attribution)
      throws IOException {
    var features = new FeatureImport(options, mapping);
    for (Path file : files) {
      switch (format(file)) {
        case OSM_PBF -> {
          if (files.size() > 1) {
            throw new IOException(file + " is an OpenStreetMap extract, which is imported alone.");
          }
          return OsmImport.read(file, options);
        }
        case GEOJSON -> GeoJsonFile.read(file, features);
        case SHAPEFILE -> ShapeFile.read(file, features);
        case TILES -> VectorTiles.read(file, options.box(), features);
      }
    }
    return features.imported(attribution);
  }

  private static Format format(Path file) throws IOException {
    byte[] first;
    try (InputStream in = MapFiles.open(file)) {
      first = in.readNBytes(64);
    }
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String start = new String(first, StandardCharsets.ISO_8859_1);
    if (start.contains("OSMHeader") || name.endsWith(".pbf")) {
      return Format.OSM_PBF;
    }
    if (start.startsWith("\0\0'\n") || name.endsWith(".shp")) {
      return Format.SHAPEFILE;
    }
    if (TileArchive.isArchive(start)) {
      return Format.TILES;
    }
    if (start.replaceFirst("^\u00ef\u00bb\u00bf", "").strip().startsWith("{")) {
      return Format.GEOJSON;
    }
    throw new IOException(file + " " + not(start, name));
  }

  private static String not(String start, String name) {
    if (start.isEmpty()) {
      return "is empty.";
    }
    if (start.startsWith("PK")) {
      return "is a ZIP archive: unpack it and name what is in it.";
    }
    if (start.startsWith("<")) {
      return "is XML, which Belvedere does not read: export GeoJSON, a Shapefile or .osm.pbf.";
    }
    if (name.matches(".*\\.(dbf|shx|prj|cpg)")) {
      return "is a part of a Shapefile: name its .shp.";
    }
    if (name.matches(".*\\.(mbtiles|pmtiles)")) {
      return "does not begin as an archive of tiles does: copy it again.";
    }
    return "is neither GeoJSON nor a Shapefile nor an OpenStreetMap extract (.osm.pbf) nor tiles"
        + " (.mbtiles, .pmtiles).";
  }
}
