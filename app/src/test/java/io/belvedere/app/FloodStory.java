package io.belvedere.app;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.feed.Recall;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Two hours of a small district in which a street is flooded and a gateway is silent for half an
/// hour: enough for every pane to have something to show.
public final class FloodStory {
  /// 12:40 in Monaco.
  public static final long START = Micros.of(Instant.parse("2026-11-23T11:40:00Z"));

  public static final long FLOOD = START + 76 * Micros.PER_MINUTE;
  public static final long SILENT = START + 78 * Micros.PER_MINUTE;
  public static final long RETURN = START + 111 * Micros.PER_MINUTE;
  public static final long NOW = START + 120 * Micros.PER_MINUTE;

  private final ManualClock clock = new ManualClock(NOW);
  private final FakeDistrict district = new FakeDistrict(clock, datastreams());
  private final DistrictState state = new DistrictState();
  private long version;

  public FloodStory() {
    for (long t = START; t <= NOW; t += 30 * Micros.PER_SECOND) {
      double minute = (t - START) / (double) Micros.PER_MINUTE;
      boolean silent = t >= SILENT && t < RETURN;
      long received = silent ? RETURN + (t - SILENT) / 30 : t + 200_000;
      double level = minute < 76 ? 0 : Math.max(0, 46 - Math.abs(minute - 94) * 0.9);
      district.observe("level-rue", t, received, Math.round(level * 10) / 10.0);
      if (minute < 105) {
        district.observe("level-port", t, Math.round(level / 2 * 10) / 10.0);
      }
      district.observe("speed-albert", t, Math.max(3, 38 - level + Math.sin(minute) * 2));
      district.observe("travel-albert", t, level > 20 ? 3 : level > 5 ? 1 : 0);
      district.observe("pressure", t, minute < 72 ? 7.8 : 3.4);
      district.observe("noise", t, 58 + Math.sin(minute / 9) * 4);
      for (int i = 0; i < 8; i++) {
        district.observe("air-" + i, t, 20 + i + Math.sin(minute / 20 + i) * 3);
      }
    }
  }

  public FakeDistrict district() {
    return district;
  }

  public ManualClock clock() {
    return clock;
  }

  /// What a pulse would hand over at an instant.
  public InstantOnScreen at(long instant, Mode mode) {
    return at(instant, mode, mode == Mode.REPLAY ? 0 : 1);
  }

  public InstantOnScreen at(long instant, Mode mode, double speed) {
    return at(instant, mode, speed, OptionalLong.empty());
  }

  /// @param revised when the state of that instant was seen to change
  public InstantOnScreen at(long instant, Mode mode, double speed, OptionalLong revised) {
    Ground ground = mode == Mode.REPLAY ? Recall.at(district, instant, state) : readNow(instant);
    return new InstantOnScreen(
        mode,
        instant,
        clock.now(),
        speed,
        List.of(
            new OnScreen(
                district, district.roster(), state, district.status(), ground, district.trust())),
        revised,
        ++version);
  }

  private Ground readNow(long instant) {
    district.at(instant, state);
    return Ground.LOADED;
  }

  /// Two quarters, a street, and a fire station.
  public static CityMap map() {
    return new CityMap(
        "Monaco",
        "© OpenStreetMap contributors",
        new CityMap.Bounds(7.41, 43.72, 7.44, 43.75),
        List.of(
            area("condamine", "La Condamine", 7.415, 43.73, 7.425, 43.74),
            area("larvotto", "Larvotto", 7.43, 43.74, 7.44, 43.75)),
        List.of(),
        List.of(
            new CityMap.Road(
                "r1",
                "Boulevard Albert 1er",
                CityMap.RoadClass.PRIMARY,
                1,
                2,
                true,
                false,
                false,
                0,
                new double[] {7.421, 43.735, 7.423, 43.737}),
            new CityMap.Road(
                "r2",
                "Rue Suffren Reymond",
                CityMap.RoadClass.RESIDENTIAL,
                2,
                3,
                false,
                false,
                false,
                0,
                new double[] {7.42, 43.734, 7.421, 43.735})),
        List.of(
            new CityMap.Facility(
                "f1",
                CityMap.FacilityKind.FIRE_STATION,
                "Caserne de La Condamine",
                7.4201,
                43.7351)));
  }

