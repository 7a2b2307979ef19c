package io.belvedere.ingest.model;

import java.util.regex.Pattern;

/// The name of a district in topics, on the command line and in links.
///
/// @param value matches `[a-z0-9-]{1,40}`
public record DistrictId(String value) {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9-]{1,40}");

  /// @throws IllegalArgumentException if `value` is not a district id
  public DistrictId {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A district id is 1 to 40 of a-z, 0-9 and -, not \"" + value + "\".");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
