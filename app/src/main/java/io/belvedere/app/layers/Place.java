package io.belvedere.app.layers;

import io.belvedere.app.session.Selected;

/// Something that a search can find.
///
/// @param name what people call it
/// @param words what it is, beside its name
/// @param selected what to select when it is chosen; nothing for what is only a place
/// @param lon where it is, degrees east, WGS 84
/// @param lat degrees north
record Place(Kind kind, String name, String words, Selected selected, double lon, double lat) {

  /// In the order in which equally good finds are listed.
  enum Kind {
    AREA,
    STREET,
    FACILITY,
    THING,
    DATASTREAM
  }
}
