package io.belvedere.ingest.sandbox.district;

import java.util.List;

/// A state over time: each holds until the next; before the first, and where the script leaves it
/// empty, there is none.
@SuppressWarnings("ArrayRecordComponent") // columns on purpose; steps are never compared
record Steps(long[] times, List<String> states) {
  /// A thing to which nothing happens.
  static final Steps NONE = new Steps(new long[0], List.of());

  Steps {
    states = List.copyOf(states);
  }

  boolean isEmpty() {
    return states.isEmpty();
  }

  /// The state at `t`, or the empty string.
  String at(long t) {
    for (int i = times.length - 1; i >= 0; i--) {
      if (times[i] <= t) {
        return states.get(i);
      }
    }
    return "";
  }
}
