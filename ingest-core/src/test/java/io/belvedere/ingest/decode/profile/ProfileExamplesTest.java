package io.belvedere.ingest.decode.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The profiles that come with Belvedere read their samples as it is written beside them.
class ProfileExamplesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("belvedere.root")).resolve("src-assets/profiles");

  @ParameterizedTest
  @ValueSource(strings = {"gateway", "lorawan", "row"})
  void readTheirSamples(String name) throws IOException {
    var observed =
        new Observed(Files.readString(FOLDER.resolve(name + ".yaml"))).with("mast-1", Map.of());
    List<String> found = new ArrayList<>();
    for (String message : Files.readAllLines(FOLDER.resolve(name + ".jsonl"))) {
      found.addAll(observed.of(message));
    }
    List<String> expected =
        Files.readAllLines(FOLDER.resolve(name + ".expected")).stream()
            .map(line -> line.replaceAll(" +", " "))
            .toList();
    assertThat(found).containsExactlyElementsOf(expected);
  }
}
