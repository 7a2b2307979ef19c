package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.Theme;
import io.belvedere.app.map.TileKey.Level;
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
  void everyQuarterHasItsNameAtEveryZoom() {
    for (double zoom = 13; zoom < 18; zoom++) {
      assertThat(layout(zoom).size()).isGreaterThanOrEqualTo(9);
    }
  }

  @Test
  void nearerMeansMoreNames() {
    assertThat(layout(17.5).size()).isGreaterThan(layout(16).size() + 50);
    assertThat(layout(16).size()).isGreaterThan(layout(14).size());
  }

  @Property(tries = 6)
  void namesDoNotCoverEachOther(@ForAll @IntRange(min = 28, max = 36) int halfLevels) {
    double zoom = halfLevels / 2.0;
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
    int dx = (int) Math.floor(b.x() * pixels) - (int) Math.floor(a.x() * pixels);
    int dy = (int) Math.floor(b.y() * pixels) - (int) Math.floor(a.y() * pixels);
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
}
