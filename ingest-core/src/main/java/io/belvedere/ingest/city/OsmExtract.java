package io.belvedere.ingest.city;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an OpenStreetMap file says, before anything is made of it.
///
/// @param bounds the rectangle that the file says it covers
/// @param dataTime the moment of the world that it shows, where the file says so
/// @param places the nodes that carry tags of their own
record OsmExtract(
    Optional<CityMap.Bounds> bounds,
    Optional<Instant> dataTime,
    OsmNodes nodes,
    List<Place> places,
    List<Way> ways,
    List<Relation> relations) {

  /// The same extract with fewer ways and relations.
  OsmExtract with(List<Way> fewerWays, List<Relation> fewerRelations) {
    return new OsmExtract(bounds, dataTime, nodes, places, fewerWays, fewerRelations);
  }

  record Place(long id, double lon, double lat, Map<String, String> tags) {}

  /// @param nodes in order; a closed way repeats its first node at the end
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  record Way(long id, long[] nodes, Map<String, String> tags) {
    boolean isClosed() {
      return nodes.length > 3 && nodes[0] == nodes[nodes.length - 1];
    }

    long first() {
      return nodes[0];
    }

    long last() {
      return nodes[nodes.length - 1];
    }
  }

  record Relation(long id, List<Member> members, Map<String, String> tags) {
    String type() {
      return tags.getOrDefault("type", "");
    }
  }

  record Member(MemberKind kind, long id, String role) {}

  enum MemberKind {
    NODE,
    WAY,
    RELATION
  }
}
