package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is at risk is the old content, before the new one is there.
class WholeFileTest {
  private static final ByteBuffer SHORT = StandardCharsets.US_ASCII.encode("short");

  @TempDir Path folder = Path.of("");

  @Test
  void theNewContentReplacesTheOld() throws IOException {
    Path file = folder.resolve("state");
    WholeFile.write(file, ByteBuffer.wrap(new byte[3 * Strokes.MOST]));
    assertThat(file).hasSize(3 * Strokes.MOST);
    WholeFile.write(file, SHORT);
    assertThat(file).hasContent("short");
    assertOnly(file);
  }

  @Test
  void whatACrashLeftHalfIsWrittenOver() throws IOException {
    Path file = folder.resolve("state");
    Files.writeString(folder.resolve("state.half"), "longer than what comes");
    WholeFile.write(file, SHORT);
    assertThat(file).hasContent("short");
    assertOnly(file);
  }

  @Test
  void whatCannotBeReplacedStaysAndNothingIsLeftBeside() throws IOException {
    Path file = Files.createDirectory(folder.resolve("state"));
    Files.writeString(file.resolve("inside"), "kept");
    assertThatThrownBy(() -> WholeFile.write(file, SHORT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " cannot be written: ");
    assertThat(file.resolve("inside")).hasContent("kept");
    assertOnly(file);
  }

  private void assertOnly(Path file) throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
