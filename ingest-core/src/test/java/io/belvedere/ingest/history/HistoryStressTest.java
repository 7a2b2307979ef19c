package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Half a minute of everything at once, with each way to collect garbage that an installation may
/// have: they differ in the barriers that stand between a writer and a reader.
@Tag("faults")
class HistoryStressTest {
  private static final int SECONDS = 30;

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-XX:+UseZGC"})
  @Timeout(120)
  void noReaderEverSeesWhatIsNotSo(String collector) throws IOException, InterruptedException {
    long seed = RandomGenerator.getDefault().nextLong(1L << 32);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                collector,
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                HistoryStress.class.getName(),
                Integer.toString(SECONDS),
                Long.toString(seed))
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
    try {
      assertThat(child.waitFor(SECONDS + 60, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).as("%s, begun with %d", collector, seed).isZero();
    } finally {
      child.destroyForcibly();
    }
  }
}
