package io.belvedere.ingest.trust;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.twin.DistrictState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What of a district is fresh and yet not to be believed, at one instant. Immutable.
///
/// @param instant microseconds UTC
/// @param stuck by dense number
/// @param agreements one for each group of redundant sensors, by its id
public record TrustReading(long instant, Map<Integer, Stuck> stuck, List<Agreement> agreements) {
  /// Nothing was judged.
  public static final TrustReading NONE = new TrustReading(Long.MIN_VALUE, Map.of(), List.of());

  public TrustReading {
    stuck = Map.copyOf(stuck);
    agreements = List.copyOf(agreements);
  }

  /// Judges the state of any instant.
  ///
  /// @param history of what came before it
  /// @param roster valid at the instant
  public static TrustReading at(History history, Roster roster, DistrictState state) {
    return of(StuckPast.at(history, roster, state), SensorGroup.of(roster), roster, state);
  }

  /// The same stuck datastreams, and how the groups agree in another state of about the same time.
  public TrustReading with(Roster roster, DistrictState state) {
    return of(List.copyOf(stuck.values()), SensorGroup.of(roster), roster, state);
  }

  static TrustReading of(
      List<Stuck> stuck, List<SensorGroup> groups, Roster roster, DistrictState state) {
    Map<Integer, Stuck> byNumber =
        stuck.stream().collect(Collectors.toMap(Stuck::datastream, Function.identity()));
    List<Agreement> agreements = new ArrayList<>(groups.size());
    for (SensorGroup group : groups) {
      agreements.add(Agreement.of(group, roster, state, byNumber::containsKey));
    }
    return new TrustReading(state.instant(), byNumber, agreements);
  }

  public Optional<Stuck> stuck(int datastream) {
    return Optional.ofNullable(stuck.get(datastream));
  }

  /// How the group of a datastream agrees; empty if it has none.
  public Optional<Agreement> agreement(int datastream) {
    return agreements.stream().filter(a -> a.group().members().contains(datastream)).findFirst();
  }

  /// How many groups do not agree.
  public int disagreeing() {
    return (int) agreements.stream().filter(a -> a.verdict().isDoubtful()).count();
  }

  /// Why groups cannot be compared, a sentence each.
  public List<String> unlike() {
    return agreements.stream()
        .map(a -> a.group().unlike())
        .filter(words -> !words.isEmpty())
        .toList();
  }
}
