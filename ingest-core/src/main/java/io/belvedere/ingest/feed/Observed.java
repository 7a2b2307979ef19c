package io.belvedere.ingest.feed;

import io.belvedere.ingest.model.Quality;

/// An observation of the past that was decoded and that can be what it says.
///
/// @param handle what [PastNames] calls its datastream
/// @param eventTime where it is kept: its receive time if it is quarantined; microseconds UTC
/// @param receiveTime the record's timestamp, microseconds UTC
/// @param outOfOrder whether something newer of its datastream came before it
/// @param sentTime the event time that it came with, microseconds UTC
record Observed(
    int handle,
    int partition,
    long eventTime,
    long receiveTime,
    double value,
    Quality quality,
    long epoch,
    long sequence,
    boolean quarantined,
    boolean outOfOrder,
    long sentTime) {}
