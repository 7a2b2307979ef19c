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

class NormalRangesTest {
  private final NormalRanges ranges = new NormalRanges();

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
  void whatIsWithinIsNormalByTheCatalogueAndAllElseIsLeftToIt(@ForAll Random random) {
    int within = 0;
    for (int number = 0; number < 50; number++) {
      Datastream described = datastream(random);
      ranges.put(number, described);
      for (int v = -2; v < 45; v++) {
        double value = v / 2.0 + random.nextInt(20);
        if (ranges.holds(number, value)) {
          within++;
          assertThat(described.severityOf(value)).isEqualTo(Severity.NORMAL);
        } else {
          boolean judged = described.limits().isPresent() || !described.categories().isEmpty();
          assertThat(judged).isTrue();
        }
      }
    }
    assertThat(within).isPositive();
  }

  @Test
  void whatIsUncataloguedNeedsNobodyAndWhatIsNoNumberIsLookedAt() {
    assertThat(ranges.holds(7, 1e9)).isTrue();
    ranges.put(9, null);
    assertThat(ranges.holds(8, 1e9)).isTrue();
    assertThat(ranges.holds(9, 1e9)).isTrue();
    assertThat(ranges.holds(9, Double.NaN)).isFalse();
  }
}
