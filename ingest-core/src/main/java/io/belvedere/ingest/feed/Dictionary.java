package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The dense numbers of a district's datastreams: given at first sight, never used again, and no
/// more than a district may have. As many again are kept for those that the catalogue knows, so
/// that no stranger keeps them out. Feed thread only.
final class Dictionary {
  private final int most;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();

  /// @param most how many a district may have
  Dictionary(int most) {
    this.most = most;
  }

  /// The number of `id`; the next free one if it was never seen, [Names#FULL] if there is none.
  int number(String id) {
    return number(id, most);
  }

  /// The same for one that the catalogue knows.
  int numberOfCatalogued(String id) {
    return number(id, 2L * most);
  }

  boolean knows(String id) {
    return numbers.containsKey(id);
  }

  private int number(String id, long upTo) {
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    if (ids.size() >= upTo) {
      return Names.FULL;
    }
    return next(id);
  }

  private int next(String id) {
    int number = ids.size();
    numbers.put(id, number);
    ids.add(id);
    return number;
  }

  /// Begins with ids that were given numbers before, however many there are.
  void restore(List<String> earlier) {
    for (String id : earlier) {
      if (!knows(id)) {
        next(id);
      }
    }
  }

  /// All ids by number; a view that grows.
  List<String> ids() {
    return ids;
  }

  int size() {
    return ids.size();
  }
}
