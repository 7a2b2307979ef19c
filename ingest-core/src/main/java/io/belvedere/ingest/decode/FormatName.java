package io.belvedere.ingest.decode;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The formats that are known by name.
public enum FormatName {
  NATIVE,
  CLOUDEVENTS,
  SENSORTHINGS,
  NGSI,
  SPARKPLUG;

  private static final String OURS = "application/vnd.belvedere.";

  /// @throws IllegalArgumentException with a sentence for whoever typed it
  public static FormatName parse(String text) {
    for (FormatName format : values()) {
      if (format.toString().equals(text)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "There is no format \"%s\", only %s."
            .formatted(
                text,
                Arrays.stream(values()).map(Object::toString).collect(Collectors.joining(", "))));
  }

  /// What a `content-type` header says; null if it leaves that open, as `application/json` does.
  static @Nullable FormatName ofContentType(String sent) {
    if (sent.equals("application/json")) {
      return null;
    }
    int parameters = sent.indexOf(';');
    String type =
        (parameters < 0 ? sent : sent.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    if (type.startsWith("application/cloudevents")) {
      return CLOUDEVENTS;
    }
    return switch (type) {
      case "application/ld+json" -> NGSI;
      case "application/protobuf", "application/x-protobuf", "application/vnd.google.protobuf" ->
          SPARKPLUG;
      default -> ofOurs(type);
    };
  }

  private static @Nullable FormatName ofOurs(String type) {
    if (!type.startsWith(OURS)) {
      return null;
    }
    for (FormatName format : values()) {
      if (type.equals(OURS + format) || type.equals(OURS + format + "+json")) {
        return format;
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
