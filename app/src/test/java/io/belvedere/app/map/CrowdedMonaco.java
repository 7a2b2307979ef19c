package io.belvedere.app.map;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/// Monaco with as many sensors as asked for, all well but in La Condamine.
public final class CrowdedMonaco {
  public static final CityMap MAP = CityMaps.bundled("monaco");

  private static final long NOW = 1_763_908_800_000_000L;
  private static final String[] KINDS = {
    "air", "noise", "weather", "lift", "building", "pump", "power", "camera", "gateway"
  };
  private static final List<Category> TRAVEL =
      List.of(
          new Category(0, "clear", Severity.NORMAL),
          new Category(1, "slow", Severity.P4),
          new Category(2, "congestion", Severity.P3),
          new Category(4, "flooding", Severity.P2),
          new Category(5, "closed", Severity.P3));

  public final ManualClock clock = new ManualClock(NOW);
  final DistrictState state = new DistrictState();
  private final Random random = new Random(7);
  private final List<Datastream> datastreams = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private final List<Long> ages = new ArrayList<>();
  private final List<Boolean> quarantined = new ArrayList<>();
  private final FakeDistrict district;
  private final long period;
  private long version;

  public CrowdedMonaco(int sensors) {
    // What sends 1,667 observations a second, all together, goes on being fresh.
    period = Math.max(10, sensors / 500) * Micros.PER_SECOND;
    Area condamine =
        MAP.areas().stream().filter(a -> a.name().equals("La Condamine")).findFirst().orElseThrow();
    roads(condamine);
    List<Road> cars = MAP.roads().stream().filter(r -> r.roadClass().isForCars()).toList();
    while (datastreams.size() < sensors) {
      Road road = cars.get(random.nextInt(cars.size()));
      int at = random.nextInt(road.points().length / 2) * 2;
      double lon = road.points()[at] + random.nextGaussian() * 2e-4;
      double lat = road.points()[at + 1] + random.nextGaussian() * 1.5e-4;
      boolean hit = condamine.contains(lon, lat);
      String kind = hit && random.nextInt(4) == 0 ? "water-level" : KINDS[random.nextInt(9)];
      Thing thing = thing(kind, lon, lat, Optional.empty());
      double value = 1;
      long age = 3;
      if (hit && kind.equals("water-level")) {
        value = random.nextInt(40);
        age = random.nextInt(4) == 0 ? 150 + random.nextInt(900) : 3;
      } else if (hit && random.nextInt(5) == 0) {
        age = 400;
      } else if (hit && random.nextInt(12) == 0) {
        value = 70;
      }
      add(kind, kind.equals("water-level") ? "cm" : "", Role.VALUE, thing, value, age, List.of());
      quarantined.set(quarantined.size() - 1, random.nextInt(150) == 0);
    }
    for (int i = 0; i < 12; i++) {
      Road road = cars.get(random.nextInt(cars.size()));
      String kind = i % 3 == 0 ? "ambulance" : "bus";
      Thing thing = thing(kind, road.points()[0], road.points()[1], Optional.empty());
      long age = i % 4 == 3 ? 90 : 3;
      add("position", "deg", Role.LON, thing, road.points()[0], age, List.of());
      add("position", "deg", Role.LAT, thing, road.points()[1], age, List.of());
    }
    district = new FakeDistrict(clock, datastreams);
    observe();
  }

  public List<Datastream> datastreams() {
    return List.copyOf(datastreams);
  }

  public InstantOnScreen show(Mode mode) {
    observe();
    return new InstantOnScreen(
        mode,
        clock.now(),
        clock.now(),
        mode == Mode.REPLAY ? 0 : 1,
        List.of(new OnScreen(district, district.roster(), state, district.status(), Ground.LOADED)),
        OptionalLong.empty(),
        ++version);
  }

  /// Gives so many sensors another look.
  void change(int count) {
    for (int i = 0; i < count; i++) {
      int which = random.nextInt(values.size());
      if (datastreams.get(which).role() == Role.VALUE) {
        values.set(which, values.get(which) > 60 ? 1.0 : 70.0);
      }
    }
  }

  private void observe() {
    long now = clock.now();
    state.reset(now, datastreams.size());
    for (int i = 0; i < datastreams.size(); i++) {
      Datastream d = datastreams.get(i);
      int flags = Flags.of(Quality.GOOD, d.severityOf(values.get(i)));
      state.set(
          i,
          now - ages.get(i) * Micros.PER_SECOND,
          now,
          values.get(i),
          quarantined.get(i) ? Flags.quarantined(flags) : flags);
      state.setPartition(i, 0);
    }
    state.setProgress(new long[] {now});
  }

  private void roads(Area condamine) {
    List<Road> watched =
        MAP.roads().stream()
            .filter(r -> r.roadClass().isForCars())
            .filter(r -> !r.name().isEmpty() && !r.tunnel())
            .toList();
    for (int i = 0; i < watched.size(); i += 2) {
      Road road = watched.get(i);
      int middle = road.points().length / 4 * 2;
      double lon = road.points()[middle];
      double lat = road.points()[middle + 1];
      double value = 0;
      long age = 3;
      if (condamine.contains(lon, lat)) {
        value = TRAVEL.get(random.nextInt(5)).value();
        age = random.nextInt(5) == 0 ? 900 : 3;
      }
      Thing thing = thing("road-segment", lon, lat, Optional.of(road.id()));
      add("travel-state", "", Role.VALUE, thing, value, age, TRAVEL);
    }
  }

  private Thing thing(String kind, double lon, double lat, Optional<String> road) {
    int number = datastreams.size();
    return new Thing(
        "thing-" + number,
        "Thing " + number,
        kind,
        lon,
        lat,
        kind.equals("gateway") ? Optional.empty() : Optional.of("GW"),
        road);
  }

  private void add(
      String kind,
      String unit,
      Role role,
      Thing thing,
      double value,
      long age,
      List<Category> categories) {
    Limits limits =
        kind.equals("water-level")
            ? limits(30, 10, 1)
            : limits(Double.NaN, 60, 2 + random.nextInt(3));
    datastreams.add(
        new Datastream(
            "d-" + datastreams.size(),
            "",
            kind,
            unit,
            role,
            period,
            Criticality.NORMAL,
            thing,
            categories.isEmpty() && role == Role.VALUE ? Optional.of(limits) : Optional.empty(),
            categories,
            Optional.empty(),
            Long.MIN_VALUE));
    values.add(value);
    ages.add(age);
    quarantined.add(false);
  }

  private static Limits limits(double hihi, double hi, int priority) {
    return new Limits(
        hihi,
        hi,
        Double.NaN,
        Double.NaN,
        1,
        Duration.ZERO,
        Duration.ZERO,
        false,
        priority,
        "Look.");
  }
}
