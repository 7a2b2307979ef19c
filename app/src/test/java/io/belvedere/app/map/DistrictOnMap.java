package io.belvedere.app.map;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.feed.Recall;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// A few datastreams on the map of Monaco, without a window.
final class DistrictOnMap {
  static final long START = 1_763_908_800_000_000L;
  static final double LON = 7.42;
  static final double LAT = 43.735;

  final ManualClock clock = new ManualClock(START);
  final FakeDistrict district;
  private final BaseMapWorker worker = new BaseMapWorker(CrowdedMonaco.MAP);
  final MapPicture picture = new MapPicture(CrowdedMonaco.MAP, new BaseMap(worker));
  final Picker picker = new Picker(picture);
  private final DistrictState state = new DistrictState();
  Theme theme = Theme.LIGHT;
  private long version;

  DistrictOnMap(List<Datastream> datastreams) {
    district = new FakeDistrict(clock, datastreams);
  }

  /// So many metres east of [#LON].
  static double east(double metres) {
    return Mercator.lon(Mercator.x(LON) + metres / Mercator.metres(LAT));
  }

  static long at(double second) {
    return START + Math.round(second * Micros.PER_SECOND);
  }

  /// With [#LON] and [#LAT] in the middle.
  static View view(double zoom) {
    return View.of(new Camera(Mercator.x(LON), Mercator.y(LAT), zoom, 640, 480), 1);
  }

  static Selected.OfThing thing(String id) {
    return new Selected.OfThing(new DistrictId("monaco"), id);
  }

  /// An instant as a pulse would hand it over; the clock goes on to it at least.
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
        List.of(
            new OnScreen(
                district, district.roster(), state, district.status(), ground, district.trust())),
        OptionalLong.empty(),
        ++version);
  }

  /// Draws an instant as it is live.
  void draw(double second, View view) {
    draw(show(at(second), Mode.LIVE), view, Selected.NOTHING);
  }

  void draw(InstantOnScreen instant, View view, Selected selected) {
    picture.draw(
        instant,
        new Shot(
            view,
            theme,
            LayerSettings.INITIAL,
            instant.mode(),
            true,
            false,
            false,
            false,
            false,
            selected,
            Selected.NOTHING,
            true));
  }

  /// Draws what is asked for of the ground.
  void settle() {
    worker.runAll();
  }

  /// The number of a thing.
  int number(String thing) {
    return picture.pickedThing(thing(thing));
  }
}
