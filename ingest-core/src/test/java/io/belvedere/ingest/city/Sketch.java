package io.belvedere.ingest.city;

import io.belvedere.ingest.city.OsmExtract.Member;
import io.belvedere.ingest.city.OsmExtract.MemberKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A made-up extract: a few nodes, ways and relations.
final class Sketch {
  private final OsmNodes nodes = new OsmNodes();
  private final List<OsmExtract.Place> places = new ArrayList<>();
  private final List<OsmExtract.Way> ways = new ArrayList<>();
  private final List<OsmExtract.Relation> relations = new ArrayList<>();

  /// @param tags key, value, key, value, ...
  Sketch node(long id, double lon, double lat, String... tags) {
    nodes.add(id, Math.round(lon * 1e9), Math.round(lat * 1e9));
    if (tags.length > 0) {
      places.add(new OsmExtract.Place(id, lon, lat, tagged(tags)));
    }
    return this;
  }

  /// @param tags `key=value key=value ...`
  Sketch way(long id, String tags, long... nodes) {
    ways.add(new OsmExtract.Way(id, nodes, tagged(tags.split("[= ]", -1))));
    return this;
  }

  /// @param members `role way role way ...`
  Sketch relation(long id, String tags, String members) {
    List<Member> list = new ArrayList<>();
    String[] words = members.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      list.add(new Member(MemberKind.WAY, Long.parseLong(words[i + 1]), words[i]));
    }
    relations.add(new OsmExtract.Relation(id, list, tagged(tags.split("[= ]", -1))));
    return this;
  }

  /// Four nodes from `id` on and a closed way of the same id along them, anticlockwise.
  Sketch square(long id, double west, double south, double side, String tags) {
    node(id, west, south);
    node(id + 1, west + side, south);
    node(id + 2, west + side, south + side);
    node(id + 3, west, south + side);
    return way(id, tags, id, id + 1, id + 2, id + 3, id);
  }

  OsmExtract extract() {
    nodes.sort();
    return new OsmExtract(Optional.empty(), Optional.empty(), nodes, places, ways, relations);
  }

  private static Map<String, String> tagged(String... tags) {
    Map<String, String> tagged = new HashMap<>();
    for (int i = 0; i + 1 < tags.length; i += 2) {
      tagged.put(tags[i], tags[i + 1]);
    }
    return tagged;
  }
}
