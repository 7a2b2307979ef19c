package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.belvedere.ingest.decode.DatastreamIds;
import io.belvedere.ingest.decode.profile.Mapping.Category;
import io.belvedere.ingest.decode.profile.Mapping.Missing;
import io.belvedere.ingest.decode.profile.Mapping.QualityRule;
import io.belvedere.ingest.decode.profile.Mapping.Text;
import io.belvedere.ingest.decode.profile.Mapping.TimeRule;
import io.belvedere.ingest.model.Quality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javax.measure.Unit;
import org.jspecify.annotations.Nullable;

/// Makes a profile out of its file, or finds everything that is wrong there.
///
/// What is said at the top holds for all readings, and what is said of readings for all of their
/// values, unless those say it themselves.
final class ProfileCompiler {
  private static final Set<String> HANDED_DOWN =
      keys("time", "quality", "sequence", "epoch", "missing");

  static final Set<String> OF_PROFILE =
      keysAnd(HANDED_DOWN, "profile", "name", "cloud-events", "when", "readings");
  static final Set<String> OF_READINGS = keysAnd(HANDED_DOWN, "each", "when", "values");
  static final Set<String> OF_VALUE =
      keysAnd(
          HANDED_DOWN,
          "datastream",
          "result",
          "unit",
          "factor",
          "offset",
          "categories",
          "text",
          "no-value",
          "when");
  private static final Set<String> OF_CONDITION = keys("at", "equals", "differs", "exists");
  private static final Set<String> OF_UNIT = keys("from", "to");
  private static final Set<String> OF_QUALITY = keys("at", "table", "otherwise");

  private static final Map<String, Quality> QUALITIES =
      Map.of("good", Quality.GOOD, "uncertain", Quality.UNCERTAIN, "bad", Quality.BAD);

  /// A part that is read for values of the same lists says the same of all of them.
  private record Handed(String pointer, Sources sources) {}

  private final String file;
  private final Part root;
  private final Map<Handed, TimeRule> times = new HashMap<>();

  ProfileCompiler(String file, Part root) {
    this.file = file;
    this.root = root;
  }