  private static CityMap.Area area(
      String id, String name, double west, double south, double east, double north) {
    return new CityMap.Area(
        id,
        name,
        List.of(new double[] {west, south, east, south, east, north, west, north, west, south}),
        (west + east) / 2,
        (south + north) / 2);
  }

  private static List<Datastream> datastreams() {
    List<Datastream> all = new ArrayList<>();
    Thing rue = thing("gauge-rue", "Gauge Rue Suffren Reymond", "gauge", 7.4205, 43.7345, "r2");
    Thing albert = thing("seg-albert", "Boulevard Albert 1er", "road-segment", 7.422, 43.736, "r1");
    all.add(stream("level-rue", "Water level", "water-level", "cm", rue, flood()));
    all.add(
        stream(
            "level-port",
            "Water level at the port",
            "water-level",
            "cm",
            thing("gauge-port", "Gauge Port Hercule", "gauge", 7.4221, 43.7349, ""),
            flood()));
    all.add(stream("speed-albert", "Speed", "traffic-speed", "km/h", albert, Optional.empty()));
    all.add(
        new Datastream(
            "travel-albert",
            "State of travel",
            "travel-state",
            "",
            Role.VALUE,
            30 * Micros.PER_SECOND,
            Criticality.HIGH,
            albert,
            Optional.empty(),
            List.of(
                new Category(0, "clear", Severity.NORMAL),
                new Category(1, "congestion", Severity.P3),
                new Category(3, "flooding", Severity.P2)),
            Optional.empty(),
            Long.MIN_VALUE));
    all.add(
        stream(
            "pressure",
            "Pressure",
            "pressure",
            "bar",
            thing("main", "Main at Pont Sainte-Dévote", "main", 7.4215, 43.7369, ""),
            Optional.of(
                new Limits(
                    Double.NaN,
                    Double.NaN,
                    5,
                    4,
                    0.1,
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    2,
                    "Send a crew to the valve chamber; tell the water company."))));
    all.add(
        stream(
            "noise",
            "Noise",
            "noise",
            "dB[A]",
            thing("noise-1", "Noise Larvotto", "noise", 7.435, 43.745, ""),
            Optional.empty()));
    for (int i = 0; i < 8; i++) {
      all.add(
          stream(
              "air-" + i,
              "Fine dust",
              "air",
              "ug/m3",
              thing("air-station-" + i, "Air station " + i, "air", 7.431 + i / 1e3, 43.742, ""),
              Optional.empty()));
    }
    return all;
  }

  private static Optional<Limits> flood() {
    return Optional.of(
        new Limits(
            20,
            10,
            Double.NaN,
            Double.NaN,
            1,
            Duration.ZERO,
            Duration.ZERO,
            false,
            1,
            "Close the street and evacuate ground floors."));
  }

  private static Datastream stream(
      String id, String name, String kind, String unit, Thing thing, Optional<Limits> limits) {
    return new Datastream(
        id,
        name,
        kind,
        unit,
        Role.VALUE,
        30 * Micros.PER_SECOND,
        Criticality.NORMAL,
        thing,
        limits,
        List.of(),
        Optional.empty(),
        Long.MIN_VALUE);
  }

  private static Thing thing(
      String id, String name, String kind, double lon, double lat, String road) {
    return new Thing(
        id,
        name,
        kind,
        lon,
        lat,
        Optional.of("GW-CON-2"),
        Optional.of(road).filter(r -> !r.isEmpty()));
  }

  /// The time for which the gateway of the flooded street was silent.
  public static TimeRange silence() {
    return new TimeRange(SILENT, RETURN);
  }
}
