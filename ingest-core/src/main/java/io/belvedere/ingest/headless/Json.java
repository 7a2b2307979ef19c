package io.belvedere.ingest.headless;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/// Small JSON answers.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  static String object(Map.Entry<String, ?>... fields) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, ?> field : fields) {
      ordered.put(field.getKey(), field.getValue());
    }
    try {
      return MAPPER.writeValueAsString(ordered);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A map of plain values is always JSON.", e);
    }
  }
}
