package io.belvedere.app.map;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Moves the signs of clusters up or down by a little where they would cover a name: where
/// something happens is read from the name under it. Names stand still, so signs do too while
/// nothing changes.
final class BesideNames {
  /// A sign that would have to go farther stays on its things, logical pixels.
  private static final int FARTHEST = 48;

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
    int free =
        names.stream()
            .filter(name -> covers(sign.sprite(), sign.x(), sign.y(), name))
            .flatMapToInt(name -> aboveAndBelow(sign, name))
            .boxed()
            .filter(y -> Math.abs(y - sign.y()) <= view.px(FARTHEST))
            .filter(y -> isFree(sign, y, others))
            .min(Comparator.comparingInt(y -> Math.abs(y - sign.y())))
            .orElse(sign.y());
    placed.add(new ClusterSign(sign.sprite(), sign.counts(), sign.x(), free, sign.things()));
  }

  private IntStream aboveAndBelow(ClusterSign sign, Label name) {
    int apart = sign.sprite().originY + name.sprite().originY + view.px(GAP);
    int y = y(name);
    return IntStream.of(y - apart, y + apart);
  }

  private boolean isFree(ClusterSign sign, int y, List<ClusterSign> others) {
    return names.stream().noneMatch(name -> covers(sign.sprite(), sign.x(), y, name))
        && placed.stream().noneMatch(other -> touch(sign, y, other))
        && others.stream().noneMatch(other -> touch(sign, y, other));
  }

  private static boolean touch(ClusterSign sign, int y, ClusterSign other) {
    return Math.abs(sign.x() - other.x()) < sign.sprite().originX + other.sprite().originX
        && Math.abs(y - other.y()) < sign.sprite().originY + other.sprite().originY;
  }

  private boolean covers(Sprite sprite, int x, int y, Label name) {
    int nameX = (int) Math.floor(view.screenX(name.x()));
    return Math.abs(x - nameX) < sprite.originX + name.sprite().originX
        && Math.abs(y - y(name)) < sprite.originY + name.sprite().originY;
  }

  private int y(Label name) {
    return (int) Math.floor(view.screenY(name.y()));
  }
}
