package io.belvedere.app.look;

/// By day or by night.
public enum Theme {
  LIGHT,
  DARK
}
