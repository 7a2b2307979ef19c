package io.belvedere.ingest.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What each datastream of a district is, at one version. Immutable.
public final class Catalogue {
  private final District district;
  private final Map<String, Datastream> datastreams;
  private final Map<String, String> idsByAlias = new HashMap<>();

  private Catalogue(District district, Map<String, Datastream> datastreams) {
    this.district = district;
    this.datastreams = datastreams;
    for (Datastream datastream : datastreams.values()) {
      for (String alias : datastream.aliases()) {
        // Whoever reads the same entries, in whatever order, comes to the same.
        idsByAlias.merge(alias, datastream.id(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
      }
    }
  }

  public static Catalogue of(District district, Iterable<Datastream> datastreams) {
    Map<String, Datastream> byId = new LinkedHashMap<>();
    datastreams.forEach(d -> byId.put(d.id(), d));
    return new Catalogue(district, Collections.unmodifiableMap(byId));
  }

  public static Catalogue empty(DistrictId id) {
    return new Catalogue(District.unknown(id), Map.of());
  }

  public District district() {
    return district;
  }

  /// By id, in the order in which they were first described.
  public Map<String, Datastream> datastreams() {
    return datastreams;
  }

  public Optional<Datastream> find(String id) {
    return Optional.ofNullable(datastreams.get(id));
  }

  /// The id of the datastream that a sender calls `name`: the one with that id, else the one with
  /// that alias, among several the one whose id is the least.
  public Optional<String> idOf(String name) {
    return datastreams.containsKey(name)
        ? Optional.of(name)
        : Optional.ofNullable(idsByAlias.get(name));
  }
}
