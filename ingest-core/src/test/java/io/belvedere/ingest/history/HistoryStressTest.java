package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything at once, with each way to collect garbage that an installation may have: they differ
/// in the barriers that stand between a writer and a reader.
@Tag("faults")
class HistoryStressTest {
  private static final String G1 = "-XX:+UseG1GC";
  private static final String Z = "-XX:+UseZGC";

  @TempDir Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {G1, Z})
  void noReaderEverSeesWhatIsNotSo(String collector) throws IOException, InterruptedException {
    run(collector, folder.toString(), 150_000);
    run(collector, "", 150_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {G1, Z})
  void noReaderEverSeesWhatIsNotSoForLong(String collector)
      throws IOException, InterruptedException {
    run(collector, folder.toString(), 1_500_000);
    run(collector, "", 1_500_000);
  }

  private static void run(String collector, String folder, long observations)
      throws IOException, InterruptedException {
    long seed = RandomGenerator.getDefault().nextLong(1L << 32);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                collector,
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                HistoryStress.class.getName(),
                folder,
                Long.toString(observations),
                Long.toString(seed))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    try {
      assertThat(child.waitFor(110, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).as("%s, begun with %d", collector, seed).isZero();
    } finally {
      child.destroyForcibly();
    }
  }
}
