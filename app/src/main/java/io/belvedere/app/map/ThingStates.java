package io.belvedere.app.map;

import io.belvedere.app.look.SensorState;
import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each thing of a [ThingTable] looks like at the instant on screen: the worst of its
/// datastreams decides.
///
/// From instant to instant only those are judged anew of which something has come or which have
/// grown old meanwhile; all of them after a leap in time.
final class ThingStates {
  /// For how long half a fix (a longitude without its latitude) leaves the last one standing.
  private static final long FIX_HOLDS = Micros.PER_MINUTE;

  private static final Liveness[] LIVENESS = Liveness.values();

  final ThingTable table;
  final double[] x;
  final double[] y;

  /// Of what moves: where it was, and where it goes.
  final VehicleFixes fixes;

  /// The datastream whose value decides the look; -1 if the thing has none.
  final int[] worst;

  /// What each is in of the states that its layer names; mostly null.
  private final @Nullable SensorState[] named;

  private final byte[] severity;
  private final byte[] liveness;
  private final boolean[] quarantined;
  private final boolean[] placed;
  private final long[] fixTime;
  private final double[] excess;
  private int unknown;
  private final NumberSet abnormal;
  private final Deadlines deadlines;
  private final NumberSet judged;
  private final Doubts doubts;
  private Followed[] followed = {};

  ThingStates(ThingTable table) {
    this.table = table;
    this.x = table.x.clone();
    this.y = table.y.clone();
    this.fixes = new VehicleFixes(table.still, table.size);
    this.worst = new int[table.size];
    this.named = new @Nullable SensorState[table.size];
    this.severity = new byte[table.size];
    this.liveness = new byte[table.size];
    this.quarantined = new boolean[table.size];
    this.placed = new boolean[table.size];
    Arrays.fill(placed, 0, table.still, true);
    this.fixTime = new long[table.size];
    this.excess = new double[table.size];
    this.abnormal = new NumberSet(table.size);
    this.deadlines = new Deadlines(table.size);
    this.judged = new NumberSet(table.size);
    this.doubts = new Doubts(table);
  }

  /// Takes in another instant.
  void update(List<OnScreen> districts) {
    judged.clear();
    boolean goesOn = goesOn(districts);
    long now = districts.isEmpty() ? 0 : districts.getFirst().state().instant();
    if (goesOn) {
      deadlines.pass(now, i -> judged.set(i, true));
    } else {
      deadlines.clear(now);
      for (int i = 0; i < table.size; i++) {
        judged.set(i, true);
      }
    }
    doubts.update(districts, i -> judged.set(i, true));
    for (int n = 0; n < judged.size(); n++) {
      int i = judged.get(n);
      update(i, districts.get(table.owner[i]).state());
    }
  }

  /// Collects what has come, where each district goes on from where it was.
  private boolean goesOn(List<OnScreen> districts) {
    boolean goesOn = followed.length == districts.size();
    if (!goesOn) {
      followed = districts.stream().map(district -> new Followed()).toArray(Followed[]::new);
    }
    for (int d = 0; d < followed.length; d++) {
      int owner = d;
      goesOn &=
          followed[d].goesOn(
              districts.get(d).state(),
              stream -> {
                int thing = table.ofStream(owner, stream);
                if (thing >= 0) {
                  judged.set(thing, true);
                }
              });
    }
    return goesOn;
  }

  private void update(int i, DistrictState state) {
    unknown -= liveness(i) == Liveness.UNKNOWN ? 1 : 0;
    long holds = judge(i, state);
    if (table.lonStream[i] >= 0) {
      boolean located = locate(i, state);
      placed[i] = located || (placed[i] && isHeld(i, state.instant()));
      if (placed[i] && !located) {
        holds = Math.min(holds, fixTime[i] + FIX_HOLDS);
      }
    }
    unknown += liveness(i) == Liveness.UNKNOWN ? 1 : 0;
    abnormal.set(i, severity(i).isAbnormal());
    excess[i] = severity(i).isAbnormal() ? excess(i, state) : 1;
    deadlines.put(i, holds);
  }

  /// What the last [#update] judged anew; whatever is not among them looks as before.
  NumberSet judged() {
    return judged;
  }

  /// What is abnormal, whether or not it is known where it is.
  NumberSet abnormal() {
    return abnormal;
  }

  Severity severity(int thing) {
    return Severity.of(severity[thing]);
  }

  Liveness liveness(int thing) {
    return LIVENESS[liveness[thing]];
  }

  boolean isQuarantined(int thing) {
    return quarantined[thing];
  }

