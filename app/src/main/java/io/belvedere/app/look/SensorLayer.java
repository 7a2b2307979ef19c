package io.belvedere.app.look;

import java.util.List;
import java.util.Set;

/// A layer of sensors, as a file describes it: which kinds it holds, and how they are shown.
///
/// @param id `[a-z0-9-]`, at most 40
/// @param title what people call it
/// @param order its place in every list; where words of several layers fit, the first one decides
/// @param kinds whole kinds of things or datastreams, in lower case; they go before all words
/// @param words parts of kinds, in lower case
/// @param states the first that holds is shown
/// @param fromZoom before it only what is P1 or P2 is drawn, and what is silent near that
/// @param toZoom after it likewise
/// @param on whether it is shown at the start
public record SensorLayer(
    String id,
    String title,
    int order,
    DrawnAs drawnAs,
    Set<String> kinds,
    List<String> words,
    SymbolGlyph symbol,
    List<SensorState> states,
    double fromZoom,
    double toZoom,
    boolean on) {
  /// The layer of what no other holds.
  public static final String OTHER = "other";

  /// The zooms of the map, as web maps count them.
  public static final double LEAST_ZOOM = 8;

  public static final double MOST_ZOOM = 21;

  /// What its things are to the map.
  public enum DrawnAs {
    /// A dot, and a symbol where somebody is needed.
    SENSOR,
    /// A symbol of its own, where cameras are shown.
    CAMERA,
    /// The road that it measures.
    ROAD,
    /// An arrowhead; only what moves.
    VEHICLE,
    /// A dark arrowhead, which is never switched off with the ordinary ones; only what moves.
    EMERGENCY_VEHICLE;

    /// Whether it is for what moves alone.
    public boolean moves() {
      return this == VEHICLE || this == EMERGENCY_VEHICLE;
    }
  }

  public SensorLayer {
    kinds = Set.copyOf(kinds);
    words = List.copyOf(words);
    states = List.copyOf(states);
  }

  /// Whether a zoom is within its range.
  public boolean isDrawnAt(double zoom) {
    return fromZoom <= zoom && zoom <= toZoom;
  }
}
