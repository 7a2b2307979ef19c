package io.belvedere.ingest.city;

import java.util.HashMap;
import java.util.Map;

/// Sees to it that no two things of a map have the same id, whatever the files say.
final class UniqueIds {
  private final Map<String, Integer> taken = new HashMap<>();

  /// The id itself, or a like one if another has it.
  String of(String id) {
    int times = taken.merge(id, 1, Integer::sum);
    return times == 1 ? id : of(id + "~" + times);
  }
}
