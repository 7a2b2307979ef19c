package io.belvedere.ingest.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final District PORT = District.unknown(new DistrictId("port"));

  private static Datastream datastream(String id, String... aliases) {
    return new Datastream(
        id,
        id,
        "water-level",
        "cm",
        Role.VALUE,
        1,
        Criticality.HIGH,
        new Thing("t", "T", "gauge", 7, 43, Optional.empty(), Optional.empty()),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Long.MIN_VALUE,
        List.of(aliases),
        Plausibility.NOT_SAID);
  }

  @Test
  void aDatastreamIsFoundByItsIdAndByEveryAlias() {
    Catalogue catalogue = Catalogue.of(PORT, List.of(datastream("level-7", "7", "gauge")));
    assertThat(catalogue.idOf("level-7")).contains("level-7");
    assertThat(catalogue.idOf("7")).contains("level-7");
    assertThat(catalogue.idOf("gauge")).contains("level-7");
    assertThat(catalogue.idOf("8")).isEmpty();
  }

  @Test
  void anIdWinsOverAnAliasAndTheLeastIdAmongThoseOfOneAliasInWhateverOrder() {
    Datastream a = datastream("a", "x", "b");
    Datastream b = datastream("b", "x");
    for (List<Datastream> order : List.of(List.of(a, b), List.of(b, a))) {
      Catalogue catalogue = Catalogue.of(PORT, order);
      assertThat(catalogue.idOf("x")).contains("a");
      assertThat(catalogue.idOf("b")).contains("b");
    }
  }
}
