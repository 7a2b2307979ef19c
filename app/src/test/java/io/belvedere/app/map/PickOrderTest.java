package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.DistrictId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// What a click selects where things, facilities and roads lie on top of each other.
class PickOrderTest {
  private static final CrowdedMonaco MONACO = new CrowdedMonaco(1200);
  private static final List<OffScreenMap> SCREENS =
      Stream.of(1.0, 1.25, 2.0)
          .map(scale -> new OffScreenMap(() -> MONACO.show(Mode.LIVE), 700, 500, scale))
          .toList();
  private static final DistrictId DISTRICT = new DistrictId("monaco");
  private static final double FACILITY_REACH = 9;
  private static final double FACILITY_DOT_REACH = 5;
  private static final double ROAD_REACH = 6;

  /// Somewhere in Monaco, near enough or too far out for roads, on screens of every kind.
  private static OffScreenMap map(Random random) {
    List<Facility> facilities = CrowdedMonaco.MAP.facilities();
    Facility middle = facilities.get(random.nextInt(facilities.size()));
    OffScreenMap map = SCREENS.get(random.nextInt(SCREENS.size()));
    map.lookAt(middle.lon(), middle.lat(), 13 + random.nextInt(56) / 8.0);
    map.draw();
    return map;
  }

  @Property(tries = 40)
  void clickSelectsWhatLookingAtEverythingWouldSelect(@ForAll long seed) {
    Random random = new Random(seed);
    OffScreenMap map = map(random);
    View view = map.view();
    RoadTable roads = map.picture().roads();
    for (int i = 0; i < 60; i++) {
      // Every third near the facility in the middle.
      double spread = i % 3 == 0 ? 15 * view.scale() : view.width() / 2.0;
      double x = view.width() / 2.0 + (random.nextDouble() * 2 - 1) * spread;
      double y = view.height() / 2.0 + (random.nextDouble() * 2 - 1) * spread;
      Selected picked = map.pick(x, y);
      int thing = map.picker().thing(view, x, y);
      String facility = facilityAt(view, x, y);
      double road = nearestRoad(roads, view, x, y);
      if (thing >= 0) {
        String id = map.picture().states().table.things[thing].id();
        assertThat(picked).isEqualTo(new Selected.OfThing(DISTRICT, id));
      } else if (!facility.isEmpty()) {
        assertThat(picked).isEqualTo(new Selected.OfFacility(DISTRICT, facility));
      } else if (view.zoom() >= 14 && road < ROAD_REACH * view.scale()) {
        assertThat(picked).isInstanceOf(Selected.OfRoad.class);
        int number = roads.find(((Selected.OfRoad) picked).road());
        double distance = pixelsFrom(roads, number, view, x, y);
        assertThat(distance).isCloseTo(road, within(1e-3));
      } else {
        assertThat(picked).isEqualTo(Selected.NOTHING);
      }
    }
  }

  /// The id of the one that was drawn last of those that are shown there, or nothing.
  private static String facilityAt(View view, double x, double y) {
    String found = "";
    for (Facility facility : CrowdedMonaco.MAP.facilities()) {
      double dx = view.screenX(Mercator.x(facility.lon())) - x;
      double dy = view.screenY(Mercator.y(facility.lat())) - y;
      boolean near = view.zoom() >= Facilities.shownFrom(facility.kind());
      double reach = near ? FACILITY_REACH : FACILITY_DOT_REACH;
      if (view.zoom() >= Facilities.dottedFrom(facility.kind())
          && Math.max(Math.abs(dx), Math.abs(dy)) <= reach * view.scale()) {
        found = facility.id();
      }
    }
    return found;
  }

  private static double nearestRoad(RoadTable roads, View view, double x, double y) {
    double nearest = Double.MAX_VALUE;
    for (int road = 0; road < roads.points.length; road++) {
      if (roads.roads.get(road).roadClass() != RoadClass.RAIL) {
        nearest = Math.min(nearest, pixelsFrom(roads, road, view, x, y));
      }
    }
    return nearest;
  }

  private static double pixelsFrom(RoadTable roads, int road, View view, double x, double y) {
    double[] line = roads.points[road];
    return view.pixels()
        * Math.sqrt(RoadTable.distanceSquared(line, view.worldX(x), view.worldY(y)));
  }

  /// But for the half pixel by which it stands beside its place, on a whole one.
  @Property(tries = 40)
  void thingIsFoundAsFarAsItsSymbolReaches(@ForAll long seed) {
    Random random = new Random(seed);
    OffScreenMap map = map(random);
    View view = map.view();
    ThingMarks marks = map.picture().marks();
    for (int i = 0; i < map.picture().states().table.still; i++) {
      if (marks.pass[i] != ThingMarks.HIDDEN) {
        double reach = (marks.pass[i] == ThingMarks.DOTS ? 7 : 13) * view.scale() - 0.6;
        double side = random.nextInt(4) * Math.PI / 2;
        double x = marks.x[i] + 0.5 + Math.cos(side) * reach;
        double y = marks.y[i] + 0.5 + Math.sin(side) * reach;
        int found = map.picker().thing(view, x, y);
        assertThat(found).isGreaterThanOrEqualTo(0);
        assertThat(marks.pass[found]).isGreaterThanOrEqualTo(marks.pass[i]);
      }
    }
  }
}
