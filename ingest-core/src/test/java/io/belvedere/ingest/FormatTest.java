package io.belvedere.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every source file is as google-java-format and [CommentFlow] write it. It is a test and no Maven
/// plugin because the formatter needs the compiler of the JDK that we write for, and Maven may run
/// on an older one.
///
/// `mvn -q test-compile -Pformat` runs [#main], which rewrites what differs.
class FormatTest {
  private static final int WIDTH = 100;
  private static final Formatter FORMATTER = new Formatter(JavaFormatterOptions.defaultOptions());

  @Test
  void everySourceFileIsFormatted() throws Exception {
    assertThat(unformatted(Path.of(System.getProperty("belvedere.root"))))
        .as("files to format with: mvn -q test-compile -Pformat")
        .isEmpty();
  }

  /// Formats the sources below a checkout in place.
  ///
  /// @param args the folder of the checkout
  public static void main(String[] args) throws Exception {
    for (Path file : unformatted(Path.of(args[0]))) {
      Files.writeString(file, formatted(file));
      System.out.println("formatted " + file);
    }
  }

  private static List<Path> unformatted(Path root) throws IOException, FormatterException {
    List<Path> differing = new ArrayList<>();
    for (String module : List.of("ingest-core", "app")) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          if (!Files.readString(file).equals(formatted(file))) {
            differing.add(file);
          }
        }
      }
    }
    return differing;
  }

  private static String formatted(Path file) throws IOException, FormatterException {
    try {
      String source = CommentFlow.fill(Files.readString(file).replace("\r\n", "\n"), WIDTH);
      String ordered = ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE);
      String pruned = RemoveUnusedImports.removeUnusedImports(ordered);
      return CommentFlow.fill(FORMATTER.formatSource(pruned), WIDTH);
    } catch (FormatterException e) {
      throw new IOException("Cannot format " + file + ": " + e.getMessage(), e);
    }
  }
}
