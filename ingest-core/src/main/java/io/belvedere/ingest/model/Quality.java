package io.belvedere.ingest.model;

/// What the sender thinks of its own result (SensorThings *resultQuality*).
public enum Quality {
  GOOD,
  UNCERTAIN,
  BAD
}
