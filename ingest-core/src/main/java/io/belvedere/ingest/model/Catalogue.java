package io.belvedere.ingest.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What each datastream of a district is, at one version. Immutable.
public final class Catalogue {
  private final District district;
  private final Map<String, Datastream> datastreams;

  private Catalogue(District district, Map<String, Datastream> datastreams) {
    this.district = district;
    this.datastreams = datastreams;
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
}
