package io.belvedere.ingest.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
  private final ChangeLog log = new ChangeLog(4, 100);

  private List<Integer> since(long mark) {
    List<Integer> rows = new ArrayList<>();
    return log.forEachSince(mark, rows::add) ? rows : List.of(-1);
  }

  @Test
  void tellsWhatWasChangedSinceAMark() {
    long first = log.mark();
    log.add(7);
    long second = log.mark();
    log.add(3);
    log.add(7);
    assertThat(since(first)).containsExactly(7, 3, 7);
    assertThat(since(second)).containsExactly(3, 7);
    assertThat(since(log.mark())).isEmpty();
  }

  @Test
  void knowsNothingOfWhatIsLongerAgoThanThereIsRoomFor() {
    long mark = log.mark();
    for (int i = 0; i < log.room(); i++) {
      log.add(i);
    }
    assertThat(log.room()).isGreaterThanOrEqualTo(4);
    assertThat(since(mark)).hasSize(log.room());
    log.add(9);
    assertThat(since(mark)).containsExactly(-1);
    assertThat(since(mark + 1)).hasSize(log.room()).endsWith(9);
  }

  @Test
  void knowsNothingOfMarksOfBefore() {
    assertThat(since(99)).containsExactly(-1);
    long mark = log.mark();
    log.forget();
    assertThat(since(mark)).containsExactly(-1);
    assertThat(since(log.mark())).isEmpty();
  }
}
