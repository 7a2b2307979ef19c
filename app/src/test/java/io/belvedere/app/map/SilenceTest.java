package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.twin.Liveness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A flooded gauge that goes on reporting, and gauges that fell silent near it and far from it.
class SilenceTest {
  private static final String NEAR = "thing-near";
  private static final String FAR = "thing-far";
  private static final int MINUTE = 60;

  private final DistrictOnMap map = new DistrictOnMap(datastreams());

  private static List<Datastream> datastreams() {
    List<Datastream> all = new ArrayList<>();
    all.add(FakeDistrict.waterLevel("flood", DistrictOnMap.LON, DistrictOnMap.LAT));
    all.add(FakeDistrict.waterLevel("near", DistrictOnMap.east(100), DistrictOnMap.LAT));
    all.add(FakeDistrict.waterLevel("far", DistrictOnMap.east(-320), DistrictOnMap.LAT));
    for (int i = 0; i < 8; i++) {
      double lon = DistrictOnMap.east(-60 - 20 * i);
      all.add(FakeDistrict.waterLevel("well-" + i, lon, DistrictOnMap.LAT));
    }
    return all;
  }

  private void draw(double second, double zoom, double flood) {
    map.district.observe("near", DistrictOnMap.START, 3);
    map.district.observe("far", DistrictOnMap.START, 3);
    map.district.observe("flood", DistrictOnMap.at(second), flood);
    for (int i = 0; i < 8; i++) {
      map.district.observe("well-" + i, DistrictOnMap.at(second), 3);
    }
    map.draw(second, DistrictOnMap.view(zoom));
  }

  private int width(String thing) {
    Sprite sprite = map.picture.marks().sprite[map.number(thing)];
    return sprite == null ? 0 : sprite.width;
  }

  @Test
  void insideAnIncidentItGrowsMoreVisibleAndNeverFainter() {
    List<Integer> widths = new ArrayList<>();
    for (int minutes = 1; minutes <= 60; minutes++) {
      draw(minutes * MINUTE, 16, 46);
      widths.add(width(NEAR));
    }
    assertThat(widths).isSorted();
    assertThat(widths.getFirst()).isGreaterThan(width(FAR));
    assertThat(widths.getLast()).isGreaterThan(2 * width(FAR));
    assertThat(new TreeSet<>(widths)).hasSize(Silence.STEPS);
  }

  private static List<Detail> ages(DistrictOnMap of) {
    return of.picture.details().details().above();
  }

  @Test
  void ageIsWrittenBelowItAndNotBelowOthers() {
    draw(12 * MINUTE, 16, 46);
    assertThat(map.picture.states().liveness(map.number(NEAR))).isEqualTo(Liveness.OFFLINE);
    Detail.Sign twelve = (Detail.Sign) ages(map).getFirst();
    assertThat(ages(map)).hasSize(1);
    assertThat(twelve.x()).isEqualTo(map.picture.marks().x[map.number(NEAR)]);
    assertThat(twelve.y()).isGreaterThan(map.picture.marks().y[map.number(NEAR)]);
    draw(13 * MINUTE, 16, 46);
    assertThat(ages(map)).hasSize(1).doesNotContain(twelve);
  }

  @Test
  void withoutAnIncidentItIsDrawnAsEverywhere() {
    draw(12 * MINUTE, 16, 3);
    assertThat(width(NEAR)).isEqualTo(width(FAR)).isPositive();
    assertThat(ages(map)).isEmpty();
  }

  @Test
  void whenAllIsUnknownThereIsOneCauseAndNoMarkGrows() {
    draw(MINUTE, 16, 46);
    map.district.setStatus(FeedStatus.Phase.LOST, "The broker does not answer.");
    map.draw(12 * MINUTE, DistrictOnMap.view(16));
    assertThat(map.picture.states().mostIsUnknown()).isTrue();
    assertThat(map.picture.marks().pass[map.number(NEAR)]).isEqualTo(ThingMarks.DOTS);
  }

  @Test
  void itLiesAboveWhatIsAllRightAndIsPickedFirst() {
    draw(12 * MINUTE, 16, 46);
    ThingMarks marks = map.picture.marks();
    assertThat(marks.pass[map.number(NEAR)]).isGreaterThan(ThingMarks.DOTS);
    assertThat(marks.pass[map.number("thing-well-3")]).isEqualTo(ThingMarks.DOTS);
  }

  @Test
  void silentOnesInAnIncidentAreNotGatheredWhereThereIsRoom() {
    List<Datastream> close = new ArrayList<>();
    close.add(FakeDistrict.waterLevel("flood", DistrictOnMap.LON, DistrictOnMap.LAT));
    for (int i = 0; i < 6; i++) {
      close.add(
          FakeDistrict.waterLevel("s-" + i, DistrictOnMap.east(8 + 8 * i), DistrictOnMap.LAT));
    }
    DistrictOnMap crowd = new DistrictOnMap(close);
    for (int i = 0; i < 6; i++) {
      crowd.district.observe("s-" + i, DistrictOnMap.START, 3);
    }
    crowd.district.observe("flood", DistrictOnMap.at(20 * MINUTE), 46);
    crowd.draw(20 * MINUTE, DistrictOnMap.view(16));
    assertThat(crowd.picture.signs()).isNotEmpty();
    assertThat(ages(crowd)).as("how long the longest is silent").isNotEmpty();
    crowd.draw(20 * MINUTE + 1, DistrictOnMap.view(17));
    assertThat(crowd.picture.signs()).isEmpty();
    for (int i = 0; i < 6; i++) {
      assertThat(crowd.picture.marks().sprite[crowd.number("thing-s-" + i)]).isNotNull();
    }
    assertThat(ages(crowd)).as("as many as there is room for").isNotEmpty();
  }

  @Test
  void ageOfAClusterGoesToAnotherSideWhereSomethingStandsBelow() {
    View view = DistrictOnMap.view(17);
    Sprite plate = new Sprite(40, 20, 20, 10, new int[800]);
    Sprite age = new Sprite(60, 18, 30, 9, new int[1080]);
    Details details = new Details();
    Detail.Sign sign = new Detail.Sign(plate, 100, 100);
    var ages =
        new SilentAges(
            new ThingMarks(ThingTable.EMPTY),
            List.of(sign, new Detail.Sign(plate, 100, 124)),
            0,
            List.of(),
            view,
            details);
    ages.writeBeside(sign, age);
    assertThat(details.above()).containsExactly(new Detail.Sign(age, 50, 100));
  }

  @Test
  void ageIsNotWrittenOverANameWhichStandsAsideOfItsPlace() {
    View view = DistrictOnMap.view(17);
    Sprite word = new Sprite(40, 16, 20, 8, filled(640));
    Sprite age = new Sprite(60, 18, 30, 9, filled(1080));
    double x = view.worldX(200);
    double y = view.worldY(200);
    var name = new Label("Port", x, y, 0, 120, /* facility= */ false, word);
    var ages =
        new SilentAges(
            new ThingMarks(ThingTable.EMPTY), List.of(), 0, List.of(name), view, new Details());
    assertThat(ages.write(age, 200, 320)).as("where the name is drawn").isFalse();
    assertThat(ages.write(age, 200, 200)).as("where its place is").isTrue();
  }

  private static int[] filled(int count) {
    int[] pixels = new int[count];
    Arrays.fill(pixels, 0xFF000000);
    return pixels;
  }
}
