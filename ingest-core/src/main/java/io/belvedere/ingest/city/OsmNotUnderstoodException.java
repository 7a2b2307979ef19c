package io.belvedere.ingest.city;

/// A file asks for something that the format allows and we do not do.
final class OsmNotUnderstoodException extends Exception {
  private static final long serialVersionUID = 1;

  /// @param what the file uses
  OsmNotUnderstoodException(String what) {
    super(what);
  }
}
