package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What must be so for something to be read at all.
///
/// @param test which of the three is asked
/// @param values what is compared with; empty for those that do not
record Condition(Source source, Test test, List<JsonNode> values) {
  /// What is asked.
  enum Test {
    /// It is one of the values.
    EQUALS,
    /// It is none of the values, or not there.
    DIFFERS,
    /// It is there and not null.
    EXISTS,
    /// It is not there, or null.
    IS_MISSING
  }

  Condition {
    values = List.copyOf(values);
  }

  boolean holds(Cursor cursor) {
    JsonNode node = source.in(cursor);
    return switch (test) {
      case EQUALS -> isAmong(node);
      case DIFFERS -> !isAmong(node);
      case EXISTS -> node != null && !node.isNull();
      case IS_MISSING -> node == null || node.isNull();
    };
  }

  private boolean isAmong(@Nullable JsonNode node) {
    for (int i = 0; node != null && i < values.size(); i++) {
      if (Scalars.same(node, values.get(i))) {
        return true;
      }
    }
    return false;
  }

  /// Whether all of them hold.
  static boolean allHold(List<Condition> conditions, Cursor cursor) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(cursor)) {
        return false;
      }
    }
    return true;
  }
}
