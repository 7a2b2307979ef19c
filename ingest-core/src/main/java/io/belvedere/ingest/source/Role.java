package io.belvedere.ingest.source;

/// What somebody is in a district, by what Kafka allows them there.
public enum Role {
  /// Kafka has not said yet.
  UNKNOWN("not known yet"),
  /// May not even read.
  NOBODY("nobody"),
  /// May read.
  VIEWER("viewer"),
  /// May also write what operators do.
  OPERATOR("operator"),
  /// May do so in all districts, and see the cluster itself.
  CITY_MANAGER("city manager");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