  /// In the order in which they are told.
  private static Set<String> keys(String... keys) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
  }

  private static Set<String> keysAnd(Set<String> last, String... first) {
    Set<String> keys = new LinkedHashSet<>(List.of(first));
    keys.addAll(last);
    return Collections.unmodifiableSet(keys);
  }

  /// @throws ProfileException with everything that is wrong
  Profile compile() throws ProfileException {
    Map<String, Part> top = root.members("an object with \"profile\" and \"readings\"", OF_PROFILE);
    if (root.isMapping()) {
      version(top.get("profile"));
    }
    Part name = top.get("name");
    if (name != null) {
      name.text("a text");
    }
    Part cloudEvents = top.get("cloud-events");
    boolean readsCloudEvents = cloudEvents != null && cloudEvents.flag("true or false");
    List<Condition> when = conditions(top.get("when"), Sources.OF_MESSAGE);
    List<Readings> readings = new ArrayList<>();
    Part all = top.get("readings");
    if (all != null) {
      for (Part part : all.elements("a list of readings")) {
        readings(part, handDown(Map.of(), top)).ifPresent(readings::add);
      }
    } else if (root.isMapping()) {
      root.wrong("\"readings\" is missing: it says what stands where.");
    }
    if (!root.errors().isEmpty()) {
      throw new ProfileException(
          file,
          root.errors().stream()
              .sorted(
                  Comparator.comparingInt(ProfileError::line)
                      .thenComparingInt(ProfileError::column))
              .toList());
    }
    return new Profile(when, readings, readsCloudEvents);
  }

  private void version(@Nullable Part version) {
    if (version == null) {
      root.wrong("\"profile: 1\" is missing: it says by which rules this is written.");
    } else if (version.number("1", 1) != 1) {
      version.expected("1");
    }
  }

  /// What holds for a part: what it says itself, else what is said above it.
  private static Map<String, Part> handDown(Map<String, Part> above, Map<String, Part> own) {
    Map<String, Part> here = new HashMap<>(above);
    for (String key : HANDED_DOWN) {
      Part part = own.get(key);
      if (part != null) {
        here.put(key, part);
      }
    }
    return here;
  }

  private Optional<Readings> readings(Part part, Map<String, Part> above) {
    Map<String, Part> members = part.members("an object with \"values\"", OF_READINGS);
    Map<String, Part> here = handDown(above, members);
    Part each = members.get("each");
    Sources sources = each == null ? Sources.OF_MESSAGE : Sources.of(each);
    Part valuesPart = members.get("values");
    if (valuesPart == null && part.isMapping()) {
      part.wrong("\"values\" is missing: it says what becomes of a reading.");
    }
    if (sources == null || valuesPart == null) {
      return Optional.empty();
    }
    List<Mapping> values = new ArrayList<>();
    for (Part value : valuesPart.elements("a list of values")) {
      value(value, here, sources).ifPresent(values::add);
    }
    List<List<Condition>> when = new ArrayList<>();
    for (int level = 0; level <= sources.lists().size(); level++) {
      when.add(new ArrayList<>());
    }
    for (Condition condition : conditions(members.get("when"), sources)) {
      when.get(condition.source().level()).add(condition);
    }
    return Optional.of(new Readings(sources.places(), when, missing(here), values));
  }

  private Optional<Mapping> value(Part part, Map<String, Part> above, Sources sources) {
    Map<String, Part> members =
        part.members("an object with \"datastream\" and \"result\"", OF_VALUE);
    if (!part.isMapping()) {
      return Optional.empty();
    }
    Map<String, Part> here = handDown(above, members);
    Template datastream = template(part, members.get("datastream"), sources);
    TimeRule time = time(part, here.get("time"), sources);
    Source result = result(part, members.get("result"), sources);
    Map<String, Category> categories = categories(members.get("categories"));
    Linear linear = scale(members);
    Part unit = members.get("unit");
    boolean isNumber = unit != null || !linear.changesNothing();
    Text text = text(members.get("text"), isNumber, !categories.isEmpty());
    Linear conversion = unit == null ? Linear.NONE : conversion(unit);
    if (!categories.isEmpty() && !linear.then(conversion).changesNothing()) {
      part.wrong("what has \"categories\" is not converted: leave out one of the two.");
    }
    Optional<QualityRule> quality =
        Optional.ofNullable(here.get("quality")).map(rule -> quality(rule, sources));
    Optional<Source> sequence = integer(here.get("sequence"), sources);
    Optional<Source> epoch = integer(here.get("epoch"), sources);
    List<Condition> when = conditions(members.get("when"), sources);
    List<JsonNode> noValue = scalars(members.get("no-value"));
    if (datastream == null || time == null || result == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Mapping(
            when,
            datastream,
            time,
            result,
            missing(here),
            noValue,
            categories,
            text,
            linear.then(conversion),
            unit == null ? "" : unitName(unit),
            quality,
            sequence,
            epoch));
  }

  private static @Nullable Template template(Part value, @Nullable Part part, Sources sources) {
    if (part == null) {
      value.wrong("\"datastream\" is missing: it says what the datastream is called.");
      return null;
    }
    String text = part.text("an id such as \"{/gw}-{/sensors/*/id}-temp\"");
    if (text == null) {
      return null;
    }
    List<Template.Piece> pieces = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isDouble = i + 1 < text.length() && text.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && isDouble) {
        words.append(c);
        i++;
      } else if (c == '{') {
        int end = text.indexOf('}', i);
        if (end < 0) {
          part.wrong("a { at character %d is not closed by a }.".formatted(i + 1));
          return null;
        }
        Source source = sources.read(part, text.substring(i + 1, end));
        if (source == null) {
          return null;
        }
        if (!words.isEmpty()) {
          pieces.add(new Template.Words(words.toString()));
          words.setLength(0);
        }
        pieces.add(new Template.Hole(source));
        i = end;
      } else if (c == '}') {
        part.wrong("a } at character %d closes nothing; write }} for one.".formatted(i + 1));
        return null;
      } else {
        words.append(c);
      }
    }
    if (!words.isEmpty()) {
      pieces.add(new Template.Words(words.toString()));
    }
    String always =
        pieces.stream()
            .map(piece -> piece instanceof Template.Words(String said) ? said : "")
            .collect(Collectors.joining());
    boolean mayBeMore = pieces.stream().anyMatch(Template.Hole.class::isInstance);
    if (DatastreamIds.wrong(always) != null && !(mayBeMore && always.isEmpty())) {
      part.expected("an id of 1 to 200 bytes");
      return null;
    }
    return new Template(pieces);
  }

  private @Nullable TimeRule time(Part value, @Nullable Part part, Sources sources) {
    if (part == null) {
      value.wrong("\"time\" is missing: it stands here, with the readings or at the top.");
      return null;
    }
    // One rule, so that a reader finds that it has just read this time.
    var handed = new Handed(part.pointer(), sources);
    TimeRule known = times.get(handed);
    TimeRule rule = known == null ? Times.read(part, sources) : known;
    if (rule != null) {
      times.put(handed, rule);
    }
    return rule;
  }

  private static @Nullable Source result(Part value, @Nullable Part part, Sources sources) {
    if (part == null) {
      value.wrong("\"result\" is missing: it says where the value stands.");
      return null;
    }
    if (part.isText()) {
      return sources.read(part);
    }
    String what = "a JSON pointer such as /sensors/*/temperature, or a number that it always is";
    JsonNode constant = part.scalar(what);
    if (constant == null) {
      return null;
    }
    if (!constant.isNumber() || !Double.isFinite(constant.doubleValue())) {
      part.expected(what);
      return null;
    }
    return new Source.Constant(constant);
  }

  private static Missing missing(Map<String, Part> here) {
    Part part = here.get("missing");
    return part == null
        ? Missing.REJECT
        : Objects.requireNonNullElse(part.word(Missing.values()), Missing.REJECT);
  }

  /// What has a unit is a number.
  private static Text text(@Nullable Part part, boolean isNumber, boolean hasCategories) {
    Text usual = isNumber ? Text.NUMBER : Text.CATEGORY;
    if (part == null) {
      return usual;
    }
    if (hasCategories) {
      part.wrong("beside \"categories\" every text is looked up there; leave this out.");
    }
    return Objects.requireNonNullElse(part.word(Text.values()), usual);
  }

  private static Map<String, Category> categories(@Nullable Part part) {
    Map<String, Category> categories = new HashMap<>();
    if (part == null) {
      return categories;
    }
    String what = "an object such as {open: 1, closed: 0}";
    part.members(what)
        .forEach(
            (word, meant) -> {
              JsonNode node = meant.scalar("a number, a category's name, or null for no value");
              if (node == null) {
                return;
              }
              if (node.isTextual()) {
                categories.put(word, new Category.Named(node.textValue()));
              } else if (node.isNull()) {
                categories.put(word, new Category.Value(Double.NaN));
              } else if (node.isNumber() && Double.isFinite(node.doubleValue())) {
                categories.put(word, new Category.Value(node.doubleValue()));
              } else {
                meant.expected("a number, a category's name, or null for no value");
              }
            });
    if (part.isMapping() && categories.isEmpty()) {
      part.expected(what);
    }
    return categories;
  }

  private static Linear scale(Map<String, Part> members) {
    Part factorPart = members.get("factor");
    Part offsetPart = members.get("offset");
    double factor = factorPart == null ? 1 : factorPart.number("a number other than 0", 1);
    if (factor == 0 && factorPart != null) {
      factorPart.expected("a number other than 0");
    }
    return new Linear(factor, offsetPart == null ? 0 : offsetPart.number("a number", 0));
  }

  private static Linear conversion(Part part) {
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
  private static String unitName(Part part) {
    if (part.isMapping()) {
      Part to = part.members("").get("to");
      return to == null ? "" : unitName(to);
    }
    JsonNode name = part.isText() ? part.scalar("") : null;
    return name == null ? "" : name.textValue();
  }

  private static @Nullable QualityRule quality(Part part, Sources sources) {
    if (!part.isMapping()) {
      String what = "good, uncertain, bad, a pointer, or an object with \"at\"";
      String text = part.text(what);
      if (text == null) {
        return null;
      }
      if (QUALITIES.containsKey(text)) {
        return rule(new Source.Constant(TextNode.valueOf(text)));
      }
      if (!Sources.isSource(text)) {
        part.expected(what);
        return null;
      }
      Source source = sources.read(part, text);
      return source == null ? null : rule(source);
    }
    Map<String, Part> members = part.members("an object with \"at\"", OF_QUALITY);
    Part at = members.get("at");
    if (at == null) {
      part.wrong("\"at\" is missing: it says where the quality stands.");
    }
    Source source = at == null ? null : sources.read(at);
    Map<String, Quality> table = new HashMap<>();
    Part tablePart = members.get("table");
    if (tablePart == null) {
      table.putAll(QUALITIES);
    } else {
      tablePart
          .members("an object such as {ok: good, fault: bad}")
          .forEach(
              (word, meant) -> {
                Quality quality = meant.word(Quality.values());
                if (quality != null) {
                  table.put(word, quality);
                }
              });
    }
    Optional<Quality> otherwise =
        Optional.ofNullable(members.get("otherwise")).map(word -> word.word(Quality.values()));
    return source == null ? null : new QualityRule(source, table, otherwise);
  }

  private static QualityRule rule(Source source) {
    return new QualityRule(source, QUALITIES, Optional.empty());
  }

  /// Where a whole number stands, or which one it always is.
  private static Optional<Source> integer(@Nullable Part part, Sources sources) {
    if (part == null) {
      return Optional.empty();
    }
    if (part.isText()) {
      return Optional.ofNullable(sources.read(part));
    }
    String what = "a JSON pointer, or a whole number that it always is";
    JsonNode constant = part.scalar(what);
    if (constant == null) {
      return Optional.empty();
    }
    if (!constant.isIntegralNumber()) {
      part.expected(what);
      return Optional.empty();
    }
    return Optional.of(new Source.Constant(constant));
  }

  private static List<Condition> conditions(@Nullable Part part, Sources sources) {
    List<Condition> conditions = new ArrayList<>();
    if (part == null) {
      return conditions;
    }
    for (Part one : part.oneOrMany("an object with \"at\", or a list of them")) {
      condition(one, sources).ifPresent(conditions::add);
    }
    return conditions;
  }

  private static Optional<Condition> condition(Part part, Sources sources) {
    Map<String, Part> members =
        part.members("an object such as {at: /type, equals: level}", OF_CONDITION);
    if (!part.isMapping()) {
      return Optional.empty();
    }
    Part at = members.get("at");
    if (at == null) {
      part.wrong("\"at\" is missing: it says what is asked.");
    }
    Source source = at == null ? null : sources.read(at);
    Part equal = members.get("equals");
    Part differs = members.get("differs");
    Part exists = members.get("exists");
    if (countPresent(equal, differs, exists) != 1) {
      part.wrong("one of \"equals\", \"differs\" and \"exists\" is needed, and only one.");
      return Optional.empty();
    }
    BiFunction<Condition.Test, List<JsonNode>, Optional<Condition>> made =
        (test, values) ->
            source == null ? Optional.empty() : Optional.of(new Condition(source, test, values));
    if (exists != null) {
      boolean flag = exists.flag("true or false");
      return made.apply(flag ? Condition.Test.EXISTS : Condition.Test.IS_MISSING, List.of());
    }
    return equal != null
        ? made.apply(Condition.Test.EQUALS, scalars(equal))
        : made.apply(Condition.Test.DIFFERS, scalars(differs));
  }

  private static int countPresent(@Nullable Part... parts) {
    int count = 0;
    for (Part part : parts) {
      count += part == null ? 0 : 1;
    }
    return count;
  }

  /// One scalar or a list of them.
  private static List<JsonNode> scalars(@Nullable Part part) {
    List<JsonNode> scalars = new ArrayList<>();
    if (part == null) {
      return scalars;
    }
    String what = "a text, a number, true, false or null, or a list of them";
    for (Part one : part.oneOrMany(what)) {
      JsonNode scalar = one.scalar(what);
      if (scalar != null) {
        scalars.add(scalar);
      }
    }
    return scalars;
  }
}
