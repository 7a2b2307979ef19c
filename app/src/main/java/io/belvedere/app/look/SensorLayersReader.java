package io.belvedere.app.look;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.belvedere.app.look.SensorLayer.DrawnAs;
import io.belvedere.app.look.SensorState.When;
import io.belvedere.ingest.model.Severity;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads one file of layers: a JSON array of them, or one alone. A layer that is wrong is left out,
/// with a sentence that names file, layer, field and reason; the others are read.
final class SensorLayersReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");
  private static final int LONGEST_TITLE = 40;

  private static final Set<String> OF_LAYER =
      new LinkedHashSet<>(
          List.of(
              "id",
              "title",
              "order",
              "drawn-as",
              "kinds",
              "words",
              "symbol",
              "states",
              "zoom",
              "on"));
  private static final Set<String> OF_STATE =
      new LinkedHashSet<>(
          List.of("category", "from", "to", "severity", "title", "symbol", "colour"));
  private static final Set<String> OF_SYMBOL = new LinkedHashSet<>(List.of("stroke", "fill"));
  private static final Set<String> OF_ZOOM = new LinkedHashSet<>(List.of("from", "to"));

  /// Colour means that a person is needed, and that the catalogue says.
  private static final List<Token> GREYS =
      List.of(Token.NORMAL_DOT, Token.TEXT_SECONDARY, Token.TEXT);

  /// Rounding may put a curve a hair outside of its box.
  private static final double BOX = SymbolGlyph.HALF + 0.01;

  private final String source;
  private final SvgFiles files;
  private final Map<String, SensorLayer> replaced;
  private final List<SensorLayer> layers = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  /// Where symbols come from that are files of their own.
  interface SvgFiles {
    /// @throws IllegalArgumentException with a sentence for whoever wrote it
    SymbolGlyph read(String name) throws IOException;
  }

  /// What is wrong in a layer.
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String field, String reason) {
      super(field + ": " + reason);
    }
  }

  /// @param source the file's name, for sentences
  /// @param replaced what a layer takes the place of keeps its order
  SensorLayersReader(String source, SvgFiles files, Map<String, SensorLayer> replaced) {
    this.source = source;
    this.files = files;
    this.replaced = Map.copyOf(replaced);
  }

  List<SensorLayer> layers() {
    return List.copyOf(layers);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }

  /// @param json UTF-8
  void read(byte[] json) throws IOException {
    try {
      JsonNode root = JSON.readTree(json);
      if (root.isObject()) {
        add(root, 1);
      } else if (root.isArray()) {
        for (int i = 0; i < root.size(); i++) {
          add(root.get(i), i + 1);
        }
      } else {
        problems.add(source + ": is neither a layer nor a list of layers.");
      }
    } catch (JsonProcessingException e) {
      problems.add(
          "%s, line %d: %s."
              .formatted(source, e.getLocation().getLineNr(), e.getOriginalMessage().strip()));
    }
  }

  private void add(JsonNode node, int number) {
    String id = node.path("id").isTextual() ? node.get("id").textValue() : "number " + number;
    try {
      if (!node.isObject()) {
        throw new Wrong("layer", "is no object");
      }
      SensorLayer layer = layer(node);
      if (!ids.add(layer.id())) {
        throw new Wrong("id", "is in the file twice");
      }
      layers.add(layer);
    } catch (Wrong e) {
      problems.add("%s, layer %s: %s.".formatted(source, id, e.getMessage()));
    }
  }

  private SensorLayer layer(JsonNode node) throws Wrong {
    known(node, "", OF_LAYER);
    String id = text(node, "", "id");
    if (!ID.matcher(id).matches()) {
      throw new Wrong("id", "\"" + id + "\" is not 1 to 40 of a-z, 0-9 and -");
    }
    SensorLayer before = replaced.get(id);
    DrawnAs drawnAs =
        node.has("drawn-as") ? oneOf(DrawnAs.values(), node, "drawn-as") : DrawnAs.SENSOR;
    List<String> kinds = texts(node, "kinds");
    List<String> words = texts(node, "words");
    if (kinds.isEmpty() && words.isEmpty() && !id.equals(SensorLayer.OTHER)) {
      throw new Wrong("kinds", "neither kinds nor words say what belongs to it");
    }
    if (!node.has("symbol")) {
      throw new Wrong("symbol", "is missing");
    }
    JsonNode zoom = node.path("zoom");
    if (node.has("zoom")) {
      object(zoom, "zoom");
      known(zoom, "zoom.", OF_ZOOM);
    }
    double from = zoom(zoom, "from", SensorLayer.LEAST_ZOOM);
    double to = zoom(zoom, "to", SensorLayer.MOST_ZOOM);
    if (from >= to) {
      throw new Wrong("zoom", "from " + from + " is not before to " + to);
    }
    return new SensorLayer(
        id,
        title(node, ""),
        order(node, before),
        drawnAs,
        Set.copyOf(kinds),
        words,
        symbol(node.get("symbol"), "symbol"),
        states(node),
        from,
        to,
        isOn(node));
  }

  private static int order(JsonNode node, @Nullable SensorLayer before) throws Wrong {
    if (!node.has("order")) {
      return before == null ? 0 : before.order();
    }
    if (!node.get("order").canConvertToInt() || !node.get("order").isIntegralNumber()) {
      throw new Wrong("order", "is no whole number");
    }
    return node.get("order").intValue();
  }

  private static boolean isOn(JsonNode node) throws Wrong {
    if (node.has("on") && !node.get("on").isBoolean()) {
      throw new Wrong("on", "is neither true nor false");
    }
    return node.path("on").asBoolean(true);
  }

  private List<SensorState> states(JsonNode node) throws Wrong {
    List<SensorState> states = new ArrayList<>();
    if (node.has("states") && !node.get("states").isArray()) {
      throw new Wrong("states", "is no list");
    }
    for (JsonNode state : node.path("states")) {
      String at = "states[" + states.size() + "]";
      object(state, at);
      known(state, at + ".", OF_STATE);
      states.add(
          new SensorState(
              when(state, at),
              title(state, at + "."),
              state.has("symbol")
                  ? Optional.of(symbol(state.get("symbol"), at + ".symbol"))
                  : Optional.empty(),
              ink(state, at + ".")));
    }
    return states;
  }

  private static When when(JsonNode state, String at) throws Wrong {
    boolean range = state.has("from") || state.has("to");
    int said = (range ? 1 : 0) + (state.has("category") ? 1 : 0) + (state.has("severity") ? 1 : 0);
    if (said != 1) {
      throw new Wrong(at, "needs exactly one of category, from and to, severity");
    }
    if (state.has("category")) {
      return new When.Category(text(state, at + ".", "category"));
    }
    if (state.has("severity")) {
      return new When.OfSeverity(oneOf(Severity.values(), state, "severity", at + "."));
    }
    double from = number(state, at + ".", "from", Double.NEGATIVE_INFINITY);
    double to = number(state, at + ".", "to", Double.POSITIVE_INFINITY);
    if (from >= to) {
      throw new Wrong(at, "from " + from + " is not before to " + to);
    }
    return new When.Range(from, to);
  }

  private static Optional<Token> ink(JsonNode state, String at) throws Wrong {
    if (!state.has("colour")) {
      return Optional.empty();
    }
    String name = text(state, at, "colour");
    for (Token token : GREYS) {
      if (lower(token).equals(name)) {
        return Optional.of(token);
      }
    }
    throw new Wrong(
        at + "colour",
        "\"%s\" is none of %s; what needs a person gets its colour from the catalogue's severity"
            .formatted(name, GREYS.stream().map(t -> lower(t)).collect(Collectors.joining(", "))));
  }

  private SymbolGlyph symbol(JsonNode node, String at) throws Wrong {
    try {
      if (node.isTextual()) {
        return files.read(node.textValue());
      }
      object(node, at);
      known(node, at + ".", OF_SYMBOL);
      SymbolGlyph glyph = new SymbolGlyph(path(node, at, "stroke"), path(node, at, "fill"));
      if (glyph.stroke().isEmpty() && glyph.fill().isEmpty()) {
        throw new Wrong(at, "has neither stroke nor fill");
      }
      return glyph;
    } catch (IllegalArgumentException | IOException e) {
      throw new Wrong(at, String.valueOf(e.getMessage()));
    }
  }

  private static String path(JsonNode node, String at, String field) throws Wrong {
    if (!node.has(field)) {
      return "";
    }
    String data = text(node, at + ".", field);
    try {
      Rectangle2D bounds = SvgPath.parse(data).getBounds2D();
      if (bounds.getMinX() < -BOX
          || bounds.getMinY() < -BOX
          || bounds.getMaxX() > BOX
          || bounds.getMaxY() > BOX) {
        throw new Wrong(at + "." + field, "reaches out of its box, which goes from -8 to 8");
      }
      return data;
    } catch (IllegalArgumentException e) {
      throw new Wrong(at + "." + field, String.valueOf(e.getMessage()));
    }
  }

  private static String title(JsonNode node, String at) throws Wrong {
    String title = text(node, at, "title");
    if (title.length() > LONGEST_TITLE) {
      throw new Wrong(at + "title", "is longer than " + LONGEST_TITLE + " letters");
    }
    return title;
  }

  private static double zoom(JsonNode zoom, String field, double otherwise) throws Wrong {
    double value = number(zoom, "zoom.", field, otherwise);
    if (value < SensorLayer.LEAST_ZOOM || value > SensorLayer.MOST_ZOOM) {
      throw new Wrong("zoom." + field, value + " is not within 8 to 21");
    }
    return value;
  }

  private static double number(JsonNode node, String at, String field, double otherwise)
      throws Wrong {
    if (!node.has(field)) {
      return otherwise;
    }
    if (!node.get(field).isNumber()) {
      throw new Wrong(at + field, "is no number");
    }
    return node.get(field).doubleValue();
  }

  private static String text(JsonNode node, String at, String field) throws Wrong {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      throw new Wrong(at + field, "is missing");
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new Wrong(at + field, "is no text");
    }
    return value.textValue().strip();
  }

  private static List<String> texts(JsonNode node, String field) throws Wrong {
    List<String> texts = new ArrayList<>();
    if (node.has(field) && !node.get(field).isArray()) {
      throw new Wrong(field, "is no list");
    }
    for (JsonNode text : node.path(field)) {
      if (!text.isTextual() || text.textValue().isBlank()) {
        throw new Wrong(field + "[" + texts.size() + "]", "is no text");
      }
      texts.add(text.textValue().strip().toLowerCase(Locale.ROOT));
    }
    return texts.stream().distinct().toList();
  }

  private static <E extends Enum<E>> E oneOf(E[] all, JsonNode node, String field) throws Wrong {
    return oneOf(all, node, field, "");
  }

  private static <E extends Enum<E>> E oneOf(E[] all, JsonNode node, String field, String at)
      throws Wrong {
    String name = text(node, at, field);
    for (E one : all) {
      if (lower(one).equals(name.toLowerCase(Locale.ROOT))) {
        return one;
      }
    }
    throw new Wrong(
        at + field,
        "\"%s\" is none of %s"
            .formatted(
                name, Arrays.stream(all).map(e -> lower(e)).collect(Collectors.joining(", "))));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void object(JsonNode node, String at) throws Wrong {
    if (!node.isObject()) {
      throw new Wrong(at, "is no object");
    }
  }

  private static void known(JsonNode node, String at, Set<String> fields) throws Wrong {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!fields.contains(field.getKey())) {
        throw new Wrong(
            at + field.getKey(), "is not known; known are " + String.join(", ", fields));
      }
    }
  }
}
