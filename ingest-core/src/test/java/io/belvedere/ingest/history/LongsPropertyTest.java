package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LongsPropertyTest {
  private final Longs longs = new Longs();
  private final List<Long> expected = new ArrayList<>();

  @Property
  void itIsAListOfLongs(@ForAll Random random) {
    long[] kinds = {5, 6, 7, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 31};
    int allowed = random.nextInt(1, kinds.length + 1);
    append(random);
    for (int i = random.nextInt(60); i > 0; i--) {
      long value = kinds[random.nextInt(allowed)] - (random.nextBoolean() ? random.nextInt(3) : 0);
      insert(random.nextInt(expected.size() + 1), value);
    }
    append(random);
    agree(longs, expected);
    int from = random.nextInt(expected.size() + 1);
    int to = random.nextInt(from, expected.size() + 1);
    agree(longs.slice(from, to), expected.subList(from, to));
  }

  /// As many as may be, each the same step after the one before; some may be left out.
  private void append(Random random) {
    long value = random.nextLong() >> random.nextInt(Long.SIZE);
    long step = random.nextLong() >> random.nextInt(Long.SIZE);
    for (int i = random.nextInt(10); i > 0; i--) {
      int size = expected.size();
      boolean mayBeLeftOut = size > 0 && longs.foretells() && longs.get(size) == value;
      if (mayBeLeftOut && random.nextBoolean()) {
        expected.add(value);
      } else {
        insert(size, value);
      }
      value += step;
    }
  }

  private void insert(int index, long value) {
    longs.insert(index, value, expected.size());
    expected.add(index, value);
  }

  @Test
  void whatGrowsByTheSameStepIsForetold() {
    for (int i = 0; i < 20; i++) {
      longs.insert(i, 7 + 3L * i, i);
    }
    assertThat(longs.foretells()).isTrue();
    assertThat(longs.get(20)).isEqualTo(67);
    longs.insert(20, 68, 20);
    assertThat(longs.foretells()).isFalse();
    assertThat(longs.get(19)).isEqualTo(64);
    assertThat(longs.get(20)).isEqualTo(68);
  }

  private static void agree(Longs longs, List<Long> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertThat(longs.get(i)).isEqualTo(expected.get(i));
    }
  }
}
