package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class CameraTest {
  private static final Bounds MONACO = new Bounds(7.40, 43.72, 7.45, 43.76);

  private static Camera camera(double zoom) {
    return new Camera(Mercator.x(7.42), Mercator.y(43.735), zoom, 1464, 856);
  }

  @Property
  void whatIsProjectedComesBack(
      @ForAll @DoubleRange(min = 8, max = 21) double zoom,
      @ForAll @DoubleRange(min = 0, max = 1464) double x,
      @ForAll @DoubleRange(min = 0, max = 856) double y) {
    Camera camera = camera(zoom);
    assertThat(camera.screenX(camera.worldX(x))).isCloseTo(x, within(1e-5));
    assertThat(camera.screenY(camera.worldY(y))).isCloseTo(y, within(1e-5));
  }

  @Property
  void zoomLeavesThePlaceUnderThePointer(
      @ForAll @DoubleRange(min = 8, max = 21) double from,
      @ForAll @DoubleRange(min = 2, max = 30) double to,
      @ForAll @DoubleRange(min = 0, max = 1464) double x,
      @ForAll @DoubleRange(min = 0, max = 856) double y) {
    Camera before = camera(from);
    Camera after = before.zoomed(x, y, to);
    assertThat(after.screenX(before.worldX(x))).isCloseTo(x, within(1e-4));
    assertThat(after.screenY(before.worldY(y))).isCloseTo(y, within(1e-4));
  }

  @Property
  void dragMovesTheGroundWithThePointer(
      @ForAll @DoubleRange(min = -900, max = 900) double dx,
      @ForAll @DoubleRange(min = -900, max = 900) double dy) {
    Camera before = camera(16);
    Camera after = before.panned(dx, dy);
    assertThat(after.screenX(before.worldX(100))).isCloseTo(100 + dx, within(1e-4));
    assertThat(after.screenY(before.worldY(100))).isCloseTo(100 + dy, within(1e-4));
  }

  @Property
  void fitShowsAllAndIsAsNearAsItCanRest(
      @ForAll @DoubleRange(min = 200, max = 3840) double width,
      @ForAll @DoubleRange(min = 200, max = 2160) double height) {
    Camera fitted = camera(10).resized(width, height).fitting(MONACO, 24);
    double left = fitted.screenX(Mercator.x(MONACO.west()));
    double right = fitted.screenX(Mercator.x(MONACO.east()));
    double top = fitted.screenY(Mercator.y(MONACO.north()));
    double bottom = fitted.screenY(Mercator.y(MONACO.south()));
    assertThat(left).isGreaterThanOrEqualTo(24 - 1e-6);
    assertThat(right).isLessThanOrEqualTo(width - 24 + 1e-6);
    assertThat(top).isGreaterThanOrEqualTo(24 - 1e-6);
    assertThat(bottom).isLessThanOrEqualTo(height - 24 + 1e-6);
    assertThat(fitted.atRest()).isEqualTo(fitted);
    double growth = Math.pow(2, Camera.REST);
    assertThat((right - left) * growth > width - 48 || (bottom - top) * growth > height - 48)
        .isTrue();
  }

  @Test
  void middleStaysWithinTheMap() {
    Camera astray = camera(14).panned(1e6, -1e6).within(MONACO);
    assertThat(Mercator.lon(astray.x())).isCloseTo(7.40, within(1e-9));
    assertThat(Mercator.lat(astray.y())).isCloseTo(43.72, within(1e-9));
  }

  @Test
  void zoomHasLimits() {
    assertThat(camera(99).zoom()).isEqualTo(Camera.MAX_ZOOM);
    assertThat(camera(-5).zoom()).isEqualTo(Camera.MIN_ZOOM);
  }

  @Test
  void flightArrivesExactlyAndRests() {
    ManualClock clock = new ManualClock(1);
    CameraMotion motion = new CameraMotion(MONACO, MONACO, clock);
    motion.resize(800, 600);
    motion.fly(7.43, 43.74, 17.3);
    assertThat(motion.isResting()).isFalse();
    clock.advance(Duration.ofMillis(100));
    motion.advance();
    assertThat(motion.isResting()).isFalse();
    clock.advance(Duration.ofSeconds(1));
    Camera there = motion.advance();
    assertThat(motion.isResting()).isTrue();
    assertThat(Mercator.lon(there.x())).isCloseTo(7.43, within(1e-9));
    assertThat(there.zoom()).isEqualTo(17.25);
  }

  @Test
  void wheelComesToRestOnAZoomThatTilesAreDrawnFor() {
    ManualClock clock = new ManualClock(1);
    CameraMotion motion = new CameraMotion(MONACO, MONACO, clock);
    motion.resize(800, 600);
    double before = motion.camera().zoom();
    motion.zoom(10, 10, 0.3);
    assertThat(motion.advance().zoom()).isCloseTo(before + 0.3, within(1e-9));
    clock.advance(Duration.ofMillis(500));
    assertThat(motion.advance().zoom()).isEqualTo(before + 0.25);
    assertThat(motion.isResting()).isTrue();
  }

  @Test
  void mapThatNobodyMovedShowsAllAfterAResize() {
    CameraMotion motion = new CameraMotion(MONACO, MONACO, new ManualClock(1));
    motion.resize(400, 300);
    motion.resize(1600, 1200);
    double large = motion.camera().zoom();
    assertThat(motion.camera()).isEqualTo(motion.camera().fitting(MONACO, 24));
    motion.pan(10, 0);
    motion.resize(400, 300);
    assertThat(motion.camera().zoom()).isEqualTo(large);
  }
}
