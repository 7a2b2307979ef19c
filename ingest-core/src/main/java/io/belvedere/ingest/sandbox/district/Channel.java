package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Plausibility;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Tolerance;
import io.belvedere.ingest.time.Micros;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
    Optional<String> group,
    Plausibility plausibility) {
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
        Optional.empty(),
        Plausibility.NOT_SAID);
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
        Optional.empty(),
        Plausibility.NOT_SAID);
  }

  Channel as(Role role) {
    return new Channel(
        id, name, kind, unit, decimals, role, criticality, limits, categories, group, plausibility);
  }

  Channel matters(Criticality criticality) {
    return new Channel(
        id, name, kind, unit, decimals, role, criticality, limits, categories, group, plausibility);
  }

  Channel within(Limits limits) {
    return new Channel(
        id,
        name,
        kind,
        unit,
        decimals,
        role,
        criticality,
        Optional.of(limits),
        categories,
        group,
        plausibility);
  }

  /// Beside others that should say the same.
  Channel in(String group, Tolerance tolerance) {
    return new Channel(
        id,
        name,
        kind,
        unit,
        decimals,
        role,
        criticality,
        limits,
        categories,
        Optional.of(group),
        new Plausibility(plausibility.longestUnchanged(), Optional.of(tolerance)));
  }

  /// May report one and the same value no longer than this.
  Channel changing(Duration longestUnchanged) {
    return new Channel(
        id,
        name,
        kind,
        unit,
        decimals,
        role,
        criticality,
        limits,
        categories,
        group,
        new Plausibility(OptionalLong.of(Micros.of(longestUnchanged)), plausibility.tolerance()));
  }
}
