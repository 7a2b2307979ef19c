package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Offsets count as applied at the next start only if what stood there is on disk.
class DurableOffsetsTest {
  private static final PartitionId OTHER = new PartitionId(new Uuid(3, 4), 1);
  private static final long START = 1_767_000_000_000_000L;

  @Test
  void whatAFeedHasAppliedSinceItsStartDoesNotCountBeforeItIsWritten(@TempDir Path folder)
      throws IOException {
    HistoryRun first = new HistoryRun(Files.createDirectories(folder.resolve("first")));
    first.apply(observations(10), 0, 10);
    first.end();
    first.store.close();

    HistoryRun second = new HistoryRun(folder.resolve("first"));
    OffsetIntervals ofFeed = of(second, HistoryRun.PARTITION);
    ofFeed.add(10, 20);
    // The next file of the journal begins with all that is durable.
    second.disk.journal().read(OTHER, 0, 1);
    second.endRound(0, 0, /* seconds= */ 1);
    second.persist();
    Path afterCrash = copy(folder.resolve("first"), folder.resolve("crashed"));
    second.end();
    second.store.close();

    HistoryRun third = new HistoryRun(afterCrash);
    assertThat(of(third, OTHER).lastEnd()).isEqualTo(1);
    assertThat(of(third, HistoryRun.PARTITION).lastEnd()).isEqualTo(10);
    assertThat(third.store.size()).isEqualTo(10);
    third.end();
    third.store.close();
  }

  private static OffsetIntervals of(HistoryRun run, PartitionId partition) {
    return Objects.requireNonNull(run.disk.read().get(partition));
  }

  private static List<HistoryRun.Sent> observations(int count) {
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> new HistoryRun.Sent("level", START + i, START + i, i))
        .toList();
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
