package io.belvedere.ingest.decode.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The profiles that come with Belvedere read their samples as it is written beside them.
class ProfileExamplesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("belvedere.root")).resolve("src-assets/profiles");

  private static final Path README =
      Path.of(System.getProperty("belvedere.root")).resolve("README.md");

  @Test
  void theOneOfTheReadmeReadsTheSameMessages() throws IOException {
    String readme = Files.readString(README);
    int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
    var observed = new Observed(readme.substring(start, readme.indexOf("```", start)));
    String message = Files.readAllLines(FOLDER.resolve("gateway.jsonl")).getFirst();
    assertThat(observed.of(message))
        .contains("gw7-s1-temp 2026-01-10T08:15:30.120Z 12.5 good sequence 1041")
        .contains("gw7-s2-door 2026-01-10T08:15:29Z 1.0 uncertain sequence 1041");
  }

  @Test
  void theReadmeNamesEveryKey() throws IOException {
    String table =
        Files.readAllLines(README).stream()
            .filter(line -> line.startsWith("| `"))
            .collect(Collectors.joining("\n"));
    Set<String> keys = new TreeSet<>(ProfileCompiler.OF_PROFILE);
    keys.addAll(ProfileCompiler.OF_READINGS);
    keys.addAll(ProfileCompiler.OF_VALUE);
    assertThat(keys).hasSize(20).allSatisfy(key -> assertThat(table).contains("`" + key + "`"));
  }

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
