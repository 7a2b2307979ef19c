package io.belvedere.ingest.alarm;

import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gateways of which nothing has been heard, neither of themselves nor of anything that reports
/// through them: one cause, one row.
final class SilentGateways {
  /// So long nothing may be heard, if something is expected more often.
  private static final long SILENCE = Micros.PER_MINUTE;

  /// So many times something expected may fail to come.
  private static final int MISSED = 2;

  private SilentGateways() {}

  static List<Breach> at(Roster roster, DistrictState state) {
    Map<String, Gateway> gateways = new LinkedHashMap<>();
    int size = Math.min(roster.size(), state.size());
    for (int i = 0; i < size; i++) {
      Datastream datastream = roster.datastream(i);
      if (datastream != null && datastream.thing().gateway().isPresent()) {
        gateways
            .computeIfAbsent(datastream.thing().gateway().get(), Gateway::new)
            .add(i, datastream, state);
      }
    }
    for (int i = 0; i < size; i++) {
      Datastream datastream = roster.datastream(i);
      Gateway gateway = datastream == null ? null : gateways.get(datastream.thing().id());
      if (datastream != null && gateway != null) {
        gateway.itself = datastream.thing();
        gateway.add(i, datastream, state);
      }
    }
    List<Breach> silent = new ArrayList<>();
    for (Gateway gateway : gateways.values()) {
      if (gateway.isSilent(state.instant())) {
        silent.add(gateway.row());
      }
    }
    return silent;
  }

  /// What is known of one gateway and all that reports through it.
  private static final class Gateway {
    private final String id;
    private final Set<String> things = new LinkedHashSet<>();
    private @Nullable Thing itself;
    private int datastreams;
    private long heard = DistrictState.NONE;
    private long shortestPeriod = Long.MAX_VALUE;
    private boolean watched = true;
    private boolean critical;
    private double lon;
    private double lat;

    Gateway(String id) {
      this.id = id;
    }

    void add(int number, Datastream datastream, DistrictState state) {
      datastreams++;
      things.add(datastream.thing().id());
      lon += datastream.thing().lon();
      lat += datastream.thing().lat();
      critical |= datastream.criticality() == Criticality.CRITICAL;
      if (state.isKnown(number)) {
        heard = Math.max(heard, state.eventTime(number));
        shortestPeriod = Math.min(shortestPeriod, datastream.period());
        // Where the log itself has not been seen, silence says nothing of the gateway.
        watched &= state.liveness(number, datastream.period()) != Liveness.UNKNOWN;
      }
    }

    boolean isSilent(long instant) {
      return heard != DistrictState.NONE
          && watched
          && instant - heard >= Math.max(SILENCE, MISSED * shortestPeriod);
    }

    Breach row() {
      String name = itself == null ? "Gateway " + id : itself.name();
      return new Breach(
          "gateway:" + id,
          Breach.Kind.SILENT_GATEWAY,
          id,
          critical ? Severity.P2 : Severity.P3,
          "%s silent, %d datastream%s".formatted(name, datastreams, datastreams == 1 ? "" : "s"),
          Liveness.OFFLINE,
          Optional.of(Onset.exactly(heard)),
          itself == null ? lon / datastreams : itself.lon(),
          itself == null ? lat / datastreams : itself.lat(),
          List.copyOf(things),
          datastreams);
    }
  }
}
