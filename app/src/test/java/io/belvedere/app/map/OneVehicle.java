package io.belvedere.app.map;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import java.util.Optional;

/// An ambulance that says every ten seconds where it is and how fast, on a map without a window;
/// the history answers at once.
final class OneVehicle {
  static final long START = DistrictOnMap.START;
  static final long PERIOD = 10 * Micros.PER_SECOND;
  static final Selected.OfThing SELECTED = DistrictOnMap.thing("ambulance-1");

  final DistrictOnMap map =
      new DistrictOnMap(
          List.of(
              stream("ambulance-1", "lon", Role.LON, "deg"),
              stream("ambulance-1", "lat", Role.LAT, "deg"),
              stream("ambulance-1", "speed", Role.SPEED, "km/h")));
  final FakeDistrict district = map.district;
  final MapPicture picture = map.picture;
  private final Tracks tracks = new Tracks(picture, Runnable::run);

  /// A fix at so many seconds after the start, so many metres away from where it began.
  ///
  /// @param speed kilometres an hour
  void fix(long second, double east, double north, double speed) {
    long time = START + second * Micros.PER_SECOND;
    double metre = 1 / Mercator.metres(DistrictOnMap.LAT);
    district.observe("lon", time, DistrictOnMap.east(east));
    district.observe("lat", time, Mercator.lat(Mercator.y(DistrictOnMap.LAT) - north * metre));
    district.observe("speed", time, speed);
  }

  /// Eastward at ten metres a second, with a fix each period.
  void driveEast(long fromSecond, long toSecond) {
    for (long second = fromSecond; second <= toSecond; second += 10) {
      fix(second, second * 10.0, 0, 36);
    }
  }

  static long at(double second) {
    return DistrictOnMap.at(second);
  }

  /// Around where it began.
  static View view() {
    return DistrictOnMap.view(17);
  }

  /// Shows an instant until all that is asked of it is answered.
  ///
  /// @return what is drawn below the symbols
  List<Detail> show(long instant, Mode mode, Selected selected) {
    InstantOnScreen onScreen = map.show(instant, mode);
    for (int frame = 0; frame < 3; frame++) {
      map.draw(onScreen, view(), selected);
      tracks.show(onScreen, selected);
    }
    return picture.details().details().below();
  }

  static Datastream stream(String vehicle, String id, Role role, String unit) {
    return new Datastream(
        id,
        "",
        "vehicle",
        unit,
        role,
        PERIOD,
        Criticality.HIGH,
        new Thing(
            vehicle,
            vehicle,
            "ambulance",
            DistrictOnMap.LON,
            DistrictOnMap.LAT,
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Long.MIN_VALUE);
  }
}
