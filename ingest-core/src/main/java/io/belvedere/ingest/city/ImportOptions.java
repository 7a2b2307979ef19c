package io.belvedere.ingest.city;

import java.util.Optional;
import java.util.OptionalInt;

/// What to make of an extract.
///
/// @param name of the map, in the file and in messages
/// @param box what to keep; without it, all areas and the margin around them
/// @param marginMetres how far beyond the areas the map goes on, so that it does not end in nothing
/// @param adminLevel which OpenStreetMap `admin_level` gives the areas; without it, the finest
public record ImportOptions(
    String name, Optional<CityMap.Bounds> box, double marginMetres, OptionalInt adminLevel) {

  public ImportOptions {
    if (name.isBlank()) {
      throw new IllegalArgumentException("The map needs a name.");
    }
    if (!(marginMetres >= 0 && marginMetres <= 50_000)) {
      throw new IllegalArgumentException(
          "The margin is 0 to 50000 metres, not " + marginMetres + ".");
    }
  }

  public static ImportOptions named(String name) {
    return new ImportOptions(name, Optional.empty(), 500, OptionalInt.empty());
  }
}
