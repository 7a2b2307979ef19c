package io.belvedere.app.map;

import io.belvedere.app.session.Selected;
import io.belvedere.ingest.model.DistrictId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds what is under the pointer on the last frame: what is fanned out, else a cluster, else the
/// most urgent and nearest symbol, else a facility, else a road.
final class Picker {
  /// How far beside a symbol the pointer may be, logical pixels.
  private static final double NEAR = 13;

  private static final double NEAR_DOT = 7;
  private static final double NEAR_ROAD = 6;

  /// Roads farther out than this zoom are too thin to be meant.
  private static final double ROADS_FROM = 14;

  private final MapPicture picture;

  Picker(MapPicture picture) {
    this.picture = picture;
  }

  /// @param x device pixels
  Optional<ClusterSign> cluster(double x, double y) {
    List<ClusterSign> signs = picture.signs();
    for (int i = signs.size() - 1; i >= 0; i--) {
      if (signs.get(i).isAt(x, y)) {
        return Optional.of(signs.get(i));
      }
    }
    return Optional.empty();
  }

  /// The nearest of what is fanned out.
  Optional<FanMark> inFan(View view, double x, double y) {
    return picture.details().fanned().stream()
        .filter(mark -> distance(mark, x, y) <= NEAR * view.scale())
        .min(Comparator.comparingDouble(mark -> distance(mark, x, y)));
  }

  private static double distance(FanMark mark, double x, double y) {
    return Math.hypot(mark.x() + 0.5 - x, mark.y() + 0.5 - y);
  }

  /// What a click on the symbol of a thing selects.
  Selected what(int thing) {
    ThingTable table = picture.states().table;
    return new Selected.OfThing(table.district(thing), table.things[thing].id());
  }

  /// What a click at a point of the picture would select.
  ///
  /// @param district that roads and facilities of the map belong to
  Selected at(View view, double x, double y, DistrictId district) {
    int thing = inFan(view, x, y).map(FanMark::thing).orElseGet(() -> thing(view, x, y));
    if (thing >= 0) {
      return what(thing);
    }
    int facility = picture.showsFacilities() ? picture.facilities().at(view, x, y) : -1;
    if (facility >= 0) {
      return new Selected.OfFacility(district, picture.facilities().get(facility).id());
    }
    int road = road(view, x, y);
    return road >= 0
        ? new Selected.OfRoad(district, picture.roads().roads.get(road).id())
        : Selected.NOTHING;
  }

  /// The number of the thing whose symbol is there, or -1.
  int thing(View view, double x, double y) {
    ThingMarks marks = picture.marks();
    ThingTable table = picture.states().table;
    Best best = new Best(x, y, view.scale(), marks);
    double reach = NEAR * view.scale();
    table.grid.near(
        view.worldX(x - reach),
        view.worldY(y - reach),
        view.worldX(x + reach),
        view.worldY(y + reach),
        best::consider);
    for (int i = table.still; i < table.size; i++) {
      best.consider(i);
    }
    return best.thing;
  }

  int road(View view, double x, double y) {
    return view.zoom() < ROADS_FROM
        ? -1
        : picture
            .roads()
            .nearest(view.worldX(x), view.worldY(y), NEAR_ROAD * view.scale() / view.pixels());
  }

  /// The best of the things considered so far.
  private static final class Best {
    private final double x;
    private final double y;
    private final double scale;
    private final ThingMarks marks;
    private int thing = -1;
    private int pass;
    private double squared;

    Best(double x, double y, double scale, ThingMarks marks) {
      this.x = x;
      this.y = y;
      this.scale = scale;
      this.marks = marks;
    }

    void consider(int i) {
      byte own = marks.pass[i];
      if (own == ThingMarks.HIDDEN || own < pass) {
        return;
      }
      double reach = (own == ThingMarks.DOTS ? NEAR_DOT : NEAR) * scale;
      double dx = marks.x[i] + 0.5 - x;
      double dy = marks.y[i] + 0.5 - y;
      double distance = dx * dx + dy * dy;
      boolean better = own > pass || distance < squared || (distance == squared && i < thing);
      if (distance <= reach * reach && better) {
        thing = i;
        pass = own;
        squared = distance;
      }
    }
  }
}
