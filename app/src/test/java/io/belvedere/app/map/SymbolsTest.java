package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.SvgPath;
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
  private static final SymbolGlyph LEVEL = SensorLayers.shipped().of("water-level").symbol();
  private static final SymbolGlyph AIR = SensorLayers.shipped().of("air").symbol();
  private static final SymbolGlyph PUMP = SensorLayers.shipped().of("pump").symbol();

  @Test
  void everyShapeIsAsLargeAsItSays() {
    for (SymbolShape shape : SymbolShape.values()) {
      Rectangle2D bounds = SvgPath.parse(shape.path()).getBounds2D();
      assertThat(bounds.getWidth() + SymbolShape.OUTLINE).isEqualTo(shape.size());
    }
  }

  @Test
  void noTwoLooksAreTheSamePicture() {
    SymbolSprites sprites = new SymbolSprites(Theme.LIGHT, 1);
    Set<Integer> pictures = new HashSet<>();
    int looks = 0;
    for (Severity severity : Severity.values()) {
      for (Liveness liveness : Liveness.values()) {
        for (boolean quarantined : new boolean[] {false, true}) {
          Sprite sprite = sprites.sensor(LEVEL, severity, liveness, quarantined, Ring.NONE);
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
    Sprite silent = sprites.sensor(LEVEL, Severity.P1, Liveness.OFFLINE, false, Ring.NONE);
    assertThat(silent.pixels).contains(Token.P1.argb(Theme.LIGHT));
  }

  @Test
  void sameLookIsTheSameSprite() {
    SymbolSprites sprites = new SymbolSprites(Theme.DARK, 2);
    assertThat(sprites.sensor(AIR, Severity.P3, Liveness.FRESH, false, Ring.NONE))
        .isSameAs(sprites.sensor(AIR, Severity.P3, Liveness.FRESH, false, Ring.NONE));
    // All that is well looks alike, whatever it is.
    assertThat(sprites.sensor(AIR, Severity.NORMAL, Liveness.FRESH, false, Ring.NONE))
        .isSameAs(sprites.sensor(PUMP, Severity.NORMAL, Liveness.FRESH, false, Ring.NONE));
  }
}
