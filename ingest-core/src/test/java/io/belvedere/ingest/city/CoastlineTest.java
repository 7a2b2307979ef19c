package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.ImportReport.Remark;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/// Land is on the left of a coastline, water on its right.
class CoastlineTest {
  private static final Bounds BOX = new Bounds(0, 0, 0.1, 0.1);

  private final ImportLog log = new ImportLog();

  @Test
  void aCoastAcrossTheMapHasTheSeaOnItsRight() {
    Geometry south = sea(new Sketch().node(1, -0.01, 0.05).node(2, 0.11, 0.05).way(10, "", 1, 2));
    assertThat(isIn(south, 0.05, 0.02)).isTrue();
    assertThat(isIn(south, 0.05, 0.08)).isFalse();
    Geometry north = sea(new Sketch().node(1, -0.01, 0.05).node(2, 0.11, 0.05).way(10, "", 2, 1));
    assertThat(isIn(north, 0.05, 0.02)).isFalse();
    assertThat(isIn(north, 0.05, 0.08)).isTrue();
  }

  @Test
  void waysAreJoinedInTheirDirectionWhateverTheirOrder() {
    Geometry sea =
        sea(
            new Sketch()
                .node(1, -0.01, 0.05)
                .node(2, 0.03, 0.06)
                .node(3, 0.07, 0.04)
                .node(4, 0.11, 0.05)
                .way(12, "", 3, 4)
                .way(10, "", 1, 2)
                .way(11, "", 2, 3));
    assertThat(isIn(sea, 0.05, 0.02)).isTrue();
    assertThat(isIn(sea, 0.05, 0.08)).isFalse();
    assertThat(remarks()).isEmpty();
  }

  @Test
  void twoCoastsMakeAChannel() {
    // South of the northern coast and north of the southern one.
    Geometry sea =
        sea(
            new Sketch()
                .node(1, -0.01, 0.07)
                .node(2, 0.11, 0.07)
                .node(3, -0.01, 0.03)
                .node(4, 0.11, 0.03)
                .way(10, "", 1, 2)
                .way(11, "", 4, 3));
    assertThat(isIn(sea, 0.05, 0.05)).isTrue();
    assertThat(isIn(sea, 0.05, 0.01)).isFalse();
    assertThat(isIn(sea, 0.05, 0.09)).isFalse();
  }

  @Test
  void aPeninsulaThatLeavesAndEntersOnOneSideIsLand() {
    Geometry sea =
        sea(
            new Sketch()
                .node(1, 0.07, -0.01)
                .node(2, 0.05, 0.05)
                .node(3, 0.03, -0.01)
                .way(10, "", 1, 2, 3));
    assertThat(isIn(sea, 0.05, 0.02)).isFalse();
    assertThat(isIn(sea, 0.05, 0.08)).isTrue();
    assertThat(isIn(sea, 0.01, 0.01)).isTrue();
    assertThat(isIn(sea, 0.09, 0.01)).isTrue();
  }

  @Test
  void anIslandIsLandEvenWithNoOtherCoast() {
    Geometry sea = sea(new Sketch().square(1, 0.04, 0.04, 0.02, ""));
    assertThat(isIn(sea, 0.05, 0.05)).isFalse();
    assertThat(isIn(sea, 0.01, 0.01)).isTrue();
  }

  @Test
  void anIslandThatTheEdgeCutsIsLand() {
    Geometry sea = sea(new Sketch().square(1, 0.08, 0.04, 0.04, ""));
    assertThat(isIn(sea, 0.09, 0.05)).isFalse();
    assertThat(isIn(sea, 0.05, 0.05)).isTrue();
    assertThat(isIn(sea, 0.09, 0.02)).isTrue();
  }

  @Test
  void aRingTheOtherWayRoundIsABasin() {
    var sketch =
        new Sketch()
            .node(1, 0.04, 0.04)
            .node(2, 0.04, 0.06)
            .node(3, 0.06, 0.06)
            .node(4, 0.06, 0.04)
            .way(10, "", 1, 2, 3, 4, 1);
    Geometry sea = sea(sketch);
    assertThat(isIn(sea, 0.05, 0.05)).isTrue();
    assertThat(isIn(sea, 0.01, 0.01)).isFalse();
  }

  @Test
  void withoutACoastThereIsNoSea() {
    assertThat(sea(new Sketch()).isEmpty()).isTrue();
    assertThat(sea(new Sketch().node(1, 2, 2).node(2, 3, 3).way(10, "", 1, 2)).isEmpty()).isTrue();
  }

  @Test
  void aCoastThatBreaksOffGoesStraightOn() {
    Geometry sea = sea(new Sketch().node(1, 0.03, 0.05).node(2, 0.07, 0.05).way(10, "", 1, 2));
    assertThat(isIn(sea, 0.01, 0.049)).isTrue();
    assertThat(isIn(sea, 0.09, 0.049)).isTrue();
    assertThat(isIn(sea, 0.01, 0.051)).isFalse();
    assertThat(isIn(sea, 0.09, 0.051)).isFalse();
    assertThat(remarks())
        .containsExactly(
            "breaks off at 0.03000 0.05000 and was drawn on, heading 270 degrees",
            "breaks off at 0.07000 0.05000 and was drawn on, heading 90 degrees");
  }

  @Test
  void aCoastThatBreaksOffLeavesRoadsOnLand() {
    Geometry sea =
        sea(
            new Sketch().node(1, 0.03, 0.05).node(2, 0.07, 0.05).way(10, "", 1, 2),
            new Coordinate(0.09, 0.045),
            new Coordinate(0.02, 0.048));
    assertThat(isIn(sea, 0.09, 0.045)).isFalse();
    assertThat(isIn(sea, 0.02, 0.048)).isFalse();
    assertThat(isIn(sea, 0.09, 0.04)).isTrue();
    assertThat(isIn(sea, 0.02, 0.04)).isTrue();
  }

  private Geometry sea(Sketch sketch, Coordinate... onLand) {
    OsmExtract extract = sketch.extract();
    var coastline = new Coastline(extract.nodes(), BOX, new Ground(0.05), List.of(onLand), log);
    Geometry sea = coastline.sea(extract.ways());
    assertThat(sea.isValid()).isTrue();
    return sea;
  }

  private static boolean isIn(Geometry sea, double lon, double lat) {
    return sea.contains(Ground.GEOMETRY.createPoint(new Coordinate(lon, lat)));
  }

  private List<String> remarks() {
    return log.report(Optional.empty()).remarks().stream().map(Remark::what).toList();
  }
}
