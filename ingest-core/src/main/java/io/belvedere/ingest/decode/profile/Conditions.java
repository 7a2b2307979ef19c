package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Makes conditions out of what a profile writes for them.
final class Conditions {
  private static final Set<String> OF_CONDITION = Part.keys("at", "equals", "differs", "exists");

  private Conditions() {}

  /// One condition or a list of them; none if there is no part.
  static List<Condition> read(@Nullable Part part, Sources sources) {
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
    if (equal != null) {
      return made.apply(Condition.Test.EQUALS, equal.scalars());
    }
    return differs == null
        ? Optional.empty()
        : made.apply(Condition.Test.DIFFERS, differs.scalars());
  }

  private static int countPresent(@Nullable Part... parts) {
    int count = 0;
    for (Part part : parts) {
      count += part == null ? 0 : 1;
    }
    return count;
  }
}
