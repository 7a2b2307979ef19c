package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.Theme;
import io.belvedere.app.map.TileKey.Level;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.CityMap.Road;
import io.belvedere.ingest.city.CityMap.RoadClass;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LabelLayoutTest {
  private static final BaseStyle STYLE = new BaseStyle(Theme.LIGHT, false);

  private static List<Label> layout(double zoom) {
    return new LabelLayout(CrowdedMonaco.MAP).layout(new Level(STYLE, zoom, 1));
  }

  @Test
  void everyQuarterHasItsNameUnlessOneLooksFromFarAway() {
    for (double zoom = 14; zoom < 18; zoom++) {
      assertThat(layout(zoom).size()).isGreaterThanOrEqualTo(9);
    }
    assertThat(layout(13.5)).hasSizeGreaterThanOrEqualTo(7);
    assertThat(layout(13)).hasSizeGreaterThanOrEqualTo(5);
    assertThat(layout(11.875)).isEmpty();
  }

  @Test
  void nearerMeansMoreNames() {
    assertThat(layout(17.5).size()).isGreaterThan(layout(16).size() + 50);
    assertThat(layout(16).size()).isGreaterThan(layout(14).size());
  }

  @Property(tries = 12)
  void namesDoNotCoverEachOther(@ForAll @IntRange(min = 96, max = 148) int eighths) {
    double zoom = eighths / 8.0;
    List<Label> labels = layout(zoom);
    Level level = new Level(STYLE, zoom, 1);
    for (int i = 0; i < labels.size(); i++) {
      for (int j = i + 1; j < labels.size(); j++) {
        assertThat(overlap(labels.get(i), labels.get(j), level.pixels()))
            .as("ink shared by labels %d and %d at zoom %f", i, j, zoom)
            .isLessThan(4);
      }
    }
  }

  /// How many pixels both print fully: their ink, not their halo.
  private static int overlap(Label a, Label b, double pixels) {
    int dx = left(b, pixels) - left(a, pixels);
    int dy = top(b, pixels) - top(a, pixels);
    Sprite s = a.sprite();
    Sprite t = b.sprite();
    int shared = 0;
    for (int y = 0; y < s.height; y++) {
      int ty = y - s.originY - dy + t.originY;
      if (ty < 0 || ty >= t.height) {
        continue;
      }
      for (int x = 0; x < s.width; x++) {
        int tx = x - s.originX - dx + t.originX;
        if (tx >= 0
            && tx < t.width
            && s.pixels[y * s.width + x] >>> 24 == 255
            && t.pixels[ty * t.width + tx] >>> 24 == 255) {
          shared++;
        }
      }
    }
    return shared;
  }

  private static int left(Label label, double pixels) {
    return (int) Math.floor(label.x() * pixels) + label.aside();
  }

  private static int top(Label label, double pixels) {
    return (int) Math.floor(label.y() * pixels) + label.below();
  }

  @Test
  void withinHalfALevelNoNameJumps() {
    LabelLayout layout = new LabelLayout(CrowdedMonaco.MAP);
    for (double zoom = 14; zoom < 18.5; zoom += 0.125) {
      List<Label> now = layout.layout(new Level(STYLE, zoom, 1));
      List<Label> first = layout.layout(new Level(STYLE, Math.floor(zoom * 2) / 2, 1));
      assertThat(now).hasSameSizeAs(first);
      for (int i = 0; i < now.size(); i++) {
        assertThat(now.get(i).name()).isEqualTo(first.get(i).name());
        assertThat(now.get(i).x()).isEqualTo(first.get(i).x());
        assertThat(now.get(i).y()).isEqualTo(first.get(i).y());
      }
    }
  }

  /// Where the sign of a facility comes, a name goes aside a little, or is left out.
  @Test
  void fromHalfALevelToTheNextNamesStayOrGo() {
    LabelLayout layout = new LabelLayout(CrowdedMonaco.MAP);
    for (double zoom = 14.5; zoom <= 18.5; zoom += 0.5) {
      Level level = new Level(STYLE, zoom, 1);
      List<Label> now = layout.layout(level);
      List<Label> before = layout.layout(new Level(STYLE, zoom - 0.5, 1));
      long stayed = before.stream().filter(was -> isNear(was, now, level)).count();
      long jumped =
          before.stream()
              .filter(was -> now.stream().anyMatch(is -> is.name().equals(was.name())))
              .filter(was -> !isNear(was, now, level))
              .count();
      assertThat(stayed).as("zoom " + zoom).isGreaterThanOrEqualTo(before.size() * 4 / 5);
      assertThat(jumped).as("zoom " + zoom).isLessThanOrEqualTo(before.size() / 10);
    }
  }

  private static boolean isNear(Label was, List<Label> now, Level level) {
    return now.stream().anyMatch(is -> isAt(was, is, level.pixels()));
  }

  private static boolean isAt(Label was, Label is, double pixels) {
    return was.name().equals(is.name())
        && Math.hypot(was.x() - is.x(), was.y() - is.y()) * pixels < 44;
  }

  @Test
  void whereThereIsRoomForOneTheMoreImportantStands() {
    // All through one point: the longest is the least important.
    assertThat(names(crossing(), 16.5)).containsExactly("Quarter", "Hospital", "Side");
    CityMap withoutQuarter =
        new CityMap(
            "", "", crossing().bounds(), List.of(), List.of(), crossing().roads(), List.of());
    assertThat(names(withoutQuarter, 16.5)).startsWith("Main").doesNotContain("Lesser");
  }

  @Test
  void theNameOfAFacilityStandsBesideItsSign() {
    Label hospital =
        new LabelLayout(crossing())
            .layout(new Level(STYLE, 16.5, 2)).stream()
                .filter(Label::facility)
                .findFirst()
                .orElseThrow();
    assertThat(hospital.aside()).isZero();
    assertThat(hospital.below()).isBetween(2 * 14, 2 * 22);
    assertThat(names(crossing(), 15)).doesNotContain("Hospital");
  }

  private static List<String> names(CityMap map, double zoom) {
    return new LabelLayout(map)
        .layout(new Level(STYLE, zoom, 1)).stream().map(Label::name).toList();
  }

  /// Two streets that cross under a quarter's name, a third one aside, a hospital farther away.
  private static CityMap crossing() {
    return new CityMap(
        "",
        "",
        new Bounds(7.41, 43.72, 7.43, 43.74),
        List.of(
            new Area(
                "q", "Quarter", List.of(new double[] {7, 43, 8, 43, 8, 44, 7, 43}), 7.42, 43.73)),
        List.of(),
        List.of(
            road("Lesser", RoadClass.RESIDENTIAL, 7.4194, 43.73, 7.4206, 43.73),
            road("Main", RoadClass.PRIMARY, 7.4195, 43.73, 7.4205, 43.73),
            road("Side", RoadClass.RESIDENTIAL, 7.4194, 43.732, 7.4206, 43.732)),
        List.of(new Facility("h", FacilityKind.HOSPITAL, "Hospital", 7.425, 43.73)));
  }

  private static Road road(
      String name, RoadClass roadClass, double lon, double lat, double toLon, double toLat) {
    return new Road(
        name,
        name,
        roadClass,
        name.hashCode(),
        name.hashCode() + 1,
        /* oneway= */ false,
        /* tunnel= */ false,
        /* bridge= */ false,
        0,
        new double[] {lon, lat, toLon, toLat});
  }
}
