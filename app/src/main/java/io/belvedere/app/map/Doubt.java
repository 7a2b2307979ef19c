package io.belvedere.app.map;

import io.belvedere.app.look.SymbolGlyph;

/// Why what a thing says is not to be believed although it is fresh.
enum Doubt {
  /// It reports again and again, and always the same.
  STUCK,
  /// Others at its place say something else.
  DISAGREES;

  SymbolGlyph sign() {
    return switch (this) {
      case STUCK -> SymbolGlyph.STUCK;
      case DISAGREES -> SymbolGlyph.DISAGREES;
    };
  }
}
