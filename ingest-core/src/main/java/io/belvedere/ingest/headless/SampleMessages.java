package io.belvedere.ingest.headless;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The messages in a file: one that may go over many lines, or one a line.
final class SampleMessages {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private SampleMessages() {}

  /// All of the file as one message if it is one JSON value, or if its first line is none; else
  /// each line that is not blank.
  static List<byte[]> of(byte[] file) {
    List<byte[]> lines = lines(file);
    return lines.isEmpty() || isJson(file) || !isJson(lines.getFirst()) ? List.of(file) : lines;
  }

  private static List<byte[]> lines(byte[] file) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= file.length; i++) {
      if (i == file.length || file[i] == '\n') {
        byte[] line = Arrays.copyOfRange(file, start, i);
        if (!isBlank(line)) {
          lines.add(line);
        }
        start = i + 1;
      }
    }
    return lines;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  private static boolean isJson(byte[] text) {
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken first = parser.nextToken();
      parser.skipChildren();
      return first != null && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
