package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;

/// Makes factors and offsets out of what a profile writes of numbers and their units.
final class Scales {
  private static final Set<String> OF_UNIT = Part.keys("from", "to");

  private Scales() {}

  /// What `factor` and `offset` say.
  static Linear scale(Map<String, Part> members) {
    Part factorPart = members.get("factor");
    Part offsetPart = members.get("offset");
    double factor = factorPart == null ? 1 : factorPart.number("a number other than 0", 1);
    if (factor == 0 && factorPart != null) {
      factorPart.expected("a number other than 0");
    }
    return new Linear(factor, offsetPart == null ? 0 : offsetPart.number("a number", 0));
  }

  /// What a unit says.
  static Linear conversion(Part part) {
    if (!part.isMapping()) {
      part.text("a unit such as cm, or an object such as {from: mm, to: cm}");
      return Linear.NONE;
    }
    Map<String, Part> members = part.members("an object with \"from\" and \"to\"", OF_UNIT);
    Part from = members.get("from");
    Part to = members.get("to");
    if (from == null || to == null) {
      part.wrong("\"from\" and \"to\" are both needed; a unit that stays is written alone.");
      return Linear.NONE;
    }
    Unit<?> source = unit(from);
    Unit<?> target = unit(to);
    if (source == null || target == null) {
      return Linear.NONE;
    }
    try {
      return Units.conversion(unitName(from), source, unitName(to), target);
    } catch (IllegalArgumentException e) {
      part.wrong(String.valueOf(e.getMessage()));
      return Linear.NONE;
    }
  }

  private static @Nullable Unit<?> unit(Part part) {
    String text = part.text("a unit of UCUM, such as cm, Cel, hPa, km/h or ug/m3");
    try {
      return text == null ? null : Units.parse(text);
    } catch (IllegalArgumentException e) {
      part.wrong(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /// What the unit is afterwards; what is wrong with it has been told before.
  static String unitName(Part part) {
    if (part.isMapping()) {
      Part to = part.members("").get("to");
      return to == null ? "" : unitName(to);
    }
    JsonNode name = part.isText() ? part.scalar("") : null;
    return name == null ? "" : name.textValue();
  }
}
