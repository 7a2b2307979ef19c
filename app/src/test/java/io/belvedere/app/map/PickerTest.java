package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.Mode;
import io.belvedere.ingest.city.Mercator;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PickerTest {
  private static final CrowdedMonaco MONACO = new CrowdedMonaco(4000);

  @Property(tries = 30)
  void picksWhatLookingAtEverythingWouldPick(@ForAll long seed) {
    Random random = new Random(seed);
    double zoom = 14 + random.nextInt(36) / 8.0;
    Camera camera =
        new Camera(
            Mercator.x(7.41 + random.nextDouble() / 40),
            Mercator.y(43.73 + random.nextDouble() / 50),
            zoom,
            900,
            700);
    View view = View.of(camera, 1 + random.nextInt(2));
    MapPicture picture = DrawnMonaco.of(CrowdedMonaco.MAP, MONACO.show(Mode.LIVE), view);
    Picker picker = new Picker(picture);
    for (int i = 0; i < 200; i++) {
      double x = random.nextDouble() * view.width();
      double y = random.nextDouble() * view.height();
      assertThat(picker.thing(view, x, y)).isEqualTo(bruteForce(picture, view, x, y));
    }
  }

  @Property(tries = 30)
  void nearestRoadIsTheNearest(@ForAll long seed) {
    Random random = new Random(seed);
    RoadTable roads = new RoadTable(CrowdedMonaco.MAP);
    double x = Mercator.x(7.41 + random.nextDouble() / 40);
    double y = Mercator.y(43.73 + random.nextDouble() / 50);
    double reach = 20 / Mercator.metres(43.73);
    double best = reach * reach;
    for (int i = 0; i < roads.points.length; i++) {
      if (roads.roads.get(i).roadClass() != io.belvedere.ingest.city.CityMap.RoadClass.RAIL) {
        best = Math.min(best, RoadTable.distanceSquared(roads.points[i], x, y));
      }
    }
    int found = roads.nearest(x, y, reach);
    double distance =
        found < 0 ? reach * reach : RoadTable.distanceSquared(roads.points[found], x, y);
    assertThat(distance).isEqualTo(best);
  }

  private static int bruteForce(MapPicture picture, View view, double x, double y) {
    ThingMarks marks = picture.marks();
    int best = -1;
    double bestSquared = 0;
    for (int i = 0; i < picture.states().table.size; i++) {
      int pass = marks.pass[i];
      double reach = (pass == ThingMarks.DOTS ? 7 : 13) * view.scale();
      double dx = marks.x[i] + 0.5 - x;
      double dy = marks.y[i] + 0.5 - y;
      double squared = dx * dx + dy * dy;
      if (pass != ThingMarks.HIDDEN
          && squared <= reach * reach
          && (best < 0
              || pass > marks.pass[best]
              || (pass == marks.pass[best] && squared < bestSquared))) {
        best = i;
        bestSquared = squared;
      }
    }
    return best;
  }
}
