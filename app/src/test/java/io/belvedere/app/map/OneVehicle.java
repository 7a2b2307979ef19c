package io.belvedere.app.map;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.feed.Recall;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// An ambulance that says every ten seconds where it is and how fast.
final class OneVehicle {
  static final long START = 1_763_908_800_000_000L;
  static final long PERIOD = 10 * Micros.PER_SECOND;
  static final double LON = 7.42;
  static final double LAT = 43.735;
  static final Selected.OfThing SELECTED =
      new Selected.OfThing(new DistrictId("monaco"), "ambulance-1");

  final ManualClock clock = new ManualClock(START);
  final FakeDistrict district =
      new FakeDistrict(
          clock,
          List.of(
              stream("lon", Role.LON, "deg"),
              stream("lat", Role.LAT, "deg"),
              stream("speed", Role.SPEED, "km/h")));
  private final DistrictState state = new DistrictState();
  private long version;

  /// A fix at so many seconds after the start, so many metres away from where it began.
  ///
  /// @param speed kilometres an hour
  void fix(long second, double east, double north, double speed) {
    long time = START + second * Micros.PER_SECOND;
    double metre = 1 / Mercator.metres(LAT);
    district.observe("lon", time, Mercator.lon(Mercator.x(LON) + east * metre));
    district.observe("lat", time, Mercator.lat(Mercator.y(LAT) - north * metre));
    district.observe("speed", time, speed);
  }

  /// Eastward at ten metres a second, with a fix each period.
  void driveEast(long fromSecond, long toSecond) {
    for (long second = fromSecond; second <= toSecond; second += 10) {
      fix(second, second * 10.0, 0, 36);
    }
  }

  static long at(double second) {
    return START + Math.round(second * Micros.PER_SECOND);
  }

  InstantOnScreen show(long instant, Mode mode) {
    if (clock.now() < instant) {
      clock.advance(Duration.ofNanos((instant - clock.now()) * 1000));
    }
    Ground ground = Ground.LOADED;
    if (mode == Mode.REPLAY) {
      ground = Recall.at(district, instant, state);
    } else {
      district.at(instant, state);
    }
    return new InstantOnScreen(
        mode,
        instant,
        clock.now(),
        mode == Mode.REPLAY ? 0 : 1,
        List.of(new OnScreen(district, district.roster(), state, district.status(), ground)),
        OptionalLong.empty(),
        ++version);
  }

  /// Around where it began, by day.
  static View view() {
    return View.of(new Camera(Mercator.x(LON), Mercator.y(LAT), 17, 640, 480), 1);
  }

  private static Datastream stream(String id, Role role, String unit) {
    return new Datastream(
        id,
        "",
        "vehicle",
        unit,
        role,
        PERIOD,
        Criticality.HIGH,
        new Thing(
            "ambulance-1",
            "Ambulance 1",
            "ambulance",
            LON,
            LAT,
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Long.MIN_VALUE);
  }
}
