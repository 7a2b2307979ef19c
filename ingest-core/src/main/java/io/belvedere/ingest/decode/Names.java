package io.belvedere.ingest.decode;

import org.jspecify.annotations.Nullable;

/// The dictionary of a district, as the decoder needs it.
public interface Names {
  /// In place of a number: the district has as many datastreams as it may have, and this is none of
  /// them.
  int FULL = -2;

  /// The dense number of a datastream, given at first sight. The same id always has the same
  /// number, so the decoder may remember it.
  ///
  /// @return [#FULL] if no more are given; not to be remembered
  int datastream(String id);

  /// The number that a category's name stands for in the catalogue's newest version; NaN if that
  /// datastream has no such category.
  double category(int datastream, String name);

  /// The id of the datastream that the catalogue's newest version calls `name`, be it its id or an
  /// alias; null if it knows none. For senders that do not know our ids.
  default @Nullable String catalogued(String name) {
    return null;
  }
}
