package io.belvedere.ingest.model;

/// A number with a name: "clear", "congestion", "flooding".
public record Category(double value, String name, Severity severity) {}
