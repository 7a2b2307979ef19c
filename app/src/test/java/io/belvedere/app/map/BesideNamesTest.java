package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BesideNamesTest {
  private static final View VIEW = new View(1_000, 0, 0, 1_000, 1_000, 14, 1);
  private static final Label NAME =
      new Label("", 0.5, 0.5, 0, 0, /* facility= */ false, box(80, 16));

  private static Sprite box(int width, int height) {
    return new Sprite(width, height, width / 2, height / 2, new int[width * height]);
  }

  private static ClusterSign sign(int x, int y) {
    return new ClusterSign(box(40, 30), new SymbolSprites.Counts(1, 0, 0, 0, 0), x, y, List.of());
  }

  private static int placedY(ClusterSign... signs) {
    return BesideNames.place(List.of(signs), List.of(NAME), VIEW).getFirst().y();
  }

  @Test
  void aSignThatCoversNoNameStaysOnItsThings() {
    ClusterSign apart = sign(500, 420);

    assertThat(BesideNames.place(List.of(apart), List.of(NAME), VIEW)).containsExactly(apart);
  }

  @Test
  void aSignGoesTheShorterWayAroundTheName() {
    assertThat(placedY(sign(510, 490))).isEqualTo(500 - 8 - 15 - 2);
    assertThat(placedY(sign(510, 510))).isEqualTo(500 + 8 + 15 + 2);
  }

  @Test
  void aSignGoesTheOtherWayWhereAnotherOneStands() {
    assertThat(placedY(sign(510, 490), sign(500, 465))).isEqualTo(500 + 8 + 15 + 2);
  }

  @Test
  void aSignGoesSidewaysWhereAboveAndBelowIsNoRoom() {
    ClusterSign placed =
        BesideNames.place(
                List.of(sign(530, 490), sign(520, 465), sign(520, 530)), List.of(NAME), VIEW)
            .getFirst();

    assertThat(placed.y()).isEqualTo(490);
    assertThat(placed.x()).isEqualTo(500 + 40 + 20 + 2);
  }

  @Test
  void aSignThatFindsNoRoomStays() {
    ClusterSign[] around = {
      sign(500, 490), sign(500, 460), sign(500, 530), sign(435, 490), sign(565, 490)
    };

    assertThat(BesideNames.place(List.of(around), List.of(NAME), VIEW)).containsExactly(around);
  }
}
