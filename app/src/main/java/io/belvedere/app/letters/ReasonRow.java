package io.belvedere.app.letters;

/// How often something was rejected for a reason.
///
/// @param district its id; empty for all districts
/// @param reason empty for all of them
/// @param name as it is listed
/// @param records how many letters
/// @param observations how many were rejected
/// @param later how many letters could be read later
record ReasonRow(
    String district, String reason, String name, int records, long observations, int later) {
  /// What tells it from other rows.
  String key() {
    return district + "/" + reason;
  }
}
