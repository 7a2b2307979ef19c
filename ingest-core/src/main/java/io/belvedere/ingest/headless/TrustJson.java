package io.belvedere.ingest.headless;

import com.fasterxml.jackson.core.JsonGenerator;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.Agreement.Member;
import io.belvedere.ingest.trust.TrustReading;
import java.io.IOException;
import java.util.Locale;

/// How groups of redundant sensors agree, as JSON beside a district's state.
final class TrustJson {
  private TrustJson() {}

  /// Writes the field `groups`; nothing if there are none.
  static void writeGroups(Roster roster, TrustReading trust, JsonGenerator json)
      throws IOException {
    if (trust.agreements().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("groups");
    for (Agreement agreement : trust.agreements()) {
      write(roster, agreement, json);
    }
    json.writeEndArray();
  }

  private static void write(Roster roster, Agreement agreement, JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", agreement.group().id());
    json.writeStringField("verdict", word(agreement.verdict()));
    writeNumber("median", agreement.median(), json);
    writeNumber("spread", agreement.spread(), json);
    if (!agreement.group().unlike().isEmpty()) {
      json.writeStringField("cause", agreement.group().unlike());
    }
    json.writeArrayFieldStart("members");
    for (Member member : agreement.members()) {
      json.writeStartObject();
      json.writeStringField("id", roster.id(member.datastream()));
      json.writeStringField("standing", word(member.standing()));
      writeNumber("result", member.value(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeNumber(String name, double value, JsonGenerator json)
      throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
