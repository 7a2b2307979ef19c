package io.belvedere.ingest.city;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.proj4j.BasicCoordinateTransform;
import org.locationtech.proj4j.CRSFactory;
import org.locationtech.proj4j.CoordinateReferenceSystem;
import org.locationtech.proj4j.Proj4jException;
import org.locationtech.proj4j.ProjCoordinate;

/// What the coordinates of a file are, and how they become WGS 84 degrees.
interface Projection {
  Projection DEGREES = strand -> {};

  /// Turns `x, y, x, y, ...` into `lon, lat, lon, lat, ...` in place. What lies outside of the
  /// projection becomes NaN.
  void toDegrees(double[] strand);

  /// @param parameters as PROJ takes them: `+proj=utm +zone=32 +datum=WGS84`
  /// @throws Proj4jException if they are no projection
  static Projection of(String parameters) {
    var factory = new CRSFactory();
    CoordinateReferenceSystem from = factory.createFromParameters("source", parameters);
    CoordinateReferenceSystem to =
        factory.createFromParameters("degrees", "+proj=longlat +datum=WGS84 +no_defs");
    var transform = new BasicCoordinateTransform(from, to);
    var at = new ProjCoordinate();
    var degrees = new ProjCoordinate();
    return strand -> {
      for (int i = 0; i < strand.length; i += 2) {
        at.setValue(strand[i], strand[i + 1]);
        try {
          transform.transform(at, degrees);
          strand[i] = degrees.x;
          strand[i + 1] = degrees.y;
        } catch (Proj4jException | IllegalStateException e) {
          strand[i] = Double.NaN;
          strand[i + 1] = Double.NaN;
        }
      }
    };
  }

  /// A projection by its number: `urn:ogc:def:crs:EPSG::25832`.
  ///
  /// @throws IOException with one sentence for the operator, if it is not known
  static Projection named(String name, String file) throws IOException {
    String code = name.toUpperCase(Locale.ROOT).replaceFirst(".*[:/#]", "");
    if (code.isEmpty() || code.equals("CRS84") || code.equals("CRS84H")) {
      return DEGREES;
    }
    Optional<String> parameters = Epsg.parameters(code);
    if (parameters.isEmpty()) {
      throw new IOException(
          "%s is in %s, a projection that Belvedere does not know: export it as WGS 84 (EPSG:4326)."
              .formatted(file, name));
    }
    return parameters.get().isEmpty() ? DEGREES : of(parameters.get());
  }
}
