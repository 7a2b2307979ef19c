package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.Arrays;
import java.util.List;

/// Which silent things stand inside an incident, and for how long they have said nothing. What fell
/// silent beside what needs a person is the first that may be wrong unseen, so the map shows it the
/// larger the longer it lasts. For one [ThingTable]; where incidents are is looked at anew each
/// second.
final class Silence {
  /// How far an incident reaches around each thing that is P1 or P2, metres.
  static final double REACH = 300;

  /// From these ages on a silence is drawn a step larger, microseconds.
  private static final long[] GROWS_AT = {
    5 * Micros.PER_MINUTE, 15 * Micros.PER_MINUTE, 30 * Micros.PER_MINUTE
  };

  /// How many sizes there are.
  static final int STEPS = GROWS_AT.length + 1;

  private static final int BUCKETS = 1024;

  private long second = Long.MIN_VALUE;

  // What is P1 or P2, in chains by the cells of a grid as wide as an incident reaches.
  private final int[] firstIn = new int[BUCKETS];
  private final int[] nextIn;
  private double cell = 1;
  private boolean isCalm = true;

  Silence(ThingTable table) {
    this.nextIn = new int[table.size];
  }

  /// Takes in another instant.
  void update(ThingStates states, List<OnScreen> districts) {
    long now = districts.isEmpty() ? 0 : districts.getFirst().state().instant();
    if (Math.floorDiv(now, Micros.PER_SECOND) == second) {
      return;
    }
    second = Math.floorDiv(now, Micros.PER_SECOND);
    chain(states);
  }

  /// Whether it is silent within reach of what needs a person, or needs one itself.
  boolean isInIncident(int thing, ThingStates states) {
    return !isCalm
        && !states.mostIsUnknown()
        && states.liveness(thing).compareTo(Liveness.STALE) >= 0
        && states.isPlaced(thing)
        && isNear(states.x[thing], states.y[thing], states);
  }

  /// Whether a place lies within reach of what is P1 or P2.
  boolean isNear(double x, double y, ThingStates states) {
    if (isCalm) {
      return false;
    }
    double reach = REACH / Mercator.metres(Mercator.lat(y));
    long column = (long) Math.floor(x / cell);
    long row = (long) Math.floor(y / cell);
    for (long r = row - 1; r <= row + 1; r++) {
      for (long c = column - 1; c <= column + 1; c++) {
        for (int i = firstIn[bucket(c, r)]; i >= 0; i = nextIn[i]) {
          if (Math.hypot(states.x[i] - x, states.y[i] - y) <= reach) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// How long the datastream that decides its look has been silent, microseconds; -1 where nothing
  /// was ever heard.
  static long age(ThingStates states, int thing, List<OnScreen> districts) {
    int stream = states.worst[thing];
    DistrictState state = districts.get(states.table.owner[thing]).state();
    return stream < 0 || !state.isKnown(stream) ? -1 : state.instant() - state.eventTime(stream);
  }

  /// Of how many steps the size is in which it is drawn, 0 to [#STEPS] - 1.
  static int step(long age) {
    int step = 0;
    while (step < GROWS_AT.length && age >= GROWS_AT[step]) {
      step++;
    }
    return step;
  }

  private void chain(ThingStates states) {
    Arrays.fill(firstIn, -1);
    isCalm = true;
    NumberSet abnormal = states.abnormal();
    for (int n = 0; n < abnormal.size(); n++) {
      int i = abnormal.get(n);
      if (states.severity(i).compareTo(Severity.P2) >= 0 && states.isPlaced(i)) {
        if (isCalm) {
          // Wider than the reach anywhere in a city.
          cell = 1.05 * REACH / Mercator.metres(Mercator.lat(states.y[i]));
          isCalm = false;
        }
        int bucket =
            bucket((long) Math.floor(states.x[i] / cell), (long) Math.floor(states.y[i] / cell));
        nextIn[i] = firstIn[bucket];
        firstIn[bucket] = i;
      }
    }
  }

  private static int bucket(long column, long row) {
    return Math.floorMod(column * 31 + row * 1009, BUCKETS);
  }
}
