package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IdTableTest {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final IdTable table = new IdTable();
  private final Names names =
      new Names() {
        @Override
        public int datastream(String id) {
          return numbers.computeIfAbsent(id, _ -> numbers.size());
        }

        @Override
        public double category(int datastream, String name) {
          return Double.NaN;
        }
      };

  private int find(String id) {
    byte[] b = ("\"" + id + "\",").getBytes(StandardCharsets.UTF_8);
    int to = b.length - 2;
    return table.find(b, 1, to, Words.hash(b, 1, to));
  }

  /// Ids that are alike for long, so that all of them counts.
  private static String id(Random random) {
    return "a".repeat(random.nextInt(60))
        + random.nextInt(100)
        + "\u00e9".repeat(random.nextInt(3));
  }

  @Property(tries = 50)
  void everyIdIsFoundThatWasGivenANumberAndNoOther(@ForAll Random random) {
    for (int i = 0; i < 2_000; i++) {
      String id = id(random);
      assertThat(find(id)).isEqualTo(numbers.getOrDefault(id, Batch.UNKNOWN));
      int number = table.number(id, names);
      assertThat(number).isEqualTo(numbers.get(id)).isEqualTo(find(id));
      assertThat(table.size()).isEqualTo(numbers.size());
    }
  }
}
