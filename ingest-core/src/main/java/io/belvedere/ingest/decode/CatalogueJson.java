package io.belvedere.ingest.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Plausibility;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.model.Tolerance;
import io.belvedere.ingest.time.Micros;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Records of the catalogue's topic, both ways. Safe for use by any thread.
public final class CatalogueJson {
  /// The key under which a district describes itself.
  public static final String DISTRICT_KEY = "$district";

  /// More names than that no sender has for one thing.
  private static final int MOST_ALIASES = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CatalogueJson() {}

  /// Reads one record.
  ///
  /// @param district whose catalogue it is
  /// @param value null if the key is retired
  public static CatalogueEntry read(
      DistrictId district, byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null) {
      return new CatalogueEntry.Malformed(Reasons.NULL_KEY, "");
    }
    String id = new String(key, StandardCharsets.UTF_8);
    boolean ofDistrict = id.equals(DISTRICT_KEY);
    try {
      if (value == null) {
        return ofDistrict
            ? new CatalogueEntry.OfDistrict(District.unknown(district))
            : new CatalogueEntry.Retired(id);
      }
      String wrong = DatastreamIds.wrong(id);
      if (wrong != null) {
        throw new Fields.Wrong(wrong, "");
      }
      JsonNode node = JSON.readTree(value);
      Fields fields = Fields.of(node, "");
      return ofDistrict
          ? new CatalogueEntry.OfDistrict(district(district, fields))
          : new CatalogueEntry.Described(datastream(id, fields));
    } catch (Fields.Wrong e) {
      return new CatalogueEntry.Malformed(e.reason(), e.pointer());
    } catch (JsonProcessingException e) {
      return new CatalogueEntry.Malformed(Reasons.NOT_JSON + ": " + e.getOriginalMessage(), "");
    } catch (IOException e) {
      return new CatalogueEntry.Malformed(Reasons.NOT_JSON, "");
    }
  }

  private static Datastream datastream(String id, Fields fields) throws Fields.Wrong {
    long period = fields.seconds("period_s");
    if (period == 0) {
      throw fields.wrong("period_s", "must be more than 0");
    }
    Optional<Fields> limits = fields.optionalObject("limits");
    return new Datastream(
        id,
        fields.text("name"),
        fields.text("kind"),
        fields.text("unit"),
        constant(fields, "role", Role.class, Optional.of(Role.VALUE)),
        period,
        constant(fields, "criticality", Criticality.class, Optional.empty()),
        thing(fields.object("thing")),
        limits.isEmpty() ? Optional.empty() : Optional.of(limits(limits.get())),
        categories(fields),
        fields.optionalText("group"),
        fields.instant("validFrom").orElse(Long.MIN_VALUE),
        aliases(fields),
        plausibility(fields));
  }

  private static List<String> aliases(Fields fields) throws Fields.Wrong {
    List<String> aliases = fields.texts("aliases");
    if (aliases.size() > MOST_ALIASES) {
      throw fields.wrong("aliases", "are more than " + MOST_ALIASES);
    }
    for (int i = 0; i < aliases.size(); i++) {
      String wrong = DatastreamIds.wrong(aliases.get(i));
      if (wrong != null) {
        throw fields.wrong("aliases/" + i, wrong);
      }
    }
    return aliases;
  }

  private static Plausibility plausibility(Fields fields) throws Fields.Wrong {
    Optional<Double> unchanged = fields.optionalNumber("maxUnchanged_s");
    OptionalLong longestUnchanged =
        unchanged.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(fields.seconds("maxUnchanged_s"));
    return new Plausibility(longestUnchanged, tolerance(fields));
  }

  private static Optional<Tolerance> tolerance(Fields fields) throws Fields.Wrong {
    Optional<Fields> sent = fields.optionalObject("tolerance");
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    if (fields.optionalText("group").isEmpty()) {
      throw fields.wrong("tolerance", "is for a group: there is no group");
    }
    if (fields.text("unit").isEmpty() && !fields.objects("categories").isEmpty()) {
      throw fields.wrong("tolerance", "is for numbers: categories agree if they are the same");
    }
    Fields tolerance = sent.get();
    Optional<Double> absolute = notNegative(tolerance, "absolute");
    Optional<Double> relative = notNegative(tolerance, "relative");
    if (absolute.isEmpty() && relative.isEmpty()) {
      throw fields.wrong("tolerance", "needs absolute, relative or both");
    }
    return Optional.of(new Tolerance(absolute.orElse(0.0), relative.orElse(0.0)));
  }

  private static Optional<Double> notNegative(Fields fields, String name) throws Fields.Wrong {
    Optional<Double> number = fields.optionalNumber(name);
    if (number.isPresent() && number.get() < 0) {
      throw fields.wrong(name, "must be a number from 0 on");
    }
    return number;
  }

  private static Thing thing(Fields fields) throws Fields.Wrong {
    return new Thing(
        fields.text("id"),
        fields.text("name"),
        fields.text("kind"),
        fields.numberWithin("lon", -180, 180),
        fields.numberWithin("lat", -90, 90),
        fields.optionalText("gateway"),
        fields.optionalText("road"));
  }

  private static Limits limits(Fields fields) throws Fields.Wrong {
    try {
      return new Limits(
          fields.optionalNumber("hihi").orElse(Double.NaN),
          fields.optionalNumber("hi").orElse(Double.NaN),
          fields.optionalNumber("lo").orElse(Double.NaN),
          fields.optionalNumber("lolo").orElse(Double.NaN),
          fields.optionalNumber("deadband").orElse(0.0),
          Micros.toDuration(fields.seconds("onDelay_s")),
          Micros.toDuration(fields.seconds("offDelay_s")),
          fields.flag("latch"),
          fields.integer("priority"),
          fields.optionalText("guidance").orElse(""));
    } catch (IllegalArgumentException e) {
      throw new Fields.Wrong(String.valueOf(e.getMessage()), fields.pointer());
    }
  }

  private static List<Category> categories(Fields fields) throws Fields.Wrong {
    List<Category> categories = new ArrayList<>();
    Set<Object> taken = new HashSet<>();
    for (Fields category : fields.objects("categories")) {
      // As with results, -0 is 0.
      double value = category.number("value") + 0.0;
      String name = category.text("name");
      if (!taken.add(value)) {
        throw category.wrong("value", "stands for another category already");
      }
      if (!taken.add(name)) {
        throw category.wrong("name", "is another category's already");
      }
      Severity severity =
          Severity.parse(category.text("severity"))
              .orElseThrow(() -> category.wrong("severity", "must be normal, P4, P3, P2 or P1"));
      categories.add(new Category(value, name, severity));
    }
    return categories;
  }

  private static District district(DistrictId id, Fields fields) throws Fields.Wrong {
    ZoneId zone;
    try {
      zone = ZoneId.of(fields.text("timeZone"));
    } catch (DateTimeException e) {
      throw fields.wrong("timeZone", "must be an IANA time zone");
    }
    return new District(
        id,
        fields.text("name"),
        zone,
        fields.optionalObject("outline").map(o -> o.object().toString()).orElse(""),
        constant(fields, "reality", Reality.class, Optional.of(Reality.REAL)));
  }

  private static <E extends Enum<E>> E constant(
      Fields fields, String name, Class<E> type, Optional<E> ifMissing) throws Fields.Wrong {
    if (ifMissing.isPresent() && fields.optionalText(name).isEmpty()) {
      return ifMissing.get();
    }
    String sent = fields.text(name);
    List<String> allowed = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(sent)) {
        return constant;
      }
      allowed.add(word(constant));
    }
    throw fields.wrong(name, "must be one of " + String.join(", ", allowed));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /// The value of a datastream's record; its key is the id.
  public static byte[] write(Datastream datastream) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", datastream.name());
    node.put("kind", datastream.kind());
    node.put("unit", datastream.unit());
    if (datastream.role() != Role.VALUE) {
      node.put("role", word(datastream.role()));
    }
    node.put("period_s", datastream.period() / (double) Micros.PER_SECOND);
    node.put("criticality", word(datastream.criticality()));
    write(datastream.thing(), node.putObject("thing"));
    datastream.limits().ifPresent(limits -> write(limits, node.putObject("limits")));
    if (!datastream.categories().isEmpty()) {
      ArrayNode categories = node.putArray("categories");
      for (Category category : datastream.categories()) {
        categories
            .addObject()
            .put("value", category.value())
            .put("name", category.name())
            .put(
                "severity",
                category.severity().isAbnormal() ? category.severity().name() : "normal");
      }
    }
    datastream.group().ifPresent(group -> node.put("group", group));
    if (datastream.validFrom() != Long.MIN_VALUE) {
      node.put("validFrom", Micros.toInstant(datastream.validFrom()).toString());
    }
    if (!datastream.aliases().isEmpty()) {
      ArrayNode aliases = node.putArray("aliases");
      datastream.aliases().forEach(aliases::add);
    }
    Plausibility plausibility = datastream.plausibility();
    plausibility
        .longestUnchanged()
        .ifPresent(t -> node.put("maxUnchanged_s", t / (double) Micros.PER_SECOND));
    plausibility
        .tolerance()
        .ifPresent(
            t ->
                node.putObject("tolerance")
                    .put("absolute", t.absolute())
                    .put("relative", t.relative()));
    return bytes(node);
  }

  private static void write(Thing thing, ObjectNode node) {
    node.put("id", thing.id());
    node.put("name", thing.name());
    node.put("kind", thing.kind());
    node.put("lon", thing.lon());
    node.put("lat", thing.lat());
    thing.gateway().ifPresent(gateway -> node.put("gateway", gateway));
    thing.road().ifPresent(road -> node.put("road", road));
  }

  private static void write(Limits limits, ObjectNode node) {
    putIfSet(node, "hihi", limits.hihi());
    putIfSet(node, "hi", limits.hi());
    putIfSet(node, "lo", limits.lo());
    putIfSet(node, "lolo", limits.lolo());
    node.put("deadband", limits.deadband());
    node.put("onDelay_s", seconds(limits.onDelay()));
    node.put("offDelay_s", seconds(limits.offDelay()));
    node.put("latch", limits.latch());
    node.put("priority", limits.priority());
    node.put("guidance", limits.guidance());
  }

  private static void putIfSet(ObjectNode node, String name, double limit) {
    if (!Double.isNaN(limit)) {
      node.put(name, limit);
    }
  }

  private static double seconds(Duration duration) {
    return Micros.of(duration) / (double) Micros.PER_SECOND;
  }

  /// The value of the district's own record; its key is [#DISTRICT_KEY].
  ///
  /// @throws IllegalArgumentException if its outline is not JSON
  public static byte[] write(District district) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", district.name());
    node.put("timeZone", district.timeZone().getId());
    if (!district.outline().isEmpty()) {
      try {
        node.set("outline", JSON.readTree(district.outline()));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("The outline of " + district.id() + " is not JSON.", e);
      }
    }
    node.put("reality", word(district.reality()));
    return bytes(node);
  }

  private static byte[] bytes(ObjectNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of plain values could not be written.", e);
    }
  }
}
