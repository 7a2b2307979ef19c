package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.SymbolShape;
import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.map.SymbolSprites.Ring;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.Liveness;
import java.awt.geom.Rectangle2D;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SymbolsTest {
  @Test
  void everyGlyphStaysInItsBox() {
    for (SymbolGlyph glyph : SymbolGlyph.values()) {
      for (String data : new String[] {glyph.stroke(), glyph.fill()}) {
        Rectangle2D bounds = SvgPath.parse(data).getBounds2D();
        assertThat(bounds.getMinX()).as(glyph.name()).isGreaterThanOrEqualTo(-8);
        assertThat(bounds.getMaxX()).as(glyph.name()).isLessThanOrEqualTo(8);
        assertThat(bounds.getMinY()).as(glyph.name()).isGreaterThanOrEqualTo(-8);
        assertThat(bounds.getMaxY()).as(glyph.name()).isLessThanOrEqualTo(8);
      }
    }
  }

  @Test
  void everyShapeIsAsLargeAsItSays() {
    for (SymbolShape shape : SymbolShape.values()) {
      Rectangle2D bounds = SvgPath.parse(shape.path()).getBounds2D();
      assertThat(bounds.getWidth() + SymbolShape.OUTLINE).isEqualTo(shape.size());
    }
  }

  @Test
  void kindsAreKnownByTheirWords() {
    assertThat(SymbolGlyph.of("water-level")).isEqualTo(SymbolGlyph.LEVEL);
    assertThat(SymbolGlyph.of("water-main")).isEqualTo(SymbolGlyph.PRESSURE);
    assertThat(SymbolGlyph.of("road-segment")).isEqualTo(SymbolGlyph.TRAFFIC);
    assertThat(SymbolGlyph.of("Ambulance")).isEqualTo(SymbolGlyph.VEHICLE);
    assertThat(SymbolGlyph.of("substation")).isEqualTo(SymbolGlyph.POWER);
    assertThat(SymbolGlyph.of("something new")).isEqualTo(SymbolGlyph.OTHER);
  }

  @Test
  void noTwoLooksAreTheSamePicture() {
    SymbolSprites sprites = new SymbolSprites(Theme.LIGHT, 1);
    Set<Integer> pictures = new HashSet<>();
    int looks = 0;
    for (Severity severity : Severity.values()) {
      for (Liveness liveness : Liveness.values()) {
        for (boolean quarantined : new boolean[] {false, true}) {
          Sprite sprite =
              sprites.sensor(SymbolGlyph.LEVEL, severity, liveness, quarantined, Ring.NONE);
          pictures.add(java.util.Arrays.hashCode(sprite.pixels));
          looks++;
        }
      }
    }
    assertThat(pictures).hasSize(looks);
  }

  @Test
  void whatFellSilentKeepsItsColourAndItsShape() {
    SymbolSprites sprites = new SymbolSprites(Theme.LIGHT, 1);
    Sprite silent =
        sprites.sensor(SymbolGlyph.LEVEL, Severity.P1, Liveness.OFFLINE, false, Ring.NONE);
    assertThat(silent.pixels).contains(Token.P1.argb(Theme.LIGHT));
  }

  @Test
  void sameLookIsTheSameSprite() {
    SymbolSprites sprites = new SymbolSprites(Theme.DARK, 2);
    assertThat(sprites.sensor(SymbolGlyph.AIR, Severity.P3, Liveness.FRESH, false, Ring.NONE))
        .isSameAs(sprites.sensor(SymbolGlyph.AIR, Severity.P3, Liveness.FRESH, false, Ring.NONE));
    // All that is well looks alike, whatever it is.
    assertThat(sprites.sensor(SymbolGlyph.AIR, Severity.NORMAL, Liveness.FRESH, false, Ring.NONE))
        .isSameAs(
            sprites.sensor(SymbolGlyph.PUMP, Severity.NORMAL, Liveness.FRESH, false, Ring.NONE));
  }

  @Test
  void pathOfAnotherKindIsRefused() {
    assertThatThrownBy(() -> SvgPath.parse("M0 0A5 5 0 0 1 3 3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("A");
    assertThatThrownBy(() -> SvgPath.parse("M0 0L5")).isInstanceOf(IllegalArgumentException.class);
  }
}
