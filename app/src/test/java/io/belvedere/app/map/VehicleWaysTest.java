package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.app.map.VehicleWays.Question;
import io.belvedere.app.map.VehicleWays.Vehicle;
import io.belvedere.app.map.VehicleWays.Way;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.alarm.RoadState.Condition;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.model.DistrictId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A ring of four junctions: 1 south-west, 2 south-east, 3 north-east, 4 north-west.
class VehicleWaysTest {
  private static final double W = 7.42;
  private static final double E = 7.43;
  private static final double S = 43.73;
  private static final double N = 43.74;

  private final VehicleWays ways =
      new VehicleWays(
          new CityMap(
              "Ring",
              "",
              new Bounds(W, S, E, N),
              List.of(),
              List.of(),
              List.of(
                  road("south", 1, 2, W, S, E, S),
                  road("east", 2, 3, E, S, E, N),
                  road("north", 3, 4, E, N, W, N),
                  road("west", 4, 1, W, N, W, S)),
              List.of()));
  private final Vehicle near = vehicle("Near", W, S);
  private final Vehicle far = vehicle("Far", E, N);

  @Test
  void fasterOneComesFirst() {
    List<Way> found = ask(E, S, Map.of());
    // A kilometre north is longer than a hundredth of a degree east.
    assertThat(found).extracting(Way::name).containsExactly("Near", "Far");
    assertThat(found.getFirst().metres())
        .isCloseTo(new GroundPoint(W, S).metresTo(new GroundPoint(E, S)), within(2.0));
    assertThat(found.getFirst().line()).startsWith(near.at()).endsWith(new GroundPoint(E, S));
  }

  @Test
  void floodedAndClosedRoadsAreDrivenAround() {
    List<Way> found = ask(E, S, Map.of("south", Condition.FLOODED));
    assertThat(found).extracting(Way::name).containsExactly("Far", "Near");
    assertThat(found.getLast().line()).contains(new GroundPoint(W, N), new GroundPoint(E, N));
    found = ask(E, S, Map.of("south", Condition.CLOSED, "north", Condition.CLOSED));
    assertThat(found.getLast().exists()).isFalse();
    assertThat(found.getLast().detail()).isEqualTo("Ambulance, no way that can be driven");
    assertThat(found.getLast().measure()).isEmpty();
  }

  @Test
  void jamTakesLongerAndUnknownIsTold() {
    double free = ask(E, S, Map.of()).getFirst().seconds();
    List<Way> jammed = ask(E, S, Map.of("south", Condition.SLOW, "east", Condition.UNKNOWN));
    assertThat(jammed).extracting(Way::name).containsExactly("Far", "Near");
    assertThat(jammed.getFirst().detail()).endsWith(", state of 1 road unknown");
    assertThat(jammed.getLast().seconds()).isCloseTo(2 * free, within(1.0));
  }

  private List<Way> ask(double lon, double lat, Map<String, Condition> conditions) {
    return ways.answer(new Question(new GroundPoint(lon, lat), List.of(far, near), conditions));
  }

  private static Vehicle vehicle(String name, double lon, double lat) {
    return new Vehicle(
        new Selected.OfThing(new DistrictId("ring"), name),
        name,
        "Ambulance",
        new GroundPoint(lon, lat));
  }

  private static Road road(String id, long from, long to, double... points) {
    return new Road(id, "", RoadClass.RESIDENTIAL, from, to, false, false, false, 0, points);
  }
}
