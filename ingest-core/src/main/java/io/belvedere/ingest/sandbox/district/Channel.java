package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Role;
import java.util.List;
import java.util.Optional;

/// One datastream of a device as it is planned: what the catalogue will say of it, and how many
/// decimals its sensor gives.
record Channel(
    String id,
    String name,
    String kind,
    String unit,
    int decimals,
    Role role,
    Criticality criticality,
    Optional<Limits> limits,
    List<Category> categories,
    Optional<String> group) {
  Channel {
    categories = List.copyOf(categories);
  }

  /// A quantity.
  static Channel of(String id, String name, String kind, String unit, int decimals) {
    return new Channel(
        id,
        name,
        kind,
        unit,
        decimals,
        Role.VALUE,
        Criticality.NORMAL,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /// A state.
  static Channel of(String id, String name, String kind, List<Category> categories) {
    return new Channel(
        id,
        name,
        kind,
        "",
        0,
        Role.VALUE,
        Criticality.NORMAL,
        Optional.empty(),
        categories,
        Optional.empty());
  }

  Channel as(Role role) {
    return new Channel(
        id, name, kind, unit, decimals, role, criticality, limits, categories, group);
  }

  Channel matters(Criticality criticality) {
    return new Channel(
        id, name, kind, unit, decimals, role, criticality, limits, categories, group);
  }

  Channel within(Limits limits) {
    return new Channel(
        id, name, kind, unit, decimals, role, criticality, Optional.of(limits), categories, group);
  }

  Channel in(String group) {
    return new Channel(
        id, name, kind, unit, decimals, role, criticality, limits, categories, Optional.of(group));
  }
}
