package io.belvedere.ingest.decode.profile;

import java.util.List;

/// Readings that stand in one list of the message, or in lists of lists.
///
/// @param lists the place of each list, from the outermost in; empty if the message is the reading
/// @param when for each level, from the message in, what must hold there
/// @param missing what becomes of a list that is not there, or empty
/// @param values of each reading
record Readings(
    List<Source.Place> lists,
    List<List<Condition>> when,
    Mapping.Missing missing,
    List<Mapping> values) {
  Readings {
    lists = List.copyOf(lists);
    when = when.stream().map(List::copyOf).toList();
    values = List.copyOf(values);
  }

  /// Through how many lists one comes to a reading.
  int depth() {
    return lists.size();
  }
}
