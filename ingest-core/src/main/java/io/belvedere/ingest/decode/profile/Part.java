package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.belvedere.ingest.decode.Pointers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Something that stands in a profile, and where. What is not as asked for is told to `errors`, and
/// empty here, so that one reading finds everything that is wrong.
record Part(Node node, String pointer, Set<ProfileError> errors) {
  /// Longer texts are nobody's names, pointers or units.
  private static final int SHOWN = 60;

  /// Keys in the order in which they are told.
  static Set<String> keys(String... keys) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
  }

  void wrong(String message) {
    wrong(node, pointer, message);
  }

  private void wrong(Node at, String where, String message) {
    errors.add(ProfileError.at(at.getStartMark(), where, message));
  }

  /// Tells that something else was expected.
  void expected(String what) {
    wrong("expected " + what + ", found " + found() + ".");
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  /// Whether it is a text, be it in quotes or not.
  boolean isText() {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR);
  }

  /// Its members by name, in order. Names that are not among `known` are told, with the nearest.
  Map<String, Part> members(String what, Set<String> known) {
    Map<String, Part> members = members(what);
    members.forEach(
        (name, part) -> {
          if (!known.contains(name)) {
            String hint =
                Nearest.of(name, known)
                    .map(near -> "did you mean \"" + near + "\"?")
                    .orElse("known here: " + String.join(", ", known) + ".");
            wrong(key(name), part.pointer, "unknown key \"" + shortened(name) + "\"; " + hint);
          }
        });
    return members;
  }

  /// Its members by name, in order, whatever they are called.
  Map<String, Part> members(String what) {
    Map<String, Part> members = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      expected(what);
      return members;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        wrong(tuple.getKeyNode(), pointer, "a key is a text.");
        continue;
      }
      String name = key.getValue();
      Part part = new Part(tuple.getValueNode(), pointer + "/" + Pointers.escape(name), errors);
      if (members.putIfAbsent(name, part) != null) {
        wrong(key, part.pointer, "\"" + shortened(name) + "\" is given twice.");
      }
    }
    return members;
  }

  private Node key(String name) {
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
        return key;
      }
    }
    return node;
  }

  /// Its elements; told if it is no list, or an empty one.
  List<Part> elements(String what) {
    List<Part> elements = new ArrayList<>();
    if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
      for (Node element : sequence.getValue()) {
        elements.add(new Part(element, pointer + "/" + elements.size(), errors));
      }
    } else {
      expected(what);
    }
    return elements;
  }

  /// Its elements if it is a list, else itself.
  List<Part> oneOrMany(String what) {
    return isList() ? elements(what) : List.of(this);
  }

  @Nullable String text(String what) {
    if (isText()) {
      return ((ScalarNode) node).getValue();
    }
    expected(what);
    return null;
  }

  /// A number, a text, true, false or null; null here if it is none of them.
  @Nullable JsonNode scalar(String what) {
    if (!(node instanceof ScalarNode scalar)) {
      expected(what);
      return null;
    }
    String value = scalar.getValue();
    if (scalar.getTag().equals(Tag.NULL)) {
      return NullNode.getInstance();
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return BooleanNode.valueOf(Boolean.parseBoolean(value));
    }
    if (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT)) {
      return number(value);
    }
    return TextNode.valueOf(value);
  }

  /// As its YAML has it: what is no number for Java is one that is not finite.
  private static JsonNode number(String value) {
    try {
      return LongNode.valueOf(Long.parseLong(value));
    } catch (NumberFormatException tooLong) {
      try {
        return DoubleNode.valueOf(Double.parseDouble(value));
      } catch (NumberFormatException special) {
        return DoubleNode.valueOf(Double.NaN);
      }
    }
  }

  /// One scalar or a list of them.
  List<JsonNode> scalars() {
    String what = "a text, a number, true, false or null, or a list of them";
    List<JsonNode> scalars = new ArrayList<>();
    for (Part one : oneOrMany(what)) {
      JsonNode scalar = one.scalar(what);
      if (scalar != null) {
        scalars.add(scalar);
      }
    }
    return scalars;
  }

  double number(String what, double otherwise) {
    JsonNode number = scalar(what);
    if (number == null) {
      return otherwise;
    }
    if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
      expected(what);
      return otherwise;
    }
    return number.doubleValue();
  }

  boolean flag(String what) {
    JsonNode flag = scalar(what);
    if (flag != null && !flag.isBoolean()) {
      expected(what);
    }
    return flag != null && flag.booleanValue();
  }

  /// One of the words of an enumeration, which it has in small letters; null if it is none.
  <E extends Enum<E>> @Nullable E word(E[] words) {
    List<String> known = new ArrayList<>();
    for (E word : words) {
      String name = word.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (isText() && name.equals(((ScalarNode) node).getValue())) {
        return word;
      }
      known.add(name);
    }
    expected(String.join(" or ", known));
    return null;
  }

  private String found() {
    return switch (node) {
      case MappingNode mapping when mapping.getValue().isEmpty() -> "an empty object";
      case MappingNode _ -> "an object";
      case SequenceNode sequence when sequence.getValue().isEmpty() -> "an empty list";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      case ScalarNode scalar when scalar.getTag().equals(Tag.STR) ->
          "\"" + shortened(scalar.getValue()) + "\"";
      case ScalarNode scalar -> shortened(scalar.getValue());
      default -> "something else";
    };
  }

  private static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
