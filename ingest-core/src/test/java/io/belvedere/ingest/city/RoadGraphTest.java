package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.Route.Leg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RoadGraphTest {
  /// A ring of four, 1 - 2 - 3 - 4 - 1, whose side 1 - 2 is the slow but short way.
  private static final List<Road> RING =
      List.of(
          road("slow", RoadClass.SERVICE, 1, 2, false),
          road("a", RoadClass.PRIMARY, 2, 3, false),
          road("b", RoadClass.PRIMARY, 3, 4, false),
          road("oneway", RoadClass.PRIMARY, 4, 1, true));

  @Test
  void theFastestWayNeedNotBeTheShortest() {
    List<Road> roads = new ArrayList<>(RING);
    roads.add(road("path", RoadClass.STEPS, 1, 3, false));
    var graph = graph(roads);
    assertThat(ids(graph.route(1, 3).orElseThrow())).containsExactly("slow", "a");
    assertThat(ids(graph.route(4, 2).orElseThrow())).containsExactly("b", "a");
  }

  @Test
  void aOnewayIsDrivenOneWay() {
    var graph = graph(RING);
    assertThat(ids(graph.route(4, 1).orElseThrow())).containsExactly("oneway");
    assertThat(ids(graph.route(1, 4).orElseThrow())).containsExactly("slow", "a", "b");
    assertThat(graph.from(1)).extracting(leg -> leg.road().id()).containsExactly("slow");
  }

  @Test
  void whatIsNotPassableIsDrivenRound() {
    var graph = graph(RING);
    TravelTime flooded =
        (road, metres) ->
            road.id().equals("a")
                ? Double.POSITIVE_INFINITY
                : TravelTime.FREE_FLOW.seconds(road, metres);
    assertThat(ids(graph.route(List.of(3L), 2, flooded).orElseThrow()))
        .containsExactly("b", "oneway", "slow");
    assertThat(graph.route(List.of(1L), 3, flooded)).isEmpty();
  }

  @Test
  void theNearestOfSeveralGoes() {
    var route = graph(RING).route(List.of(2L, 4L), 1, TravelTime.FREE_FLOW).orElseThrow();
    assertThat(route.legs().getFirst().from()).isEqualTo(4);
  }

  @Test
  void lengthsAndTimesAddUp() {
    var route = graph(RING).route(1, 4).orElseThrow();
    assertThat(route.metres())
        .isCloseTo(route.legs().stream().mapToDouble(Leg::metres).sum(), within(1e-6));
    assertThat(route.seconds())
        .isCloseTo(
            route.legs().stream()
                .mapToDouble(leg -> TravelTime.FREE_FLOW.seconds(leg.road(), leg.metres()))
                .sum(),
            within(1e-6));
  }

  @Test
  void whoIsThereNeedsNoLegsAndStrangersHaveNoRoute() {
    var graph = graph(RING);
    assertThat(graph.route(2, 2)).hasValueSatisfying(route -> assertThat(route.legs()).isEmpty());
    assertThat(graph.route(2, 77)).isEmpty();
    assertThat(graph.route(77, 2)).isEmpty();
    assertThat(graph.from(77)).isEmpty();
    assertThat(graph(List.of()).mainNodes()).isEmpty();
  }

  @Test
  void aLegBackwardsRunsBackwards() {
    Leg leg = graph(RING).route(3, 2).orElseThrow().legs().getFirst();
    assertThat(leg.forward()).isFalse();
    Lines.Spot begin = leg.along(0);
    Lines.Spot end = leg.along(leg.metres());
    assertThat(begin.lon()).isCloseTo(place(3)[0], within(1e-9));
    assertThat(end.lon()).isCloseTo(place(2)[0], within(1e-9));
    assertThat(begin.heading()).isEqualTo(end.heading());
  }

  @Test
  void whoeverKeepsToMainNodesNeverGetsStuck() {
    List<Road> roads = new ArrayList<>(RING);
    roads.add(road("into the sack", RoadClass.PRIMARY, 1, 9, true));
    assertThat(graph(roads).mainNodes()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Property(tries = 300)
  void strongPartsAreWhereEachReachesEach(
      @ForAll @IntRange(min = 1, max = 12) int size,
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 143) Integer> edges) {
    List<int[]> pairs =
        edges.stream().map(e -> new int[] {e / 12 % size, e % 12 % size}).distinct().toList();
    boolean[][] reaches = new boolean[size][size];
    for (int i = 0; i < size; i++) {
      reaches[i][i] = true;
    }
    pairs.forEach(pair -> reaches[pair[0]][pair[1]] = true);
    for (int k = 0; k < size; k++) {
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          reaches[i][j] |= reaches[i][k] && reaches[k][j];
        }
      }
    }
    int[] firsts = new int[size + 1];
    pairs.forEach(pair -> firsts[pair[0] + 1]++);
    Arrays.parallelPrefix(firsts, Integer::sum);
    int[] targets =
        pairs.stream()
            .sorted((a, b) -> Integer.compare(a[0], b[0]))
            .mapToInt(pair -> pair[1])
            .toArray();

    Set<Integer> largest = new TreeSet<>();
    new StrongParts(firsts, targets).largest().forEach(largest::add);

    int member = largest.iterator().next();
    int largestSize = 0;
    for (int i = 0; i < size; i++) {
      int partSize = 0;
      for (int j = 0; j < size; j++) {
        partSize += reaches[i][j] && reaches[j][i] ? 1 : 0;
      }
      largestSize = Math.max(largestSize, partSize);
      assertThat(largest.contains(i)).isEqualTo(reaches[i][member] && reaches[member][i]);
    }
    assertThat(largest).hasSize(largestSize);
  }

  private static RoadGraph graph(List<Road> roads) {
    return RoadGraph.of(
        new CityMap(
            "ring", "us", new Bounds(7, 43, 8, 44), List.of(), List.of(), roads, List.of()));
  }

  private static List<String> ids(Route route) {
    return route.legs().stream().map(leg -> leg.road().id()).toList();
  }

  private static Road road(String id, RoadClass roadClass, long from, long to, boolean oneway) {
    double[] a = place(from);
    double[] b = place(to);
    double[] points = {a[0], a[1], b[0], b[1]};
    return new Road(id, "", roadClass, from, to, oneway, false, false, 0, points);
  }

  private static double[] place(long node) {
    double angle = node * Math.PI / 2;
    return new double[] {7.5 + 0.01 * Math.cos(angle), 43.5 + 0.01 * Math.sin(angle)};
  }
}
