package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.time.ManualClock;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The picture without a ground, for another that lies under it.
class BareGroundTest {
  private static final Bounds BOUNDS = CrowdedMonaco.MAP.bounds();
  private static final Camera CAMERA =
      new Camera(Mercator.x(7.42), Mercator.y(43.735), 15, 640, 480);

  private final ManualClock clock = new ManualClock(17);

  private static Shot shot() {
    return DrawnMonaco.shot(
        View.of(CAMERA, 1), LayerSettings.INITIAL, Mode.LIVE, /* resting= */ true);
  }

  @Test
  void pictureIsTransparentWhereNothingIsDrawn() {
    var monaco = new CrowdedMonaco(200);
    InstantOnScreen instant = monaco.show(Mode.LIVE);
    var worker = new BaseMapWorker(CrowdedMonaco.MAP);
    var picture = new MapPicture(CrowdedMonaco.MAP, new BaseMap(worker));
    draw(picture, worker, instant);
    int[] withGround = picture.raster().pixels.clone();
    assertThat(Arrays.stream(withGround).allMatch(pixel -> pixel >>> 24 == 255)).isTrue();

    picture.setBare(true);
    draw(picture, worker, instant);
    int[] bare = picture.raster().pixels.clone();
    assertThat(Arrays.stream(bare).filter(pixel -> pixel == 0).count())
        .isGreaterThan(bare.length / 2);
    assertThat(Arrays.stream(bare).allMatch(BareGroundTest::isPremultiplied)).isTrue();
    assertThat(Arrays.stream(bare).anyMatch(pixel -> pixel >>> 24 == 255)).isTrue();

    picture.setBare(false);
    draw(picture, worker, instant);
    assertThat(picture.raster().pixels).isEqualTo(withGround);
  }

  private static void draw(MapPicture picture, BaseMapWorker worker, InstantOnScreen instant) {
    picture.draw(instant, shot());
    while (!picture.isComplete()) {
      worker.runAll();
      picture.draw(instant, shot());
    }
  }

  private static boolean isPremultiplied(int pixel) {
    int alpha = pixel >>> 24;
    return (pixel >> 16 & 0xFF) <= alpha && (pixel >> 8 & 0xFF) <= alpha && (pixel & 0xFF) <= alpha;
  }

  @Property
  void drawnBareAndLaidOverAGroundIsAlmostTheSameAsDrawnOnIt(
      @ForAll int ground,
      @ForAll int ink,
      @ForAll @IntRange(min = 1, max = 8) int thickness,
      @ForAll @IntRange(min = 0, max = 255) int alpha) {
    int under = ground | 0xFF000000;
    int[] onGround = drawn(under, ink | 0xFF000000, thickness, alpha);
    int[] bare = drawn(0, ink | 0xFF000000, thickness, alpha);
    for (int i = 0; i < bare.length; i++) {
      assertThat(isPremultiplied(bare[i])).isTrue();
      for (int shift = 0; shift < 32; shift += 8) {
        int rest = 255 - (bare[i] >>> 24);
        int laid = (bare[i] >>> shift & 0xFF) + (under >>> shift & 0xFF) * rest / 255;
        assertThat(laid).isCloseTo(onGround[i] >>> shift & 0xFF, within(4));
      }
    }
  }

  private static int[] drawn(int ground, int ink, int thickness, int alpha) {
    var raster = new Raster(24, 24);
    raster.fill(ground);
    raster.line(2.3, 3.1, 20.7, 19.9, thickness, ink);
    raster.hatch(5, 2, ink, alpha);
    raster.ring(12, 12, 16, thickness, ink);
    return raster.pixels;
  }

  @Test
  void cameraOverAGroundOfWholeLevelsRestsOnThem() {
    var motion = motionTo(15.375);
    rest(motion);
    motion.restOnWholeLevels(true);
    assertThat(rest(motion).zoom()).isEqualTo(15);
    motion.zoom(100, 200, 0.25);
    assertThat(rest(motion).zoom()).isEqualTo(16);
    motion.zoom(100, 200, -0.5);
    assertThat(rest(motion).zoom()).isEqualTo(15);
    motion.fit();
    Camera all = rest(motion);
    assertThat(all.zoom()).isEqualTo(Math.floor(all.fitting(BOUNDS, 24).zoom()));
    motion.restOnWholeLevels(false);
    motion.zoom(100, 200, 0.25);
    assertThat(rest(motion).zoom()).isEqualTo(all.zoom() + 0.25);
  }

  @Test
  void placeUnderThePointerStaysWhenTheCameraGoesOnToAWholeLevel() {
    var motion = motionTo(16);
    motion.restOnWholeLevels(true);
    double place = rest(motion).worldX(450);
    motion.zoom(450, 300, 0.25);
    assertThat(rest(motion).screenX(place)).isCloseTo(450, within(1e-6));
  }

  private CameraMotion motionTo(double zoom) {
    var motion = new CameraMotion(BOUNDS, BOUNDS, clock);
    motion.resize(800, 600);
    motion.fly(7.42, 43.735, zoom);
    return motion;
  }

  private Camera rest(CameraMotion motion) {
    clock.advance(Duration.ofSeconds(1));
    Camera at = motion.advance();
    assertThat(motion.isResting()).isTrue();
    return at;
  }
}
