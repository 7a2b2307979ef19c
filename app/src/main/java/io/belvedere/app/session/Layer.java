package io.belvedere.app.session;

/// What the map can show or leave out.
public enum Layer {
  ABNORMAL_SENSORS,
  ROADS,
  FACILITIES,
  OUTLINES,
  VEHICLES,
  NORMAL_LABELS,
  CAMERAS
}
