package io.belvedere.ingest.city;

import io.belvedere.ingest.city.OsmExtract.Member;
import io.belvedere.ingest.city.OsmExtract.MemberKind;
import io.belvedere.ingest.city.OsmExtract.Relation;
import io.belvedere.ingest.city.OsmExtract.Way;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/// Gives ways and relations their geometry.
///
/// A relation's outline comes as a heap of ways in any order and direction; they are joined end to
/// end by the nodes that they share. Where the extract lacks a way, the outline stays open, and the
/// ends are joined straight if what is missing is short beside what is there.
final class OsmShapes {
  /// The longest stretch that may be missing from an outline, metres, and its largest share.
  private static final double MISSING = 1_000;

  private static final double MISSING_SHARE = 1 / 3.0;

  private final OsmNodes nodes;
  private final Map<Long, Way> ways = new HashMap<>();
  private final Ground ground;
  private final ImportLog log;

  OsmShapes(OsmExtract extract, Ground ground, ImportLog log) {
    this.nodes = extract.nodes();
    this.ground = ground;
    this.log = log;
    extract.ways().forEach(way -> ways.put(way.id(), way));
  }

  /// The points of a way, without nodes that the extract lacks.
  static List<Coordinate> line(Way way, OsmNodes nodes) {
    List<Coordinate> line = new ArrayList<>(way.nodes().length);
    for (long id : way.nodes()) {
      int place = nodes.find(id);
      if (place >= 0) {
        line.add(new Coordinate(nodes.lon(place), nodes.lat(place)));
      }
    }
    return line;
  }

  /// Whether a way may lie within a box at least in part; what has no points is not known to be
  /// far.
  boolean isNear(Way way, CityMap.Bounds box) {
    return isNear(envelope(way), box);
  }

  boolean isNear(Relation relation, CityMap.Bounds box) {
    return isNear(envelope(relation), box);
  }

  private static boolean isNear(Envelope envelope, CityMap.Bounds box) {
    return envelope.isNull() || envelope.intersects(Ground.envelope(box));
  }

  private Envelope envelope(Way way) {
    Envelope envelope = new Envelope();
    line(way, nodes).forEach(envelope::expandToInclude);
    return envelope;
  }

  private Envelope envelope(Relation relation) {
    Envelope envelope = new Envelope();
    for (Member member : relation.members()) {
      Way way = member.kind() == MemberKind.WAY ? ways.get(member.id()) : null;
      if (way != null) {
        envelope.expandToInclude(envelope(way));
      }
    }
    return envelope;
  }

  /// What a closed way encloses; empty if it encloses nothing.
  Geometry enclosed(Way way, String element) {
    return polygon(line(way, nodes), element);
  }

  /// What a multipolygon or boundary relation encloses; empty if its outline cannot be closed.
  Geometry enclosed(Relation relation, String element) {
    if (envelope(relation).isNull()) {
      log.dropped(element, "has no outline in this extract");
    }
    List<Geometry> outer = new ArrayList<>();
    for (List<Coordinate> ring : rings(relation, false, element)) {
      outer.add(polygon(ring, element));
    }
    List<Geometry> inner = new ArrayList<>();
    for (List<Coordinate> ring : rings(relation, true, element)) {
      inner.add(polygon(ring, element));
    }
    return Ground.difference(Ground.union(outer), Ground.union(inner));
  }

  private Geometry polygon(List<Coordinate> ring, String element) {
    if (ring.size() < 4) {
      log.dropped(element, "encloses nothing");
      return Ground.GEOMETRY.createPolygon();
    }
    Geometry polygon = Ground.GEOMETRY.createPolygon(ring.toArray(Coordinate[]::new));
    if (!polygon.isValid()) {
      log.mended(element, "crosses itself");
      return Ground.valid(polygon);
    }
    return polygon;
  }

  private List<List<Coordinate>> rings(Relation relation, boolean inner, String element) {
    Set<Way> members = new LinkedHashSet<>();
    for (Member member : relation.members()) {
      Way way = member.kind() == MemberKind.WAY ? ways.get(member.id()) : null;
      if (way != null && member.role().equals("inner") == inner) {
        members.add(way);
      }
    }
    List<List<Coordinate>> rings = new ArrayList<>();
    for (Deque<Long> chain : chains(members)) {
      List<Coordinate> line = points(chain);
      if (!chain.getFirst().equals(chain.getLast())) {
        double gap = ground.metres(line.getLast(), line.getFirst());
        double length = length(line);
        if (gap > MISSING || gap > MISSING_SHARE * (gap + length)) {
          log.dropped(element, "has %.0f m of an outline that does not close".formatted(length));
          continue;
        }
        log.mended(element, "lacks %.0f m of its outline, drawn straight".formatted(gap));
        line.add(line.getFirst());
      }
      rings.add(line);
    }
    return rings;
  }

  /// Joins ways end to end. Closed ways are chains by themselves.
  private static List<Deque<Long>> chains(Set<Way> ways) {
    Map<Long, List<Way>> byEnd = new HashMap<>();
    Set<Way> left = new LinkedHashSet<>(ways);
    for (Way way : ways) {
      byEnd.computeIfAbsent(way.first(), end -> new ArrayList<>()).add(way);
      byEnd.computeIfAbsent(way.last(), end -> new ArrayList<>()).add(way);
    }
    List<Deque<Long>> chains = new ArrayList<>();
    for (Way start : ways) {
      if (!left.remove(start)) {
        continue;
      }
      Deque<Long> chain = new ArrayDeque<>();
      for (long node : start.nodes()) {
        chain.addLast(node);
      }
      while (grown(chain, byEnd, left, true) || grown(chain, byEnd, left, false)) {
        // Each turn takes one more way.
      }
      chains.add(chain);
    }
    return chains;
  }

  private static boolean grown(
      Deque<Long> chain, Map<Long, List<Way>> byEnd, Set<Way> left, boolean atEnd) {
    if (chain.getFirst().equals(chain.getLast())) {
      return false;
    }
    long end = atEnd ? chain.getLast() : chain.getFirst();
    for (Way way : byEnd.getOrDefault(end, List.of())) {
      if (left.remove(way)) {
        int last = way.nodes().length - 1;
        for (int i = 1; i <= last; i++) {
          long node = way.nodes()[way.first() == end ? i : last - i];
          if (atEnd) {
            chain.addLast(node);
          } else {
            chain.addFirst(node);
          }
        }
        return true;
      }
    }
    return false;
  }

  private List<Coordinate> points(Deque<Long> chain) {
    List<Coordinate> points = new ArrayList<>(chain.size() + 1);
    for (long id : chain) {
      int place = nodes.find(id);
      if (place >= 0) {
        points.add(new Coordinate(nodes.lon(place), nodes.lat(place)));
      }
    }
    return points;
  }

  private double length(List<Coordinate> line) {
    double length = 0;
    for (int i = 1; i < line.size(); i++) {
      length += ground.metres(line.get(i - 1), line.get(i));
    }
    return length;
  }
}
