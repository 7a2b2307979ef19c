package io.belvedere.ingest.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The dense numbers of a district's datastreams: given at first sight, never used again. Feed
/// thread only.
final class Dictionary {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();

  /// The number of `id`; the next free one if it was never seen.
  int number(String id) {
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    int number = ids.size();
    numbers.put(id, number);
    ids.add(id);
    return number;
  }

  /// Begins with ids that were given numbers before.
  void restore(List<String> earlier) {
    earlier.forEach(this::number);
  }

  /// All ids by number; a view that grows.
  List<String> ids() {
    return ids;
  }

  int size() {
    return ids.size();
  }
}
