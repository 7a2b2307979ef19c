package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;

/// Takes what a file has, as it streams by.
interface FeatureSink {
  void feature(Feature feature);

  /// The file is a map of ours that says where it ends and whose data it shows.
  default void ownMap(Bounds bounds, String attribution) {}

  /// Whose data a file is.
  ///
  /// @param whose empty if it does not say
  default void attribution(String whose) {}

  /// Something is wrong with the file as a whole.
  ///
  /// @param what a phrase that goes on from the file's name
  void fault(String file, String what);

  /// Something was not said by the file and is taken for granted.
  ///
  /// @param what a phrase that goes on from the file's name
  void assumed(String file, String what);
}
