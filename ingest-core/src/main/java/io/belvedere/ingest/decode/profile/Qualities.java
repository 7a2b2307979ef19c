package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.node.TextNode;
import io.belvedere.ingest.decode.profile.Mapping.QualityRule;
import io.belvedere.ingest.model.Quality;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes rules for the quality out of what a profile writes for them.
final class Qualities {
  private static final Set<String> OF_QUALITY = Part.keys("at", "table", "otherwise");

  private static final Map<String, Quality> QUALITIES =
      Map.of("good", Quality.GOOD, "uncertain", Quality.UNCERTAIN, "bad", Quality.BAD);

  private Qualities() {}

  /// @return null if it was told what is wrong
  static @Nullable QualityRule read(Part part, Sources sources) {
    if (!part.isMapping()) {
      String what = "good, uncertain, bad, a pointer, or an object with \"at\"";
      String text = part.text(what);
      if (text == null) {
        return null;
      }
      if (QUALITIES.containsKey(text)) {
        return rule(new Source.Constant(TextNode.valueOf(text)));
      }
      if (!Sources.isSource(text)) {
        part.expected(what);
        return null;
      }
      Source source = sources.read(part, text);
      return source == null ? null : rule(source);
    }
    Map<String, Part> members = part.members("an object with \"at\"", OF_QUALITY);
    Part at = members.get("at");
    if (at == null) {
      part.wrong("\"at\" is missing: it says where the quality stands.");
    }
    Source source = at == null ? null : sources.read(at);
    Map<String, Quality> table = new HashMap<>();
    Part tablePart = members.get("table");
    if (tablePart == null) {
      table.putAll(QUALITIES);
    } else {
      tablePart
          .members("an object such as {ok: good, fault: bad}")
          .forEach(
              (word, meant) -> {
                Quality quality = meant.word(Quality.values());
                if (quality != null) {
                  table.put(word, quality);
                }
              });
    }
    Optional<Quality> otherwise =
        Optional.ofNullable(members.get("otherwise")).map(word -> word.word(Quality.values()));
    return source == null ? null : new QualityRule(source, table, otherwise);
  }

  private static QualityRule rule(Source source) {
    return new QualityRule(source, QUALITIES, Optional.empty());
  }
}
