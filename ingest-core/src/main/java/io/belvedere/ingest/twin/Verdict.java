package io.belvedere.ingest.twin;

/// What became of an observation; each ends in exactly one of these, so that `received = applied
/// + duplicate + outOfOrder + quarantined + rejected`.
public enum Verdict {
  /// It is the newest of its datastream.
  APPLIED,
  /// The same event time and value are there already.
  DUPLICATE,
  /// A newer one is there already; it went into the history only.
  OUT_OF_ORDER,
  /// Its event time lies so far after its receive time that the sender's clock is wrong; kept and
  /// applied with the receive time as event time.
  QUARANTINED,
  /// It is not kept.
  REJECTED
}
