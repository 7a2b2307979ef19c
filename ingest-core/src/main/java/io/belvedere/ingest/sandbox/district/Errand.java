package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.Route;
import io.belvedere.ingest.city.Route.Leg;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.time.Micros;

/// A vehicle that drives where the story sends it, along the fastest way on the map. How far it has
/// come is the story's; before it leaves it stands at the start of its way.
final class Errand implements Instrument {
  private static final double SIGHT_METRES = 1.5;

  private final Route route;
  private final Course progress;

  /// @param progress part of the way that it has come, 0 to 1; may go back
  Errand(Route route, Course progress) {
    this.route = route;
    this.progress = progress;
  }

  @Override
  public void read(long t, Dice dice, Reading out) {
    double driven = route.metres() * progress.at(t);
    double before = route.metres() * progress.at(t - Micros.PER_SECOND);
    double left = driven;
    Leg here = route.legs().getFirst();
    for (Leg leg : route.legs()) {
      here = leg;
      if (left <= leg.metres()) {
        break;
      }
      left -= leg.metres();
    }
    var spot = here.along(Math.min(left, here.metres()));
    boolean hidden = here.road().tunnel();
    double off = hidden ? 6 * SIGHT_METRES : SIGHT_METRES;
    out.set(0, spot.lon() + Ground.degreesEast(off * dice.wobble(), spot.lat()));
    out.set(1, spot.lat() + Ground.degreesNorth(off * dice.wobble()));
    out.set(2, Math.abs(driven - before) * 3.6);
    out.quality(hidden ? Quality.UNCERTAIN : Quality.GOOD);
  }
}
