package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrailTest {
  private final OneVehicle vehicle = new OneVehicle();

  private Trail trail(long instant, long known) {
    return Trail.of(
        OneVehicle.SELECTED, vehicle.district.history(), 0, 1, OneVehicle.PERIOD, instant, known);
  }

  private static List<Long> seconds(List<Fix> run) {
    return run.stream().map(f -> (f.time() - OneVehicle.START) / Micros.PER_SECOND).toList();
  }

  @Test
  void itReachesAQuarterOfAnHourBackFromTheInstant() {
    vehicle.driveEast(0, 2000);
    for (long second : new long[] {1500, 1100}) {
      Trail trail = trail(OneVehicle.at((double) second), Long.MAX_VALUE);
      assertThat(trail.runs()).hasSize(1);
      List<Long> run = seconds(trail.runs().getFirst());
      assertThat(run).hasSize(91).first().isEqualTo(second - 900);
      assertThat(run).last().isEqualTo(second);
    }
  }

  @Test
  void whatHadNotBeenReceivedIsNotInIt() {
    vehicle.driveEast(0, 50);
    long late = OneVehicle.at(60);
    vehicle.district.observe("lon", late, late + Micros.PER_MINUTE, 7.43);
    vehicle.district.observe("lat", late, late + Micros.PER_MINUTE, 43.735);
    assertThat(seconds(trail(OneVehicle.at(65), OneVehicle.at(65)).runs().getFirst()))
        .containsExactly(0L, 10L, 20L, 30L, 40L, 50L);
    assertThat(seconds(trail(OneVehicle.at(65), OneVehicle.at(200)).runs().getFirst()))
        .contains(60L);
  }

  @Test
  void whereItWasNotHeardOfIsAGap() {
    vehicle.driveEast(0, 100);
    vehicle.driveEast(160, 200);
    List<List<Fix>> runs = trail(OneVehicle.at(200), Long.MAX_VALUE).runs();
    assertThat(runs).hasSize(2);
    assertThat(seconds(runs.get(0))).last().isEqualTo(100L);
    assertThat(seconds(runs.get(1))).first().isEqualTo(160L);
  }

  @Test
  void whereNothingIsLoadedOrAllIsLostIsAGap() {
    vehicle.driveEast(0, 300);
    vehicle
        .district
        .history()
        .notLoaded(List.of(new TimeRange(OneVehicle.at(101), OneVehicle.at(109))));
    vehicle.district.history().addHole(new TimeRange(OneVehicle.at(201), OneVehicle.at(205)));
    assertThat(trail(OneVehicle.at(300), Long.MAX_VALUE).runs())
        .extracting(run -> seconds(run).getLast())
        .containsExactly(100L, 200L, 300L);
  }

  @Test
  void halfAFixIsNone() {
    vehicle.driveEast(0, 20);
    vehicle.district.observe("lon", OneVehicle.at(25), 7.5);
    vehicle.district.observe("lat", OneVehicle.at(27), 43.8);
    assertThat(seconds(trail(OneVehicle.at(30), Long.MAX_VALUE).runs().getFirst()))
        .containsExactly(0L, 10L, 20L);
  }

  @Test
  void olderPartsAreNarrowerAndWhatIsLaterThanTheInstantIsNotDrawn() {
    vehicle.driveEast(0, 200);
    Trail trail = trail(OneVehicle.at(200), Long.MAX_VALUE);
    List<Detail.Line> later = lines(trail, OneVehicle.at(700), null);
    List<Detail.Line> lines = lines(trail, OneVehicle.at(20), null);
    assertThat(later.getFirst().thickness()).isLessThan(lines.getFirst().thickness());
    assertThat(lines).hasSize(3);
    assertThat(lines).isSortedAccordingTo((a, b) -> Double.compare(a.thickness(), b.thickness()));
    assertThat(lines(trail, OneVehicle.at(10), null).getLast().x1())
        .isLessThan(lines.getLast().x1());
  }

  @Test
  void itEndsWhereTheVehicleIsDrawnUnlessThereIsAGap() {
    vehicle.driveEast(0, 20);
    Trail trail = trail(OneVehicle.at(20), Long.MAX_VALUE);
    Fix newest = trail.runs().getFirst().getLast();
    Fix next = new Fix(newest.x() + 1e-6, newest.y(), OneVehicle.at(30));
    Fix late = new Fix(newest.x() + 1e-6, newest.y(), OneVehicle.at(71));
    int toNext = OneVehicle.view().pixelX(next.x());
    assertThat(lines(trail, OneVehicle.at(31), next).getLast().x1()).isEqualTo(toNext);
    assertThat(lines(trail, OneVehicle.at(71), late).getLast().x1()).isLessThan(toNext);
  }

  private static List<Detail.Line> lines(Trail trail, long instant, @Nullable Fix last) {
    var details = new Details();
    trail.show(OneVehicle.view(), Theme.LIGHT, instant, last, details);
    // The light edges come first.
    List<Detail> all = details.below();
    return all.subList(all.size() / 2, all.size()).stream().map(Detail.Line.class::cast).toList();
  }

  @Test
  void selectedVehicleIsFollowedInThePastAndLeftWhenDeselected() {
    for (long second = 0; second <= 300; second += 10) {
      vehicle.fix(second, second / 2.0, 0, 1.8);
    }
    vehicle.show(OneVehicle.at(305), Mode.LIVE, OneVehicle.SELECTED);
    int live = vehicle.show(OneVehicle.at(305), Mode.LIVE, OneVehicle.SELECTED).size();
    int replay = vehicle.show(OneVehicle.at(105), Mode.REPLAY, OneVehicle.SELECTED).size();
    assertThat(replay).isPositive().isLessThan(live);
    assertThat(vehicle.show(OneVehicle.at(105), Mode.REPLAY, Selected.NOTHING))
        .noneMatch(d -> d instanceof Detail.Line line && line.dash() == 0);
  }
}
