package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Several gauges at one place, one of them flooded, and another two minutes on foot away.
class FanTest {
  private static final double MIDDLE_X = 320.5;
  private static final double MIDDLE_Y = 240.5;

  private final Selection selection = new Selection();

  private static DistrictOnMap gauges(int atOnePlace) {
    List<Datastream> datastreams = new ArrayList<>();
    for (int i = 0; i < atOnePlace; i++) {
      datastreams.add(
          FakeDistrict.waterLevel("w-" + i, DistrictOnMap.east(i % 2), DistrictOnMap.LAT));
    }
    datastreams.add(FakeDistrict.waterLevel("away", DistrictOnMap.east(90), DistrictOnMap.LAT));
    DistrictOnMap map = new DistrictOnMap(datastreams);
    for (int i = 0; i < atOnePlace; i++) {
      map.district.observe("w-" + i, DistrictOnMap.START, i == 1 ? 46 : i == 2 ? 12 : 3);
    }
    map.district.observe("away", DistrictOnMap.START, 12);
    return map;
  }

  private FanHand spread(DistrictOnMap map, View view) {
    map.draw(1, view);
    FanHand hand = hand(map);
    hand.click(view, MIDDLE_X, MIDDLE_Y);
    map.draw(2, view);
    return hand;
  }

  private FanHand hand(DistrictOnMap map) {
    return new FanHand(map.picture, map.picker, selection);
  }

  @Test
  void oneMarkStandsForAllAsTheWorstOfThemWithTheirNumber() {
    DistrictOnMap map = gauges(4);
    map.draw(1, DistrictOnMap.view(18));
    ThingMarks marks = map.picture.marks();
    int worst = map.number("thing-w-1");
    assertThat(marks.pass[worst]).isEqualTo(ThingMarks.passOf(Severity.P1));
    assertThat(marks.count[worst]).isNotNull();
    for (String other : List.of("thing-w-0", "thing-w-2", "thing-w-3")) {
      assertThat(marks.sprite[map.number(other)]).as(other).isNull();
      assertThat(marks.covered[map.number(other)]).as(other).isTrue();
    }
    assertThat(marks.count[map.number("thing-away")]).isNull();
    assertThat(map.picker.thing(DistrictOnMap.view(18), MIDDLE_X, MIDDLE_Y)).isEqualTo(worst);
  }

  @Test
  void farOutOnlyWhatIsWrongIsCountedAndNearByEachStandsForItself() {
    DistrictOnMap map = gauges(2);
    map.draw(1, DistrictOnMap.view(16));
    assertThat(map.picture.marks().count[map.number("thing-w-1")])
        .as("a dot lies under it, as dots do everywhere")
        .isNull();
    map.draw(2, DistrictOnMap.view(17));
    assertThat(map.picture.marks().count[map.number("thing-w-1")]).isNotNull();
    map.draw(3, DistrictOnMap.view(21));
    assertThat(map.picture.marks().count[map.number("thing-w-1")]).isNull();
    assertThat(map.picture.marks().sprite[map.number("thing-w-0")]).isNotNull();
    DistrictOnMap wrong = gauges(3);
    wrong.draw(1, DistrictOnMap.view(16));
    assertThat(wrong.picture.marks().count[wrong.number("thing-w-1")]).isNotNull();
  }

  @Test
  void clickSpreadsThemAndEachCanBePicked() {
    View view = DistrictOnMap.view(18);
    DistrictOnMap map = gauges(5);
    map.draw(1, view);
    FanHand hand = hand(map);
    assertThat(hand.click(view, MIDDLE_X, MIDDLE_Y)).isTrue();
    assertThat(selection.selected()).as("nothing is chosen yet").isEqualTo(Selected.NOTHING);
    map.draw(1.5, view);
    TreeSet<String> picked = new TreeSet<>();
    for (FanMark mark : map.picture.details().fanned()) {
      assertThat(map.picker.inFan(view, mark.x() + 4, mark.y() - 4)).contains(mark);
      assertThat(hand.click(view, mark.x(), mark.y())).isTrue();
      picked.add(((Selected.OfThing) selection.selected()).thing());
    }
    assertThat(picked)
        .containsExactly("thing-w-0", "thing-w-1", "thing-w-2", "thing-w-3", "thing-w-4");
    assertThat(hand.isOpen()).isTrue();
  }

  @Test
  void clickElsewhereFoldsItAndIsTheMapsOwn() {
    View view = DistrictOnMap.view(18);
    DistrictOnMap map = gauges(3);
    FanHand hand = spread(map, view);
    assertThat(hand.click(view, 20, 20)).isFalse();
    map.draw(3, view);
    assertThat(hand.isOpen()).isFalse();
    assertThat(map.picture.details().fanned()).isEmpty();
    assertThat(map.picture.marks().count[map.number("thing-w-1")]).isNotNull();
  }

  @Test
  void anotherZoomFoldsItAndPanningDoesNot() {
    View view = DistrictOnMap.view(18);
    DistrictOnMap map = gauges(3);
    FanHand hand = spread(map, view);
    List<FanMark> before = map.picture.details().fanned();
    View panned =
        new View(
            view.pixels(),
            view.left() + 30,
            view.top() - 20,
            view.width(),
            view.height(),
            view.zoom(),
            view.scale());
    map.draw(3, panned);
    assertThat(map.picture.details().fanned())
        .isEqualTo(
            before.stream().map(m -> new FanMark(m.thing(), m.x() - 30, m.y() + 20)).toList());
    map.draw(4, DistrictOnMap.view(18.5));
    assertThat(map.picture.details().fanned()).isEmpty();
    assertThat(hand.isOpen()).isFalse();
  }

