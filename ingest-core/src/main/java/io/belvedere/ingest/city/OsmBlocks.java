package io.belvedere.ingest.city;

import crosby.binary.Osmformat;
import crosby.binary.Osmformat.HeaderBlock;
import crosby.binary.Osmformat.PrimitiveBlock;
import io.belvedere.ingest.city.OsmExtract.Member;
import io.belvedere.ingest.city.OsmExtract.MemberKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Undoes the packing of the blocks of a PBF file: differences, string tables, dense columns.
final class OsmBlocks {
  /// What a file may ask of its reader. (Versions of old are read like any; none is told from it.)
  private static final Set<String> UNDERSTOOD =
      Set.of("OsmSchema-V0.6", "DenseNodes", "HistoricalInformation");

  private static final double NANOS = 1e9;

  private final OsmNodes nodes = new OsmNodes();
  private final List<OsmExtract.Place> places = new ArrayList<>();
  private final List<OsmExtract.Way> ways = new ArrayList<>();
  private final List<OsmExtract.Relation> relations = new ArrayList<>();
  private Optional<CityMap.Bounds> bounds = Optional.empty();
  private Optional<Instant> dataTime = Optional.empty();

  void header(HeaderBlock header) throws OsmNotUnderstoodException {
    for (String feature : header.getRequiredFeaturesList()) {
      if (!UNDERSTOOD.contains(feature)) {
        throw new OsmNotUnderstoodException("the feature " + feature);
      }
    }
    if (header.hasOsmosisReplicationTimestamp()) {
      dataTime = Optional.of(Instant.ofEpochSecond(header.getOsmosisReplicationTimestamp()));
    }
    if (header.hasBbox()) {
      var box = header.getBbox();
      bounds =
          Optional.of(
              new CityMap.Bounds(
                  box.getLeft() / NANOS,
                  box.getBottom() / NANOS,
                  box.getRight() / NANOS,
                  box.getTop() / NANOS));
    }
  }

  void data(PrimitiveBlock block) {
    String[] strings =
        block.getStringtable().getSList().stream()
            .map(bytes -> bytes.toString(StandardCharsets.UTF_8))
            .toArray(String[]::new);
    for (var group : block.getPrimitivegroupList()) {
      group.getNodesList().forEach(node -> plain(block, node, strings));
      if (group.hasDense()) {
        dense(block, group.getDense(), strings);
      }
      group.getWaysList().forEach(way -> way(way, strings));
      group.getRelationsList().forEach(relation -> relation(relation, strings));
    }
  }

  OsmExtract extract() {
    nodes.sort();
    return new OsmExtract(bounds, dataTime, nodes, places, ways, relations);
  }

  private void plain(PrimitiveBlock block, Osmformat.Node node, String[] strings) {
    node(
        block,
        node.getId(),
        node.getLon(),
        node.getLat(),
        tags(node.getKeysList(), node.getValsList(), strings));
  }

  private void dense(PrimitiveBlock block, Osmformat.DenseNodes dense, String[] strings) {
    long id = 0;
    long lon = 0;
    long lat = 0;
    int at = 0;
    for (int i = 0; i < dense.getIdCount(); i++) {
      id += dense.getId(i);
      lon += dense.getLon(i);
      lat += dense.getLat(i);
      Map<String, String> tags = Map.of();
      // All nodes' tags are one list: key, value, key, value, 0 for each node; empty if none has
      // any.
      while (at < dense.getKeysValsCount() && dense.getKeysVals(at) != 0) {
        tags = tags.isEmpty() ? new HashMap<>() : tags;
        tags.put(strings[dense.getKeysVals(at)], strings[dense.getKeysVals(at + 1)]);
        at += 2;
      }
      at++;
      node(block, id, lon, lat, tags);
    }
  }

  private void node(PrimitiveBlock block, long id, long lon, long lat, Map<String, String> tags) {
    long nanoLon = block.getLonOffset() + block.getGranularity() * lon;
    long nanoLat = block.getLatOffset() + block.getGranularity() * lat;
    nodes.add(id, nanoLon, nanoLat);
    if (!tags.isEmpty()) {
      places.add(new OsmExtract.Place(id, nanoLon / NANOS, nanoLat / NANOS, tags));
    }
  }

  private void way(Osmformat.Way way, String[] strings) {
    long[] refs = new long[way.getRefsCount()];
    long ref = 0;
    for (int i = 0; i < refs.length; i++) {
      ref += way.getRefs(i);
      refs[i] = ref;
    }
    if (refs.length > 1) {
      var tags = tags(way.getKeysList(), way.getValsList(), strings);
      ways.add(new OsmExtract.Way(way.getId(), refs, tags));
    }
  }

  private void relation(Osmformat.Relation relation, String[] strings) {
    List<Member> members = new ArrayList<>(relation.getMemidsCount());
    long id = 0;
    for (int i = 0; i < relation.getMemidsCount(); i++) {
      id += relation.getMemids(i);
      var kind = MemberKind.values()[relation.getTypes(i).getNumber()];
      members.add(new Member(kind, id, strings[relation.getRolesSid(i)]));
    }
    var tags = tags(relation.getKeysList(), relation.getValsList(), strings);
    relations.add(new OsmExtract.Relation(relation.getId(), members, tags));
  }

  private static Map<String, String> tags(
      List<Integer> keys, List<Integer> values, String[] strings) {
    Map<String, String> tags = HashMap.newHashMap(keys.size());
    for (int i = 0; i < keys.size(); i++) {
      tags.put(strings[keys.get(i)], strings[values.get(i)]);
    }
    return tags;
  }
}
