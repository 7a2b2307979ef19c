package io.belvedere.app.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NearbyTest {
  private static final CrowdedMonaco MONACO = new CrowdedMonaco(3000);

  private final FloodStory story = new FloodStory();

  @Test
  void whatNeedsSomebodyComesFirstAndThenTheNearer() {
    List<Nearby.Find> finds = nearby(story.at(FloodStory.NOW, Mode.LIVE), 300);
    assertThat(finds)
        .filteredOn(find -> find.severity() == Severity.P1)
        .extracting(find -> find.name() + ": " + find.detail())
        .containsExactly(
            "Rue Suffren Reymond: Flooded", "Gauge Rue Suffren Reymond: Water level 22.6 cm");
    assertThat(finds)
        .isSortedAccordingTo(
            Comparator.comparing(Nearby.Find::severity)
                .reversed()
                .thenComparingDouble(Nearby.Find::metres));
    assertThat(finds)
        .extracting(Nearby.Find::name)
        .contains("Caserne de La Condamine", "Rue Suffren Reymond", "Boulevard Albert 1er")
        .doesNotContain("Noise Larvotto");
  }

  @Test
  void thePastIsToldAsItWas() {
    long before = FloodStory.START + 60 * Micros.PER_MINUTE;
    List<Nearby.Find> finds = nearby(story.at(before, Mode.REPLAY), 300);
    assertThat(finds).isNotEmpty().allMatch(find -> !find.severity().isAbnormal());
    finds = nearby(story.at(FloodStory.NOW - 26 * Micros.PER_MINUTE, Mode.REPLAY), 300);
    assertThat(finds)
        .anyMatch(
            find -> find.what() instanceof Selected.OfRoad && find.detail().equals("Flooded"));
  }

  @Test
  void sensorThatMeasuresARoadIsToldAsThatRoad() {
    assertThat(nearby(story.at(FloodStory.NOW, Mode.LIVE), 300))
        .filteredOn(find -> find.name().equals("Boulevard Albert 1er"))
        .extracting(find -> find.what().getClass().getSimpleName())
        .containsExactly("OfRoad");
  }

  @Property(tries = 20)
  void findsTheThingsThatMeasuringAllWouldFind(@ForAll long seed) {
    Random random = new Random(seed);
    InstantOnScreen instant = MONACO.show(Mode.LIVE);
    MapPicture picture = DrawnMonaco.of(CrowdedMonaco.MAP, instant);
    GroundPoint here =
        new GroundPoint(7.41 + random.nextDouble() / 40, 43.73 + random.nextDouble() / 50);
    double reach = 100 + random.nextInt(900);
    ThingStates states = picture.states();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < states.table.size; i++) {
      boolean near =
          here.metresTo(GroundPoint.inSquare(states.x[i], states.y[i])) <= reach
              && states.table.parts[i] != ThingTable.Part.ROAD
              && states.isPlaced(i);
      if (near) {
        expected.add(states.table.things[i].id());
      }
    }
    assertThat(Nearby.of(picture, instant, here, reach))
        .filteredOn(find -> find.what() instanceof Selected.OfThing)
        .extracting(find -> ((Selected.OfThing) find.what()).thing())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<Nearby.Find> nearby(InstantOnScreen instant, double reach) {
    return Nearby.of(
        DrawnMonaco.of(FloodStory.map(), instant),
        instant,
        new GroundPoint(7.4210, 43.7348),
        reach);
  }
}
