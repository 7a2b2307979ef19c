package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.map.SeenGround.Name;
import io.belvedere.app.map.TileKey.Level;
import io.belvedere.app.session.Mode;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Area;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Surface;
import io.belvedere.ingest.city.CityMap.SurfaceKind;
import io.belvedere.ingest.city.Mercator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A park on both sides of a border between two areas, and beyond them.
class SeenGroundTest {
  private static final double ZOOM = 16;
  private static final double LAT = 43.735;
  private static final double IN_WEST = 7.4205;
  private static final double IN_EAST = 7.4215;
  private static final double OUTSIDE = 7.4225;
  private static final String OUTSIDE_BOX =
      """
      {"type": "MultiPolygon", "coordinates": [[[[7.422, 43.734], [7.423, 43.734], [7.423, 43.736],
        [7.422, 43.736], [7.422, 43.734]]]]}
      """;
  private static final CityMap MAP =
      new CityMap(
          "two",
          "",
          new Bounds(7.41, 43.73, 7.43, 43.74),
          List.of(area("west", 7.42, 7.421), area("east", 7.421, 7.422)),
          List.of(new Surface(SurfaceKind.PARK, "", List.of(box(7.415, 43.7301, 7.425, 43.7399)))),
          List.of(),
          List.of());

  @Test
  void outsideOfAllAreasTheGroundIsCalmerInBothThemesAndInReplay() {
    for (Theme theme : Theme.values()) {
      for (boolean replay : new boolean[] {false, true}) {
        BaseStyle style = new BaseStyle(theme, replay);
        int park = style.surface(SurfaceKind.PARK);
        assertThat(at(style, IN_WEST)).isEqualTo(park);
        assertThat(at(style, IN_EAST)).isEqualTo(park);
        int dimmed = at(style, OUTSIDE);
        assertThat(contrast(dimmed, style.outside()))
            .as(theme + " " + replay)
            .isLessThan(contrast(park, style.outside()));
        assertThat(dimmed).isNotEqualTo(park);
        if (replay) {
          assertThat(BaseStyle.grey(dimmed)).isEqualTo(dimmed);
        }
      }
    }
  }

  @Test
  void theBorderBetweenTwoSeenAreasIsNoSeam() {
    BaseStyle style = new BaseStyle(Theme.LIGHT, /* desaturated= */ false);
    for (double lon = IN_WEST; lon < IN_EAST; lon += 5e-6) {
      assertThat(at(style, lon)).isEqualTo(style.surface(SurfaceKind.PARK));
    }
  }

  @Test
  void anAreaThatIsCalledLikeTheDistrictIsItsGround() {
    BaseStyle style = seeing(new SeenGround(List.of(), List.of(new Name("EAST", "?"))));
    assertThat(at(style, IN_EAST)).isEqualTo(style.surface(SurfaceKind.PARK));
    assertThat(at(style, IN_WEST)).isEqualTo(at(style, OUTSIDE));
  }

  @Test
  void aDistrictThatNoAreaIsCalledLikeHasAllOfThem() {
    BaseStyle style = seeing(new SeenGround(List.of(), List.of(new Name("monaco", "Monaco"))));
    assertThat(at(style, IN_WEST)).isEqualTo(style.surface(SurfaceKind.PARK));
    assertThat(at(style, OUTSIDE)).isNotEqualTo(style.surface(SurfaceKind.PARK));
  }

  @Test
  void anOutlineThatWasSentGoesBeforeTheMap() {
    BaseStyle style = seeing(seen(OUTSIDE_BOX));
    assertThat(at(style, OUTSIDE)).isEqualTo(style.surface(SurfaceKind.PARK));
    assertThat(at(style, IN_EAST)).isNotEqualTo(style.surface(SurfaceKind.PARK));
    BaseStyle both =
        seeing(new SeenGround(List.of(OUTSIDE_BOX), List.of(new Name("east", "East"))));
    assertThat(at(both, OUTSIDE)).isEqualTo(both.surface(SurfaceKind.PARK));
    assertThat(at(both, IN_EAST)).isEqualTo(both.surface(SurfaceKind.PARK));
    assertThat(at(both, IN_WEST)).isNotEqualTo(both.surface(SurfaceKind.PARK));
  }

