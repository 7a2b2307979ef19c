package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FakeDistrict;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.Agreement.Member;
import io.belvedere.ingest.trust.Agreement.Standing;
import io.belvedere.ingest.trust.Agreement.Verdict;
import io.belvedere.ingest.trust.SensorGroup;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.trust.TrustReading;
import io.belvedere.ingest.twin.Liveness;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// What is fresh and not to be believed has a sign on the map, which is no alarm.
class DoubtTest {
  private static final View VIEW = DistrictOnMap.view(18);

  private final DistrictOnMap map = new DistrictOnMap(gauges());
  private final DetailSprites sprites =
      new DetailSprites(new SymbolSprites(Theme.LIGHT, 1), Theme.LIGHT, 1);

  /// Two at one place, of which the first is flooded, and two away from it.
  private static List<Datastream> gauges() {
    List<Datastream> gauges = new ArrayList<>();
    double[] metres = {0, 1, 40, 80};
    for (int i = 0; i < metres.length; i++) {
      gauges.add(
          FakeDistrict.waterLevel("w-" + i, DistrictOnMap.east(metres[i]), DistrictOnMap.LAT));
    }
    return gauges;
  }

  DoubtTest() {
    double[] values = {46, 3, 3, 12};
    for (int i = 0; i < values.length; i++) {
      map.district.observe("w-" + i, DistrictOnMap.START, values[i]);
    }
  }

  private void draw() {
    map.draw(1, VIEW);
  }

  private static TrustReading stuck(int datastream) {
    return new TrustReading(
        DistrictOnMap.START,
        Map.of(datastream, new Stuck(datastream, 3, DistrictOnMap.START - Micros.PER_HOUR)),
        List.of());
  }

  private static TrustReading disagreeing(int one, int other) {
    SensorGroup group = new SensorGroup("g", List.of(one, other), Optional.empty(), "");
    return new TrustReading(
        DistrictOnMap.START,
        Map.of(),
        List.of(
            new Agreement(
                group,
                Verdict.DISAGREE,
                List.of(
                    new Member(one, 46, Standing.DEVIATES),
                    new Member(other, 3, Standing.DEVIATES)),
                24.5,
                43)));
  }

  private boolean isSame(Sprite drawn, Doubt doubt) {
    return Arrays.equals(drawn.pixels, sprites.doubt(doubt).pixels);
  }

  @Test
  void theDotOfWhatIsStuckGivesWayToTheSign() {
    draw();
    int gauge = map.number("thing-w-2");
    assertThat(map.picture.marks().pass[gauge]).isEqualTo(ThingMarks.DOTS);
    map.district.setTrust(stuck(2));
    draw();
    assertThat(map.picture.marks().pass[gauge]).isEqualTo(ThingMarks.QUIET);
    assertThat(map.picture.marks().sprite[gauge]).matches(s -> isSame(s, Doubt.STUCK));
    assertThat(HoverText.of(map.picture.states(), gauge, shown()))
        .endsWith("\nstuck: the same for 1 h 00 min");
    map.district.setTrust(TrustReading.NONE);
    draw();
    assertThat(map.picture.marks().pass[gauge]).isEqualTo(ThingMarks.DOTS);
  }

  private List<OnScreen> shown() {
    return map.show(DistrictOnMap.at(1), Mode.LIVE).districts();
  }

  @Test
  void beWhatItMayAnAlarmKeepsItsSymbolAndHasTheSignBesideIt() {
    draw();
    int gauge = map.number("thing-w-3");
    Sprite alarm = map.picture.marks().sprite[gauge];
    map.district.setTrust(stuck(3));
    draw();
    assertThat(map.picture.marks().sprite[gauge]).isSameAs(alarm);
    assertThat(map.picture.marks().doubt[gauge]).matches(s -> isSame(s, Doubt.STUCK));
    assertThat(map.picture.states().severity(gauge).isAbnormal()).isTrue();
  }

  @Test
  void theOneMarkOfAPlaceTellsThatThoseUnderItDisagree() {
    map.district.setTrust(disagreeing(0, 1));
    draw();
    int sign = map.number("thing-w-0");
    int covered = map.number("thing-w-1");
    assertThat(map.picture.marks().count[sign]).isNotNull();
    assertThat(map.picture.marks().doubt[sign]).matches(s -> isSame(s, Doubt.DISAGREES));
    assertThat(map.picture.marks().covered[covered]).isTrue();
    assertThat(map.picture.marks().doubt[covered]).isNull();
    map.district.setTrust(stuck(1));
    draw();
    assertThat(map.picture.marks().doubt[sign])
        .as("also of one that is covered")
        .matches(s -> isSame(s, Doubt.STUCK));
    assertThat(HoverText.of(map.picture.states(), covered, shown())).contains("stuck: ");
  }

  @Test
  void whatIsDrawnAnewIsWhatHasChanged() {
    draw();
    int[] before = map.picture.raster().pixels.clone();
    map.district.setTrust(disagreeing(0, 3));
    draw();
    int[] followed = map.picture.raster().pixels.clone();
    assertThat(followed).isNotEqualTo(before);
    DistrictOnMap other = new DistrictOnMap(gauges());
    double[] values = {46, 3, 3, 12};
    for (int i = 0; i < values.length; i++) {
      other.district.observe("w-" + i, DistrictOnMap.START, values[i]);
    }
    other.district.setTrust(disagreeing(0, 3));
    other.draw(1, VIEW);
    assertThat(followed).isEqualTo(other.picture.raster().pixels);
    map.district.setTrust(TrustReading.NONE);
    draw();
    assertThat(map.picture.raster().pixels).isEqualTo(before);
  }

  @Test
  void ofNoValueNobodyKnowsWhetherAllIsWell() {
    map.district.observe("w-2", DistrictOnMap.START + 1, Double.NaN);
    draw();
    int gauge = map.number("thing-w-2");
    assertThat(map.picture.states().liveness(gauge)).isEqualTo(Liveness.UNKNOWN);
    assertThat(map.picture.marks().pass[gauge]).isEqualTo(ThingMarks.QUIET);
  }

  @Test
  void bothSignsAreSeenInBothThemes() throws IOException {
    Set<Integer> pictures = new HashSet<>();
    for (Theme theme : Theme.values()) {
      DetailSprites of = new DetailSprites(new SymbolSprites(theme, 3), theme, 3);
      BufferedImage sheet = new BufferedImage(140, 60, BufferedImage.TYPE_INT_ARGB_PRE);
      int x = 4;
      for (Doubt doubt : Doubt.values()) {
        Sprite sprite = of.doubt(doubt);
        pictures.add(Arrays.hashCode(sprite.pixels));
        sheet.getRaster().setDataElements(x, 4, sprite.width, sprite.height, sprite.pixels);
        x += 66;
      }
      Path folder = Files.createDirectories(Path.of("target", "pictures"));
      ImageIO.write(sheet, "png", folder.resolve("doubt-" + theme + ".png").toFile());
      map.district.setTrust(
          new TrustReading(DistrictOnMap.START, stuck(2).stuck(), disagreeing(0, 1).agreements()));
      draw();
      Raster raster = map.picture.raster();
      BufferedImage whole =
          new BufferedImage(raster.width, raster.height, BufferedImage.TYPE_INT_RGB);
      whole.setRGB(0, 0, raster.width, raster.height, raster.pixels, 0, raster.width);
      ImageIO.write(whole, "png", folder.resolve("doubt-map.png").toFile());
    }
    assertThat(pictures).hasSize(4);
  }
}
