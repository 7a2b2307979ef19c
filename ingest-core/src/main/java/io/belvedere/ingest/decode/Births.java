package io.belvedere.ingest.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What Sparkplug's edge nodes and devices have told of their metrics in birth certificates: data
/// may call them by an alias and leave out the datatype.
///
/// A certificate holds from its append time until the next one's, so that whoever reads the past
/// asks for what held then, and what is read there of an older birth serves those who are live.
/// What is kept is bounded: the edge nodes that were heard of longest ago are forgotten first. Safe
/// for use by any thread.
final class Births {
  /// In characters, all names together.
  private static final long MOST_KEPT = 16 << 20;

  /// What a metric takes beside its name.
  private static final int OF_A_METRIC = 100;

  private static final int MOST_OF_ONE = 16;

  private final Map<String, Node> nodes = new LinkedHashMap<>(16, 0.75f, true);
  private long kept;

  /// @param name without the path
  /// @param datatype Sparkplug's number of it
  record Metric(String name, int datatype) {}

  /// One certificate.
  ///
  /// @param path `<group>/<edge node>[/<device>]`
  /// @param session its `bdSeq`; null if it has none
  record Birth(
      String path, @Nullable Long session, Map<String, Metric> byName, Map<Long, Metric> byAlias) {
    private long size() {
      return path.length()
          + byName.keySet().stream().mapToLong(name -> name.length() + OF_A_METRIC).sum()
          + OF_A_METRIC * (1L + byAlias.size());
    }
  }

  /// The certificates of an edge node and its devices, by path and append time.
  private static final class Node {
    final Map<String, TreeMap<Long, Birth>> byPath = new LinkedHashMap<>();

    long size() {
      return byPath.values().stream()
          .flatMap(births -> births.values().stream())
          .mapToLong(Birth::size)
          .sum();
    }
  }

  /// @param from append time, microseconds UTC
  synchronized void put(String node, long from, Birth birth) {
    TreeMap<Long, Birth> births =
        nodes
            .computeIfAbsent(node, _ -> new Node())
            .byPath
            .computeIfAbsent(birth.path(), _ -> new TreeMap<>());
    Birth replaced = births.put(from, birth);
    kept += birth.size() - (replaced == null ? 0 : replaced.size());
    if (births.size() > MOST_OF_ONE) {
      kept -= births.pollFirstEntry().getValue().size();
    }
    var eldest = nodes.entrySet().iterator();
    while (kept > MOST_KEPT && eldest.hasNext()) {
      kept -= eldest.next().getValue().size();
      eldest.remove();
    }
  }

  /// The certificate of a path that held at `time`; null if none is known.
  synchronized @Nullable Birth at(String node, String path, long time) {
    Node known = nodes.get(node);
    TreeMap<Long, Birth> births = known == null ? null : known.byPath.get(path);
    Map.Entry<Long, Birth> newest = births == null ? null : births.floorEntry(time);
    return newest == null ? null : newest.getValue();
  }

  /// The certificates of an edge node and all of its devices that held at `time`.
  synchronized List<Birth> allAt(String node, long time) {
    List<Birth> all = new ArrayList<>();
    Node known = nodes.get(node);
    if (known != null) {
      for (String path : known.byPath.keySet()) {
        Birth birth = at(node, path, time);
        if (birth != null) {
          all.add(birth);
        }
      }
    }
    return all;
  }
}
