package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Flags;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What cannot be inserted leaves the history as it was, and no memory behind, however often it is
/// tried.
class FailingInsertTest {
  private static final long START = Micros.EARLIEST + 321 * Micros.PER_DAY;
  private static final int NORMAL = Flags.of(Quality.GOOD, Severity.NORMAL);

  /// As many as no memory is enough for.
  private static final int TOO_MANY = Integer.MAX_VALUE - 8;

  private final SlabStore store = new SlabStore(Duration.ofHours(1), 1L << 30);

  @Test
  void whatCannotBePackedGivesItsMemoryBack() {
    Segment segment = new Segment();
    PastChunk chunk = chunk(0, 600);
    assertThatThrownBy(() -> chunk.finish(TOO_MANY, segment)).isInstanceOf(OutOfMemoryError.class);
    assertThat(isAlive(segment)).isFalse();
  }

  @Test
  void whatHasNoPlaceAnyMoreGivesItsMemoryBack() {
    store.append(0, at(700), at(701), 1, NORMAL, 0, 0);
    store.begin(at(1_000), at(500));
    store.insert(chunk(0, 600).finish(1));
    for (int i = 0; i < 3; i++) {
      assertThatIsGivenBack(chunk(300, 900).finish(1), IllegalArgumentException.class);
    }
  }

  @Test
  void whatThereIsNoMemoryForGivesItsOwnBack() {
    store.append(0, at(100), at(101), 1, NORMAL, 0, 0);
    store.begin(at(1_000), at(200));
    store.append(0, at(350), at(1_001), 7, NORMAL, 0, 0);
    Past past = chunk(300, 600).finish(1);
    store.ensure(TOO_MANY);
    assertThatIsGivenBack(past, OutOfMemoryError.class);
  }

  @Test
  void whatWasLoadedAndThereIsNoMemoryForGivesItsOwnBack() {
    store.append(0, at(100), at(101), 1, NORMAL, 0, 0);
    store.begin(at(1_000), at(200));
    Past past = chunk(300, 600).finish(1);
    Loaded loaded = new Loaded(past.segment(), past.frames());
    store.ensure(TOO_MANY);
    assertThatIsGivenBack(past.segment(), OutOfMemoryError.class, () -> store.adopt(loaded));
  }

  private void assertThatIsGivenBack(Past past, Class<? extends Throwable> failure) {
    assertThatIsGivenBack(past.segment(), failure, () -> store.insert(past));
  }

  private void assertThatIsGivenBack(
      Segment segment, Class<? extends Throwable> failure, Runnable insert) {
    List<Object> before = all();
    assertThatThrownBy(insert::run).isInstanceOf(failure);
    assertThat(all()).isEqualTo(before);
    assertThat(isAlive(segment)).as("until nobody can look at it").isTrue();
    store.reclaim();
    assertThat(isAlive(segment)).isFalse();
  }

  private List<Object> all() {
    int[] density = new int[Severity.COUNT * 20];
    store.density(new TimeRange(at(0), at(1_200)), 20, density);
    return List.of(
        store.size(),
        store.bytes(),
        store.notLoaded(),
        store.covered(),
        Arrays.toString(store.range(0, new TimeRange(at(0), at(1_200))).value()),
        Arrays.toString(density));
  }

  private PastChunk chunk(int from, int to) {
    PastChunk chunk = PastChunk.of(store, new TimeRange(at(from), at(to)));
    for (int second = from; second < to; second += 50) {
      chunk.take(0, at(second), at(second) + 1, second, NORMAL, 0, 0);
    }
    return chunk;
  }

  private static boolean isAlive(Segment segment) {
    return segment.arena().scope().isAlive();
  }

  private static long at(int second) {
    return START + second * Micros.PER_SECOND;
  }
}
