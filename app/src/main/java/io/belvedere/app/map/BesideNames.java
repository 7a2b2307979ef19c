package io.belvedere.app.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Moves the signs of clusters aside a little where they would cover a name: where something
/// happens is read from the name under it. Names stand still, so signs do too while nothing
/// changes.
final class BesideNames {
  /// A sign that would have to go farther stays on its things, logical pixels.
  private static final int FARTHEST = 64;

  private static final int GAP = 2;

  private final List<Label> names;
  private final View view;
  private final List<ClusterSign> placed = new ArrayList<>();

  private BesideNames(List<Label> names, View view) {
    this.names = names;
    this.view = view;
  }

  /// The signs in the same order, each beside the names and, where it moved, beside the other
  /// signs.
  static List<ClusterSign> place(List<ClusterSign> signs, List<Label> names, View view) {
    var beside = new BesideNames(names, view);
    for (int i = 0; i < signs.size(); i++) {
      beside.place(signs.get(i), signs.subList(i + 1, signs.size()));
    }
    return List.copyOf(beside.placed);
  }

  private void place(ClusterSign sign, List<ClusterSign> others) {
    placed.add(
        names.stream()
            .filter(name -> covers(sign, name))
            .flatMap(name -> around(sign, name))
            .filter(moved -> distance(sign, moved) <= view.px(FARTHEST))
            .filter(moved -> isFree(moved, others))
            .min(Comparator.comparingInt(moved -> distance(sign, moved)))
            .orElse(sign));
  }

  private Stream<ClusterSign> around(ClusterSign sign, Label name) {
    int across = sign.sprite().originX + name.sprite().originX + view.px(GAP);
    int along = sign.sprite().originY + name.sprite().originY + view.px(GAP);
    return Stream.of(
        at(sign, sign.x(), name.pixelY(view) - along),
        at(sign, sign.x(), name.pixelY(view) + along),
        at(sign, name.pixelX(view) - across, sign.y()),
        at(sign, name.pixelX(view) + across, sign.y()));
  }

  private static ClusterSign at(ClusterSign sign, int x, int y) {
    return new ClusterSign(sign.sprite(), sign.counts(), x, y, sign.things());
  }

  private static int distance(ClusterSign from, ClusterSign to) {
    return Math.abs(from.x() - to.x()) + Math.abs(from.y() - to.y());
  }

  private boolean isFree(ClusterSign sign, List<ClusterSign> others) {
    return names.stream().noneMatch(name -> covers(sign, name))
        && placed.stream().noneMatch(other -> touches(sign, other.sprite(), other.x(), other.y()))
        && others.stream().noneMatch(other -> touches(sign, other.sprite(), other.x(), other.y()));
  }

  private boolean covers(ClusterSign sign, Label name) {
    return touches(sign, name.sprite(), name.pixelX(view), name.pixelY(view));
  }

  private static boolean touches(ClusterSign sign, Sprite other, int x, int y) {
    return sign.sprite().touches(sign.x(), sign.y(), x, y, other.originX, other.originY);
  }
}
