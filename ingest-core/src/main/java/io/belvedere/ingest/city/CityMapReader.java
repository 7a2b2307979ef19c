package io.belvedere.ingest.city;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads our map file (see [CityMapWriter]) as it streams by. Members that it does not know are
/// passed over, so that newer writers may add some.
public final class CityMapReader {
  private static final JsonFactory JSON = new JsonFactory();

  /// Arrays within arrays: polygons, rings, positions, coordinates.
  private static final int DEEPEST = 4;

  private final JsonParser json;
  private final String file;
  private int format;
  private String name = "";
  private String attribution = "";
  private @Nullable Bounds bounds;
  private final List<Area> areas = new ArrayList<>();
  private final List<Surface> surfaces = new ArrayList<>();
  private final List<Road> roads = new ArrayList<>();
  private final List<Facility> facilities = new ArrayList<>();

  private CityMapReader(JsonParser json, String file) {
    this.json = json;
    this.file = file;
  }

  /// @throws IOException with one sentence that names file, line and field, if it is no map
  public static CityMap read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no map file " + file + ".");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  /// @param in is read to its end and left open
  /// @param file what it is called in messages
  /// @throws IOException with one sentence that names file, line and field, if it is no map
  public static CityMap read(InputStream in, String file) throws IOException {
    try (JsonParser json = JSON.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
      var reader = new CityMapReader(json, file);
      try {
        return reader.map();
      } catch (JsonProcessingException e) {
        throw new IOException(
            "%s line %d: %s.".formatted(file, reader.lineNumber(), e.getOriginalMessage()), e);
      }
    }
  }

