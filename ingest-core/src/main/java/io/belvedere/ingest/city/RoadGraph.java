package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.Route.Leg;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The roads that cars use, as they hang together. Immutable, so any thread may ask.
///
/// Oneway roads lead one way only; which turns are forbidden is not known to the map.
public final class RoadGraph {
  /// Sorted; a node's place here is its number.
  private final long[] nodes;

  /// The legs that leave node `n` are `leaving[firsts[n]]` to `leaving[firsts[n + 1] - 1]`.
  private final int[] firsts;

  private final Leg[] leaving;
  private final int[] targets;

  private RoadGraph(List<Leg> legs) {
    nodes = legs.stream().flatMapToLong(RoadGraph::ends).sorted().distinct().toArray();
    leaving = legs.stream().sorted(Comparator.comparingLong(Leg::from)).toArray(Leg[]::new);
    targets = Arrays.stream(leaving).mapToInt(leg -> number(leg.to())).toArray();
    firsts = new int[nodes.length + 1];
    for (Leg leg : leaving) {
      firsts[number(leg.from()) + 1]++;
    }
    Arrays.parallelPrefix(firsts, Integer::sum);
  }

  public static RoadGraph of(CityMap map) {
    List<Leg> legs = new ArrayList<>();
    for (Road road : map.roads()) {
      if (road.roadClass().isForCars()) {
        double metres = Lines.metres(road.points());
        legs.add(new Leg(road, true, metres));
        if (!road.oneway()) {
          legs.add(new Leg(road, false, metres));
        }
      }
    }
    return new RoadGraph(legs);
  }

  private static LongStream ends(Leg leg) {
    return LongStream.of(leg.from(), leg.to());
  }

  private int number(long node) {
    return Arrays.binarySearch(nodes, node);
  }

  /// The legs that one may take at a node; none if no road for cars leads away from it.
  public List<Leg> from(long node) {
    int n = number(node);
    return n < 0 ? List.of() : List.of(Arrays.copyOfRange(leaving, firsts[n], firsts[n + 1]));
  }

  /// The fastest way on free roads.
  public Optional<Route> route(long from, long to) {
    return route(List.of(from), to, TravelTime.FREE_FLOW);
  }

  /// The fastest way from whichever of the starts is nearest in time; for "which ambulance?".
  ///
  /// @return empty if there is no passable way, or the map does not know the nodes
  public Optional<Route> route(Collection<Long> starts, long goal, TravelTime time) {
    int end = number(goal);
    if (end < 0) {
      return Optional.empty();
    }
    var search = new Search(time);
    starts.stream().mapToInt(this::number).filter(n -> n >= 0).forEach(search::start);
    return search.reaches(end) ? Optional.of(search.routeTo(end)) : Optional.empty();
  }

  /// The nodes from each of which every other can be reached and left again: a car that keeps to
  /// them never gets stuck. It is the largest such part of the map, sorted.
  public List<Long> mainNodes() {
    return new StrongParts(firsts, targets).largest().mapToObj(n -> nodes[n]).toList();
  }

  /// One search by Dijkstra's algorithm. (A* would need to know the fastest road of any
  /// [TravelTime].)
  private final class Search {
    private record Reached(int node, double seconds) {}

    private final TravelTime time;
    private final double[] seconds = new double[nodes.length];
    private final @Nullable Leg[] arrivedBy = new @Nullable Leg[nodes.length];
    private final PriorityQueue<Reached> front =
        new PriorityQueue<>(Comparator.comparingDouble(Reached::seconds));

    Search(TravelTime time) {
      this.time = time;
      Arrays.fill(seconds, Double.POSITIVE_INFINITY);
    }

    void start(int node) {
      seconds[node] = 0;
      front.add(new Reached(node, 0));
    }

    boolean reaches(int goal) {
      while (!front.isEmpty()) {
        Reached here = front.remove();
        if (here.node() == goal) {
          return true;
        }
        if (here.seconds() > seconds[here.node()]) {
          continue;
        }
        for (int i = firsts[here.node()]; i < firsts[here.node() + 1]; i++) {
          Leg leg = leaving[i];
          double arrival = here.seconds() + time.seconds(leg.road(), leg.metres());
          if (arrival < seconds[targets[i]]) {
            seconds[targets[i]] = arrival;
            arrivedBy[targets[i]] = leg;
            front.add(new Reached(targets[i], arrival));
          }
        }
      }
      return false;
    }

    Route routeTo(int goal) {
      Deque<Leg> legs = new ArrayDeque<>();
      double metres = 0;
      for (Leg leg = arrivedBy[goal]; leg != null; leg = arrivedBy[number(leg.from())]) {
        legs.addFirst(leg);
        metres += leg.metres();
      }
      return new Route(List.copyOf(legs), metres, seconds[goal]);
    }
  }
}
