package io.belvedere.ingest.headless;

import java.io.PrintWriter;

/// Bytes as numbers and as text side by side, sixteen a line. What is marked stands in brackets.
final class HexDump {
  private static final int PER_LINE = 16;

  private HexDump() {}

  /// @param from the first marked byte
  /// @param to behind the last marked byte
  static void print(byte[] bytes, int from, int to, PrintWriter out) {
    for (int line = 0; line < bytes.length; line += PER_LINE) {
      var hex = new StringBuilder();
      var text = new StringBuilder();
      for (int i = line; i < line + PER_LINE; i++) {
        boolean marked = i >= from && i < to;
        boolean before = i > line && i - 1 >= from && i - 1 < to;
        hex.append(marked && (i == from || i == line) ? '[' : before && !marked ? ']' : ' ');
        hex.append(i < bytes.length ? "%02x".formatted(bytes[i]) : "  ");
        text.append(i < bytes.length ? character(bytes[i]) : ' ');
      }
      int last = line + PER_LINE - 1;
      hex.append(last >= from && last < to ? ']' : ' ');
      out.printf("%08x %s %s%n", line, hex, text.toString().stripTrailing());
    }
  }

  private static char character(byte each) {
    return each >= 0x20 && each < 0x7f ? (char) each : '.';
  }
}
