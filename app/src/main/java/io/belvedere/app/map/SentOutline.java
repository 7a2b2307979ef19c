package io.belvedere.app.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;

/// Reads the outline that a district has sent: a GeoJSON Polygon or MultiPolygon.
final class SentOutline {
  private static final Logger LOG = System.getLogger(SentOutline.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private SentOutline() {}

  /// The rings of each polygon, in degrees; an empty list if it is none, which is logged.
  static List<List<double[]>> polygons(String outline) {
    try {
      JsonNode geometry = JSON.readTree(outline);
      JsonNode coordinates = geometry.path("coordinates");
      List<List<double[]>> polygons = new ArrayList<>();
      switch (geometry.path("type").asText()) {
        case "Polygon" -> polygons.add(rings(coordinates));
        case "MultiPolygon" -> coordinates.forEach(polygon -> polygons.add(rings(polygon)));
        default -> LOG.log(Logger.Level.WARNING, "A district's outline is no polygon.");
      }
      return polygons;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      LOG.log(Logger.Level.WARNING, "A district's outline cannot be read.", e);
      return List.of();
    }
  }

  private static List<double[]> rings(JsonNode polygon) {
    List<double[]> rings = new ArrayList<>();
    for (JsonNode ring : polygon) {
      double[] points = new double[2 * ring.size()];
      for (int i = 0; i < ring.size(); i++) {
        points[2 * i] = degrees(ring.get(i).path(0), 180);
        points[2 * i + 1] = degrees(ring.get(i).path(1), 85);
      }
      if (points.length < 8) {
        throw new IllegalArgumentException("A ring has fewer than four positions.");
      }
      rings.add(points);
    }
    return rings;
  }

  private static double degrees(JsonNode number, double most) {
    if (!number.isNumber() || Math.abs(number.doubleValue()) > most) {
      throw new IllegalArgumentException("A position is not longitude and latitude in degrees.");
    }
    return number.doubleValue();
  }
}
