package io.belvedere.app.look;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Severity;
import java.util.Optional;

/// What people call a state that sensors of a layer can be in, and how it is shown. How much it
/// needs a person is not said here: that is the catalogue's, and with it shape and colour.
///
/// @param symbol in place of the layer's; then the state is seen while it is normal, too
/// @param ink of the dot or symbol while it is normal; a grey, because colour means a person
public record SensorState(
    When when, String title, Optional<SymbolGlyph> symbol, Optional<Token> ink) {

  /// What has to be so for it.
  public sealed interface When {
    /// The value is the one that the catalogue calls so.
    record Category(String name) implements When {}

    /// @param from the least value
    /// @param to the first value beyond
    record Range(double from, double to) implements When {}

    record OfSeverity(Severity severity) implements When {}
  }

  /// Whether a value of a datastream is this state.
  public boolean holds(Datastream described, double value, Severity severity) {
    return switch (when) {
      case When.Category(String name) -> {
        var of = described.valueOf(name);
        yield of.isPresent() && of.getAsDouble() == value;
      }
      case When.Range(double from, double to) -> from <= value && value < to;
      case When.OfSeverity(Severity of) -> of == severity;
    };
  }
}
