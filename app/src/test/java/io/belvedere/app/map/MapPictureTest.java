package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Layer;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MapPictureTest {
  private static final DistrictId MONACO = new DistrictId("monaco");

  /// A picture with its worker, whose thread is the test's own.
  private static final class Rig {
    final BaseMapWorker worker = new BaseMapWorker(CrowdedMonaco.MAP);
    final MapPicture picture = new MapPicture(CrowdedMonaco.MAP, new BaseMap(worker));

    Damage draw(InstantOnScreen instant, Shot shot) {
      return picture.draw(instant, shot);
    }

    /// Draws until nothing is missing.
    void settle(InstantOnScreen instant, Shot shot) {
      draw(instant, shot);
      while (!picture.isComplete()) {
        worker.runAll();
        draw(instant, shot);
      }
    }
  }

  private static Shot shot(double zoom, Mode mode, boolean blink, Selected selected) {
    return shot(zoom, 1, LayerSettings.INITIAL, mode, blink, selected);
  }

  private static Shot shot(
      double zoom,
      double scale,
      LayerSettings layers,
      Mode mode,
      boolean blink,
      Selected selected) {
    Camera camera = new Camera(Mercator.x(7.42), Mercator.y(43.735), zoom, 640, 480);
    return new Shot(
        View.of(camera, scale),
        Theme.LIGHT,
        layers,
        mode,
        true,
        true,
        blink,
        false,
        false,
        selected,
        Selected.NOTHING,
        true);
  }

  @Test
  void valuesOfWhatIsNormalAreWrittenWhereThereIsRoomForThem() {
    CrowdedMonaco monaco = new CrowdedMonaco(1500);
    LayerSettings labelled = LayerSettings.INITIAL.with(Layer.NORMAL_LABELS, /* visible= */ true);
    for (double zoom : new double[] {15, 17.5}) {
      InstantOnScreen instant = monaco.show(Mode.LIVE);
      Rig rig = new Rig();
      rig.settle(instant, shot(zoom, Mode.LIVE, false, Selected.NOTHING));
      int[] without = rig.picture.raster().pixels.clone();
      rig.settle(instant, shot(zoom, 1, labelled, Mode.LIVE, false, Selected.NOTHING));
      int[] with = rig.picture.raster().pixels;
      assertThat(differing(without, with).isEmpty())
          .as("as before at zoom " + zoom)
          .isEqualTo(zoom < 16);
    }
  }

  @Property(tries = 12)
  void drawnCellByCellIsTheSameAsDrawnAnew(@ForAll long seed) {
    Random random = new Random(seed);
    CrowdedMonaco monaco = new CrowdedMonaco(1500);
    double zoom = 15 + random.nextInt(8) / 2.0;
    double scale = List.of(1.0, 1.25, 2.0).get(random.nextInt(3));
    LayerSettings layers =
        LayerSettings.INITIAL.with(Layer.NORMAL_LABELS, /* visible= */ random.nextBoolean());
    Rig cells = new Rig();
    cells.settle(
        monaco.show(Mode.LIVE), shot(zoom, scale, layers, Mode.LIVE, false, Selected.NOTHING));
    for (int step = 0; step < 6; step++) {
      monaco.change(random.nextInt(30));
      monaco.clock.advance(Duration.ofSeconds(1));
      Selected selected =
          random.nextBoolean()
              ? new Selected.OfThing(MONACO, "thing-" + random.nextInt(1500))
              : Selected.NOTHING;
      Shot shot = shot(zoom, scale, layers, Mode.LIVE, random.nextBoolean(), selected);
      InstantOnScreen instant = monaco.show(Mode.LIVE);
      cells.draw(instant, shot);
      int[] byCells = cells.picture.raster().pixels.clone();
      cells.picture.invalidate();
      cells.draw(instant, shot);
      assertThat(differing(byCells, cells.picture.raster().pixels)).isEmpty();
    }
  }

  @Property(tries = 12)
  void movedAndDrawnWhereItMustBeIsTheSameAsDrawnAnew(@ForAll long seed) {
    Random random = new Random(seed);
    CrowdedMonaco monaco = new CrowdedMonaco(1500);
    double zoom = 15 + random.nextInt(6) / 2.0;
    Shot shot = shot(zoom, Mode.LIVE, false, Selected.NOTHING);
    Rig moved = new Rig();
    moved.settle(monaco.show(Mode.LIVE), shot);
    for (int step = 0; step < 6; step++) {
      monaco.change(random.nextInt(30));
      monaco.clock.advance(Duration.ofSeconds(1));
      View view = shot.view();
      int most = step == 5 ? 700 : 60;
      Selected selected =
          random.nextBoolean()
              ? new Selected.OfThing(MONACO, "thing-" + random.nextInt(1500))
              : Selected.NOTHING;
      shot = moved(shot, random.nextInt(-most, most), random.nextInt(-most, most), selected);
      assertThat(shot.view().pixels()).isEqualTo(view.pixels());
      InstantOnScreen instant = monaco.show(Mode.LIVE);
      moved.settle(instant, shot);
      int[] once = moved.picture.raster().pixels.clone();
      moved.picture.invalidate();
      moved.draw(instant, shot);
      assertThat(unlike(once, moved.picture.raster().pixels)).isEmpty();
    }
  }

  private static Shot moved(Shot shot, int dx, int dy, Selected selected) {
    View view = shot.view();
    return new Shot(
        new View(
            view.pixels(),
            view.left() + dx,
            view.top() + dy,
            view.width(),
            view.height(),
            view.zoom(),
            view.scale()),
        shot.theme(),
        shot.layers(),
        shot.mode(),
        shot.known(),
        shot.simulated(),
        shot.blink(),
        shot.reducedMotion(),
        shot.clustered(),
        selected,
        shot.hovered(),
        shot.resting());
  }

  /// As [#differing], but for edges that are a shade lighter or darker: what is smoothed there is
  /// rounded otherwise elsewhere on the picture.
  private static List<String> unlike(int[] one, int[] other) {
    return differing(one, other).stream()
        .filter(
            place -> {
              List<String> xy = List.of(place.split(" ", -1));
              int i = Integer.parseInt(xy.get(0)) + 640 * Integer.parseInt(xy.get(1));
              return distance(one[i], other[i]) > 2;
            })
        .toList();
  }

  private static int distance(int one, int other) {
    int greatest = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      greatest = Math.max(greatest, Math.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)));
    }
    return greatest;
  }

  /// Where two pictures of 640 columns differ, as "x y".
  private static List<String> differing(int[] one, int[] other) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < one.length; i++) {
      if (one[i] != other[i]) {
        places.add(i % 640 + " " + i / 640);
      }
    }
    return places;
  }

  @Test
  void nothingIsDrawnWhenNothingChanged() {
    CrowdedMonaco monaco = new CrowdedMonaco(500);
    Rig rig = new Rig();
    Shot shot = shot(16, Mode.LIVE, false, Selected.NOTHING);
    InstantOnScreen instant = monaco.show(Mode.LIVE);
    rig.settle(instant, shot);
    assertThat(rig.draw(instant, shot).isEmpty()).isTrue();
  }

  @Test
  void oneChangeCostsItsCellsAlone() {
    CrowdedMonaco monaco = new CrowdedMonaco(500);
    Rig rig = new Rig();
    Shot shot = shot(18, Mode.LIVE, false, Selected.NOTHING);
    rig.settle(monaco.show(Mode.LIVE), shot);
    assertThat(rig.draw(monaco.show(Mode.LIVE), shot).isEmpty()).isTrue();
    int road = rig.picture.roads().nearest(Mercator.x(7.42), Mercator.y(43.735), 1e-4);
    String id = rig.picture.roads().roads.get(road).id();
    Damage damage =
        rig.draw(
            monaco.show(Mode.LIVE), shot(18, Mode.LIVE, false, new Selected.OfRoad(MONACO, id)));
    assertThat(damage.isEmpty()).isFalse();
    assertThat((damage.right() - damage.left()) * (damage.bottom() - damage.top()))
        .isLessThan(640 * 480);
  }

  @Test
  void replayHasNoColourInItsGround() {
    CrowdedMonaco monaco = new CrowdedMonaco(0);
    Shot live = shot(16, Mode.LIVE, false, Selected.NOTHING);
    Shot replay = shot(16, Mode.REPLAY, false, Selected.NOTHING);
    Rig rig = new Rig();
    rig.settle(monaco.show(Mode.LIVE), bare(live));
    assertThat(colourful(rig.picture.raster())).isPositive();
    rig.settle(monaco.show(Mode.REPLAY), bare(replay));
    int sea = BaseStyle.grey(io.belvedere.app.look.Token.SEA.argb(Theme.LIGHT));
    assertThat(rig.picture.raster().pixels).contains(sea);
  }

  @Test
  void notLiveIsHatchedAndLiveIsNot() {
    CrowdedMonaco monaco = new CrowdedMonaco(0);
    Rig live = new Rig();
    live.settle(monaco.show(Mode.LIVE), shot(16, Mode.LIVE, false, Selected.NOTHING));
    Rig lost = new Rig();
    lost.settle(monaco.show(Mode.NOT_LIVE), shot(16, Mode.NOT_LIVE, false, Selected.NOTHING));
    int differing = 0;
    for (int i = 0; i < live.picture.raster().pixels.length; i++) {
      differing += live.picture.raster().pixels[i] == lost.picture.raster().pixels[i] ? 0 : 1;
    }
    // Two of every twelve pixels, but where symbols stand above.
    assertThat(differing).isBetween(640 * 480 / 8, 640 * 480 / 5);
  }

  @Test
  void timeThatIsNotLoadedIsHatchedAndSaysNothingOfWhatIsWrong() {
    CrowdedMonaco monaco = new CrowdedMonaco(0);
    Shot known = shot(16, Mode.REPLAY, false, Selected.NOTHING);
    Rig loaded = new Rig();
    loaded.settle(monaco.show(Mode.REPLAY), known);
    Rig missing = new Rig();
    missing.settle(monaco.show(Mode.REPLAY), unknown(known));
    int differing = 0;
    for (int i = 0; i < loaded.picture.raster().pixels.length; i++) {
      differing += loaded.picture.raster().pixels[i] == missing.picture.raster().pixels[i] ? 0 : 1;
    }
    assertThat(differing).isGreaterThan(640 * 480 / 8);
    int[] pixels = missing.picture.raster().pixels.clone();
    missing.settle(monaco.show(Mode.REPLAY), known);
    missing.settle(monaco.show(Mode.REPLAY), unknown(known));
    assertThat(missing.picture.raster().pixels).as("all is drawn anew").isEqualTo(pixels);
  }

  private static Shot unknown(Shot shot) {
    return new Shot(
        shot.view(),
        shot.theme(),
        shot.layers(),
        shot.mode(),
        /* known= */ false,
        shot.simulated(),
        shot.blink(),
        shot.reducedMotion(),
        shot.clustered(),
        shot.selected(),
        shot.hovered(),
        shot.resting());
  }

  @Test
  void p1IsShownWhateverIsSwitchedOff() {
    CrowdedMonaco monaco = new CrowdedMonaco(3000);
    Rig rig = new Rig();
    rig.draw(monaco.show(Mode.LIVE), bare(shot(17.5, Mode.LIVE, false, Selected.NOTHING)));
    ThingStates states = rig.picture.states();
    ThingMarks marks = rig.picture.marks();
    int shown = 0;
    for (int i = 0; i < states.table.size; i++) {
      boolean inside = marks.x[i] > 0 && marks.x[i] < 640 && marks.y[i] > 0 && marks.y[i] < 480;
      if (inside && states.severity(i) == Severity.P1) {
        assertThat(marks.sprite[i]).isNotNull();
        shown++;
      } else if (inside && states.severity(i) == Severity.P3) {
        assertThat(marks.sprite[i] == null || marks.pass[i] == ThingMarks.DOTS).isTrue();
      }
    }
    assertThat(shown).isPositive();
  }

  @Test
  void ordinaryVehiclesAreOffAndAmbulancesAreNot() {
    CrowdedMonaco monaco = new CrowdedMonaco(0);
    Rig rig = new Rig();
    Camera all = new Camera(0.5, 0.5, 8, 640, 480).fitting(CrowdedMonaco.MAP.bounds(), 0);
    Shot shot = shot(16, Mode.LIVE, false, Selected.NOTHING);
    rig.draw(
        monaco.show(Mode.LIVE),
        new Shot(
            View.of(all, 1),
            shot.theme(),
            shot.layers(),
            shot.mode(),
            true,
            true,
            false,
            false,
            false,
            Selected.NOTHING,
            Selected.NOTHING,
            false));
    ThingTable table = rig.picture.states().table;
    for (int i = table.still; i < table.size; i++) {
      boolean emergency = table.parts[i] == ThingTable.Part.EMERGENCY_VEHICLE;
      assertThat(rig.picture.marks().sprite[i] != null).isEqualTo(emergency);
    }
  }

  private static Shot bare(Shot shot) {
    LayerSettings layers = LayerSettings.INITIAL;
    for (Layer layer : Layer.values()) {
      layers = layers.with(layer, false);
    }
    return DrawnMonaco.shot(shot.view(), layers, shot.mode(), /* resting= */ true);
  }

  private static int colourful(Raster raster) {
    int count = 0;
    for (int pixel : raster.pixels) {
      int red = (pixel >> 16) & 0xFF;
      int green = (pixel >> 8) & 0xFF;
      int blue = pixel & 0xFF;
      count += red == green && green == blue ? 0 : 1;
    }
    return count;
  }
}
