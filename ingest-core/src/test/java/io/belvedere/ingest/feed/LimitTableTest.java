package io.belvedere.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LimitTableTest {
  private final LimitTable table = new LimitTable();

  private static double limit(Random random, double least) {
    return random.nextInt(3) == 0 ? Double.NaN : least + random.nextInt(10);
  }

  private static Datastream datastream(Random random) {
    Limits limits =
        new Limits(
            limit(random, 30),
            limit(random, 20),
            limit(random, 10),
            limit(random, 0),
            1,
            Duration.ZERO,
            Duration.ZERO,
            false,
            2,
            "");
    return new Datastream(
        "a",
        "",
        "speed",
        "km/h",
        Role.VALUE,
        1,
        Criticality.NORMAL,
        new Thing("t", "", "loop", 0, 0, Optional.empty(), Optional.empty()),
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of(limits),
        random.nextInt(4) == 0 ? List.of(new Category(5, "five", Severity.P1)) : List.of(),
        Optional.empty(),
        Long.MIN_VALUE);
  }

  @Property
  void itJudgesByLimitsAsTheCatalogueDoesAndLeavesCategoriesToIt(@ForAll Random random) {
    int judged = 0;
    for (int number = 0; number < 50; number++) {
      Datastream described = datastream(random);
      table.put(number, described);
      for (int v = -2; v < 90; v++) {
        double value = v == -2 ? Double.NaN : v / 2.0;
        Severity severity = table.severity(number, value);
        if (severity == null) {
          assertThat(described.categories()).isNotEmpty();
        } else {
          judged++;
          assertThat(severity).isEqualTo(described.severityOf(value));
        }
      }
    }
    assertThat(judged).isPositive();
  }

  @Test
  void whatIsUncataloguedNeedsNobody() {
    assertThat(table.severity(7, 1e9)).isEqualTo(Severity.NORMAL);
    table.put(9, null);
    assertThat(table.severity(8, 1e9)).isEqualTo(Severity.NORMAL);
    assertThat(table.severity(9, 1e9)).isEqualTo(Severity.NORMAL);
    assertThat(table.severity(9, Double.NaN)).isEqualTo(Severity.NORMAL);
  }

  @Test
  void whatWasSaidBeforeCountsForNothing() {
    Random random = new Random(3);
    Datastream limited = datastream(random);
    while (limited.limits().isEmpty() || !limited.categories().isEmpty()) {
      limited = datastream(random);
    }
    table.put(1, limited);
    assertThat(table.severity(1, -1)).isEqualTo(limited.severityOf(-1));
    table.put(1, null);
    assertThat(table.severity(1, -1)).isEqualTo(Severity.NORMAL);
    table.put(1, limited);
    table.clear();
    assertThat(table.severity(1, -1)).isEqualTo(Severity.NORMAL);
  }
}
