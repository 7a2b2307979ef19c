package io.belvedere.app.session;

/// Brings a place onto the map.
@FunctionalInterface
public interface FlyTo {
  /// Centres the map near enough to tell one thing from its neighbours.
  ///
  /// @param lon degrees east, WGS 84
  /// @param lat degrees north, WGS 84
  void place(double lon, double lat);
}
