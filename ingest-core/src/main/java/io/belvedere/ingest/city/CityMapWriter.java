package io.belvedere.ingest.city;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.Surface;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Geometry;

/// Writes our map file: GeoJSON (RFC 7946) with one feature a line, so that a difference between
/// two maps can be read and any GIS program opens it. The same map gives the same bytes.
///
/// What GeoJSON leaves open: the member `belvedere` of the collection holds `format` (an integer,
/// [#FORMAT]), `name` and `attribution`. Each feature has the property `type`:
///
/// | type | geometry | id | properties |
/// |---|---|---|---|
/// | area | MultiPolygon | yes | name, label (lon, lat) |
/// | surface | MultiPolygon | no | kind, name |
/// | road | LineString | yes | class, from, to (nodes), name, oneway, tunnel, bridge, layer |
/// | facility | Point | yes | kind, name |
///
/// Empty names, false and 0 are left out. Coordinates have at most 7 decimals.
public final class CityMapWriter {
  /// Grows when older readers can no longer read what is written.
  static final int FORMAT = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private CityMapWriter() {}

  /// Writes to a file, which is there whole or not at all.
  public static void write(CityMap map, Path file) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".half");
    try (Writer out = Files.newBufferedWriter(half)) {
      write(map, out);
    }
    Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Writes and leaves the writer open.
  public static void write(CityMap map, Writer out) throws IOException {
    out.write("{\"type\":\"FeatureCollection\",\n\"belvedere\":");
    out.write(line(json -> head(json, map)));
    out.write(",\n\"bbox\":");
    var box = map.bounds();
    out.write(line(json -> numbers(json, box.west(), box.south(), box.east(), box.north())));
    out.write(",\n\"features\":[");
    String before = "\n";
    for (Area area : map.areas()) {
      out.write(before + line(json -> area(json, area)));
      before = ",\n";
    }
    for (Surface surface : map.surfaces()) {
      out.write(before + line(json -> surface(json, surface)));
      before = ",\n";
    }
    for (Road road : map.roads()) {
      out.write(before + line(json -> road(json, road)));
      before = ",\n";
    }
    for (Facility facility : map.facilities()) {
      out.write(before + line(json -> facility(json, facility)));
      before = ",\n";
    }
    out.write("\n]}\n");
  }

  /// The outer boundary of all areas together, as a GeoJSON geometry in one line; the empty string
  /// if the map has no areas.
  public static String outline(CityMap map) {
    if (map.areas().isEmpty()) {
      return "";
    }
    List<Geometry> areas = map.areas().stream().map(area -> Ground.enclosed(area.rings())).toList();
    List<double[]> rings = Ground.rings(Ground.union(areas));
    return line(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", "MultiPolygon");
          json.writeFieldName("coordinates");
          polygons(json, rings);
          json.writeEndObject();
        });
  }

  private interface Line {
    void on(JsonGenerator json) throws IOException;
  }

  private static String line(Line line) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      line.on(json);
    } catch (IOException e) {
      throw new UncheckedIOException("A string cannot fail to be written to.", e);
    }
    return text.toString();
  }

  private static void head(JsonGenerator json, CityMap map) throws IOException {
    json.writeStartObject();
    json.writeNumberField("format", FORMAT);
    json.writeStringField("name", map.name());
    json.writeStringField("attribution", map.attribution());
    json.writeEndObject();
  }

  private static void area(JsonGenerator json, Area area) throws IOException {
    start(json, "area", area.id());
    name(json, area.name());
    json.writeFieldName("label");
    numbers(json, area.labelLon(), area.labelLat());
    geometry(json, "MultiPolygon");
    polygons(json, area.rings());
    end(json);
  }

  private static void surface(JsonGenerator json, Surface surface) throws IOException {
    start(json, "surface", "");
    json.writeStringField("kind", word(surface.kind()));
    name(json, surface.name());
    geometry(json, "MultiPolygon");
    polygons(json, surface.rings());
    end(json);
  }

  private static void road(JsonGenerator json, Road road) throws IOException {
    start(json, "road", road.id());
    json.writeStringField("class", word(road.roadClass()));
    name(json, road.name());
    json.writeNumberField("from", road.fromNode());
    json.writeNumberField("to", road.toNode());
    flag(json, "oneway", road.oneway());
    flag(json, "tunnel", road.tunnel());
    flag(json, "bridge", road.bridge());
    if (road.layer() != 0) {
      json.writeNumberField("layer", road.layer());
    }
    geometry(json, "LineString");
    positions(json, road.points());
    end(json);
  }

  private static void facility(JsonGenerator json, Facility facility) throws IOException {
    start(json, "facility", facility.id());
    json.writeStringField("kind", word(facility.kind()));
    name(json, facility.name());
    geometry(json, "Point");
    numbers(json, facility.lon(), facility.lat());
    end(json);
  }

  private static void start(JsonGenerator json, String type, String id) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    if (!id.isEmpty()) {
      json.writeStringField("id", id);
    }
    json.writeObjectFieldStart("properties");
    json.writeStringField("type", type);
  }

  private static void name(JsonGenerator json, String name) throws IOException {
    if (!name.isEmpty()) {
      json.writeStringField("name", name);
    }
  }

  private static void flag(JsonGenerator json, String field, boolean set) throws IOException {
    if (set) {
      json.writeBooleanField(field, true);
    }
  }

  private static void geometry(JsonGenerator json, String type) throws IOException {
    json.writeEndObject();
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", type);
    json.writeFieldName("coordinates");
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }

  /// Each outer ring, told by running anticlockwise, begins a polygon; the others are its holes.
  private static void polygons(JsonGenerator json, List<double[]> rings) throws IOException {
    json.writeStartArray();
    boolean open = false;
    for (double[] ring : rings) {
      if (!open || Rings.isAnticlockwise(ring)) {
        if (open) {
          json.writeEndArray();
        }
        json.writeStartArray();
        open = true;
      }
      positions(json, ring);
    }
    if (open) {
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void positions(JsonGenerator json, double[] points) throws IOException {
    json.writeStartArray();
    for (int i = 0; i < points.length; i += 2) {
      numbers(json, points[i], points[i + 1]);
    }
    json.writeEndArray();
  }

  private static void numbers(JsonGenerator json, double... numbers) throws IOException {
    json.writeStartArray();
    for (double number : numbers) {
      // Never 4.2E-6, which is JSON but nothing that a person compares.
      BigDecimal rounded = BigDecimal.valueOf(Math.round(number * 1e7), 7).stripTrailingZeros();
      json.writeRawValue(rounded.toPlainString());
    }
    json.writeEndArray();
  }

  /// How an enum constant is called in the file.
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
