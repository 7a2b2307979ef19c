package io.belvedere.ingest.alarm;

import io.belvedere.ingest.history.SlabStore;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A small district that is built sensor by sensor, and in which things then happen.
final class Street {
  static final long START = Micros.EARLIEST + 9_000 * Micros.PER_DAY;

  static final List<Category> TRAVEL =
      List.of(
          new Category(0, "clear", Severity.NORMAL),
          new Category(1, "slow", Severity.P4),
          new Category(2, "congestion", Severity.P3),
          new Category(3, "accident", Severity.P2),
          new Category(4, "flooding", Severity.P1),
          new Category(5, "closed", Severity.P3));

  private static final long PERIOD = 10 * Micros.PER_SECOND;

  private final List<Datastream> datastreams = new ArrayList<>();
  private final SlabStore head = new SlabStore(Duration.ofDays(2), 1 << 30);

  SlabStore history() {
    return head;
  }

  Roster roster() {
    return new Roster(
        Catalogue.of(District.unknown(new DistrictId("street")), datastreams),
        datastreams.stream().map(Datastream::id).toList(),
        1);
  }

  int travel(String id, String place, String road, String gateway) {
    return add(
        id,
        "Travel " + place,
        "traffic",
        "",
        place,
        Optional.of(road),
        gateway,
        TRAVEL,
        Optional.empty(),
        Criticality.NORMAL,
        Optional.empty());
  }

  int speed(String id, String place, String road) {
    return add(
        id,
        "Speed " + place,
        "traffic-speed",
        "km/h",
        place,
        Optional.of(road),
        "",
        List.of(),
        Optional.of(limits(Double.NaN, Double.NaN, 10, 5, 2)),
        Criticality.NORMAL,
        Optional.empty());
  }

  int level(String id, String place, String gateway, String group) {
    return add(
        id,
        "Water level " + place,
        "water-level",
        "cm",
        place,
        Optional.empty(),
        gateway,
        List.of(),
        Optional.of(limits(20, 10, Double.NaN, Double.NaN, 1)),
        Criticality.HIGH,
        group.isEmpty() ? Optional.empty() : Optional.of(group));
  }

  int heartbeat(String gateway) {
    Thing thing =
        new Thing(
            gateway,
            "Gateway " + gateway,
            "gateway",
            7.4,
            43.7,
            Optional.empty(),
            Optional.empty());
    return add(
        new Datastream(
            "heartbeat-" + gateway,
            "Heartbeat " + gateway,
            "gateway",
            "s",
            Role.VALUE,
            30 * Micros.PER_SECOND,
            Criticality.CRITICAL,
            thing,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Long.MIN_VALUE));
  }

  private int add(
      String id,
      String name,
      String kind,
      String unit,
      String place,
      Optional<String> road,
      String gateway,
      List<Category> categories,
      Optional<Limits> limits,
      Criticality criticality,
      Optional<String> group) {
    Thing thing =
        new Thing(
            "thing-" + id,
            place,
            kind,
            7.42,
            43.73,
            gateway.isEmpty() ? Optional.empty() : Optional.of(gateway),
            road);
    return add(
        new Datastream(
            id,
            name,
            kind,
            unit,
            Role.VALUE,
            PERIOD,
            criticality,
            thing,
            limits,
            categories,
            group,
            Long.MIN_VALUE));
  }

  private int add(Datastream datastream) {
    datastreams.add(datastream);
    head.ensure(datastreams.size());
    return datastreams.size() - 1;
  }

  private static Limits limits(double hihi, double hi, double lo, double lolo, int priority) {
    return new Limits(hihi, hi, lo, lolo, 0, Duration.ZERO, Duration.ZERO, false, priority, "");
  }

  /// A datastream reads a value, so many seconds after the start.
  Street reads(int datastream, long second, double value) {
    return reads(datastream, second, value, Quality.GOOD);
  }

  Street reads(int datastream, long second, double value, Quality quality) {
    long at = at(second);
    Severity severity = datastreams.get(datastream).severityOf(value);
    head.append(
        datastream,
        at,
        at + 100_000,
        value,
        Flags.of(quality, severity),
        Observation.NOT_SENT,
        Observation.NOT_SENT);
    return this;
  }

  static long at(long second) {
    return START + second * Micros.PER_SECOND;
  }

  /// The state so many seconds after the start, with the log seen up to then.
  DistrictState state(long second) {
    return state(second, second);
  }

  DistrictState state(long second, long seenUpTo) {
    DistrictState state = new DistrictState();
    head.latestAt(at(second), state);
    state.setProgress(new long[] {at(seenUpTo)});
    return state;
  }

  List<Breach> breaches(long second) {
    return Breaches.at(roster(), state(second), head);
  }
}