  @Test
  void anOutlineThatWasSentIsDrawnBroaderThanThoseOfTheMap() {
    int ink = Token.AREA_OUTLINE.argb(Theme.LIGHT);
    var outlines = new Outlines(MAP);
    outlines.show(seen(OUTSIDE_BOX));
    Raster raster = new Raster(600, 300);
    View view = View.of(new Camera(0.5, 0.5, 17, 600, 300).at(7.4225, LAT, 17), 1);
    outlines.draw(raster, view, Theme.LIGHT);
    int row = view.pixelY(Mercator.y(43.7352)) * raster.width;
    int sent = row + (int) view.screenX(Mercator.x(7.423));
    int ours = row + (int) view.screenX(Mercator.x(7.42));
    assertThat(inked(raster, sent)).isGreaterThan(inked(raster, ours));
    assertThat(raster.pixels).contains(ink);
    outlines.show(SeenGround.ALL);
    Raster without = new Raster(600, 300);
    outlines.draw(without, view, Theme.LIGHT);
    assertThat(inked(without, sent)).isZero();
    assertThat(inked(without, ours)).isEqualTo(inked(raster, ours));
  }

  /// How much ink is around a pixel in its row.
  private static int inked(Raster raster, int at) {
    int sum = 0;
    for (int i = at - 4; i <= at + 4; i++) {
      sum += raster.pixels[i] >>> 24;
    }
    return sum;
  }

  private static SeenGround seen(String outline) {
    return new SeenGround(List.of(outline), List.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "7",
        "{}",
        "{\"type\": \"Point\", \"coordinates\": [7.42, 43.73]}",
        "{\"type\": \"Polygon\", \"coordinates\": [[[7.42, \"x\"], [1]]]}",
        "{\"type\": \"Polygon\", \"coordinates\": [[[7000, 4000], [7000, 4001], [1, 1]]]}"
      })
  void anOutlineThatIsNoneDimsNothingOfTheMapsAreas(String outline) {
    BaseStyle style = seeing(seen(outline));
    assertThat(at(style, IN_WEST)).isEqualTo(style.surface(SurfaceKind.PARK));
    assertThat(at(style, OUTSIDE)).isNotEqualTo(style.surface(SurfaceKind.PARK));
  }

  @Test
  void aMapWithoutAreasIsNotDimmed() {
    CityMap bare =
        new CityMap("", "", MAP.bounds(), List.of(), MAP.surfaces(), List.of(), List.of());
    BaseStyle style = new BaseStyle(Theme.DARK, /* desaturated= */ false);
    assertThat(at(bare, style, OUTSIDE)).isEqualTo(style.surface(SurfaceKind.PARK));
  }

  @Test
  void theDistrictsOnScreenSayWhatIsSeen() {
    assertThat(SeenGround.of(new CrowdedMonaco(700).show(Mode.LIVE).districts()))
        .isEqualTo(new SeenGround(List.of(), List.of(new Name("monaco", "Monaco"))));
    assertThat(SeenGround.of(List.of())).isEqualTo(SeenGround.ALL);
  }

  private static BaseStyle seeing(SeenGround ground) {
    return new BaseStyle(Theme.LIGHT, /* desaturated= */ false).seeing(ground);
  }

  private static int at(BaseStyle style, double lon) {
    return at(MAP, style, lon);
  }

  private static int at(CityMap map, BaseStyle style, double lon) {
    Level level = new Level(style, ZOOM, 1);
    long x = (long) (Mercator.x(lon) * level.pixels());
    long y = (long) (Mercator.y(LAT) * level.pixels());
    TileKey key =
        new TileKey(level, Math.floorDiv(x, TileKey.SIDE), Math.floorDiv(y, TileKey.SIDE));
    int[] pixels = new TileRenderer(new BaseGeometry(map)).render(key, null);
    return pixels[(int) (y - key.top()) * TileKey.SIDE + (int) (x - key.left())];
  }

  private static int contrast(int one, int other) {
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      sum += Math.abs(((one >> shift) & 0xFF) - ((other >> shift) & 0xFF));
    }
    return sum;
  }

  private static Area area(String id, double west, double east) {
    return new Area(id, id, List.of(box(west, 43.731, east, 43.739)), (west + east) / 2, LAT);
  }

  private static double[] box(double west, double south, double east, double north) {
    return new double[] {west, south, east, south, east, north, west, north, west, south};
  }
}
