package io.belvedere.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.belvedere.ingest.time.Micros;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object, with what may stand in them checked as they are read. A field
/// that is null counts as missing.
record Fields(JsonNode object, String pointer) {
  /// A field is not what it should be.
  static final class Wrong extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final String pointer;

    Wrong(String reason, String pointer) {
      super(reason);
      this.pointer = pointer;
    }

    String reason() {
      return String.valueOf(getMessage());
    }

    String pointer() {
      return pointer;
    }
  }

  /// @throws Wrong if the node is no object
  static Fields of(JsonNode node, String pointer) throws Wrong {
    if (!node.isObject()) {
      throw new Wrong("must be an object", pointer);
    }
    return new Fields(node, pointer);
  }

  String text(String name) throws Wrong {
    return require(name, optionalText(name));
  }

  Optional<String> optionalText(String name) throws Wrong {
    JsonNode node = node(name);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw wrong(name, "must be a string");
    }
    return Optional.of(node.textValue());
  }

  double number(String name) throws Wrong {
    return require(name, optionalNumber(name));
  }

  Optional<Double> optionalNumber(String name) throws Wrong {
    JsonNode node = node(name);
    if (node == null) {
      return Optional.empty();
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(name, "must be a finite number");
    }
    return Optional.of(node.doubleValue());
  }

  double numberWithin(String name, double least, double most) throws Wrong {
    double number = number(name);
    if (number < least || number > most) {
      throw wrong(name, "must be from " + least + " to " + most);
    }
    return number;
  }

  int integer(String name) throws Wrong {
    JsonNode node = require(name, Optional.ofNullable(node(name)));
    if (!node.canConvertToInt() || !node.isIntegralNumber()) {
      throw wrong(name, "must be an integer");
    }
    return node.intValue();
  }

  boolean flag(String name) throws Wrong {
    JsonNode node = node(name);
    if (node != null && !node.isBoolean()) {
      throw wrong(name, "must be true or false");
    }
    return node != null && node.booleanValue();
  }

  /// A duration in seconds as microseconds, 0 if it is missing.
  long seconds(String name) throws Wrong {
    double seconds = optionalNumber(name).orElse(0.0);
    if (seconds < 0 || seconds > Long.MAX_VALUE / 1e9) {
      throw wrong(name, "must be a number of seconds from 0 on");
    }
    return Math.round(seconds * Micros.PER_SECOND);
  }

  /// An instant as RFC 3339 or epoch milliseconds, in microseconds UTC.
  Optional<Long> instant(String name) throws Wrong {
    JsonNode node = node(name);
    if (node == null) {
      return Optional.empty();
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return Optional.of(Math.multiplyExact(node.longValue(), Micros.PER_MILLI));
    }
    long micros = node.isTextual() ? Rfc3339.micros(node.textValue()) : Rfc3339.MALFORMED;
    if (!Rfc3339.isTime(micros)) {
      throw wrong(name, NativeJson.whyNoTime(micros));
    }
    return Optional.of(micros);
  }

  Fields object(String name) throws Wrong {
    return require(name, optionalObject(name));
  }

  Optional<Fields> optionalObject(String name) throws Wrong {
    JsonNode node = node(name);
    return node == null ? Optional.empty() : Optional.of(of(node, pointerTo(name)));
  }

  List<Fields> objects(String name) throws Wrong {
    JsonNode array = array(name);
    List<Fields> objects = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      objects.add(of(array.get(i), pointerTo(name) + "/" + i));
    }
    return objects;
  }

  List<String> texts(String name) throws Wrong {
    JsonNode array = array(name);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isTextual()) {
        throw new Wrong("must be a string", pointerTo(name) + "/" + i);
      }
      texts.add(array.get(i).textValue());
    }
    return texts;
  }

  /// An empty one if it is missing.
  private JsonNode array(String name) throws Wrong {
    JsonNode node = node(name);
    if (node == null) {
      return JsonNodeFactory.instance.arrayNode();
    }
    if (!node.isArray()) {
      throw wrong(name, "must be an array");
    }
    return node;
  }

  Wrong wrong(String name, String reason) {
    return new Wrong(reason, pointerTo(name));
  }

  private String pointerTo(String name) {
    return pointer + "/" + name;
  }

  private @Nullable JsonNode node(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private <T> T require(String name, Optional<T> found) throws Wrong {
    if (found.isEmpty()) {
      throw wrong(name, "is missing");
    }
    return found.get();
  }
}
