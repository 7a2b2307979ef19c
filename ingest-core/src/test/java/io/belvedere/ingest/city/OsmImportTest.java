package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.ImportReport.Fate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class OsmImportTest {
  private static final Bounds BOX = new Bounds(0, 0, 0.1, 0.1);

  @Test
  void roadsAreCutWhereWaysMeet() {
    var sketch =
        cross()
            .way(10, "highway=residential name=Long", 1, 2, 3)
            .way(11, "highway=service", 4, 2, 5);
    assertThat(map(sketch).roads())
        .extracting(Road::id, Road::fromNode, Road::toNode, Road::name)
        .containsExactly(
            tuple("w10-0", 1L, 2L, "Long"),
            tuple("w10-1", 2L, 3L, "Long"),
            tuple("w11-0", 4L, 2L, ""),
            tuple("w11-1", 2L, 5L, ""));
  }

  @Test
  void aWayThatPassesItselfIsCutThere() {
    var sketch = cross().way(10, "highway=residential", 1, 2, 3, 4, 2, 5);
    assertThat(map(sketch).roads()).extracting(Road::id).containsExactly("w10-0", "w10-1", "w10-4");
  }

  @Test
  void aOnewayRunsAsItMayBeDriven() {
    var sketch =
        cross()
            .way(10, "highway=primary oneway=-1", 1, 2)
            .way(11, "highway=primary oneway=yes", 3, 4)
            .way(12, "highway=primary junction=roundabout", 4, 5)
            .way(13, "highway=motorway", 5, 1)
            .way(14, "highway=motorway oneway=no", 5, 3);
    List<Road> roads = map(sketch).roads();
    assertThat(roads)
        .extracting(Road::fromNode, Road::toNode, Road::oneway)
        .containsExactly(
            tuple(2L, 1L, true),
            tuple(3L, 4L, true),
            tuple(4L, 5L, true),
            tuple(5L, 1L, true),
            tuple(5L, 3L, false));
    assertThat(roads.getFirst().points()).containsExactly(0.05, 0.05, 0.02, 0.05);
  }

  @Test
  void tunnelsAndBridgesTellTheirLayer() {
    var sketch =
        cross()
            .way(10, "highway=primary tunnel=yes", 1, 2)
            .way(11, "highway=primary bridge=viaduct layer=2", 2, 3)
            .way(12, "railway=rail tunnel=no layer=low", 4, 5);
    assertThat(map(sketch).roads())
        .extracting(Road::roadClass, Road::tunnel, Road::bridge, Road::layer)
        .containsExactly(
            tuple(RoadClass.PRIMARY, true, false, -1),
            tuple(RoadClass.PRIMARY, false, true, 2),
            tuple(RoadClass.RAIL, false, false, 0));
  }

  @Test
  void aRoadIsCutAtTheEdgeAndEndsInANodeOfItsOwn() {
    var sketch =
        new Sketch()
            .node(1, 0.09, 0.05)
            .node(2, 0.12, 0.05)
            .node(3, 0.12, 0.07)
            .node(4, 0.09, 0.07);
    var imported = imported(sketch.way(10, "highway=primary", 1, 2, 3, 4));
    assertThat(imported.map().roads()).hasSize(2);
    Road first = imported.map().roads().getFirst();
    Road second = imported.map().roads().getLast();
    assertThat(first.points()).containsExactly(0.09, 0.05, 0.1, 0.05);
    assertThat(second.points()).containsExactly(0.1, 0.07, 0.09, 0.07);
    assertThat(first.fromNode()).isEqualTo(1);
    assertThat(first.toNode()).isNegative();
    assertThat(second.fromNode()).isNegative().isNotEqualTo(first.toNode());
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(remarks(imported, Fate.CUT))
        .containsExactly("way 10 goes on for 2.2 km beyond the edge");
  }

  @Test
  void aLineThatLeavesByKilometresInOneStepIsDroppedAndReported() {
    var sketch = new Sketch().node(1, 0.05, 0.05).node(2, 0.051, 0.05).node(3, 0.05, 60);
    var imported = imported(sketch.way(10, "highway=primary name=Wild", 1, 2, 3));
    assertThat(imported.map().roads()).isEmpty();
    assertThat(remarks(imported, Fate.DROPPED))
        .singleElement()
        .asString()
        .isEqualTo("way 10 (Wild) goes straight for 6674 km, a wrong coordinate");
  }

  @Test
  void aSurfaceWithAWrongCoordinateDoesNotCoverTheMap() {
    var sketch =
        new Sketch()
            .node(1, 0.05, 0.05)
            .node(2, 0.051, 0.05)
            .node(3, 90, 50)
            .way(10, "building=yes", 1, 2, 3, 1);
    var imported = imported(sketch);
    assertThat(imported.map().surfaces()).isEmpty();
    assertThat(remarks(imported, Fate.DROPPED))
        .singleElement()
        .asString()
        .endsWith("km, a wrong coordinate");
  }

  @Test
  void whatIsEmptyCrossesItselfOrLacksNodesIsReportedNeverFatal() {
    var sketch =
        cross()
            .way(10, "building=yes", 1, 3, 4, 5, 1) // a bow tie
            .way(11, "building=yes", 1, 2, 1)
            .way(12, "natural=water", 1, 3, 4)
            .way(13, "highway=primary", 1, 99, 2)
            .way(14, "highway=primary", 98, 99)
            .way(15, "highway=proposed", 1, 2)
            .relation(20, "type=multipolygon building=yes", "outer 97");
    var imported = imported(sketch);
    assertThat(remarks(imported, Fate.MENDED)).containsExactly("way 10 crosses itself");
    assertThat(remarks(imported, Fate.CUT)).containsExactly("way 13 lacks 1 of its nodes");
    assertThat(remarks(imported, Fate.DROPPED))
        .containsExactlyInAnyOrder(
            "way 11 is a surface whose outline does not close",
            "way 12 is a surface whose outline does not close",
            "way 14 has fewer than two points",
            "way 15 is proposed, nothing that one can go along",
            "relation 20 has no outline in this extract");
    assertThat(imported.map().roads()).extracting(Road::id).containsExactly("w13-0");
    assertThat(imported.map().surfaces())
        .extracting(Surface::kind)
        .containsExactly(SurfaceKind.BUILDING);
  }

  @Test
  void whatLiesBeyondTheEdgeIsCountedNotListed() {
    var sketch =
        new Sketch()
            .node(1, 3, 3)
            .node(2, 3.01, 3)
            .square(100, 4, 4, 0.01, "building=yes")
            .way(10, "highway=primary", 1, 2)
            .way(11, "highway=proposed", 1, 2)
            .way(12, "natural=water", 1, 2);
    var imported = imported(sketch);
    assertThat(imported.report().remarks()).isEmpty();
    assertThat(imported.report().beyond()).isEqualTo(4);
    assertThat(imported.map().surfaces()).isEmpty();
  }

  @Test
  void aMultipolygonKeepsItsHolesAndItsParts() {
    var sketch =
        new Sketch()
            .square(100, 0.01, 0.01, 0.04, "")
            .square(110, 0.02, 0.02, 0.01, "")
            .square(120, 0.07, 0.07, 0.01, "")
            .relation(20, "type=multipolygon leisure=park name=P", "outer 100 inner 110 outer 120");
    Surface park = map(sketch).surfaces().getFirst();
    assertThat(park.rings()).hasSize(3);
    assertThat(Rings.contain(park.rings(), 0.015, 0.015)).isTrue();
    assertThat(Rings.contain(park.rings(), 0.025, 0.025)).isFalse();
    assertThat(Rings.contain(park.rings(), 0.075, 0.075)).isTrue();
  }

  @Test
  void anOutlineInPiecesIsJoinedInAnyOrderAndDirection() {
    var sketch =
        cross()
            .way(10, "", 1, 4)
            .way(11, "", 3, 4)
            .way(12, "", 5, 3)
            .way(13, "", 5, 1)
            .relation(
                20,
                "boundary=administrative admin_level=9 name=One",
                "outer 12 outer 10 outer 13 outer 11");
    assertThat(imported(sketch).map().areas())
        .singleElement()
        .satisfies(area -> assertThat(area.contains(0.05, 0.05)).isTrue());
  }

  @Test
  void aSmallGapInAnOutlineIsClosedAndALargeOneIsNot() {
    var sketch =
        new Sketch()
            .square(100, 0.01, 0.01, 0.005, "")
            .square(110, 0.03, 0.03, 0.01, "")
            .way(10, "", 100, 101, 102, 103)
            .way(11, "", 100, 101, 102)
            .way(12, "", 110, 111, 112, 113)
            .relation(20, "boundary=administrative admin_level=9 name=Kept", "outer 10")
            .relation(21, "boundary=administrative admin_level=9 name=Half", "outer 11")
            .relation(22, "boundary=administrative admin_level=9 name=Far", "outer 12");
    var imported = imported(sketch);
    assertThat(imported.map().areas()).extracting(Area::name).containsExactly("Kept");
    assertThat(remarks(imported, Fate.MENDED))
        .containsExactly("relation 20 (Kept) lacks 557 m of its outline, drawn straight");
    assertThat(remarks(imported, Fate.DROPPED))
        .contains("relation 21 (Half) has 1113 m of an outline that does not close")
        .contains("relation 22 (Far) has 3340 m of an outline that does not close");
  }

  @Test
  void areasAreOfTheFinestLevelThatDivides() {
    var sketch =
        new Sketch()
            .square(100, 0.01, 0.01, 0.08, "")
            .square(110, 0.01, 0.01, 0.04, "")
            .square(120, 0.05, 0.01, 0.04, "")
            .square(130, 0.02, 0.02, 0.01, "")
            .relation(20, "boundary=administrative admin_level=8 name=City", "outer 100")
            .relation(21, "boundary=administrative admin_level=9 name=West", "outer 110")
            .relation(22, "boundary=administrative admin_level=9 name=East", "outer 120")
            .relation(23, "boundary=administrative admin_level=10 name=Yard", "outer 130");
    assertThat(map(sketch).areas()).extracting(Area::name).containsExactly("West", "East");
    var level = new ImportOptions("x", Optional.of(BOX), 0, OptionalInt.of(8));
    assertThat(OsmImport.of(sketch.extract(), level).map().areas())
        .extracting(Area::name)
        .containsExactly("City");
  }

  @Test
  void theMapEndsAMarginBeyondItsAreas() {
    var sketch =
        new Sketch()
            .square(100, 0.01, 0.01, 0.001, "")
            .relation(20, "boundary=administrative admin_level=9 name=A", "outer 100");
    var options = new ImportOptions("x", Optional.empty(), 1000, OptionalInt.empty());
    Bounds box = OsmImport.of(sketch.extract(), options).map().bounds();
    assertThat(Lines.metres(box.west(), 0.01, 0.01, 0.01)).isCloseTo(1000, within(1.0));
    assertThat(Lines.metres(0.01, 0.011, 0.01, box.north())).isCloseTo(1000, within(1.0));
  }

  @Test
  void anExtractWithoutAreasIsKeptWhole() {
    var imported =
        OsmImport.of(
            cross().way(10, "highway=primary", 1, 2, 3).extract(), ImportOptions.named("x"));
    assertThat(imported.map().bounds()).isEqualTo(new Bounds(0.02, 0.02, 0.08, 0.08));
    assertThat(imported.map().roads()).hasSize(1);
  }

  @Test
  void aPierDrawnAsALineGetsItsBreadth() {
    var sketch =
        new Sketch()
            .node(1, 0.05, 0.05)
            .node(2, 0.0501, 0.05)
            .way(10, "man_made=pier width=10", 1, 2);
    double[] ring = map(sketch).surfaces().getFirst().rings().getFirst();
    double south = Math.min(ring[1], Math.min(ring[3], ring[5]));
    double north = Math.max(ring[1], Math.max(ring[3], ring[5]));
    assertThat(Lines.metres(0.05, south, 0.05, north)).isCloseTo(10, within(0.1));
  }

  @Test
  void aPlaceDrawnTwiceStandsOnce() {
    var sketch =
        new Sketch()
            .square(100, 0.05, 0.05, 0.0001, "amenity=hospital name=Grace")
            .node(1, 0.05005, 0.05005, "amenity", "hospital", "name", "grace")
            .node(2, 0.05006, 0.05005, "amenity", "hospital")
            .node(3, 0.07, 0.07, "amenity", "hospital", "name", "Grace")
            .node(4, 0.03, 0.03, "highway", "bus_stop", "name", "Port")
            .node(5, 0.03001, 0.03, "highway", "bus_stop", "name", "Port");
    var imported = imported(sketch);
    assertThat(imported.map().facilities())
        .extracting(Facility::id)
        .containsExactly("n3", "w100", "n4", "n5");
    assertThat(remarks(imported, Fate.DROPPED))
        .contains("node 1 (grace) is drawn already as way 100 (Grace)");
  }

  /// Two lines that cross in node 2: 1 west, 3 east, 4 south, 5 north.
  private static Sketch cross() {
    return new Sketch()
        .node(1, 0.02, 0.05)
        .node(2, 0.05, 0.05)
        .node(3, 0.08, 0.05)
        .node(4, 0.05, 0.02)
        .node(5, 0.05, 0.08);
  }

  private static OsmImport.Imported imported(Sketch sketch) {
    var options = new ImportOptions("sketch", Optional.of(BOX), 0, OptionalInt.empty());
    return OsmImport.of(sketch.extract(), options);
  }

  private static CityMap map(Sketch sketch) {
    return imported(sketch).map();
  }

  private static List<String> remarks(OsmImport.Imported imported, Fate fate) {
    return imported.report().remarks().stream()
        .filter(remark -> remark.fate() == fate)
        .map(remark -> remark.element() + " " + remark.what())
        .toList();
  }
}
