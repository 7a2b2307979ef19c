package io.belvedere.app.map;

import java.util.ArrayList;
import java.util.List;

/// The things of one place, spread around it so that each can be seen and picked: on a ring, or on
/// a spiral where they are many. Fixed to the ground at one zoom. Immutable.
///
/// @param table of the things
/// @param things the worst first, clockwise from the top
/// @param x of the place, in the unit square
/// @param middleX of the ring: beside the place where that is near an edge of the map
/// @param pixels device pixels per side of the unit square: at another zoom it is folded
record Fan(
    ThingTable table,
    List<Integer> things,
    double x,
    double y,
    double middleX,
    double middleY,
    double pixels,
    double scale) {
  /// From one symbol to the next, logical pixels.
  private static final double APART = 36;

  private static final double SMALLEST_RADIUS = 40;

  /// More than this stand on a spiral.
  private static final int ON_A_RING = 10;

  /// What a symbol with its age needs around its middle, logical pixels.
  private static final double SYMBOL = 28;

  Fan {
    things = List.copyOf(things);
  }

  /// Around a place, as far as possible within the picture.
  static Fan around(ThingTable table, List<Integer> things, double x, double y, View view) {
    double reach = (radius(spots(things.size())) + SYMBOL) * view.scale();
    return new Fan(
        table,
        things,
        x,
        y,
        view.worldX(inside(view.screenX(x), reach, view.width())),
        view.worldY(inside(view.screenY(y), reach, view.height())),
        view.pixels(),
        view.scale());
  }

  /// Where one stands, device pixels.
  int screenX(View view, int index) {
    return view.pixelX(middleX)
        + (int) Math.round(spots(things.size()).get(index).dx() * view.scale());
  }

  int screenY(View view, int index) {
    return view.pixelY(middleY)
        + (int) Math.round(spots(things.size()).get(index).dy() * view.scale());
  }

  /// Whether it still stands on the map as it is seen now.
  boolean fits(ThingTable now, View view) {
    return table == now && pixels == view.pixels() && scale == view.scale();
  }

  private record Spot(double dx, double dy) {}

  private static List<Spot> spots(int count) {
    List<Spot> spots = new ArrayList<>(count);
    double ring = Math.max(SMALLEST_RADIUS, APART * count / (2 * Math.PI));
    double radius = count <= ON_A_RING ? ring : SMALLEST_RADIUS;
    double angle = -Math.PI / 2;
    for (int i = 0; i < count; i++) {
      spots.add(new Spot(Math.cos(angle) * radius, Math.sin(angle) * radius));
      if (count <= ON_A_RING) {
        angle += 2 * Math.PI / count;
      } else {
        double step = APART / radius;
        angle += step;
        radius += APART * step / (2 * Math.PI);
      }
    }
    return spots;
  }

  private static double radius(List<Spot> spots) {
    return spots.stream().mapToDouble(s -> Math.hypot(s.dx, s.dy)).max().orElse(0);
  }

  private static double inside(double at, double reach, double length) {
    return 2 * reach > length ? at : Math.clamp(at, reach, length - reach);
  }
}
