package io.belvedere.app.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.app.FloodStory;
import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.model.DistrictId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchIndexTest {
  private static final DistrictId MONACO = new DistrictId("monaco");

  private final SearchIndex index =
      SearchIndex.of(FloodStory.map(), List.of(new FloodStory().district().roster()));

  @Test
  void accentsCaseAndHyphensDoNotMatter() {
    assertThat(names("PONT SAINTE DEVOTE")).containsExactly("Main at Pont Sainte-Dévote");
    assertThat(names("sainte-dévote")).containsExactly("Main at Pont Sainte-Dévote");
    assertThat(Folded.of("Bœuf à l'Étouffée")).isEqualTo("boeuf a l etouffee");
  }

  @Test
  void aBeginningComesBeforeTheBeginningOfAWord() {
    assertThat(names("la condamine").getFirst()).isEqualTo("La Condamine");
    assertThat(names("condamine")).containsExactly("La Condamine", "Caserne de La Condamine");
    assertThat(names("suffren")).startsWith("Rue Suffren Reymond", "Gauge Rue Suffren Reymond");
  }

  @Test
  void aDatastreamIsFoundByItsId() {
    Place place = index.find("level-rue", 12).getFirst();
    assertThat(place.selected()).isEqualTo(new Selected.OfDatastream(MONACO, "level-rue"));
    assertThat(place.words()).isEqualTo("Water level, Gauge Rue Suffren Reymond");
  }

  @Test
  void aThingIsFoundByItsId() {
    assertThat(index.find("gauge-port", 12).getFirst().selected())
        .isEqualTo(new Selected.OfThing(MONACO, "gauge-port"));
  }

  @Test
  void aThingIsToldByTheLayerThatACityMadeForIt(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("own.json"),
        """
        {"id": "gauge", "title": "Tide gauges", "kinds": ["gauge"], "symbol": {"stroke": "M0 -5L0 5"}}
        """);
    SearchIndex own =
        SearchIndex.of(
            FloodStory.map(),
            List.of(new FloodStory().district().roster()),
            SensorLayers.with(folder).layers());
    assertThat(own.find("gauge-port", 12).getFirst().words()).isEqualTo("Tide gauges, gauge");
    assertThat(index.find("gauge-port", 12).getFirst().words()).isEqualTo("Water levels, gauge");
  }

  @Test
  void everyWordMustOccurInAnyOrder() {
    assertThat(names("reymond rue")).contains("Rue Suffren Reymond");
    assertThat(names("reymond avenue")).isEmpty();
  }

  @Test
  void aStreetOfManyPiecesIsFoundOnce() {
    assertThat(names("boulevard albert").stream().filter("Boulevard Albert 1er"::equals))
        .as("the street, and the thing of the same name")
        .hasSize(2);
    assertThat(index.find("boulevard albert", 12).getFirst().kind()).isEqualTo(Place.Kind.STREET);
  }

  @Test
  void noMoreThanAskedForAreFound() {
    assertThat(index.find("air", 3)).hasSize(3);
  }

  @Property(tries = 200)
  void nothingThatCanBeTypedBreaksIt(@ForAll String typed) {
    assertThat(index.find(typed, 12)).hasSizeLessThanOrEqualTo(12);
  }

  private List<String> names(String typed) {
    return index.find(typed, 12).stream().map(Place::name).toList();
  }
}
