package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.locationtech.jts.geom.Envelope;

/// Tells what lies where the district is from what got there by a wrong coordinate or was carried
/// off by one.
final class Whereabouts {
  /// How far from its middle a district may go, metres. A district is smaller, a city may be not.
  private static final double REACH = 50_000;

  static final String SWAPPED = "had longitude and latitude swapped";

  private final Bounds near;
  private final boolean isGiven;
  private final Ground ground;
  private final ImportLog log;

  /// @param asked the box that the map shall have
  /// @param found where there is none, tells where most of it lies
  Whereabouts(Optional<Bounds> asked, List<Found> found, ImportLog log) {
    this.isGiven = asked.isPresent();
    this.near = asked.orElseGet(() -> around(found));
    this.ground = new Ground((near.south() + near.north()) / 2);
    this.log = log;
  }

  private static Bounds around(List<Found> found) {
    double lon = median(found, strand -> strand[0]);
    double lat = median(found, strand -> strand[1]);
    return new Ground(lat).around(new Envelope(lon, lon, lat, lat), REACH);
  }

  private static double median(List<Found> found, ToDoubleFunction<double[]> coordinate) {
    double[] sorted =
        found.stream()
            .mapToDouble(
                one ->
                    coordinate.applyAsDouble(one.shapes().getFirst().parts().getFirst().getFirst()))
            .toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /// Measures where the district is.
  Ground ground() {
    return ground;
  }

  /// The box that all is cut at: the one asked for or else one around what lies together.
  Bounds near() {
    return near;
  }

  /// Why a shape cannot lie anywhere, for the report; empty if it can.
  static String trouble(Shape shape) {
    if (shape.parts().isEmpty()
        || shape.parts().stream().anyMatch(List::isEmpty)
        || shape.strands().anyMatch(strand -> strand.length == 0)) {
      return "is empty";
    }
    if (!shape.strands().flatMapToDouble(Arrays::stream).allMatch(Double::isFinite)) {
      return "has a coordinate that is no number";
    }
    Shape meant = isOnEarth(shape) ? shape : shape.swapped();
    if (!isOnEarth(meant)) {
      return "has a coordinate that is nowhere on earth";
    }
    return meant.strands().anyMatch(Whereabouts::goesRound) ? "crosses the antimeridian" : "";
  }

  static boolean isOnEarth(Shape shape) {
    return shape
        .strands()
        .allMatch(
            strand -> {
              for (int i = 0; i < strand.length; i += 2) {
                if (Math.abs(strand[i]) > 180 || Math.abs(strand[i + 1]) > 90) {
                  return false;
                }
              }
              return true;
            });
  }

  private static boolean goesRound(double[] strand) {
    for (int i = 2; i < strand.length; i += 2) {
      if (Math.abs(strand[i] - strand[i - 2]) > 180) {
        return true;
      }
    }
    return false;
  }

  /// Where it belongs; nothing if that is beyond the edge.
  Optional<Found> placed(Found one) {
    if (isNear(one)) {
      return isGiven || isSound(one) ? Optional.of(one) : Optional.empty();
    }
    Found swapped = one.with(one.shapes().stream().map(Shape::swapped).toList());
    if (isNear(swapped)) {
      log.mended(one.element(), SWAPPED);
      return placed(swapped);
    }
    if (isGiven) {
      log.beyond(1);
    } else {
      double metres = metres(one.envelope().centre().x, one.envelope().centre().y);
      log.dropped(one.element(), "lies %.0f km away from the rest".formatted(metres / 1000));
    }
    return Optional.empty();
  }

  private double metres(double lon, double lat) {
    return ground.metres(
        lon, lat, (near.west() + near.east()) / 2, (near.south() + near.north()) / 2);
  }

  private boolean isNear(Found one) {
    return one.envelope().intersects(Ground.envelope(near));
  }

  /// Whether no wrong coordinate would tear the edge of the map away.
  private boolean isSound(Found one) {
    double straight =
        one.shapes().stream()
            .flatMap(Shape::strands)
            .mapToDouble(ground::longestStep)
            .max()
            .orElse(0);
    if (straight > Ground.TOO_STRAIGHT) {
      log.dropped(one.element(), Ground.wrongCoordinate(straight));
    }
    return straight <= Ground.TOO_STRAIGHT;
  }

  /// The box around all that does not itself reach beyond.
  Bounds around(Collection<Found> placed, double metres) {
    Envelope within = new Envelope();
    Envelope all = new Envelope();
    for (Found one : placed) {
      Envelope its = one.envelope();
      all.expandToInclude(its);
      if (Ground.envelope(near).covers(its)) {
        within.expandToInclude(its);
      }
    }
    Envelope edge = within.getArea() > 0 ? within : all.intersection(Ground.envelope(near));
    return ground.around(edge, metres);
  }
}
