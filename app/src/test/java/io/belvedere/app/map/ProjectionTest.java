package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.Mercator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/// There and back between degrees, the unit square and pixels, everywhere on Web Mercator.
class ProjectionTest {
  /// Where the unit square ends.
  private static final double NORTH = 85.0511287798066;

  private static final double[] SCALES = {1, 1.25, 1.5, 2};

  @Property
  void placeComesBackFromTheUnitSquare(
      @ForAll @Scale(9) @DoubleRange(min = -180, max = 180) double lon,
      @ForAll @Scale(9) @DoubleRange(min = -85.05, max = 85.05) double lat) {
    double x = Mercator.x(lon);
    double y = Mercator.y(lat);
    assertThat(x).isBetween(0.0, 1.0);
    assertThat(y).isBetween(-1e-12, 1 + 1e-12);
    assertThat(Mercator.lon(x)).isCloseTo(lon, within(1e-12 * 360));
    assertThat(Mercator.lat(y)).isCloseTo(lat, within(1e-12 * 360));
  }

  @Property
  void northIsUpAndEastIsRight(
      @ForAll @Scale(9) @DoubleRange(min = -85.05, max = 85.05) double lat,
      @ForAll @Scale(9) @DoubleRange(min = 1e-6, max = 1) double more) {
    assertThat(Mercator.y(lat + more)).isLessThan(Mercator.y(lat));
    assertThat(Mercator.y(lat - more)).isGreaterThan(Mercator.y(lat));
    assertThat(Mercator.x(lat + more)).isGreaterThan(Mercator.x(lat));
  }

  @Test
  void theUnitSquareHasItsEdgesWhereWebMapsHaveThem() {
    assertThat(Mercator.x(-180)).isZero();
    assertThat(Mercator.x(180)).isEqualTo(1);
    assertThat(Mercator.y(0)).isEqualTo(0.5);
    assertThat(Mercator.y(NORTH)).isCloseTo(0, within(1e-12));
    assertThat(Mercator.y(-NORTH)).isCloseTo(1, within(1e-12));
  }

  @Property
  void pixelComesBackFromTheGround(
      @ForAll @Scale(9) @DoubleRange(min = -180, max = 180) double lon,
      @ForAll @Scale(9) @DoubleRange(min = -85.05, max = 85.05) double lat,
      @ForAll @Scale(4) @DoubleRange(min = Camera.MIN_ZOOM, max = Camera.MAX_ZOOM) double zoom,
      @ForAll @DoubleRange(min = 0, max = 4000) double x,
      @ForAll @DoubleRange(min = 0, max = 4000) double y) {
    for (double scale : SCALES) {
      View view = view(lon, lat, zoom, scale);
      assertThat(view.screenX(view.worldX(x))).isCloseTo(x, within(1e-5));
      assertThat(view.screenY(view.worldY(y))).isCloseTo(y, within(1e-5));
    }
  }

  @Property
  void groundUnderAPixelIsNoFartherThanThePixelIsWide(
      @ForAll @Scale(9) @DoubleRange(min = -180, max = 180) double lon,
      @ForAll @Scale(9) @DoubleRange(min = -85.05, max = 85.05) double lat,
      @ForAll @Scale(4) @DoubleRange(min = Camera.MIN_ZOOM, max = Camera.MAX_ZOOM) double zoom) {
    for (double scale : SCALES) {
      View view = view(lon, lat, zoom, scale);
      double backLon = Mercator.lon(view.worldX(view.pixelX(Mercator.x(lon)) + 0.5));
      double backLat = Mercator.lat(view.worldY(view.pixelY(Mercator.y(lat)) + 0.5));
      double degrees = 360 / view.pixels();
      assertThat(backLon).isCloseTo(lon, within(0.51 * degrees));
      assertThat(backLat).isCloseTo(lat, within(0.51 * degrees));
    }
  }

  @Property
  void viewShowsWhatItsCameraLooksAt(
      @ForAll @Scale(9) @DoubleRange(min = -180, max = 180) double lon,
      @ForAll @Scale(9) @DoubleRange(min = -85.05, max = 85.05) double lat,
      @ForAll @Scale(4) @DoubleRange(min = Camera.MIN_ZOOM, max = Camera.MAX_ZOOM) double zoom,
      @ForAll @DoubleRange(min = 0, max = 1001) double x,
      @ForAll @DoubleRange(min = 0, max = 701) double y) {
    Camera camera = camera(lon, lat, zoom);
    for (double scale : SCALES) {
      View view = View.of(camera, scale);
      // Half a pixel to place the ground on whole pixels, half a pixel where the edge cuts one.
      assertThat(view.screenX(camera.worldX(x))).isCloseTo(x * scale, within(1 + 1e-5));
      assertThat(view.screenY(camera.worldY(y))).isCloseTo(y * scale, within(1 + 1e-5));
    }
  }

  private static Camera camera(double lon, double lat, double zoom) {
    return new Camera(0.5, 0.5, zoom, 1001, 701).at(lon, lat, zoom);
  }

  private static View view(double lon, double lat, double zoom, double scale) {
    return View.of(camera(lon, lat, zoom), scale);
  }
}
