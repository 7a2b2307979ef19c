package io.belvedere.ingest.decode.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.belvedere.ingest.model.Quality;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one value of a reading becomes an observation.
///
/// @param missing what becomes of it where there is no result
/// @param noValue results that say that there is no value
/// @param categories what words and codes stand for; empty to take the result as it is
/// @param text what a text is that is in no table
/// @param linear what is done to a number
/// @param unit of the number afterwards; empty if the profile does not say
record Mapping(
    List<Condition> when,
    Template datastream,
    TimeRule time,
    Source result,
    Missing missing,
    List<JsonNode> noValue,
    Map<String, Category> categories,
    Text text,
    Linear linear,
    String unit,
    Optional<QualityRule> quality,
    Optional<Source> sequence,
    Optional<Source> epoch) {

  /// What becomes of something that is not there.
  enum Missing {
    REJECT,
    SKIP
  }

  /// What a text is.
  enum Text {
    /// The name of one of the catalogue's categories.
    CATEGORY,
    /// A number that somebody has put into quotes.
    NUMBER
  }

  /// What a word or a code stands for.
  sealed interface Category {
    /// A number; NaN for no value.
    record Value(double number) implements Category {}

    /// One of the catalogue's categories.
    record Named(String name) implements Category {}
  }

  /// Where the time stands, and how it is written.
  record TimeRule(Source source, TimeFormat format) {}

  /// Where the quality stands, and what the words mean there.
  ///
  /// @param otherwise for what is not in the table; empty to reject it
  record QualityRule(Source source, Map<String, Quality> table, Optional<Quality> otherwise) {
    QualityRule {
      table = Map.copyOf(table);
    }
  }

  Mapping {
    when = List.copyOf(when);
    noValue = List.copyOf(noValue);
    categories = Map.copyOf(categories);
  }
}
