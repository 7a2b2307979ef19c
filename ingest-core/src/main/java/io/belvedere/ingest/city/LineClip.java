package io.belvedere.ingest.city;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/// Cuts lines at the edge of a box (Liang and Barsky, 1984), keeping their direction and where on
/// the line each piece began.
final class LineClip {
  /// Far below the 1e-7 degrees of any coordinate.
  private static final double ROUNDING = 1e-12;

  private LineClip() {}

  /// @param from the segment of the line in which the piece begins, 0 for the first
  /// @param startCut whether it begins at the edge and not with the line
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  record Piece(Coordinate[] line, int from, boolean startCut, boolean endCut) {}

  /// What of a line lies within the box, in its direction.
  static List<Piece> pieces(List<Coordinate> line, CityMap.Bounds box) {
    List<Piece> pieces = new ArrayList<>();
    List<Coordinate> piece = new ArrayList<>();
    int from = 0;
    boolean startCut = false;
    for (int i = 0; i + 1 < line.size(); i++) {
      Coordinate a = line.get(i);
      Coordinate b = line.get(i + 1);
      double[] inside = inside(a, b, box);
      boolean starts = inside.length > 0 && (piece.isEmpty() || inside[0] > 0);
      if (!piece.isEmpty() && (inside.length == 0 || starts)) {
        pieces.add(new Piece(piece.toArray(Coordinate[]::new), from, startCut, true));
        piece.clear();
      }
      if (starts) {
        from = i;
        startCut = inside[0] > 0 || i > 0;
        piece.add(between(a, b, inside[0], box));
      }
      if (inside.length > 0) {
        piece.add(between(a, b, inside[1], box));
        if (inside[1] < 1) {
          pieces.add(new Piece(piece.toArray(Coordinate[]::new), from, startCut, true));
          piece.clear();
        }
      }
    }
    if (!piece.isEmpty()) {
      pieces.add(new Piece(piece.toArray(Coordinate[]::new), from, startCut, false));
    }
    return pieces;
  }

  /// The part of a segment within the box, from 0 to 1; empty if none of it, or but a point, is.
  private static double[] inside(Coordinate a, Coordinate b, CityMap.Bounds box) {
    double[] towards = {a.x - b.x, b.x - a.x, a.y - b.y, b.y - a.y};
    double[] room = {a.x - box.west(), box.east() - a.x, a.y - box.south(), box.north() - a.y};
    double enter = 0;
    double leave = 1;
    for (int side = 0; side < 4; side++) {
      double t = room[side] / towards[side];
      if (towards[side] < 0) {
        enter = Math.max(enter, t);
      } else if (towards[side] > 0) {
        leave = Math.min(leave, t);
      } else if (room[side] < 0) {
        return new double[0];
      }
    }
    return enter < leave ? new double[] {enter, leave} : new double[0];
  }

  private static Coordinate between(Coordinate a, Coordinate b, double t, CityMap.Bounds box) {
    if (t == 0) {
      return a;
    }
    if (t == 1) {
      return b;
    }
    return new Coordinate(
        snapped(a.x + t * (b.x - a.x), box.west(), box.east()),
        snapped(a.y + t * (b.y - a.y), box.south(), box.north()));
  }

  /// Onto the edge where a last bit of rounding missed it.
  private static double snapped(double value, double low, double high) {
    return value < low + ROUNDING ? low : value > high - ROUNDING ? high : value;
  }
}
