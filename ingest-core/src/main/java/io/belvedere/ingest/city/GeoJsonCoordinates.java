package io.belvedere.ingest.city;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The member `coordinates` of a geometry, whichever it is: the type may come only after it. Always
/// reads to the end of the array, so that the next feature is found whatever is wrong with this
/// one.
final class GeoJsonCoordinates {
  private static final int POSITION = 0;
  private static final int LINE = 1;
  private static final int POLYGON = 2;
  private static final int POLYGONS = 3;

  private final JsonParser json;
  private final Strand line = new Strand();
  private List<double[]> strands = new ArrayList<>();
  private final List<List<double[]>> groups = new ArrayList<>();
  private int height = -1;
  private String trouble = "";

  GeoJsonCoordinates(JsonParser json) {
    this.json = json;
  }

  /// Reads the value that the parser is about to come to.
  void read() throws IOException {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      trouble("has coordinates that are no array");
      return;
    }
    height = array(1);
    if (height == POSITION) {
      endLine();
    }
    if (height >= 0 && height <= LINE) {
      endPolygon();
    }
  }

  /// Why these are no coordinates, for the report; empty if they are.
  String trouble() {
    return trouble;
  }

  /// What the coordinates are if their geometry has this type; [#trouble] if they cannot be.
  List<Shape> shapes(String type) {
    int wanted =
        switch (type) {
          case "Point" -> POSITION;
          case "MultiPoint", "LineString" -> LINE;
          case "MultiLineString", "Polygon" -> POLYGON;
          case "MultiPolygon" -> POLYGONS;
          default -> -1;
        };
    if (wanted < 0) {
      trouble("has the unknown geometry type \"" + type + "\"");
    } else if (wanted != height) {
      trouble("is a " + type + " whose coordinates are not nested like one");
    }
    if (!trouble.isEmpty()) {
      return List.of();
    }
    return List.of(
        switch (type) {
          case "Point", "MultiPoint" -> Shape.points(points(groups.getFirst().getFirst()));
          case "LineString", "MultiLineString" -> Shape.lines(groups.getFirst());
          default -> Shape.polygons(groups);
        });
  }

  private static List<double[]> points(double[] strand) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < strand.length; i += 2) {
      points.add(Arrays.copyOfRange(strand, i, i + 2));
    }
    return points;
  }

  /// Goes down through arrays of arrays.
  ///
  /// @return how many arrays there are above the positions; -1 if there is none
  private int array(int level) throws IOException {
    JsonToken token = json.nextToken();
    if (token.isNumeric()) {
      position();
      return POSITION;
    }
    int above = -1;
    for (; token != JsonToken.END_ARRAY; token = json.nextToken()) {
      if (token != JsonToken.START_ARRAY) {
        trouble("has a coordinate that is no number");
      } else if (level > POLYGONS) {
        trouble("is nested more deeply than any geometry");
        json.skipChildren();
      } else {
        int child = array(level + 1) + 1;
        if (above > 0 && child != above) {
          trouble("is nested unevenly");
        }
        above = Math.max(above, child);
      }
    }
    switch (above) {
      case LINE -> endLine();
      case POLYGON -> endPolygon();
      case -1, 0 -> trouble("is empty");
      default -> {}
    }
    return above > 0 ? above : -1;
  }

  private void position() throws IOException {
    double lon = json.getDoubleValue();
    double lat = Double.NaN;
    JsonToken second = json.nextToken();
    if (second.isNumeric()) {
      lat = json.getDoubleValue();
    }
    for (JsonToken token = second; token != JsonToken.END_ARRAY; token = json.nextToken()) {
      // A height may follow, of which the map makes no use.
      json.skipChildren();
    }
    line.add(lon, lat);
  }

  private void endLine() {
    strands.add(line.taken());
  }

  private void endPolygon() {
    groups.add(strands);
    strands = new ArrayList<>();
  }

  private void trouble(String what) {
    if (trouble.isEmpty()) {
      trouble = what;
    }
  }
}
