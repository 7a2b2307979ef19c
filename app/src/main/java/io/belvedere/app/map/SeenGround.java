package io.belvedere.app.map;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.ingest.model.District;
import java.util.ArrayList;
import java.util.List;

/// Which ground belongs to the districts on screen. What lies outside of it is dimmed.
///
/// @param outlines that districts have sent, GeoJSON geometries
/// @param named districts that have sent none: theirs are the areas of the map that are called so,
///     or else all areas
record SeenGround(List<String> outlines, List<Name> named) {
  /// All areas of the map.
  static final SeenGround ALL = new SeenGround(List.of(), List.of());

  record Name(String id, String name) {
    boolean isOf(String areaId, String areaName) {
      return List.of(id, name).stream()
          .anyMatch(own -> own.equalsIgnoreCase(areaId) || own.equalsIgnoreCase(areaName));
    }
  }

  SeenGround {
    outlines = List.copyOf(outlines);
    named = List.copyOf(named);
  }

  static SeenGround of(List<OnScreen> districts) {
    List<String> outlines = new ArrayList<>();
    List<Name> named = new ArrayList<>();
    for (OnScreen onScreen : districts) {
      District district = onScreen.roster().district();
      if (district.outline().isEmpty()) {
        named.add(new Name(district.id().value(), district.name()));
      } else {
        outlines.add(district.outline());
      }
    }
    return new SeenGround(outlines, named);
  }
}
