package io.belvedere.ingest.decode;

/// The dictionary of a district, as the decoder needs it.
public interface Names {
  /// The dense number of a datastream, given at first sight. The same id always has the same
  /// number, so the decoder may remember it.
  int datastream(String id);

  /// The number that a category's name stands for in the catalogue's newest version; NaN if that
  /// datastream has no such category.
  double category(int datastream, String name);
}
