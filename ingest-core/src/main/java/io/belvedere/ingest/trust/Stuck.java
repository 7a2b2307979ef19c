package io.belvedere.ingest.trust;

/// A datastream that reports again and again, and always the same.
///
/// @param datastream its dense number
/// @param since the event time of the first of the reports, or of the oldest that is kept;
///     microseconds UTC
public record Stuck(int datastream, double value, long since) {}
