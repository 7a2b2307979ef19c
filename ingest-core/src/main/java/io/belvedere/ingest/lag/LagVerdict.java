package io.belvedere.ingest.lag;

/// What is thought of a partition.
///
/// @param reason why, in a sentence for an administrator
public record LagVerdict(LagStatus status, String reason) {}
