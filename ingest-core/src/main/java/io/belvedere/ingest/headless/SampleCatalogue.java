package io.belvedere.ingest.headless;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.belvedere.ingest.decode.CatalogueEntry;
import io.belvedere.ingest.decode.CatalogueJson;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Reads what the datastreams of a sample are, as far as a file says it.
final class SampleCatalogue {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  static final DistrictId DISTRICT = new DistrictId("sample");

  private SampleCatalogue() {}

  /// Reads an object of entries by datastream, or lines of datastream, tab and entry.
  ///
  /// @param file its name, for what is told
  /// @throws IllegalArgumentException with a sentence that names what is wrong, and where
  static Catalogue read(String file, String text) {
    Map<String, Datastream> datastreams = new HashMap<>();
    if (text.stripLeading().startsWith("{")) {
      try {
        for (Map.Entry<String, JsonNode> entry : JSON.readTree(text).properties()) {
          String where = file + ", " + entry.getKey();
          take(datastreams, where, entry.getKey(), JSON.writeValueAsString(entry.getValue()));
        }
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(
            "The catalogue %s is no JSON: line %d, column %d: %s."
                .formatted(
                    file,
                    e.getLocation().getLineNr(),
                    e.getLocation().getColumnNr(),
                    e.getOriginalMessage()),
            e);
      }
      return Catalogue.of(District.unknown(DISTRICT), datastreams.values());
    }
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int tab = line.indexOf('\t');
      if (tab >= 0) {
        String where = file + ", line " + number;
        take(datastreams, where, line.substring(0, tab), line.substring(tab + 1));
      } else if (!line.isBlank()) {
        throw new IllegalArgumentException(
            "The catalogue %s, line %d: expected a datastream, a tab and its entry."
                .formatted(file, number));
      }
    }
    return Catalogue.of(District.unknown(DISTRICT), datastreams.values());
  }

  private static void take(
      Map<String, Datastream> datastreams, String where, String key, String entry) {
    switch (CatalogueJson.read(DISTRICT, utf8(key), entry.equals("null") ? null : utf8(entry))) {
      case CatalogueEntry.Described(Datastream datastream) ->
          datastreams.put(datastream.id(), datastream);
      case CatalogueEntry.Retired(String id) -> datastreams.remove(id);
      case CatalogueEntry.OfDistrict _ -> {}
      case CatalogueEntry.Malformed(String reason, String pointer) ->
          throw new IllegalArgumentException(
              "The catalogue %s: %s%s."
                  .formatted(where, pointer.isEmpty() ? "" : pointer + " ", reason));
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
