package io.belvedere.ingest.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where maps are found.
public final class CityMaps {
  /// What a map is called in its folder.
  public static final String FILE = "map.geojson";

  private CityMaps() {}

  /// A map that Belvedere brings with it.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public static CityMap bundled(String name) {
    String resource = "/belvedere/map/" + name + "/" + FILE;
    try (InputStream in = CityMaps.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("No map called \"" + name + "\" comes with Belvedere.");
      }
      return CityMapReader.read(in, resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A map that `import-map` wrote.
  ///
  /// @param at the file, or the folder that it is in
  /// @throws IOException with one sentence that names file, line and field, if it is no map
  public static CityMap open(Path at) throws IOException {
    return CityMapReader.read(Files.isDirectory(at) ? at.resolve(FILE) : at);
  }
}
