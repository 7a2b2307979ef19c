package io.belvedere.app.map;

import io.belvedere.ingest.city.Mercator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which things of a table stand at one place, as redundant sensors do: no farther than a few
/// metres from the northernmost of them. Fixed to the ground, so that nothing comes together or
/// falls apart while the map is moved. Immutable.
final class Places {
  /// Catalogues are no more exact than this, metres.
  private static final double REACH = 3;

  private static final int ALONE = -1;

  private final int[] placeOf;
  private final List<int[]> things = new ArrayList<>();
  private final double[] spread;

  Places(ThingTable table) {
    placeOf = new int[table.size];
    Arrays.fill(placeOf, ALONE);
    int[] found = new int[table.still];
    for (int i = 0; i < table.still; i++) {
      if (placeOf[i] == ALONE) {
        int count = gather(table, i, found);
        if (count > 1) {
          int[] all = Arrays.copyOf(found, count);
          for (int thing : all) {
            placeOf[thing] = things.size();
          }
          things.add(all);
        }
      }
    }
    spread = new double[things.size()];
    Arrays.setAll(spread, place -> spread(table, things.get(place)));
  }

  /// The number of the place at which others stand too, or -1.
  int placeOf(int thing) {
    return placeOf[thing];
  }

  /// Those that stand there, from north to south.
  int[] things(int place) {
    return things.get(place).clone();
  }

  int count(int place) {
    return things.get(place).length;
  }

  /// One of those at a place, without a copy of all.
  int thing(int place, int index) {
    return things.get(place)[index];
  }

  /// From its first thing to the farthest, in the unit square.
  double spread(int place) {
    return spread[place];
  }

  /// The table goes from north to south, so only a few that follow are looked at.
  private int gather(ThingTable table, int first, int[] found) {
    double reach = REACH / Mercator.metres(Mercator.lat(table.y[first]));
    found[0] = first;
    int count = 1;
    for (int i = first + 1; i < table.still && table.y[i] - table.y[first] <= reach; i++) {
      if (placeOf[i] == ALONE && distance(table, first, i) <= reach) {
        found[count++] = i;
      }
    }
    return count;
  }

  private static double spread(ThingTable table, int[] things) {
    double farthest = 0;
    for (int thing : things) {
      farthest = Math.max(farthest, distance(table, things[0], thing));
    }
    return farthest;
  }

  private static double distance(ThingTable table, int one, int other) {
    return Math.hypot(table.x[one] - table.x[other], table.y[one] - table.y[other]);
  }
}
