package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.belvedere.ingest.decode.profile.Mapping.Category;
import io.belvedere.ingest.decode.profile.Mapping.Missing;
import io.belvedere.ingest.decode.profile.Mapping.QualityRule;
import io.belvedere.ingest.decode.profile.Mapping.Text;
import io.belvedere.ingest.decode.profile.Mapping.TimeRule;
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
import org.jspecify.annotations.Nullable;

/// Makes a profile out of its file, or finds everything that is wrong there.
///
/// What is said at the top holds for all readings, and what is said of readings for all of their
/// values, unless those say it themselves.
final class ProfileCompiler {
  private static final Set<String> HANDED_DOWN =
      Part.keys("time", "quality", "sequence", "epoch", "missing");

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

  /// A part that is read for values of the same lists says the same of all of them.
  private record Handed(String pointer, Sources sources) {}

  private final String file;
  private final Part root;
  private final Map<Handed, TimeRule> times = new HashMap<>();

  ProfileCompiler(String file, Part root) {
    this.file = file;
    this.root = root;
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
    List<Condition> when = Conditions.read(top.get("when"), Sources.OF_MESSAGE);
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
    // What is wrong with the values is told too, where nobody knows which lists there are.
    Sources known = sources == null ? Sources.OF_UNKNOWN : sources;
    List<Mapping> values = new ArrayList<>();
    if (valuesPart != null) {
      for (Part value : valuesPart.elements("a list of values")) {
        value(value, here, known).ifPresent(values::add);
      }
    }
    List<Condition> conditions = Conditions.read(members.get("when"), known);
    if (sources == null) {
      return Optional.empty();
    }
    List<List<Condition>> when = new ArrayList<>();
    for (int level = 0; level <= sources.lists().size(); level++) {
      when.add(new ArrayList<>());
    }
    for (Condition condition : conditions) {
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
    Template datastream = Templates.read(part, members.get("datastream"), sources);
    TimeRule time = time(part, here.get("time"), sources);
    Source result = result(part, members.get("result"), sources);
    Map<String, Category> categories = Categories.read(members.get("categories"));
    Linear linear = Scales.scale(members);
    Part unit = members.get("unit");
    boolean isNumber = unit != null || !linear.changesNothing();
    Text text = text(members.get("text"), isNumber, !categories.isEmpty());
    Linear conversion = unit == null ? Linear.NONE : Scales.conversion(unit);
    if (!categories.isEmpty() && !linear.then(conversion).changesNothing()) {
      part.wrong("what has \"categories\" is not converted: leave out one of the two.");
    }
    Optional<QualityRule> quality =
        Optional.ofNullable(here.get("quality")).map(rule -> Qualities.read(rule, sources));
    Optional<Source> sequence = integer(here.get("sequence"), sources);
    Optional<Source> epoch = integer(here.get("epoch"), sources);
    List<Condition> when = Conditions.read(members.get("when"), sources);
    List<JsonNode> noValue = noValue(members.get("no-value"));
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
            unit == null ? "" : Scales.unitName(unit),
            quality,
            sequence,
            epoch));
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

  private static List<JsonNode> noValue(@Nullable Part part) {
    return part == null ? List.of() : part.scalars();
  }
}
