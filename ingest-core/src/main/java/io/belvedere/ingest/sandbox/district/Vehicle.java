package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.time.Micros;
import java.util.List;

/// A vehicle on the real roads: it moves as fast as the traffic that it is in, waits where it has
/// to, and turns where roads meet. What it reports is what a receiver in it would: a place that is
/// a few metres off, and uncertain in a tunnel.
final class Vehicle implements Instrument {
  /// How a kind of vehicle spends its day.
  ///
  /// @param mainRoads how much it prefers them, 0 to 1
  /// @param pause seconds that it stands at a stop
  /// @param between metres between two stops
  /// @param haste times the speed of the traffic
  record Habit(double mainRoads, double pause, double between, double haste) {}

  /// Report order: longitude, latitude, speed.
  private static final int LON = 0;

  private static final int LAT = 1;
  private static final int SPEED = 2;

  private static final double SIGHT_METRES = 1.5;
  private static final long NEVER = Long.MIN_VALUE;

  private final World world;
  private final Habit habit;
  private int street;
  private boolean forward = true;
  private double metres;
  private long last = NEVER;
  private long standsUntil = NEVER;
  private double toNextStop;

  Vehicle(World world, Habit habit, int street) {
    this.world = world;
    this.habit = habit;
    this.street = street;
    this.toNextStop = habit.between();
  }

  @Override
  public void read(long t, Dice dice, Reading out) {
    double speed = move(t, dice);
    double along = forward ? metres : world.streets().length(street) - metres;
    var spot = world.streets().along(street, along);
    boolean hidden = world.streets().road(street).tunnel();
    double off = hidden ? 6 * SIGHT_METRES : SIGHT_METRES;
    out.set(LON, spot.lon() + Ground.degreesEast(off * dice.wobble(), spot.lat()));
    out.set(LAT, spot.lat() + Ground.degreesNorth(off * dice.wobble()));
    out.set(SPEED, speed);
    out.quality(hidden ? Quality.UNCERTAIN : Quality.GOOD);
  }

  /// Moves on to `t` and says how fast it is, km/h.
  private double move(long t, Dice dice) {
    double seconds = last == NEVER ? 0 : (double) (t - last) / Micros.PER_SECOND;
    last = t;
    if (t < standsUntil) {
      return 0;
    }
    double speed = world.traffic().speed(street, t) * habit.haste() * (0.9 + 0.1 * dice.wobble());
    double left = speed / 3.6 * seconds;
    toNextStop -= left;
    if (toNextStop < 0) {
      toNextStop = habit.between() * dice.between(0.6, 1.4);
      standsUntil = t + (long) (habit.pause() * dice.between(0.5, 1.6) * Micros.PER_SECOND);
    }
    for (int turns = 0; metres + left > world.streets().length(street) && turns < 50; turns++) {
      left -= world.streets().length(street) - metres;
      turn(dice);
    }
    metres = Math.min(metres + left, world.streets().length(street));
    return speed;
  }

  /// At the end of the road: into another one, back only where there is no other.
  private void turn(Dice dice) {
    Road road = world.streets().road(street);
    long node = forward ? road.toNode() : road.fromNode();
    List<Integer> ways = world.streets().leaving(node);
    int chosen = -1;
    double best = Double.NEGATIVE_INFINITY;
    for (int way : ways) {
      Road next = world.streets().road(way);
      double main = 1 - next.roadClass().ordinal() / 6.0;
      double abroad = world.streets().quarter(way).isEmpty() ? -1.5 : 0;
      double stuck = world.streets().isOpen(way) ? 0 : -5;
      double wish =
          habit.mainRoads() * main + abroad + dice.unit() + stuck + (way == street ? -9 : 0);
      if (wish > best) {
        best = wish;
        chosen = way;
      }
    }
    if (chosen < 0) {
      forward = !forward;
    } else {
      street = chosen;
      forward = world.streets().road(chosen).fromNode() == node;
    }
    metres = 0;
  }
}
