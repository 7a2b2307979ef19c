package io.belvedere.ingest.city;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The files of a map, by their names.
final class MapFiles {
  private MapFiles() {}

  /// Without folder and ending.
  static String layer(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
  }

  /// Beside another file, with another ending: `roads.dbf` of `roads.shp`, also in capitals.
  static Path beside(Path file, String ending) {
    Path small = file.resolveSibling(layer(file) + "." + ending);
    Path capital = file.resolveSibling(layer(file) + "." + ending.toUpperCase(Locale.ROOT));
    return !Files.exists(small) && Files.exists(capital) ? capital : small;
  }

  /// @throws IOException with one sentence for the operator, if there is no such file
  static InputStream open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file + ".");
    }
    return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }
}
