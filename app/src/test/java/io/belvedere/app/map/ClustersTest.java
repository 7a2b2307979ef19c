package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.session.Mode;
import io.belvedere.ingest.city.Mercator;
import io.belvedere.ingest.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClustersTest {
  private static final CrowdedMonaco MONACO = new CrowdedMonaco(3000);

  private static MapPicture picture(double zoom, double dx, double dy) {
    Camera camera =
        new Camera(Mercator.x(7.42), Mercator.y(43.735), zoom, 1000, 800).panned(dx, dy);
    return DrawnMonaco.of(CrowdedMonaco.MAP, MONACO.show(Mode.LIVE), View.of(camera, 1));
  }

  @Property(tries = 20)
  void signsNeverOverlap(@ForAll @DoubleRange(min = 13, max = 17.4) double zoom) {
    List<ClusterSign> signs = picture(zoom, 0, 0).signs();
    for (int i = 0; i < signs.size(); i++) {
      for (int j = i + 1; j < signs.size(); j++) {
        ClusterSign a = signs.get(i);
        ClusterSign b = signs.get(j);
        // The outermost four pixels are room for a blinking edge; one more is lost to rounding.
        boolean apart =
            Math.abs(a.x() - b.x()) + 10 >= a.sprite().originX + b.sprite().originX
                || Math.abs(a.y() - b.y()) + 10 >= a.sprite().originY + b.sprite().originY;
        assertThat(apart).as("%s and %s", a, b).isTrue();
      }
    }
  }

  @Property(tries = 20)
  void clustersStayTheSameWhenTheMapIsMoved(
      @ForAll @IntRange(min = -40, max = 40) int dx,
      @ForAll @IntRange(min = -40, max = 40) int dy) {
    Set<Set<Integer>> before = wholeClusters(picture(16, 0, 0));
    Set<Set<Integer>> after = wholeClusters(picture(16, dx, dy));
    // Those near the edge may have lost or gained a thing that has left or entered the picture.
    Set<Set<Integer>> common = new HashSet<>(before);
    common.retainAll(after);
    assertThat(common.size()).isGreaterThanOrEqualTo(before.size() - 8);
    assertThat(before).isNotEmpty();
  }

  private static Set<Set<Integer>> wholeClusters(MapPicture picture) {
    Set<Set<Integer>> clusters = new HashSet<>();
    picture.signs().forEach(sign -> clusters.add(Set.copyOf(sign.things())));
    return clusters;
  }

  @Test
  void countsAreThoseOfTheThingsWithin() {
    MapPicture picture = picture(15, 0, 0);
    for (ClusterSign sign : picture.signs()) {
      long p1 =
          sign.things().stream().filter(i -> picture.states().severity(i) == Severity.P1).count();
      assertThat(sign.counts().p1()).isEqualTo((int) p1);
      assertThat(sign.counts().total()).isEqualTo(sign.things().size());
      sign.things().forEach(i -> assertThat(picture.marks().sprite[i]).isNull());
    }
  }

  @Test
  void nothingIsGatheredNearby() {
    assertThat(picture(Clusters.UNTIL_ZOOM, 0, 0).signs()).isEmpty();
  }
}