  private CityMap map() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "belvedere" -> head();
        case "bbox" -> {
          json.nextToken();
          double[] box = numbers(4);
          bounds = new Bounds(box[0], box[1], box[2], box[3]);
        }
        case "features" -> features();
        default -> skip();
      }
    }
    if (format == 0 || bounds == null) {
      throw new IOException(
          file + " is no Belvedere map: it has no \"belvedere\" member or no \"bbox\".");
    }
    return new CityMap(name, attribution, bounds, areas, surfaces, roads, facilities);
  }

  private void head() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "format" -> {
          format = json.nextIntValue(0);
          if (format != CityMapWriter.FORMAT) {
            throw bad(
                "asks for another reader: this one reads format " + CityMapWriter.FORMAT + " only");
          }
        }
        case "name" -> name = text();
        case "attribution" -> attribution = text();
        default -> skip();
      }
    }
  }

  private void features() throws IOException {
    expect(json.nextToken(), JsonToken.START_ARRAY, "an array");
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.START_OBJECT, "an object");
      var feature = new Feature();
      feature.read();
      feature.keep();
    }
  }

  /// One line of the file. Its members may come in any order, so they are collected first.
  private final class Feature {
    private String id = "";
    private String type = "";
    private String name = "";
    private String kind = "";
    private double[] label = {};
    private long from;
    private long to;
    private boolean oneway;
    private boolean tunnel;
    private boolean bridge;
    private int layer;
    private final List<double[]> lines = new ArrayList<>();
    private final Strand line = new Strand();

    void read() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        switch (json.currentName()) {
          case "id" -> id = text();
          case "properties" -> properties();
          case "geometry" -> geometry();
          default -> skip();
        }
      }
    }

    private void properties() throws IOException {
      expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        switch (json.currentName()) {
          case "type" -> type = text();
          case "name" -> name = text();
          case "kind", "class" -> kind = text();
          case "label" -> {
            json.nextToken();
            label = numbers(2);
          }
          case "from" -> from = whole();
          case "to" -> to = whole();
          case "oneway" -> oneway = flag();
          case "tunnel" -> tunnel = flag();
          case "bridge" -> bridge = flag();
          case "layer" -> layer = (int) whole();
          default -> skip();
        }
      }
    }

    private void geometry() throws IOException {
      expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        switch (json.currentName()) {
          case "coordinates" -> {
            expect(json.nextToken(), JsonToken.START_ARRAY, "an array");
            if (coordinates(1)) {
              endLine();
            }
          }
          default -> skip();
        }
      }
    }

    /// Goes down through arrays of arrays; an array of positions is a line.
    ///
    /// @return whether the array was a position itself
    private boolean coordinates(int depth) throws IOException {
      JsonToken first = json.nextToken();
      if (first.isNumeric()) {
        position();
        return true;
      }
      if (depth == DEEPEST) {
        throw bad("is nested more deeply than any geometry");
      }
      boolean positions = false;
      for (JsonToken next = first; next != JsonToken.END_ARRAY; next = json.nextToken()) {
        expect(next, JsonToken.START_ARRAY, "an array");
        positions |= coordinates(depth + 1);
      }
      if (positions) {
        endLine();
      }
      return false;
    }

    private void position() throws IOException {
      double lon = within(180);
      json.nextToken();
      double lat = within(90);
      while (json.nextToken() != JsonToken.END_ARRAY) {
        // A height may follow, of which the map makes no use.
        json.skipChildren();
      }
      line.add(lon, lat);
    }

    private void endLine() {
      lines.add(line.taken());
    }

    void keep() throws IOException {
      switch (type) {
        case "area" -> {
          needs("id", !id.isEmpty());
          needs("name", !name.isEmpty());
          needs("label", label.length == 2);
          areas.add(new Area(id, name, rings(), label[0], label[1]));
        }
        case "surface" -> surfaces.add(new Surface(of(SurfaceKind.class, "kind"), name, rings()));
        case "road" -> {
          needs("id", !id.isEmpty());
          needs("from", from != 0);
          needs("to", to != 0);
          needs("a LineString of two or more points", lines.size() == 1 && points(0) >= 2);
          roads.add(
              new Road(
                  id,
                  name,
                  of(RoadClass.class, "class"),
                  from,
                  to,
                  oneway,
                  tunnel,
                  bridge,
                  layer,
                  lines.getFirst()));
        }
        case "facility" -> {
          needs("id", !id.isEmpty());
          needs("a Point", lines.size() == 1 && points(0) == 1);
          double[] at = lines.getFirst();
          facilities.add(new Facility(id, of(FacilityKind.class, "kind"), name, at[0], at[1]));
        }
        default -> {
          // Something that a newer writer knows.
        }
      }
    }

    private List<double[]> rings() throws IOException {
      needs("at least one ring", !lines.isEmpty());
      for (int i = 0; i < lines.size(); i++) {
        double[] ring = lines.get(i);
        int end = ring.length - 2;
        needs(
            "rings of four or more points that close",
            points(i) >= 4 && ring[0] == ring[end] && ring[1] == ring[end + 1]);
      }
      return lines;
    }

    private int points(int line) {
      return lines.get(line).length / 2;
    }

    private void needs(String what, boolean has) throws IOException {
      if (!has) {
        throw new IOException(
            "%s line %d: a %s needs %s.".formatted(file, lineNumber(), type, what));
      }
    }

    private <E extends Enum<E>> E of(Class<E> kinds, String field) throws IOException {
      for (E candidate : kinds.getEnumConstants()) {
        if (CityMapWriter.word(candidate).equals(kind)) {
          return candidate;
        }
      }
      throw new IOException(
          "%s line %d: \"%s\" is no %s of a %s.".formatted(file, lineNumber(), kind, field, type));
    }
  }

  private String text() throws IOException {
    expect(json.nextToken(), JsonToken.VALUE_STRING, "a string");
    return json.getText();
  }

  private boolean flag() throws IOException {
    JsonToken token = json.nextToken();
    if (!token.isBoolean()) {
      throw bad("is not true or false");
    }
    return json.getBooleanValue();
  }

  private long whole() throws IOException {
    expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT, "a whole number");
    return json.getLongValue();
  }

  /// The current array, which holds so many numbers.
  private double[] numbers(int count) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY, "an array");
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      json.nextToken();
      numbers[i] = within(180);
    }
    expect(json.nextToken(), JsonToken.END_ARRAY, "an array of " + count + " numbers");
    return numbers;
  }

  /// The current number, degrees.
  private double within(double most) throws IOException {
    if (!json.currentToken().isNumeric() || Math.abs(json.getDoubleValue()) > most) {
      throw bad("is no number of degrees up to " + (int) most);
    }
    return json.getDoubleValue();
  }

  private void skip() throws IOException {
    json.nextToken();
    json.skipChildren();
  }

  private void expect(@Nullable JsonToken token, JsonToken wanted, String what) throws IOException {
    if (token != wanted) {
      throw bad("is not " + what);
    }
  }

  private int lineNumber() {
    return json.currentLocation().getLineNr();
  }

  private IOException bad(String what) {
    String field = json.getParsingContext().pathAsPointer().toString();
    return new IOException(
        "%s line %d: %s %s."
            .formatted(file, lineNumber(), field.isEmpty() ? "the file" : field, what));
  }
}
