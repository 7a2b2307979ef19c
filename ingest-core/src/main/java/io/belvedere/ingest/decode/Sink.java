package io.belvedere.ingest.decode;

import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;

/// Takes what the decoder finds in a record, in the record's order. Every call is one observation
/// that was received.
public interface Sink {
  /// What is handed on from here on is of this record, of several that were gathered.
  ///
  /// @param record as it was called when it was gathered
  default void record(int record) {}

  /// An observation of this datastream is about to be handed on, after others: what it touches can
  /// be fetched from memory while those are handled. It may come to nothing.
  default void soon(int datastream) {}

  /// @param eventTime microseconds UTC
  /// @param value NaN if the sender had none
  /// @param epoch [Observation#NOT_SENT] where it was not sent
  /// @param sequence [Observation#NOT_SENT] where it was not sent
  void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence);

  /// @param reason one of [Reasons]: a small fixed set, so that it can be counted; it never holds
  ///     what was sent
  /// @param pointer JSON pointer (RFC 6901) to what is wrong; empty if it is the whole record
  void rejected(String reason, String pointer);
}
