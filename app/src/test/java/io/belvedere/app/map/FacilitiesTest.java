package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.Theme;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.Bounds;
import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.city.Mercator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FacilitiesTest {
  private static final int SIDE = 64;

  private final SymbolSprites sprites = new SymbolSprites(Theme.LIGHT, 1);

  @ParameterizedTest
  @EnumSource(FacilityKind.class)
  void nearerMeansMoreOfIt(FacilityKind kind) {
    double dotted = Facilities.dottedFrom(kind);
    double shown = Facilities.shownFrom(kind);
    assertThat(dotted).isLessThan(shown);
    assertThat(shown).isLessThan(Facilities.namedFrom(kind));
    assertThat(drawn(kind, dotted - 0.125)).containsOnly(0);
    assertThat(at(kind, dotted - 0.125, 0)).isEqualTo(-1);
    assertThat(drawn(kind, dotted)).isEqualTo(picture(sprites.facilityDot(), dotted));
    assertThat(at(kind, dotted, 4)).isZero();
    assertThat(at(kind, dotted, 7)).isEqualTo(-1);
    assertThat(drawn(kind, shown))
        .isEqualTo(picture(sprites.facility(SymbolGlyph.of(kind)), shown))
        .isNotEqualTo(picture(sprites.facilityDot(), shown));
    assertThat(at(kind, shown, 7)).isZero();
  }

  @ParameterizedTest
  @EnumSource(FacilityKind.class)
  void itsNameComesLast(FacilityKind kind) {
    double named = Facilities.namedFrom(kind);
    assertThat(names(kind, named - 0.125)).isEmpty();
    assertThat(names(kind, named)).containsExactly("Here");
  }

  private static List<String> names(FacilityKind kind, double zoom) {
    var style = new BaseStyle(Theme.LIGHT, /* desaturated= */ false);
    return new LabelLayout(map(kind))
        .layout(new TileKey.Level(style, zoom, 1)).stream().map(Label::name).toList();
  }

  private int[] drawn(FacilityKind kind, double zoom) {
    Raster raster = new Raster(SIDE, SIDE);
    new Facilities(map(kind)).draw(raster, view(zoom), sprites);
    return raster.pixels;
  }

  private static int[] picture(Sprite sprite, double zoom) {
    Raster raster = new Raster(SIDE, SIDE);
    View view = view(zoom);
    raster.sprite(sprite, view.pixelX(Mercator.x(7.42)), view.pixelY(Mercator.y(43.73)));
    return raster.pixels;
  }

  private static int at(FacilityKind kind, double zoom, int aside) {
    return new Facilities(map(kind)).at(view(zoom), SIDE / 2 + aside, SIDE / 2);
  }

  private static View view(double zoom) {
    return View.of(new Camera(0.5, 0.5, 15, SIDE, SIDE).at(7.42, 43.73, zoom), 1);
  }

  private static CityMap map(FacilityKind kind) {
    return new CityMap(
        "",
        "",
        new Bounds(7.41, 43.72, 7.43, 43.74),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Facility("f", kind, "Here", 7.42, 43.73)));
  }
}
