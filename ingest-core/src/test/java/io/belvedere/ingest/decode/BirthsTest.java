package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.decode.Births.Birth;
import io.belvedere.ingest.decode.Births.Metric;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BirthsTest {
  private final Births births = new Births();

  private static Birth birth(String path, long session) {
    Metric metric = new Metric("m", 9);
    return new Birth(path, session, Map.of("m", metric), Map.of(7L, metric));
  }

  @Test
  void aCertificateHoldsUntilTheNextOfItsPath() {
    births.put("g/n", 20, birth("g/n", 2));
    births.put("g/n", 15, birth("g/n/d", 9));
    births.put("g/n", 10, birth("g/n", 1));
    assertThat(births.at("g/n", "g/n", 9)).isNull();
    assertThat(births.at("g/n", "g/n", 10)).isEqualTo(birth("g/n", 1));
    assertThat(births.at("g/n", "g/n", 19)).isEqualTo(birth("g/n", 1));
    assertThat(births.at("g/n", "g/n", 20)).isEqualTo(birth("g/n", 2));
    assertThat(births.at("g/n", "g/other", 20)).isNull();
    assertThat(births.allAt("g/n", 17))
        .containsExactlyInAnyOrder(birth("g/n", 1), birth("g/n/d", 9));
    assertThat(births.allAt("g/other", 17)).isEmpty();
  }

  @Test
  void ofOnePathTheNewestSixteenAreKept() {
    for (int i = 0; i < 20; i++) {
      births.put("g/n", i, birth("g/n", i));
    }
    assertThat(births.at("g/n", "g/n", 3)).isNull();
    assertThat(births.at("g/n", "g/n", 4)).isEqualTo(birth("g/n", 4));
  }

  @Test
  void aFloodOfBirthsPushesOutWhatWasHeardOfLongestAgo() {
    births.put("g/first", 0, birth("g/first", 0));
    births.put("g/asked", 0, birth("g/asked", 0));
    Map<String, Metric> many = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      many.put("metric " + i, new Metric("metric " + i, 9));
    }
    for (int i = 0; i < 100; i++) {
      assertThat(births.at("g/asked", "g/asked", 1)).isNotNull();
      String path = "g/flood-" + i;
      births.put(path, i, new Birth(path, 0L, many, Map.of()));
    }
    assertThat(births.at("g/first", "g/first", 1)).isNull();
    assertThat(births.at("g/flood-99", "g/flood-99", 99)).isNotNull();
    assertThat(births.at("g/flood-0", "g/flood-0", 99)).isNull();
  }
}
