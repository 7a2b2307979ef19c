package io.belvedere.ingest.source;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// A Java properties file in UTF-8, as the tools of Kafka use it, with the line in which each
/// setting begins.
///
/// @param entries by name, in the order of the file
record ClientFile(Path file, Map<String, Entry> entries) {
  /// A setting.
  ///
  /// @param line of the file, from 1
  record Entry(String name, String value, int line) {
    /// Never its value, which may be a secret.
    @Override
    public String toString() {
      return name + " in line " + line;
    }
  }

  /// @throws IllegalArgumentException with a sentence for the one who wrote the file
  static ClientFile read(Path file) {
    try {
      return of(file, Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Cannot read the Kafka settings in " + file + ": " + reason(e) + ".", e);
    }
  }

  private static ClientFile of(Path file, List<String> lines) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      int line = i + 1;
      String first = lines.get(i).stripLeading();
      if (first.isEmpty() || first.startsWith("#") || first.startsWith("!")) {
        continue;
      }
      StringBuilder text = new StringBuilder(lines.get(i));
      while (goesOn(text) && i + 1 < lines.size()) {
        i++;
        text.append('\n').append(lines.get(i));
      }
      one(file, line, text.toString())
          .forEach(
              (name, value) -> {
                Entry entry = new Entry((String) name, ((String) value).strip(), line);
                Entry before = entries.put(entry.name(), entry);
                if (before != null) {
                  throw new IllegalArgumentException(
                      "%s:%d: %s is there already, in line %d."
                          .formatted(file, line, name, before.line()));
                }
              });
    }
    return new ClientFile(file, entries);
  }

  private static Properties one(Path file, int line, String text) throws IOException {
    Properties one = new Properties();
    try {
      one.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The Kafka settings in %s are no Java properties: line %d: %s"
              .formatted(file, line, e.getMessage()),
          e);
    }
    return one;
  }

  /// Whether an odd number of backslashes ends it.
  private static boolean goesOn(StringBuilder text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end--;
    }
    return (text.length() - end) % 2 == 1;
  }

  /// Where a setting stands, to begin a sentence with.
  String at(Entry entry) {
    return file + ":" + entry.line() + ": " + entry.name();
  }

  /// What a setting says; empty if it is not there.
  String value(String name) {
    Entry entry = entries.get(name);
    return entry == null ? "" : entry.value();
  }

  Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    entries.forEach((name, entry) -> values.put(name, entry.value()));
    return values;
  }

  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException closed -> "it may not be read by who runs Belvedere";
      case CharacterCodingException foreign -> "it is not UTF-8";
      default -> e.toString();
    };
  }
}
