package io.belvedere.ingest.faults;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The objects of a process that are in use.
///
/// @param bytes by class, as the machine calls it
record LiveObjects(Map<String, Long> bytes) {
  static final LiveObjects NONE = new LiveObjects(Map.of());

  private static final Pattern LINE =
      Pattern.compile("^ *\\d+: +\\d+ +(\\d+) +(\\S.*?)(?: \\(.*\\))?$", Pattern.MULTILINE);

  /// @param histogram as `jcmd` prints it
  static LiveObjects parse(String histogram) {
    Map<String, Long> bytes = new HashMap<>();
    Matcher line = LINE.matcher(histogram);
    while (line.find()) {
      bytes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum);
    }
    if (bytes.isEmpty()) {
      throw new IllegalArgumentException("This is no histogram of a heap: " + histogram);
    }
    return new LiveObjects(bytes);
  }

  long total() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The classes whose objects took the most more than before, the most first.
  List<String> grownSince(LiveObjects before, int most) {
    Map<String, Long> grown = new HashMap<>();
    bytes.forEach((name, now) -> grown.put(name, now - before.bytes.getOrDefault(name, 0L)));
    return grown.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
        .toList();
  }
}
