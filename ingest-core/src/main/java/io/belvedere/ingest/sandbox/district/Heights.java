package io.belvedere.ingest.sandbox.district;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The hand-made height table: places by basin and height above its lowest point.
record Heights(List<Place> places) {
  /// A place that can be flooded.
  ///
  /// @param street the street that it lies on
  /// @param height above the lowest point of the basin, cm
  /// @param levels how many level sensors stand there
  record Place(
      String id,
      String name,
      String street,
      double lon,
      double lat,
      String basin,
      double height,
      int levels,
      String gateway) {}

  Heights {
    places = List.copyOf(places);
  }

  /// Reads the table.
  ///
  /// @throws IllegalArgumentException if a line cannot be understood; names the line
  static Heights read(BufferedReader table) throws IOException {
    List<Place> places = new ArrayList<>();
    String line;
    for (int number = 1; (line = table.readLine()) != null; number++) {
      if (!line.isBlank() && !line.startsWith("#")) {
        places.add(place(number, line));
      }
    }
    return new Heights(places);
  }

  private static Place place(int number, String line) {
    String[] cells = line.strip().split("\\s*;\\s*", -1);
    try {
      return new Place(
          cells[0],
          cells[1],
          cells[2],
          Double.parseDouble(cells[3]),
          Double.parseDouble(cells[4]),
          cells[5],
          Double.parseDouble(cells[6]),
          Integer.parseInt(cells[7]),
          cells[8]);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException(
          "Line " + number + " of the height table, \"" + line + "\": " + e.getMessage(), e);
    }
  }
}
