package io.belvedere.ingest.decode;

import static io.belvedere.ingest.model.Observation.NOT_SENT;

import org.jspecify.annotations.Nullable;

/// What stands in for a field that an observation does not have, from the envelope around it.
///
/// @param datastream null if the envelope names none
/// @param time as in [Rfc3339#micros]; [#NO_TIME] if the envelope has none
/// @param sequence `NOT_SENT` if the envelope has none
record Defaults(@Nullable String datastream, long time, long sequence) {
  static final long NO_TIME = Long.MAX_VALUE;

  /// Without an envelope every field must be there.
  static final Defaults NONE = new Defaults(null, NO_TIME, NOT_SENT);
}
