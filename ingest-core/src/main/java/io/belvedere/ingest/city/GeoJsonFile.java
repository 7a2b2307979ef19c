package io.belvedere.ingest.city;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.belvedere.ingest.city.CityMap.Bounds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads GeoJSON (RFC 7946) as it streams by: collections, single features, bare geometries, and
/// features one after the other; also the older kind that names its `crs`.
///
/// What is wrong within a feature ends with that feature. What is no JSON ends the file, and what
/// was read before stays.
final class GeoJsonFile {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final Set<String> WITHOUT_GEOMETRY = Set.of("", "Feature", "FeatureCollection");

  private final JsonParser json;
  private final String file;
  private final String layer;
  private final FeatureSink sink;
  private Projection projection = Projection.DEGREES;
  private int features;
  private boolean isOurs;
  private String attribution = "";
  private Optional<Bounds> bounds = Optional.empty();

  private GeoJsonFile(JsonParser json, Path file, FeatureSink sink) {
    this.json = json;
    this.file = String.valueOf(file.getFileName());
    this.layer = MapFiles.layer(file);
    this.sink = sink;
  }

  /// @throws IOException with one sentence for the operator, if the file cannot be read or is in a
  ///     projection that is not known
  static void read(Path file, FeatureSink sink) throws IOException {
    try (InputStream in = MapFiles.open(file);
        JsonParser json = JSON.createParser(in)) {
      new GeoJsonFile(json, file, sink).all();
    }
  }

  private void all() throws IOException {
    try {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.START_OBJECT) {
          root();
        } else {
          json.skipChildren();
          sink.fault(file, "has a value that is no GeoJSON" + at(json.currentTokenLocation()));
        }
      }
    } catch (JsonProcessingException e) {
      String why = e.getOriginalMessage().strip().replaceFirst("(?s)[:;]? *\\R.*|\\.$", "");
      sink.fault(
          file,
          "is no longer JSON%s, after %d whole features (%s)"
              .formatted(at(e.getLocation()), features, why));
    }
    bounds.filter(box -> isOurs).ifPresent(box -> sink.ownMap(box, attribution));
  }

  private static String at(@Nullable JsonLocation location) {
    if (location == null) {
      return "";
    }
    return location.getLineNr() == 1
        ? " at byte " + location.getByteOffset()
        : " in line " + location.getLineNr();
  }

  private void root() throws IOException {
    var item = new Item();
    boolean isCollection = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      switch (json.currentName()) {
        case "features" -> {
          isCollection = true;
          collection();
        }
        case "belvedere" -> ours();
        case "bbox" -> box();
        case "crs" -> crs();
        default -> item.member(json.currentName());
      }
    }
    if (item.isFeature) {
      item.hand();
    } else if (!isCollection) {
      sink.fault(file, "is JSON but no GeoJSON: it has neither features nor a geometry");
    }
  }

  private void collection() throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      sink.fault(file, "has features that are no array");
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      var item = new Item();
      if (json.currentToken() == JsonToken.START_OBJECT) {
        item.members();
      } else {
        json.skipChildren();
        item.trouble = "is no object";
      }
      item.hand();
    }
  }

  private void ours() throws IOException {
    isOurs = true;
    attribution = properties().getOrDefault("attribution", "");
  }

  private void box() throws IOException {
    List<String> sides = List.of(text().split(";", -1));
    try {
      double[] box = sides.stream().mapToDouble(Double::parseDouble).toArray();
      if (box.length == 4 && box[0] < box[2] && box[1] < box[3]) {
        bounds = Optional.of(new Bounds(box[0], box[1], box[2], box[3]));
      }
    } catch (NumberFormatException e) {
      sink.fault(file, "has a bbox that is none");
    }
  }

  private void crs() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    Map<String, String> named = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      if (json.currentName().equals("properties")) {
        named.putAll(properties());
      } else {
        json.nextToken();
        json.skipChildren();
      }
    }
    projection = Projection.named(named.getOrDefault("name", ""), file);
    if (features > 0 && projection != Projection.DEGREES) {
      throw new IOException(file + " names its crs only after its features.");
    }
  }

  /// The object that the parser is about to come to, without what is nested in it.
  private Map<String, String> properties() throws IOException {
    Map<String, String> properties = new HashMap<>();
    if (json.nextToken() == JsonToken.START_OBJECT) {
      members(properties);
    } else {
      json.skipChildren();
    }
    return properties;
  }

  private void members(Map<String, String> properties) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName().toLowerCase(Locale.ROOT);
      String text = text();
      if (!text.isEmpty()) {
        properties.put(name, text);
      } else if (json.currentToken() == JsonToken.START_OBJECT) {
        if (name.equals("tags")) {
          members(properties);
        } else {
          json.skipChildren();
        }
      }
    }
  }

  /// The value that the parser is about to come to; the elements of an array are joined as
  /// OpenStreetMap joins them. Empty for null and for an object, which is not entered.
  private String text() throws IOException {
    JsonToken token = json.nextToken();
    if (token == JsonToken.START_ARRAY) {
      List<String> parts = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken().isScalarValue()) {
          parts.add(json.getText());
        }
        json.skipChildren();
      }
      return String.join(";", parts);
    }
    return token.isScalarValue() && token != JsonToken.VALUE_NULL ? json.getText() : "";
  }

  /// A feature or a geometry; its members may come in any order.
  private final class Item {
    private final String place;
    private final List<Shape> shapes = new ArrayList<>();
    private String type = "";
    private String id = "";
    private Map<String, String> properties = Map.of();
    private String trouble = "";
    private boolean isFeature;
    private @Nullable GeoJsonCoordinates coordinates;

    Item() {
      place = file + " feature " + (features + 1) + at(json.currentTokenLocation());
    }

    void members() throws IOException {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        member(json.currentName());
      }
      settle();
    }

    void member(String name) throws IOException {
      switch (name) {
        case "type" -> type = text();
        case "id" -> id = text();
        case "properties" -> properties = GeoJsonFile.this.properties();
        case "geometry" -> {
          isFeature = true;
          json.nextToken();
          geometry();
        }
        case "geometries" -> {
          isFeature = true;
          if (json.nextToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              geometry();
            }
          } else {
            json.skipChildren();
          }
        }
        case "coordinates" -> {
          isFeature = true;
          coordinates = new GeoJsonCoordinates(json);
          coordinates.read();
        }
        default -> {
          json.nextToken();
          json.skipChildren();
        }
      }
    }

    private void geometry() throws IOException {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        return;
      }
      var geometry = new Item();
      geometry.members();
      shapes.addAll(geometry.shapes);
      trouble = trouble.isEmpty() ? geometry.trouble : trouble;
    }

    /// Makes a shape of the coordinates, now that the type is known.
    private void settle() {
      if (coordinates != null) {
        shapes.addAll(coordinates.shapes(type));
        trouble = trouble.isEmpty() ? coordinates.trouble() : trouble;
        coordinates = null;
      } else if (!WITHOUT_GEOMETRY.contains(type) && shapes.isEmpty() && trouble.isEmpty()) {
        trouble = "is a " + type + " without coordinates";
      }
    }

    void hand() {
      settle();
      if (shapes.isEmpty() && trouble.isEmpty()) {
        trouble = "has no geometry";
      }
      shapes.forEach(shape -> shape.strands().forEach(projection::toDegrees));
      sink.feature(new Feature(layer, place, id, properties, shapes, trouble));
      features++;
    }
  }
}
