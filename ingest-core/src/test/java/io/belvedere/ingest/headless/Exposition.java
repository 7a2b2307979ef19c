package io.belvedere.ingest.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What Prometheus makes of a page of metrics, by the rules of its text format 0.0.4: every series
/// follows the HELP and TYPE of its family, and none comes twice.
final class Exposition {
  private static final Pattern SERIES =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"([^\"\\\\]*)\",?");

  private final Map<String, String> types = new HashMap<>();
  private final Map<String, Double> values = new LinkedHashMap<>();

  private Exposition() {}

  static Exposition parse(String text) {
    var parsed = new Exposition();
    Map<String, String> helps = new HashMap<>();
    String family = "";
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        family = words[2];
        assertThat(helps.put(family, words[3])).as("HELP of %s twice", family).isNull();
        assertThat(words[3]).as("HELP of %s", family).isNotBlank();
      } else if (line.startsWith("# TYPE ")) {
        assertThat(words[2]).isEqualTo(family);
        assertThat(parsed.types.put(family, words[3])).as("TYPE of %s twice", family).isNull();
      } else {
        parsed.series(family, line);
      }
    }
    return parsed;
  }

  private void series(String family, String line) {
    Matcher series = SERIES.matcher(line);
    assertThat(series.matches()).as(line).isTrue();
    assertThat(series.group(1)).as(line).startsWith(family);
    assertThat(types).as(line).containsKey(family);
    if ("counter".equals(types.get(family))) {
      assertThat(series.group(1)).as(line).endsWith("_total");
    }
    Set<String> labels = new TreeSet<>();
    if (series.group(2) != null) {
      Matcher label = LABEL.matcher(series.group(2));
      int end = 0;
      while (label.find() && label.start() == end) {
        labels.add(label.group(1) + "=" + label.group(2));
        end = label.end();
      }
      assertThat(end).as(line).isEqualTo(series.group(2).length());
    }
    Double before = values.put(series.group(1) + labels, number(series.group(3)));
    assertThat(before).as("%s twice", line).isNull();
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /// By name and labels, those in the order of their names: `name[district=port, partition=0]`.
  Map<String, Double> values() {
    return values;
  }

  /// The names of all families, with what they are.
  Map<String, String> types() {
    return types;
  }
}
