package io.belvedere.ingest.city;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// The extract among the test resources, imported once for all tests as the shipped map was.
final class Monaco {
  static final Path EXTRACT =
      Path.of(System.getProperty("belvedere.root"))
          .resolve("ingest-core/src/test/resources/osm/monaco-latest.osm.pbf");

  static final OsmImport.Imported IMPORTED = imported();

  private Monaco() {}

  private static OsmImport.Imported imported() {
    try {
      return OsmImport.read(
          EXTRACT, new ImportOptions("monaco", Optional.empty(), 2000, OptionalInt.empty()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
