package io.belvedere.ingest.decode;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;

/// What one record of the catalogue's topic says.
public sealed interface CatalogueEntry {
  /// What a datastream is from now on.
  record Described(Datastream datastream) implements CatalogueEntry {}

  /// A datastream is no more.
  record Retired(String datastream) implements CatalogueEntry {}

  /// What the district itself is from now on.
  record OfDistrict(District district) implements CatalogueEntry {}

  /// It cannot be read; what was known before stays.
  ///
  /// @param reason in words for an administrator
  /// @param pointer JSON pointer to what is wrong; empty if it is the whole record
  record Malformed(String reason, String pointer) implements CatalogueEntry {}
}
