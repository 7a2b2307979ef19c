package io.belvedere.ingest.model;

/// What a datastream says about its thing: a value of its own, or a part of where the thing is.
/// Longitude and latitude are a fix only with equal event time.
public enum Role {
  VALUE,
  LON,
  LAT,
  SPEED
}
