package io.belvedere.app.map;

import io.belvedere.ingest.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gathers symbols that would cover each other into counts, by the cells of a grid that is fixed to
/// the ground: the same cell is the same cluster however the map is moved.
final class Clusters {
  /// From this zoom on everything stands for itself.
  static final double UNTIL_ZOOM = 17.5;

  /// Side of a grid cell, logical pixels at the zoom step below.
  static final double CELL = 80;

  /// Fewer than this stand for themselves.
  private static final int FEWEST = 4;

  private final double cell;
  private final Map<Long, Group> groups = new HashMap<>();

  /// Several things in one place.
  static final class Group {
    final List<Integer> things = new ArrayList<>();
    private final int[] counts = new int[Severity.COUNT];
    private double sumX;
    private double sumY;
    private final long column;
    private final long row;

    private Group(long column, long row) {
      this.column = column;
      this.row = row;
    }

    /// By severity; normal ones are silent.
    SymbolSprites.Counts counts() {
      return new SymbolSprites.Counts(counts[4], counts[3], counts[2], counts[1], counts[0]);
    }

    boolean isCluster() {
      return things.size() >= FEWEST;
    }
  }

  /// @param zoom of the view; the grid steps with half levels
  Clusters(double zoom) {
    cell = CELL / (256 * Math.pow(2, Math.floor(zoom * 2) / 2));
  }

  /// @param x in the unit square
  void add(int thing, Severity severity, double x, double y) {
    long column = (long) Math.floor(x / cell);
    long row = (long) Math.floor(y / cell);
    Group group = groups.computeIfAbsent((row << 32) ^ column, key -> new Group(column, row));
    group.things.add(thing);
    group.counts[severity.ordinal()]++;
    group.sumX += x;
    group.sumY += y;
  }

  Iterable<Group> groups() {
    return groups.values();
  }

  /// Where a cluster's sign stands: amid its things, but within its cell, so that no two overlap.
  ///
  /// @param halfWidth of the sign in the unit square
  double signX(Group group, double halfWidth) {
    return within(group.sumX / group.things.size(), group.column * cell, halfWidth);
  }

  double signY(Group group, double halfHeight) {
    return within(group.sumY / group.things.size(), group.row * cell, halfHeight);
  }

  private double within(double middle, double from, double half) {
    double low = from + half;
    double high = from + cell - half;
    return low > high ? from + cell / 2 : Math.clamp(middle, low, high);
  }
}
