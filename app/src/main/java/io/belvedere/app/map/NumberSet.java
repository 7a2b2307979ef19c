package io.belvedere.app.map;

import java.util.Arrays;

/// Some of the things of a [ThingTable], or of the roads of a [RoadTable], by their numbers and in
/// no order: whoever goes through them passes by the others at no cost.
final class NumberSet {
  private final int[] members;

  /// Where each number stands among the members, or -1.
  private final int[] position;

  private int size;

  /// @param numbers how many there are in all
  NumberSet(int numbers) {
    members = new int[numbers];
    position = new int[numbers];
    Arrays.fill(position, -1);
  }

  int size() {
    return size;
  }

  /// @param n from 0 to [#size]
  int get(int n) {
    return members[n];
  }

  void set(int number, boolean isMember) {
    int at = position[number];
    if (isMember && at < 0) {
      position[number] = size;
      members[size++] = number;
    } else if (!isMember && at >= 0) {
      int last = members[--size];
      members[at] = last;
      position[last] = at;
      position[number] = -1;
    }
  }

  void clear() {
    while (size > 0) {
      position[members[--size]] = -1;
    }
  }
}
