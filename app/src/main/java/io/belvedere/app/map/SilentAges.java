package io.belvedere.app.map;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.List;

/// Writes how long things, clusters and roads have been silent where there is room for it: over no
/// symbol, no name and no other age. Who comes first stands.
final class SilentAges {
  /// From its middle to the text beside a road, logical pixels.
  private static final double BESIDE_ROAD = 14;

  /// Of a shorter one nothing is seen that a text could belong to, logical pixels.
  private static final double SHORTEST_ROAD = 24;

  /// What is read as text of a note; the rest of it is its light edge.
  private static final double EDGE = 3;

  /// A road is called silent in words from here on, microseconds: it was heard of within a minute
  /// else.
  private static final long TOLD_FROM = Micros.PER_MINUTE;

  private final ThingMarks marks;
  private final List<Detail.Sign> signs;
  private final int ring;
  private final List<Label> names;
  private final View view;
  private final Details details;
  private final List<Detail.Sign> written = new ArrayList<>();

  /// @param signs of clusters, as large as they ever are while they blink: no text may come and go
  ///     with that
  /// @param ring how much larger a P1 is in the bright half of its blinking than now, device pixels
  SilentAges(
      ThingMarks marks,
      List<Detail.Sign> signs,
      int ring,
      List<Label> names,
      View view,
      Details details) {
    this.marks = marks;
    this.signs = signs;
    this.ring = ring;
    this.names = names;
    this.view = view;
    this.details = details;
  }

  /// @param x where its middle stands, device pixels
  /// @return whether there was room
  boolean write(Sprite age, int x, int y) {
    return write(age, x, y, 0);
  }

  /// @param own how many marks it may touch
  private boolean write(Sprite age, int x, int y, int own) {
    int halfWidth = halfWidth(age);
    int halfHeight = halfHeight(age);
    if (marks.countRaised(x, y, halfWidth, halfHeight, ring) > own
        || isTaken(x, y, halfWidth, halfHeight)) {
      return false;
    }
    put(age, x, y);
    return true;
  }

  private int halfWidth(Sprite age) {
    return age.originX - view.px(EDGE);
  }

  private int halfHeight(Sprite age) {
    return age.originY - view.px(EDGE);
  }

  /// Below the sign of a cluster, or where else at its sides there is room.
  void writeBeside(Detail.Sign sign, Sprite age) {
    int along = sign.sprite().originY + age.originY;
    int across = sign.sprite().originX + age.originX;
    if (!write(age, sign.x(), sign.y() + along)
        && !write(age, sign.x() - across, sign.y())
        && !write(age, sign.x() + across, sign.y())) {
      write(age, sign.x(), sign.y() - along);
    }
  }

  /// Below the symbol of a thing, which it may touch.
  void writeBelow(int thing, Sprite symbol, Sprite age) {
    int x = marks.x[thing];
    int y = marks.y[thing] + ThingMarks.below(symbol, age);
    int symbolY = marks.y[thing];
    boolean touches = symbol.touches(x, symbolY, x, y, halfWidth(age), halfHeight(age));
    write(age, x, y, touches ? 1 : 0);
  }

  /// Beside each road in sight of which nothing fresh is known.
  void writeRoads(RoadTable roads, Traffic traffic, SymbolSprites sprites) {
    for (int road = 0; road < roads.points.length; road++) {
      long age = traffic.silentFor(road);
      if (age < TOLD_FROM
          || !isInSight(roads.middleX(road), roads.middleY(road))
          || length(roads.boxes[road]) < view.px(SHORTEST_ROAD)) {
        continue;
      }
      Sprite text = sprites.note(TimeText.duration(age));
      int x = view.pixelX(roads.middleX(road));
      int y = view.pixelY(roads.middleY(road));
      int across = text.originX + view.px(BESIDE_ROAD) / 2;
      int along = view.px(BESIDE_ROAD);
      if (!write(text, x + across, y)
          && !write(text, x - across, y)
          && !write(text, x, y - along)) {
        write(text, x, y + along);
      }
    }
  }

  private boolean isInSight(double x, double y) {
    int atX = view.pixelX(x);
    int atY = view.pixelY(y);
    return atX >= 0 && atY >= 0 && atX < view.width() && atY < view.height();
  }

  private double length(double[] box) {
    return Math.max(box[2] - box[0], box[3] - box[1]) * view.pixels();
  }

  private boolean isTaken(int x, int y, int halfWidth, int halfHeight) {
    for (Detail.Sign other : written) {
      if (other.sprite().touches(other.x(), other.y(), x, y, halfWidth, halfHeight)) {
        return true;
      }
    }
    for (Detail.Sign sign : signs) {
      if (sign.sprite().touches(sign.x(), sign.y(), x, y, halfWidth, halfHeight)) {
        return true;
      }
    }
    for (Label name : names) {
      // Where it is drawn, which may be aside of its place.
      if (name.sprite().covers(name.pixelX(view), name.pixelY(view), x, y, halfWidth, halfHeight)) {
        return true;
      }
    }
    return false;
  }

  private void put(Sprite age, int x, int y) {
    Detail.Sign sign = new Detail.Sign(age, x, y);
    written.add(sign);
    details.putAbove(sign);
  }
}