  @Test
  void manyStandOnASpiralAndNoTwoOnEachOther() {
    View view = DistrictOnMap.view(18);
    for (int count : new int[] {2, 3, 10, 11, 40}) {
      DistrictOnMap map = gauges(count);
      map.draw(1, view);
      assertThat(hand(map).open(view, map.number("thing-w-0"))).isTrue();
      map.draw(2, view);
      List<FanMark> marks = map.picture.details().fanned();
      assertThat(marks).hasSize(count);
      for (FanMark one : marks) {
        for (FanMark other : marks) {
          double apart = Math.hypot(one.x() - other.x(), one.y() - other.y());
          assertThat(one.equals(other) || apart > 26).as("%s %s", one, other).isTrue();
        }
      }
    }
  }

  @Test
  void atTheEdgeOfTheMapItStaysOnIt() {
    View middle = DistrictOnMap.view(18);
    View view =
        new View(
            middle.pixels(),
            middle.left() + 315,
            middle.top() - 235,
            middle.width(),
            middle.height(),
            middle.zoom(),
            middle.scale());
    DistrictOnMap map = gauges(6);
    map.draw(1, view);
    assertThat(hand(map).open(view, map.number("thing-w-0"))).isTrue();
    map.draw(2, view);
    assertThat(map.picture.details().fanned())
        .allMatch(m -> m.x() >= 16 && m.y() >= 16 && m.x() <= 624 && m.y() <= 464);
  }

  @Test
  void whatLiesUnderTheMarkIsWrittenAsGeoJsonToo() {
    View view = DistrictOnMap.view(18);
    DistrictOnMap map = gauges(3);
    InstantOnScreen instant = map.show(DistrictOnMap.at(1), Mode.LIVE);
    map.draw(instant, view, Selected.NOTHING);
    Provenance from = Provenance.of(instant, LayerSettings.INITIAL, "");
    byte[] folded = ShownJson.of(map.picture, instant.districts(), view, from);
    hand(map).click(view, MIDDLE_X, MIDDLE_Y);
    map.draw(instant, view, Selected.NOTHING);
    byte[] spread = ShownJson.of(map.picture, instant.districts(), view, from);
    for (byte[] json : List.of(folded, spread)) {
      assertThat(new String(json, StandardCharsets.UTF_8))
          .contains("thing-w-0", "thing-w-1", "thing-w-2", "thing-away");
    }
  }

  @Test
  void agesGoWithWhatIsSpreadAndLeaveNothingAtTheirPlace() {
    View view = DistrictOnMap.view(18);
    DistrictOnMap map =
        new DistrictOnMap(
            List.of(
                FakeDistrict.waterLevel("s-0", DistrictOnMap.LON, DistrictOnMap.LAT),
                FakeDistrict.waterLevel("s-1", DistrictOnMap.LON, DistrictOnMap.LAT),
                FakeDistrict.waterLevel("away", DistrictOnMap.east(90), DistrictOnMap.LAT)));
    map.district.observe("s-0", DistrictOnMap.START, 3);
    map.district.observe("s-1", DistrictOnMap.START, 3);
    map.district.observe("away", DistrictOnMap.at(600), 46);
    map.draw(600, view);
    assertThat(map.picture.details().details().above()).as("the age of both").hasSize(1);
    Detail folded = map.picture.details().details().above().getFirst();
    hand(map).open(view, map.number("thing-s-0"));
    map.draw(600.5, view);
    assertThat(map.picture.details().details().above())
        .doesNotContain(folded)
        .filteredOn(Detail.Sign.class::isInstance)
        .as("two symbols, two ages")
        .hasSize(4);
  }

  @Test
  void whatStandsAloneIsNotSpread() {
    DistrictOnMap map = gauges(3);
    map.draw(1, DistrictOnMap.view(18));
    assertThat(hand(map).open(DistrictOnMap.view(18), map.number("thing-away"))).isFalse();
  }

  @Test
  void drawnWhereItChangedIsTheSameAsDrawnAnew() {
    View view = DistrictOnMap.view(18);
    DistrictOnMap map = gauges(5);
    map.draw(1, view);
    int[] folded = map.picture.raster().pixels.clone();
    FanHand hand = hand(map);
    hand.click(view, MIDDLE_X, MIDDLE_Y);
    map.draw(1.25, view);
    int[] spread = map.picture.raster().pixels.clone();
    assertThat(spread).isNotEqualTo(folded);
    map.picture.invalidate();
    map.draw(1.5, view);
    assertThat(map.picture.raster().pixels).isEqualTo(spread);
    hand.fold();
    map.draw(1.75, view);
    assertThat(map.picture.raster().pixels).isEqualTo(folded);
  }

  @Test
  void legsLeadToTheirPlace() throws IOException {
    View view = DistrictOnMap.view(18);
    DistrictOnMap map = gauges(5);
    map.draw(1, view);
    hand(map).click(view, MIDDLE_X, MIDDLE_Y);
    // Two of them are overdue by then.
    for (int i : new int[] {0, 1, 2}) {
      map.district.observe("w-" + i, DistrictOnMap.at(40), i == 1 ? 46 : i == 2 ? 12 : 3);
    }
    map.draw(41, view);
    assertThat(Objects.requireNonNull(map.picture.details().fan()).things()).hasSize(5);
    Raster raster = new Raster(160, 160);
    raster.fill(0xFFE6E8E9);
    map.picture.details().details().shifted(80 - 320, 80 - 240).drawAbove(raster);
    GoldenPicture.require("fan", raster);
  }
}
