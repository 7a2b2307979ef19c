package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.twin.Liveness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A vehicle between two fixes, as the map shows it.
class GuessedPlaceTest {
  private final OneVehicle vehicle = new OneVehicle();

  private List<Detail> live(double second) {
    return vehicle.show(OneVehicle.at(second), Mode.LIVE, Selected.NOTHING);
  }

  private Liveness liveness() {
    return vehicle.picture.states().liveness(0);
  }

  @Test
  void itIsSketchedWhereItWouldBeAndJoinedWithItsLastFix() {
    vehicle.driveEast(0, 10);
    List<Detail> sketch = live(17);
    assertThat(sketch).hasSize(3);
    Detail.Sign sign = (Detail.Sign) sketch.getLast();
    double metre = OneVehicle.view().pixels() / 40_075_016.686 / Math.cos(Math.toRadians(43.735));
    assertThat(sign.x() - vehicle.picture.marks().x[0])
        .isBetween((int) Math.floor(70 * metre), (int) Math.ceil(70 * metre));
    assertThat(sign.y()).isEqualTo(vehicle.picture.marks().y[0]);
    Detail.Line line = (Detail.Line) sketch.get(1);
    assertThat(line.dash()).isPositive();
    assertThat(line.x0()).isGreaterThan(vehicle.picture.marks().x[0]);
    assertThat(line.x1()).isLessThan(sign.x());
  }

  @Test
  void sketchIsHollowAndLooksLikeNoFix() throws IOException {
    vehicle.driveEast(0, 10);
    live(17);
    Raster raster = new Raster(160, 48);
    raster.fill(0xFFE6E8E9);
    int dx = 30 - vehicle.picture.marks().x[0];
    int dy = 24 - vehicle.picture.marks().y[0];
    vehicle.picture.details().details().shifted(dx, dy).drawBelow(raster);
    Sprite ringed = vehicle.picture.marks().sprite[0];
    raster.sprite(Objects.requireNonNull(ringed), 30, 24);
    GoldenPicture.require("guess", raster);
  }

  @Test
  void lastFixIsRingedWhileThereIsAGuess() {
    vehicle.driveEast(0, 10);
    live(10);
    Sprite plain = vehicle.picture.marks().sprite[0];
    live(17);
    assertThat(liveness()).isEqualTo(Liveness.FRESH);
    assertThat(vehicle.picture.marks().sprite[0]).isNotSameAs(plain);
  }

  @Test
  void drawnWhereItMovedIsTheSameAsDrawnAnew() {
    vehicle.driveEast(0, 10);
    live(15);
    for (int second = 16; second < 30; second += 2) {
      vehicle.show(OneVehicle.at(second), Mode.LIVE, OneVehicle.SELECTED);
      int[] moved = vehicle.picture.raster().pixels.clone();
      vehicle.picture.invalidate();
      vehicle.show(OneVehicle.at(second), Mode.LIVE, OneVehicle.SELECTED);
      assertThat(Arrays.equals(vehicle.picture.raster().pixels, moved))
          .as("after %d s", second)
          .isTrue();
    }
  }

  @Test
  void nothingIsGuessedOfOneThatStandsOrIsNotHeardOf() {
    vehicle.driveEast(0, 10);
    vehicle.fix(20, 200, 0, 0);
    assertThat(live(25)).as("it stands").isEmpty();
    vehicle.fix(30, 300, 0, 36);
    assertThat(live(35)).isNotEmpty();
    assertThat(live(61)).as("three periods later").isEmpty();
    live(85);
    assertThat(liveness()).isEqualTo(Liveness.STALE);
    assertThat(vehicle.picture.details().details().below()).isEmpty();
  }

  @Test
  void nothingIsGuessedWhileTheFeedIsLost() {
    vehicle.driveEast(0, 10);
    assertThat(live(15)).isNotEmpty();
    vehicle.district.setStatus(FeedStatus.Phase.LOST, "The broker does not answer.");
    live(27);
    assertThat(liveness()).isEqualTo(Liveness.UNKNOWN);
    assertThat(vehicle.picture.details().details().below()).isEmpty();
  }

  @Test
  void replayGuessesTheSameAfterALeapAsLiveDidThen() {
    vehicle.driveEast(0, 10);
    List<Detail> then = live(17);
    vehicle.driveEast(20, 500);
    live(500);
    assertThat(vehicle.show(OneVehicle.at(17), Mode.REPLAY, Selected.NOTHING)).isEqualTo(then);
  }

  @Test
  void manyDoNotMoveInTheSameFrame() {
    List<Datastream> streams = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      streams.add(OneVehicle.stream("ambulance-" + i, "lon-" + i, Role.LON, "deg"));
      streams.add(OneVehicle.stream("ambulance-" + i, "lat-" + i, Role.LAT, "deg"));
    }
    DistrictOnMap fleet = new DistrictOnMap(streams);
    Set<Detail> before = Set.of();
    for (int step = 0; step <= 62; step++) {
      if (step < 2) {
        for (int i = 0; i < 50; i++) {
          long time = DistrictOnMap.at(step * 10);
          fleet.district.observe("lon-" + i, time, DistrictOnMap.east(step * 100));
          fleet.district.observe("lat-" + i, time, DistrictOnMap.LAT + (i - 25) * 5e-5);
        }
      }
      double second = step < 2 ? step * 10 : 15 + step / 60.0;
      fleet.draw(second, OneVehicle.view());
      Set<Detail> now = new HashSet<>(fleet.picture.details().details().below());
      Set<Detail> moved = new HashSet<>(now);
      moved.removeAll(before);
      before = now;
      if (step > 2) {
        assertThat(moved).as("three details each").hasSizeLessThan(3 * 8);
      }
    }
    assertThat(before).hasSize(3 * 50);
  }

  @Test
  void arrowheadIsUprightUntilTwoFixesTellItsDirection() {
    vehicle.fix(0, 0, 0, 36);
    live(1);
    Sprite upright = vehicle.picture.marks().sprite[0];
    vehicle.fix(10, 100, 0, 36);
    live(10);
    Sprite east = vehicle.picture.marks().sprite[0];
    assertThat(east).isNotNull().isNotSameAs(upright);
    vehicle.fix(20, 100, 100, 36);
    live(20);
    assertThat(vehicle.picture.marks().sprite[0]).as("north again").isSameAs(upright);
  }
}
