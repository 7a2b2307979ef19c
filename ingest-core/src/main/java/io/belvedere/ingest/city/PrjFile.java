package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.locationtech.proj4j.Proj4jException;

/// Tells a Shapefile's projection by the `.prj` beside it.
final class PrjFile {
  private PrjFile() {}

  /// @param covered what the coordinates of the Shapefile span, in their own unit
  /// @throws IOException with one sentence for the operator, if the projection is not known
  static Projection beside(Path shapes, Bounds covered, FeatureSink sink) throws IOException {
    Path file = MapFiles.beside(shapes, "prj");
    if (!Files.isRegularFile(file)) {
      if (covered.west() < -180
          || covered.east() > 180
          || covered.south() < -90
          || covered.north() > 90) {
        throw new IOException(
            shapes + " has no .prj beside it, and its coordinates are no degrees.");
      }
      sink.assumed(
          String.valueOf(shapes.getFileName()), "has no .prj and is taken as WGS 84 degrees");
      return Projection.DEGREES;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    try {
      Wkt system = Wkt.parse(text);
      Optional<WktProjection.Translated> translated = WktProjection.of(system);
      if (translated.isPresent()) {
        translated
            .get()
            .datum()
            .ifPresent(
                datum ->
                    sink.assumed(
                        String.valueOf(file.getFileName()),
                        "has the datum " + datum + ", taken as WGS 84: off by up to some 100 m"));
        String parameters = translated.get().parameters();
        return parameters.isEmpty() ? Projection.DEGREES : Projection.of(parameters);
      }
      String projection = system.child("PROJECTION").map(Wkt::name).orElse(system.keyword());
      throw unknown(file, system.name() + " (" + projection + ")");
    } catch (Proj4jException e) {
      throw new IOException("%s: %s.".formatted(file, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static IOException unknown(Path file, String what) {
    return new IOException(
        "%s is in %s, a projection that Belvedere does not know: export it as WGS 84 (EPSG:4326)."
            .formatted(file, what));
  }
}
