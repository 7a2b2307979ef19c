package io.belvedere.ingest.model;

/// Whether what is shown happens, is rehearsed, or is made up.
public enum Reality {
  REAL,
  EXERCISE,
  SIMULATED
}
