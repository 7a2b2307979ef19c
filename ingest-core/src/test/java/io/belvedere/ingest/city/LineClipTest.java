package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.city.CityMap.Bounds;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

class LineClipTest {
  private static final Bounds BOX = new Bounds(0, 0, 10, 10);

  @Test
  void aLineWithinStaysAsItIs() {
    var line = List.of(new Coordinate(1, 1), new Coordinate(9, 9));
    assertThat(LineClip.pieces(line, BOX))
        .singleElement()
        .satisfies(
            piece -> {
              assertThat(piece.line()).containsExactly(line.toArray(Coordinate[]::new));
              assertThat(piece.startCut() || piece.endCut()).isFalse();
            });
  }

  @Test
  void aLineThatOnlyTouchesTheEdgeLeavesNothing() {
    var corner = List.of(new Coordinate(-1, 1), new Coordinate(1, -1));
    assertThat(LineClip.pieces(corner, BOX)).isEmpty();
    assertThat(LineClip.pieces(List.of(new Coordinate(11, 0), new Coordinate(11, 9)), BOX))
        .isEmpty();
  }

  @Property
  void whatIsKeptLiesWithin(@ForAll("lines") List<Coordinate> line) {
    assertThat(LineClip.pieces(line, BOX))
        .allSatisfy(piece -> assertThat(piece.line()).allMatch(at -> BOX.contains(at.x, at.y)));
  }

  @Property
  void asMuchIsKeptAsTheGeometryLibraryKeeps(@ForAll("lines") List<Coordinate> line) {
    double kept =
        LineClip.pieces(line, BOX).stream()
            .mapToDouble(piece -> Ground.GEOMETRY.createLineString(piece.line()).getLength())
            .sum();
    Geometry edge = Ground.GEOMETRY.toGeometry(Ground.envelope(BOX));
    double oracle = 0;
    for (int i = 1; i < line.size(); i++) {
      Coordinate[] step = {line.get(i - 1), line.get(i)};
      oracle += Ground.GEOMETRY.createLineString(step).intersection(edge).getLength();
    }
    assertThat(kept).isCloseTo(oracle, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Property
  void aPieceSaysWhetherItsEndsAreThoseOfTheLine(@ForAll("lines") List<Coordinate> line) {
    for (LineClip.Piece piece : LineClip.pieces(line, BOX)) {
      Coordinate first = piece.line()[0];
      Coordinate last = piece.line()[piece.line().length - 1];
      assertThat(piece.startCut() || first.equals2D(line.getFirst())).isTrue();
      assertThat(piece.endCut() || last.equals2D(line.getLast())).isTrue();
      assertThat(piece.startCut() && !isOnEdge(first)).isFalse();
      assertThat(piece.endCut() && !isOnEdge(last)).isFalse();
      assertThat(piece.from()).isBetween(0, line.size() - 2);
    }
  }

  private static boolean isOnEdge(Coordinate at) {
    return Arrays.stream(new double[] {at.x, 10 - at.x, at.y, 10 - at.y}).anyMatch(d -> d == 0);
  }

  @Provide
  Arbitrary<List<Coordinate>> lines() {
    // Whole numbers too, so that lines run along the edge and through the corners.
    Arbitrary<Double> whole = Arbitraries.integers().between(-5, 15).map(i -> (double) i);
    Arbitrary<Double> any = Arbitraries.doubles().between(-5, 15).ofScale(3);
    Arbitrary<Double> numbers = Arbitraries.oneOf(whole, any);
    return Combinators.combine(numbers, numbers)
        .as(Coordinate::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(6)
        .filter(line -> line.stream().distinct().count() == line.size());
  }
}
