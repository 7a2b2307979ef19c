package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class CityTest {
  private static final Path THREADS = Path.of("/proc/self/task");

  /// In what proc(5) tells of a thread, behind its name.
  private static final int NICENESS = 16;

  private static final int AS_OTHERS = 0;
  private static final int BEHIND_THE_SCREEN = 5;

  @Test
  void whatReadsAndKeepsGivesWayToTheScreen(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isDirectory(THREADS), "only Linux tells of the niceness of a thread");
    Screen.run(() -> {});
    assumeTrue(
        niceness().getOrDefault("JavaFX Applicat", BEHIND_THE_SCREEN) == AS_OTHERS,
        "the tests give way themselves");
    var options = new Options();
    new CommandLine(options)
        .parseArgs("--bootstrap-servers=localhost:1", "--district=nice", "--data=" + folder);
    try (City city = City.open(options, Clock.system())) {
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(30))
          .until(() -> !city.districts().isEmpty());
      assertThat(niceness())
          .containsEntry("feed-nice", BEHIND_THE_SCREEN)
          .containsEntry("history-io-nice", BEHIND_THE_SCREEN)
          .containsEntry("C2 CompilerThre", BEHIND_THE_SCREEN)
          .containsEntry("JavaFX Applicat", AS_OTHERS);
    }
  }

  /// By the first 15 characters of the names of this process's threads.
  private static Map<String, Integer> niceness() throws IOException {
    Map<String, Integer> all = new HashMap<>();
    try (Stream<Path> threads = Files.list(THREADS)) {
      for (Path thread : threads.toList()) {
        String told = Files.readString(thread.resolve("stat"));
        int end = told.lastIndexOf(')');
        String name = told.substring(told.indexOf('(') + 1, end);
        all.put(name, Integer.parseInt(told.substring(end + 2).split(" ", -1)[NICENESS]));
      }
    }
    return all;
  }
}
