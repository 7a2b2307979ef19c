package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LongsPropertyTest {
  @Property
  void itIsAListOfLongs(@ForAll Random random) {
    long[] kinds = {5, 6, 7, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31};
    int allowed = random.nextInt(1, kinds.length + 1);
    Longs longs = new Longs();
    List<Long> expected = new ArrayList<>();
    for (int i = random.nextInt(60); i > 0; i--) {
      long value = kinds[random.nextInt(allowed)] - (random.nextBoolean() ? random.nextInt(3) : 0);
      int index = random.nextInt(expected.size() + 1);
      longs.insert(index, value);
      expected.add(index, value);
    }
    agree(longs, expected);
    int from = random.nextInt(expected.size() + 1);
    int to = random.nextInt(from, expected.size() + 1);
    agree(longs.slice(from, to), expected.subList(from, to));
  }

  private static void agree(Longs longs, List<Long> expected) {
    assertThat(longs.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(longs.get(i)).isEqualTo(expected.get(i));
    }
  }
}
