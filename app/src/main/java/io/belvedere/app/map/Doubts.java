package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.Agreement.Member;
import io.belvedere.ingest.trust.Agreement.Standing;
import io.belvedere.ingest.trust.TrustReading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Which things of a [ThingTable] are in doubt at the instant on screen; few are.
final class Doubts {
  private final ThingTable table;
  private final @Nullable Doubt[] of;
  private final List<Integer> doubted = new ArrayList<>();
  private List<TrustReading> taken = List.of();

  Doubts(ThingTable table) {
    this.table = table;
    this.of = new @Nullable Doubt[table.size];
  }

  /// Null if there is none.
  @Nullable Doubt of(int thing) {
    return of[thing];
  }

  /// Takes in another instant.
  ///
  /// @param changed told of each thing that may look otherwise
  void update(List<OnScreen> districts, IntConsumer changed) {
    List<TrustReading> readings = districts.stream().map(OnScreen::trust).toList();
    if (readings.equals(taken)) {
      return;
    }
    taken = readings;
    for (int thing : doubted) {
      of[thing] = null;
      changed.accept(thing);
    }
    doubted.clear();
    for (int owner = 0; owner < readings.size(); owner++) {
      take(owner, readings.get(owner), changed);
    }
  }

  private void take(int owner, TrustReading reading, IntConsumer changed) {
    for (Agreement agreement : reading.agreements()) {
      for (Member member : agreement.members()) {
        if (member.standing() == Standing.DEVIATES) {
          put(table.ofStream(owner, member.datastream()), Doubt.DISAGREES, changed);
        }
      }
    }
    for (int datastream : reading.stuck().keySet()) {
      put(table.ofStream(owner, datastream), Doubt.STUCK, changed);
    }
  }

  private void put(int thing, Doubt doubt, IntConsumer changed) {
    if (thing >= 0) {
      if (of[thing] == null) {
        doubted.add(thing);
      }
      of[thing] = doubt;
      changed.accept(thing);
    }
  }
}
