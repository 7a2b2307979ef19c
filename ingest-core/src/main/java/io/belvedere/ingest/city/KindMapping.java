package io.belvedere.ingest.city;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What a city's own words mean, from a file that somebody there wrote: a JSON object whose members
/// are rules.
///
/// | member | value | says |
/// |---|---|---|
/// | `streets/class=H` | `primary` | what has this value is this kind of ours |
/// | `*/use=1100` | `building` | the same in whichever file |
/// | `streets` | `residential` | the rest of that file |
/// | `trees` | `nothing` | is left out |
/// | `streets/str_name` | `name` | the property that holds the name |
///
/// Case does not matter. A rule with a value goes before one without.
public final class KindMapping {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String NOTHING = "nothing";
  private static final String NAME = "name";

  private final List<Rule> byValue = new ArrayList<>();
  private final List<Rule> byLayer = new ArrayList<>();
  private final List<Rule> names = new ArrayList<>();
  private final Set<String> unused = new TreeSet<>();

  private KindMapping() {}

  private record Rule(
      String text, String layer, String property, String value, List<Meaning> meanings) {
    boolean isFor(Feature feature) {
      return layer.equals("*") || layer.equals(feature.layer().toLowerCase(Locale.ROOT));
    }

    boolean holds(Feature feature) {
      String actual = feature.properties().getOrDefault(property, "");
      return isFor(feature) && actual.strip().toLowerCase(Locale.ROOT).equals(value);
    }
  }

  public static KindMapping none() {
    return new KindMapping();
  }

  /// @throws IOException with one sentence for the operator
  public static KindMapping read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no mapping " + file + ".");
    }
    Map<String, String> rules = new LinkedHashMap<>();
    try (JsonParser json = JSON.createParser(file.toFile())) {
      boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
      while (isObject && json.nextToken() == JsonToken.FIELD_NAME) {
        String rule = json.currentName();
        rules.put(rule, Objects.requireNonNullElse(json.nextTextValue(), ""));
      }
      if (!isObject || json.currentToken() != JsonToken.END_OBJECT) {
        throw new IOException(file + " is no JSON object of rules and kinds.");
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s line %d: %s."
              .formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage().strip()),
          e);
    }
    var mapping = new KindMapping();
    for (var rule : rules.entrySet()) {
      mapping.add(file, rule.getKey(), rule.getValue().strip().toLowerCase(Locale.ROOT));
    }
    return mapping;
  }

  private void add(Path file, String text, String word) throws IOException {
    String[] layerAndTest = text.toLowerCase(Locale.ROOT).split("/", 2);
    String[] test = layerAndTest.length == 2 ? layerAndTest[1].split("=", 2) : new String[] {""};
    String property = test[0].strip();
    String value = test.length == 2 ? test[1].strip() : "";
    Optional<Meaning> meaning = KindWords.meaning(word);
    var rule = new Rule(text, layerAndTest[0].strip(), property, value, meaning.stream().toList());
    if (word.equals(NAME) && test.length == 1 && !property.isEmpty()) {
      names.add(rule);
    } else if (meaning.isEmpty() && !word.equals(NOTHING)) {
      throw new IOException(
          "%s: \"%s\" of %s is none of %s, name, nothing."
              .formatted(file, word, text, String.join(", ", KindWords.all())));
    } else if (test.length == 2) {
      byValue.add(rule);
    } else if (property.isEmpty()) {
      byLayer.add(rule);
    } else {
      throw new IOException(
          "%s: the rule %s is neither layer nor layer/property=value.".formatted(file, text));
    }
    unused.add(text);
  }

  /// What the feature is; an empty list if it is to be left out, nothing if no rule is for it.
  Optional<List<Meaning>> meanings(Feature feature) {
    for (Rule rule : byValue) {
      if (rule.holds(feature)) {
        return used(rule);
      }
    }
    for (Rule rule : byLayer) {
      if (rule.isFor(feature)) {
        return used(rule);
      }
    }
    return Optional.empty();
  }

  private Optional<List<Meaning>> used(Rule rule) {
    unused.remove(rule.text());
    return Optional.of(rule.meanings());
  }

  /// What the feature is called where a rule says which property tells.
  Optional<String> name(Feature feature) {
    for (Rule rule : names) {
      if (rule.isFor(feature)) {
        unused.remove(rule.text());
        return Optional.of(feature.properties().getOrDefault(rule.property(), "").strip());
      }
    }
    return Optional.empty();
  }

  /// The rules that were for nothing so far, which may be typing errors.
  Set<String> unused() {
    return unused;
  }
}
