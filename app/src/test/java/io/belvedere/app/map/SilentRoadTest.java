package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.ingest.alarm.RoadState.Condition;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A road of which nothing has been heard for a while, beside a gauge that goes on reporting.
class SilentRoadTest {
  private static final RoadTable ROADS = new RoadTable(CrowdedMonaco.MAP);
  private static final int ROAD = longRoad();
  private static final int MINUTE = 60;

  private final DistrictOnMap map = new DistrictOnMap(datastreams());

  /// The nearest that is at least 60 pixels long.
  private static int longRoad() {
    double x = Mercator.x(DistrictOnMap.LON);
    double y = Mercator.y(DistrictOnMap.LAT);
    double least = 60 / DistrictOnMap.view(17).pixels();
    return IntStream.range(0, ROADS.points.length)
        .filter(r -> ROADS.roads.get(r).roadClass() == RoadClass.RESIDENTIAL)
        .filter(r -> ROADS.boxes[r][2] - ROADS.boxes[r][0] > least)
        .boxed()
        .min(Comparator.comparing(r -> Math.hypot(ROADS.middleX(r) - x, ROADS.middleY(r) - y)))
        .orElseThrow();
  }

  private static List<Datastream> datastreams() {
    Road road = ROADS.roads.get(ROAD);
    double lon = Mercator.lon(ROADS.middleX(ROAD));
    double lat = Mercator.lat(ROADS.middleY(ROAD));
    List<Datastream> all = new ArrayList<>();
    all.add(FakeDistrict.waterLevel("flood", DistrictOnMap.east(-50), DistrictOnMap.LAT));
    all.add(
        new Datastream(
            "travel",
            "State of travel",
            "travel-state",
            "",
            Role.VALUE,
            10 * Micros.PER_SECOND,
            Criticality.NORMAL,
            new Thing(
                "segment",
                "Segment",
                "road-segment",
                lon,
                lat,
                Optional.empty(),
                Optional.of(road.id())),
            Optional.empty(),
            List.of(new Category(0, "clear", Severity.NORMAL)),
            Optional.empty(),
            Long.MIN_VALUE));
    return all;
  }

  private void draw(double second, double flood) {
    map.district.observe("travel", DistrictOnMap.START, 0);
    map.district.observe("flood", DistrictOnMap.at(second), flood);
    map.draw(second, DistrictOnMap.view(17));
  }

  private List<Detail> ages() {
    return map.picture.details().details().above();
  }

  @Test
  void ageStandsBesideARoadOfWhichNothingFreshIsKnown() {
    draw(20, 46);
    assertThat(map.picture.traffic().silentFor(ROAD)).isEqualTo(-1);
    draw(12 * MINUTE, 46);
    assertThat(map.picture.traffic().silentFor(ROAD)).isEqualTo(12 * Micros.PER_MINUTE);
    assertThat(ages()).hasSize(1);
    Detail.Sign age = (Detail.Sign) ages().getFirst();
    View view = DistrictOnMap.view(17);
    assertThat(
            Math.hypot(
                age.x() - view.screenX(ROADS.middleX(ROAD)),
                age.y() - view.screenY(ROADS.middleY(ROAD))))
        .isLessThan(60);
    draw(13 * MINUTE, 46);
    assertThat(ages()).hasSize(1).doesNotContain(age);
  }

  @Test
  void insideAnIncidentItsDotsGrowWithTheSilence() {
    List<Integer> steps = new ArrayList<>();
    for (int minutes = 2; minutes <= 40; minutes += 2) {
      draw(minutes * MINUTE, 46);
      steps.add(map.picture.traffic().step(ROAD));
    }
    assertThat(steps).isSorted();
    assertThat(new TreeSet<>(steps)).hasSize(Silence.STEPS).doesNotContain(0);
    draw(41 * MINUTE, 3);
    assertThat(map.picture.traffic().step(ROAD)).isZero();
    assertThat(ages()).as("its age is told wherever it is").hasSize(1);
  }

  @Test
  void grownDotsAreDrawnWhereTheyChangedAsTheyAreDrawnAnew() {
    draw(10 * MINUTE, 46);
    int[] before = map.picture.raster().pixels.clone();
    draw(31 * MINUTE, 46);
    int[] grown = map.picture.raster().pixels.clone();
    assertThat(grown).isNotEqualTo(before);
    map.picture.invalidate();
    map.draw(31 * MINUTE + 0.5, DistrictOnMap.view(17));
    assertThat(map.picture.raster().pixels).isEqualTo(grown);
  }

  @Test
  void pointerIsToldHowOldTheLastIs() {
    draw(12 * MINUTE, 46);
    Traffic traffic = map.picture.traffic();
    assertThat(HoverText.of(ROADS.roads.get(ROAD), traffic.state(ROAD), traffic.silentFor(ROAD)))
        .endsWith("unknown: nothing fresh from its sensors, the last 12 min ago");
    assertThat(traffic.state(ROAD)).extracting(s -> s.condition()).isEqualTo(Condition.UNKNOWN);
  }
}
