package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.LayerSettings;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.DistrictId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Names on a picture of Monaco that is moved and on which something is selected.
class PickedNameTest {
  private static final DistrictId MONACO = new DistrictId("monaco");
  private static final int WIDTH = 900;
  private static final int HEIGHT = 700;

  private final CrowdedMonaco monaco = new CrowdedMonaco(900);
  private final InstantOnScreen instant = monaco.show(Mode.LIVE);
  private final BaseMapWorker worker = new BaseMapWorker(CrowdedMonaco.MAP);
  private final MapPicture picture = new MapPicture(CrowdedMonaco.MAP, new BaseMap(worker));
  private Camera camera = new Camera(Mercator.x(7.4205), Mercator.y(43.735), 16.5, WIDTH, HEIGHT);

  /// Its place from the corner of the world, in pixels.
  private record Spot(String name, long x, long y) {}

  @Property(tries = 10)
  void aPanByWholePixelsLeavesEveryNameOnTheGroundWhereItIs(
      @ForAll @IntRange(min = -500, max = 500) int dx,
      @ForAll @IntRange(min = -400, max = 400) int dy,
      @ForAll @IntRange(min = 112, max = 144) int eighths) {
    camera = camera.zoomed(eighths / 8.0);
    Selected selected = facility();
    draw(selected);
    List<Spot> before = spots();
    PickedName name = picture.pickedName();
    camera = camera.panned(dx, dy);
    draw(selected);
    assertThat(spots()).isEqualTo(before);
    PickedName moved = picture.pickedName();
    if (name != null && moved != null) {
      assertThat(moved.x() - moved.atX()).isEqualTo(name.x() - name.atX());
      assertThat(moved.y() - moved.atY()).isEqualTo(name.y() - name.atY());
    }
  }

  @Test
  void theNameOfWhatIsSelectedGoesBeforeAllOthers() {
    int hidden = 0;
    for (Facility facility : CrowdedMonaco.MAP.facilities().subList(0, 40)) {
      if (facility.name().isEmpty()) {
        continue;
      }
      camera = camera.at(facility.lon(), facility.lat(), 17.5);
      draw(new Selected.OfFacility(MONACO, facility.id()));
      PickedName name = Objects.requireNonNull(picture.pickedName());
      assertThat(drawn(name.plate(), name.x(), name.y())).isTrue();
      View view = View.of(camera, 1);
      for (Label label : picture.labels()) {
        boolean own = name.hides(label, view) && label.name().equals(facility.name());
        // Small letters may have no pixel that they cover fully.
        if (own && Arrays.stream(label.sprite().pixels).anyMatch(p -> p >>> 24 == 255)) {
          hidden++;
          assertThat(drawn(label.sprite(), label.pixelX(view), label.pixelY(view))).isFalse();
        }
      }
    }
    assertThat(hidden).as("names that would stand there twice").isPositive();
  }

  @Test
  void nothingSelectedHasNoName() {
    draw(Selected.NOTHING);
    assertThat(picture.pickedName()).isNull();
    draw(new Selected.OfThing(MONACO, "nobody"));
    assertThat(picture.pickedName()).isNull();
  }

  @Test
  void aThingHasItsNameAndLosesItOutsideOfThePicture() {
    String id = monaco.datastreams().getLast().thing().id();
    ThingTable table = ThingTable.of(instant.districts());
    int thing = table.find(MONACO, id);
    camera = new Camera(table.x[thing], table.y[thing], 17, WIDTH, HEIGHT);
    draw(new Selected.OfThing(MONACO, id));
    assertThat(Optional.ofNullable(picture.pickedName())).isPresent();
    camera = camera.panned(WIDTH, 0);
    draw(new Selected.OfThing(MONACO, id));
    assertThat(picture.pickedName()).isNull();
  }

  private static Selected facility() {
    Facility named =
        CrowdedMonaco.MAP.facilities().stream()
            .filter(f -> !f.name().isEmpty())
            .findFirst()
            .orElseThrow();
    return new Selected.OfFacility(MONACO, named.id());
  }

  private List<Spot> spots() {
    View view = View.of(camera, 1);
    return picture.labels().stream()
        .map(l -> new Spot(l.name(), l.pixelX(view) + view.left(), l.pixelY(view) + view.top()))
        .toList();
  }

  private boolean drawn(Sprite sprite, int atX, int atY) {
    Raster raster = picture.raster();
    for (int y = 0; y < sprite.height; y++) {
      for (int x = 0; x < sprite.width; x++) {
        int pixel = sprite.pixels[y * sprite.width + x];
        int toX = atX - sprite.originX + x;
        int toY = atY - sprite.originY + y;
        boolean inside = toX >= 0 && toY >= 0 && toX < raster.width && toY < raster.height;
        if (inside && pixel >>> 24 == 255 && raster.pixels[toY * raster.width + toX] != pixel) {
          return false;
        }
      }
    }
    return true;
  }

  private void draw(Selected selected) {
    Shot shot =
        new Shot(
            View.of(camera, 1),
            Theme.LIGHT,
            LayerSettings.INITIAL,
            Mode.LIVE,
            true,
            false,
            false,
            false,
            false,
            selected,
            Selected.NOTHING,
            true);
    picture.draw(instant, shot);
    while (!picture.isComplete()) {
      worker.runAll();
      picture.draw(instant, shot);
    }
  }
}
