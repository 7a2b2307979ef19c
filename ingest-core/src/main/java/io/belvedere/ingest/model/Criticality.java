package io.belvedere.ingest.model;

/// How much the city depends on a datastream, whatever its value is.
public enum Criticality {
  CRITICAL,
  HIGH,
  NORMAL,
  LOW
}
