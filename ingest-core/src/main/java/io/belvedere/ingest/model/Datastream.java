package io.belvedere.ingest.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What the catalogue says of one ordered series of one property of one thing.
///
/// @param kind the kind of property, such as `water-level`; decides symbol and layer
/// @param unit UCUM, or the empty string for a category or a count
/// @param period the expected time between two observations, in microseconds
/// @param group redundant sensors at one place share a group
/// @param validFrom microseconds UTC, [Long#MIN_VALUE] if it was always so
/// @param aliases what senders call it that do not know its id, such as the number that a
///     SensorThings server has given it
/// @param plausibility what of its values is believable
public record Datastream(
    String id,
    String name,
    String kind,
    String unit,
    Role role,
    long period,
    Criticality criticality,
    Thing thing,
    Optional<Limits> limits,
    List<Category> categories,
    Optional<String> group,
    long validFrom,
    List<String> aliases,
    Plausibility plausibility) {

  public Datastream {
    categories = List.copyOf(categories);
    aliases = List.copyOf(aliases);
  }

  /// One that everybody calls by its id, and of which the catalogue does not say what is
  /// believable.
  public Datastream(
      String id,
      String name,
      String kind,
      String unit,
      Role role,
      long period,
      Criticality criticality,
      Thing thing,
      Optional<Limits> limits,
      List<Category> categories,
      Optional<String> group,
      long validFrom) {
    this(
        id,
        name,
        kind,
        unit,
        role,
        period,
        criticality,
        thing,
        limits,
        categories,
        group,
        validFrom,
        List.of(),
        Plausibility.NOT_SAID);
  }

  /// The same, with what is believable of its values.
  public Datastream with(Plausibility plausibility) {
    return new Datastream(
        id,
        name,
        kind,
        unit,
        role,
        period,
        criticality,
        thing,
        limits,
        categories,
        group,
        validFrom,
        aliases,
        plausibility);
  }

  /// How much `value` needs a person: by its category where it has one, else by the limits.
  public Severity severityOf(double value) {
    for (Category category : categories) {
      if (category.value() == value) {
        return category.severity();
      }
    }
    return limits.map(l -> l.severityOf(value)).orElse(Severity.NORMAL);
  }

  /// The number that stands for a category's name.
  public OptionalDouble valueOf(String categoryName) {
    for (Category category : categories) {
      if (category.name().equals(categoryName)) {
        return OptionalDouble.of(category.value());
      }
    }
    return OptionalDouble.empty();
  }

  /// The name of the category that `value` stands for.
  public Optional<String> categoryOf(double value) {
    for (Category category : categories) {
      if (category.value() == value) {
        return Optional.of(category.name());
      }
    }
    return Optional.empty();
  }
}
