package io.belvedere.ingest.trust;

import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Tolerance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Redundant sensors of one district, which should all say the same.
///
/// @param members dense numbers, by id
/// @param tolerance the widest that one of its members names; empty if none does
/// @param unlike why they cannot be compared; empty if they can
public record SensorGroup(
    String id, List<Integer> members, Optional<Tolerance> tolerance, String unlike) {
  public SensorGroup {
    members = List.copyOf(members);
  }

  /// All groups of a district that have two members at least, by id.
  public static List<SensorGroup> of(Roster roster) {
    Map<String, List<Integer>> byId = new TreeMap<>();
    for (int d = 0; d < roster.size(); d++) {
      Datastream described = roster.datastream(d);
      if (described != null && described.group().isPresent()) {
        byId.computeIfAbsent(described.group().get(), _ -> new ArrayList<>()).add(d);
      }
    }
    List<SensorGroup> groups = new ArrayList<>();
    byId.forEach(
        (id, members) -> {
          if (members.size() > 1) {
            members.sort(Comparator.comparing(roster::id));
            groups.add(of(id, members, roster));
          }
        });
    return groups;
  }

  private static SensorGroup of(String id, List<Integer> members, Roster roster) {
    List<Datastream> described = members.stream().map(d -> roster.find(d).orElseThrow()).toList();
    Datastream first = described.getFirst();
    String unlike = "";
    @Nullable Tolerance widest = null;
    for (Datastream each : described) {
      if (unlike.isEmpty()) {
        unlike = difference(first, each);
      }
      @Nullable Tolerance its = each.plausibility().tolerance().orElse(null);
      if (its != null) {
        widest =
            widest == null
                ? its
                : new Tolerance(
                    Math.max(widest.absolute(), its.absolute()),
                    Math.max(widest.relative(), its.relative()));
      }
    }
    return new SensorGroup(
        id,
        members,
        Optional.ofNullable(widest),
        unlike.isEmpty() ? "" : "The group " + id + " cannot be compared: " + unlike);
  }

  /// What forbids to compare their values, as a sentence; empty if nothing does.
  private static String difference(Datastream one, Datastream other) {
    if (!one.unit().equals(other.unit())) {
      return "%s is in %s, %s in %s.".formatted(one.id(), unit(one), other.id(), unit(other));
    }
    if (!categories(one).equals(categories(other))) {
      return "%s and %s have other categories.".formatted(one.id(), other.id());
    }
    return "";
  }

  private static String unit(Datastream of) {
    return of.unit().isEmpty() ? "no unit" : of.unit();
  }

  private static Map<Double, String> categories(Datastream of) {
    Map<Double, String> names = new TreeMap<>();
    for (Category category : of.categories()) {
      names.put(category.value(), category.name());
    }
    return names;
  }

  /// Whether its values are names and not quantities.
  boolean isOfCategories(Roster roster) {
    return roster
        .find(members.getFirst())
        .filter(d -> d.unit().isEmpty() && !d.categories().isEmpty())
        .isPresent();
  }
}
