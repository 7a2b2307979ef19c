package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.look.Theme;
import io.belvedere.app.look.Token;
import io.belvedere.app.map.BaseMapWorker.Finished;
import io.belvedere.app.map.BaseMapWorker.Wish;
import io.belvedere.app.map.TileKey.Level;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.tiles.TileId;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TiledGroundTest {
  private static final BaseStyle DAY = new BaseStyle(Theme.LIGHT, false);
  private static final double LON = 7.42;
  private static final double LAT = 43.735;

  private final BaseMapWorker worker = new BaseMapWorker(CrowdedMonaco.MAP);
  private final BaseMap base = new BaseMap(worker);

  @Test
  void tilesCoverOurGroundAndLieUnderOurRoads() {
    var tiles = new MadeTiles(19);
    tiles.comeAround(id(16), Color.BLUE);
    int[] ours = draw(DAY, null);
    int[] theirs = draw(DAY, tiles);
    int muted = muted(Color.BLUE, DAY);
    int road = 0;
    int covered = 0;
    for (int i = 0; i < ours.length; i++) {
      if (ours[i] == DAY.color(Token.ROAD)) {
        road++;
        covered += theirs[i] == ours[i] ? 0 : 1;
      }
    }
    assertThat(road).isGreaterThan(1000);
    // Only where the edges of two roads together made up a whole one.
    assertThat(covered).isLessThan(road / 100);
    assertThat(count(theirs, muted)).isGreaterThan(ours.length / 3);
    // Of the colour of a building is here and there the edge of a road, too.
    long buildings = count(ours, DAY.color(Token.BUILDING));
    assertThat(buildings).isGreaterThan(10_000);
    assertThat(count(theirs, DAY.color(Token.BUILDING))).isLessThan(buildings / 20);
  }

  @Test
  void replayHasNoColours() {
    var replay = new BaseStyle(Theme.LIGHT, true);
    var tiles = new MadeTiles(19);
    tiles.comeAround(id(16), Color.ORANGE);
    for (int pixel : draw(replay, tiles)) {
      assertThat(pixel).isEqualTo(BaseStyle.grey(pixel));
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void textCanBeReadOnWhateverTheyShow(Theme theme) {
    var style = new BaseStyle(theme, false);
    for (Color color : List.of(Color.BLACK, Color.WHITE, Color.RED, Color.GREEN, Color.BLUE)) {
      double ground = luminance(muted(color, style));
      double text = luminance(Token.TEXT.argb(theme));
      double contrast = (Math.max(ground, text) + 0.05) / (Math.min(ground, text) + 0.05);
      assertThat(contrast).as("%s, %s", theme, color).isGreaterThanOrEqualTo(4.5);
    }
  }

  @Test
  void missingTileIsEnlargedOutOfACoarserOneAndElseOurGroundIsSeen() {
    var tiles = new MadeTiles(19);
    int[] ours = draw(DAY, null);
    assertThat(draw(DAY, tiles)).isEqualTo(ours);
    tiles.come(id(16).above(3), Color.BLUE);
    assertThat(draw(DAY, tiles)).contains(muted(Color.BLUE, DAY));
  }

  @Test
  void nearerThanTheFinestItsTilesAreEnlarged() {
    var tiles = new MadeTiles(14);
    tiles.comeAround(id(14), Color.BLUE);
    assertThat(draw(DAY, tiles)).contains(muted(Color.BLUE, DAY));
    assertThat(tiles.asked).isNotEmpty().allMatch(id -> id.zoom() == 14);
  }

  @Test
  void zoomThatFitsIsTakenAlsoOnAFinerScreen() {
    var tiles = new MadeTiles(19);
    Level level = new Level(DAY, 15.5, 2);
    worker.setGround(tiles);
    worker.want(List.of(new Wish.Tile(tile(level))));
    worker.runAll();
    assertThat(tiles.asked).isNotEmpty().allMatch(id -> id.zoom() == 17);
  }

  @Test
  void tileThatComesHasItsPieceOfTheMapDrawnAnewAndNoOther() {
    var tiles = new MadeTiles(19);
    base.setGround(tiles);
    View view = view();
    settle(view);
    List<int @Nullable []> before = pieces(view);
    assertThat(base.request(view, DAY)).isTrue();

    TileId came = tiles.asked.getFirst();
    tiles.come(came, Color.BLUE);
    assertThat(base.isSettled()).isFalse();
    assertThat(base.takeFinished()).isTrue();
    assertThat(base.request(view, DAY)).isFalse();
    settle(view);
    assertThat(base.isSettled()).isTrue();
    List<int @Nullable []> after = pieces(view);
    int anew = 0;
    for (int i = 0; i < after.size(); i++) {
      anew += after.get(i) == before.get(i) ? 0 : 1;
    }
    assertThat(anew).isEqualTo(1);
    assertThat(base.takeFinished()).isFalse();
  }

  @Test
  void tileThatComesWhileItsPieceIsDrawnIsNotForgotten() {
    var tiles = new MadeTiles(19);
    base.setGround(tiles);
    View view = view();
    base.takeFinished();
    base.request(view, DAY);
    worker.runAll();
    // Drawn without it, and not taken in yet.
    tiles.come(tiles.asked.getFirst(), Color.BLUE);
    base.takeFinished();
    assertThat(base.request(view, DAY)).isFalse();
    settle(view);
    assertThat(base.request(view, DAY)).isTrue();
  }

  @Test
  void groundThatIsTakenAwayIsSeenUntilOursIsDrawn() {
    var tiles = new MadeTiles(19);
    tiles.comeAround(id(16), Color.BLUE);
    View view = view();
    settle(view);
    List<int @Nullable []> ours = pieces(view);
    base.setGround(tiles);
    settle(view);
    List<int @Nullable []> theirs = pieces(view);
    assertThat(theirs.getFirst()).isNotEqualTo(ours.getFirst());
    base.setGround(null);
    assertThat(base.takeFinished()).isTrue();
    assertThat(pieces(view)).isEqualTo(theirs);
    settle(view);
    assertThat(pieces(view).getFirst()).isEqualTo(ours.getFirst());
  }

  private static long count(int[] pixels, int color) {
    return Arrays.stream(pixels).filter(pixel -> pixel == color).count();
  }

  private void settle(View view) {
    do {
      base.takeFinished();
      base.request(view, DAY);
      worker.runAll();
    } while (base.takeFinished());
  }

  private static View view() {
    return View.of(
        new Camera(Mercator.x(LON), Mercator.y(LAT), 16, /* width= */ 900, /* height= */ 700), 1);
  }

  private List<int @Nullable []> pieces(View view) {
    List<int @Nullable []> pieces = new ArrayList<>();
    BaseMap.visible(view, Level.of(DAY, view)).forEach(key -> pieces.add(base.tile(key)));
    return pieces;
  }

  private int[] draw(BaseStyle style, @Nullable TiledGround tiles) {
    worker.setGround(tiles);
    worker.want(List.of(new Wish.Tile(tile(new Level(style, 16, 1)))));
    worker.runAll();
    return ((Finished.Tile) Objects.requireNonNull(worker.finished())).pixels();
  }

  private static TileKey tile(Level level) {
    return new TileKey(
        level,
        (long) (Mercator.x(LON) * level.pixels() / TileKey.SIDE),
        (long) (Mercator.y(LAT) * level.pixels() / TileKey.SIDE));
  }

  private static TileId id(int zoom) {
    return new TileId(
        zoom, (int) (Mercator.x(LON) * (1 << zoom)), (int) (Mercator.y(LAT) * (1 << zoom)));
  }

  /// As it is drawn: taken from a map of nothing but it.
  private int muted(Color color, BaseStyle style) {
    var tiles = new MadeTiles(19);
    tiles.comeAround(id(16), color);
    var layer = new TiledLayer(tiles).draw(tile(new Level(style, 16, 1)));
    return Objects.requireNonNull(layer).getRGB(300, 300);
  }

  /// Of WCAG 2, relative.
  private static double luminance(int argb) {
    return 0.2126 * linear((argb >> 16) & 0xFF)
        + 0.7152 * linear((argb >> 8) & 0xFF)
        + 0.0722 * linear(argb & 0xFF);
  }

  private static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
