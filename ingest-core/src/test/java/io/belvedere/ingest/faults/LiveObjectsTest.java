package io.belvedere.ingest.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LiveObjectsTest {
  private static final String BEFORE =
      """
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:         20000        1000000  [B (java.base@25)
         2:           100           2400  io.belvedere.ingest.history.Slab
      Total         20100        1002400
      """;

  @Test
  void theTotalIsThatOfAllClasses() {
    assertThat(LiveObjects.parse(BEFORE).total()).isEqualTo(1_002_400);
  }

  @Test
  void whatGrewMostComesFirst() {
    LiveObjects after =
        LiveObjects.parse(
            """
               1:         20000         900000  [B (java.base@25)
               2:          1000          24000  io.belvedere.ingest.history.Slab
               3:             1             16  java.lang.Object (java.base@25)
            """);
    assertThat(after.grownSince(LiveObjects.parse(BEFORE), 5))
        .containsExactly("21,600 io.belvedere.ingest.history.Slab", "16 java.lang.Object");
  }

  @Test
  void whatIsNoHistogramIsAnError() {
    assertThatThrownBy(() -> LiveObjects.parse("4711: No such process"))
        .hasMessageContaining("4711: No such process");
  }
}
