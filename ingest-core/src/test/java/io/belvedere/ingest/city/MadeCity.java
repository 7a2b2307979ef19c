package io.belvedere.ingest.city;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Writes the GeoJSON of a city of as many bytes as are asked for: a grid of streets with four
/// houses at each crossing, now and then a school and a tree. The same size gives the same bytes.
public final class MadeCity {
  private static final int BREADTH = 300;
  private static final double BLOCK = 0.001;

  private MadeCity() {}

  /// @return how many crossings there are
  public static int write(Path file, long bytes) throws IOException {
    int crossing = 0;
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("{\"type\":\"FeatureCollection\",\"features\":[\n");
      long written = 0;
      while (written < bytes) {
        String block = block(crossing++);
        out.write(written == 0 ? block : ",\n" + block);
        written += block.length() + 2;
      }
      out.write("\n]}\n");
    }
    return crossing;
  }

  private static String block(int crossing) {
    double west = 7 + crossing % BREADTH * BLOCK;
    double south = 43 + Math.floorDiv(crossing, BREADTH) * BLOCK;
    var block = new StringBuilder();
    var bends = new StringBuilder();
    for (int i = 0; i <= 10; i++) {
      double swerve = i % 10 == 0 ? 0 : i % 3 * 1e-5;
      bends.append(i == 0 ? "" : ",").append(at(west + i * BLOCK / 10, south + swerve));
    }
    String street = "\"highway\":\"residential\",\"name\":\"Street " + crossing / BREADTH + "\"";
    block.append(feature(street, "LineString", "[" + bends + "]"));
    String across = "[" + at(west, south) + "," + at(west, south + BLOCK) + "]";
    block.append(",\n").append(feature("\"highway\":\"service\"", "LineString", across));
    for (int i = 0; i < 4; i++) {
      String house = square(west + (i + 1) * 2e-4, south + 3e-4, 1e-4);
      block.append(",\n").append(feature("\"building\":\"yes\",\"floors\":4", "Polygon", house));
    }
    if (crossing % 50 == 0) {
      String place = "\"amenity\":\"school\",\"name\":\"School " + crossing + "\"";
      block.append(",\n").append(feature(place, "Point", at(west + 5e-4, south + 5e-4)));
      block.append(",\n").append(feature("\"natural\":\"tree\"", "Point", at(west, south)));
    }
    return block.toString();
  }

  private static String square(double west, double south, double side) {
    String first = at(west, south);
    return "[["
        + String.join(
            ",",
            first,
            at(west + side, south),
            at(west + side, south + side),
            at(west, south + side),
            first)
        + "]]";
  }

  private static String at(double lon, double lat) {
    return String.format(Locale.ROOT, "[%.7f,%.7f]", lon, lat);
  }

  private static String feature(String properties, String type, String coordinates) {
    return "{\"type\":\"Feature\",\"properties\":{"
        + properties
        + "},\"geometry\":{\"type\":\""
        + type
        + "\",\"coordinates\":"
        + coordinates
        + "}}";
  }
}