  /// Why it is not to be believed although it is fresh; null if it is.
  @Nullable Doubt doubt(int thing) {
    return doubts.of(thing);
  }

  /// What it is in of the states that its layer names; null if none.
  @Nullable SensorState named(int thing) {
    return named[thing];
  }

  /// What is drawn of its kind or state.
  SymbolGlyph glyph(int thing) {
    SensorState state = named[thing];
    SymbolGlyph layers = table.layer(thing).symbol();
    return state == null ? layers : state.symbol().orElse(layers);
  }

  /// How many times its upper limit the value is that decides the look; 1 where it is not beyond.
  double excess(int thing) {
    return excess[thing];
  }

  /// Whether it is known where it is.
  boolean isPlaced(int thing) {
    return placed[thing];
  }

  /// When most is unknown there is one cause, which the mode shows; a mark on each would hide it.
  boolean mostIsUnknown() {
    return unknown * 2 > table.size;
  }

  /// Among equally bad datastreams the one that can be believed least is shown, because a thing of
  /// which a part is silent is not all right.
  ///
  /// @return when it may look otherwise although nothing comes, microseconds
  private long judge(int i, DistrictState state) {
    long holds = Long.MAX_VALUE;
    int worstSeverity = 0;
    int worstLiveness = 0;
    int worstStream = -1;
    boolean worstQuarantined = false;
    for (int s = table.first[i]; s < table.first[i + 1]; s++) {
      int stream = table.streams[s];
      boolean known = state.isKnown(stream);
      int severe = known ? state.severity(stream).ordinal() : 0;
      Liveness liveness = state.liveness(stream, table.periods[s]);
      if (known) {
        holds = Math.min(holds, liveness.lastsUntil(state.eventTime(stream), table.periods[s]));
      }
      // Whether no value, or one that its sender calls bad, is normal nobody knows.
      boolean says = !known || severe > 0 || hasValue(state, stream);
      int lively = says ? liveness.ordinal() : Liveness.UNKNOWN.ordinal();
      if (worstStream < 0
          || severe > worstSeverity
          || (severe == worstSeverity && lively > worstLiveness)) {
        worstSeverity = severe;
        worstLiveness = lively;
        worstStream = stream;
        worstQuarantined = known && state.isQuarantined(stream);
      }
    }
    int lon = table.lonStream[i];
    if (worstStream < 0 && lon >= 0) {
      Liveness liveness = state.liveness(lon, Micros.PER_MINUTE);
      worstLiveness = liveness.ordinal();
      holds =
          state.isKnown(lon)
              ? liveness.lastsUntil(state.eventTime(lon), Micros.PER_MINUTE)
              : Long.MAX_VALUE;
    }
    severity[i] = (byte) worstSeverity;
    liveness[i] = (byte) worstLiveness;
    worst[i] = worstStream;
    quarantined[i] = worstQuarantined;
    named[i] =
        worstStream >= 0 && state.isKnown(worstStream)
            ? table.stateOf(i, worstStream, state.value(worstStream), Severity.of(worstSeverity))
            : null;
    return holds;
  }

  private static boolean hasValue(DistrictState state, int stream) {
    return !Double.isNaN(state.value(stream)) && state.quality(stream) != Quality.BAD;
  }

  private double excess(int i, DistrictState state) {
    int stream = worst[i];
    Datastream described = stream < 0 ? null : table.described(i, stream);
    if (described == null || described.limits().isEmpty()) {
      return 1;
    }
    Limits limits = described.limits().get();
    double limit = Double.isNaN(limits.hihi()) ? limits.hi() : limits.hihi();
    double value = state.value(stream);
    return limit > 0 && value > limit ? value / limit : 1;
  }

  /// @return whether there is a whole fix
  private boolean locate(int i, DistrictState state) {
    int lon = table.lonStream[i];
    int lat = table.latStream[i];
    if (state.isKnown(lon)
        && state.isKnown(lat)
        && state.eventTime(lon) == state.eventTime(lat)
        && Fix.isPlace(state.value(lon), state.value(lat))) {
      x[i] = Mercator.x(state.value(lon));
      y[i] = Mercator.y(state.value(lat));
      fixTime[i] = state.eventTime(lon);
      fixes.put(i, x[i], y[i], fixTime[i]);
      return true;
    }
    return false;
  }

  /// Whether the last whole fix still stands.
  private boolean isHeld(int i, long instant) {
    long age = instant - fixTime[i];
    return age >= 0 && age < FIX_HOLDS;
  }
}
