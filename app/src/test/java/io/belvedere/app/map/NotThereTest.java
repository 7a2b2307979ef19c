package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.ManualClock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NotThereTest {
  private static Shot shot(View view, LayerSettings layers) {
    return DrawnMonaco.shot(view, layers, Mode.LIVE, /* resting= */ false);
  }

  private static Datastream fix(String id, Role role, Thing thing) {
    return new Datastream(
        id,
        "",
        "position",
        "deg",
        role,
        10 * Micros.PER_SECOND,
        Criticality.NORMAL,
        thing,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Long.MIN_VALUE);
  }

  @Test
  void aFixBeyondThePolesIsNoPlaceOnTheMap() {
    var clock = new ManualClock(1_763_908_800_000_000L);
    var thing =
        new Thing("a-1", "A 1", "ambulance", 7.42, 43.735, Optional.empty(), Optional.empty());
    var district =
        new FakeDistrict(clock, List.of(fix("lon", Role.LON, thing), fix("lat", Role.LAT, thing)));
    var state = new DistrictState();
    state.reset(clock.now(), 2);
    int good = Flags.of(Quality.GOOD, Severity.NORMAL);
    state.set(0, clock.now(), clock.now(), 7.42, good);
    state.set(1, clock.now(), clock.now(), 91, good);
    state.setPartition(0, 0);
    state.setPartition(1, 0);
    state.setProgress(new long[] {clock.now()});
    var instant =
        new InstantOnScreen(
            Mode.LIVE,
            clock.now(),
            clock.now(),
            1,
            List.of(
                new OnScreen(district, district.roster(), state, district.status(), Ground.LOADED)),
            OptionalLong.empty(),
            1);
    var picture =
        new MapPicture(CrowdedMonaco.MAP, new BaseMap(new BaseMapWorker(CrowdedMonaco.MAP)));
    View view = View.of(new Camera(Mercator.x(7.42), Mercator.y(43.735), 16, 640, 480), 1);
    picture.draw(instant, shot(view, LayerSettings.INITIAL));
    assertThat(picture.marks().sprite[0])
        .as("drawn at %d, %d", picture.marks().x[0], picture.marks().y[0])
        .isNull();
  }

  @Test
  void facilitiesThatAreSwitchedOffAreNotPicked() {
    var instant = new CrowdedMonaco(0).show(Mode.LIVE);
    for (Facility facility : CrowdedMonaco.MAP.facilities()) {
      double x = Mercator.x(facility.lon());
      double y = Mercator.y(facility.lat());
      View view = View.of(new Camera(x, y, 18, 640, 480), 1);
      var picture =
          new MapPicture(CrowdedMonaco.MAP, new BaseMap(new BaseMapWorker(CrowdedMonaco.MAP)));
      picture.draw(
          instant, shot(view, LayerSettings.INITIAL.with(Layer.FACILITIES, /* visible= */ false)));
      assertThat(
              new Picker(picture)
                  .at(view, view.screenX(x), view.screenY(y), new DistrictId("monaco")))
          .isNotInstanceOf(Selected.OfFacility.class);
    }
  }
}
