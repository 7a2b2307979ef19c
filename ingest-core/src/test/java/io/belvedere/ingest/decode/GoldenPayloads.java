package io.belvedere.ingest.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// The payloads in `formats/*.txt`, whose README says how they are written.
///
/// @param headers of the record, with `key` and `append` where they matter
/// @param expected what comes of it
record GoldenPayloads(
    String title, Map<String, String> headers, List<String> payload, List<String> expected) {
  static List<GoldenPayloads> of(String format) {
    List<GoldenPayloads> cases = new ArrayList<>();
    for (String text : text(format).split("(?m)^== ", -1)) {
      if (!text.isBlank()) {
        cases.add(parse(text));
      }
    }
    return cases;
  }

  private static String text(String format) {
    try (InputStream file =
        GoldenPayloads.class.getResourceAsStream("/formats/" + format + ".txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static GoldenPayloads parse(String text) {
    List<String> lines = text.lines().toList();
    int payload = lines.indexOf("--");
    int expected = lines.lastIndexOf("--");
    Map<String, String> headers = new HashMap<>();
    for (String line : lines.subList(1, payload)) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return new GoldenPayloads(
        lines.getFirst(),
        headers,
        lines.subList(payload + 1, expected),
        lines.subList(expected + 1, lines.size()));
  }

  byte[] bytes() {
    if (!payload.getFirst().equals("hex")) {
      return String.join("\n", payload).getBytes(StandardCharsets.UTF_8);
    }
    String hex =
        payload.stream()
            .skip(1)
            .map(line -> line.replaceAll("#.*|\\s", ""))
            .collect(Collectors.joining());
    return HexFormat.of().parseHex(hex);
  }

  RawRecord record() {
    return record(bytes(), headers);
  }

  /// The same with another value and other headers.
  RawRecord record(byte[] value, Map<String, String> others) {
    return new RawRecord(
        "topic",
        0,
        0,
        Long.parseLong(headers.getOrDefault("append", "1486144502122000")),
        headers.getOrDefault("key", "k").getBytes(StandardCharsets.UTF_8),
        value,
        name -> {
          String header = others.get(name);
          return header == null ? null : header.getBytes(StandardCharsets.UTF_8);
        });
  }
}
