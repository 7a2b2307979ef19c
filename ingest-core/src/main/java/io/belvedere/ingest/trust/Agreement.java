package io.belvedere.ingest.trust;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Tolerance;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/// What the members of a group say at one instant, and whether they agree. Only what is fresh and
/// good counts; nothing is ever made of a value that is old.
///
/// The median of those that count is the measure: whoever is farther from it than the group's
/// tolerance deviates. Of two, nobody knows which is right. Categories agree if they are the same.
///
/// @param median of those that count; NaN if none does, or they are of categories
/// @param spread between the least and the greatest that count; NaN as well
public record Agreement(
    SensorGroup group, Verdict verdict, List<Member> members, double median, double spread) {
  public Agreement {
    members = List.copyOf(members);
  }

  public enum Verdict {
    /// All that count say the same, and they are two at least.
    AGREE,
    /// Most say the same; the others deviate.
    MOST_AGREE,
    /// There is no majority.
    DISAGREE,
    /// One counts alone: it may be right.
    ONE_REPORTS,
    /// None counts.
    UNKNOWN,
    /// The catalogue names no tolerance, or members that cannot be compared.
    NOT_JUDGED;

    /// Whether a person should know that somebody is wrong.
    public boolean isDoubtful() {
      return this == MOST_AGREE || this == DISAGREE;
    }
  }

  /// What one of them says, or why it does not count.
  public enum Standing {
    AGREES,
    DEVIATES,
    /// It counts, but there is nothing to compare it with.
    COUNTS,
    NOTHING_YET,
    SILENT,
    NO_VALUE,
    NOT_GOOD,
    QUARANTINED,
    STUCK;

    /// Whether its value was compared with the others'.
    public boolean counts() {
      return this == AGREES || this == DEVIATES || this == COUNTS;
    }
  }

  /// @param datastream its dense number
  /// @param value NaN if there is none; also told of one that does not count
  public record Member(int datastream, double value, Standing standing) {}

  public long counting() {
    return members.stream().filter(m -> m.standing().counts()).count();
  }

  public long agreeing() {
    return members.stream().filter(m -> m.standing() == Standing.AGREES).count();
  }

  public boolean deviates(int datastream) {
    return members.stream()
        .anyMatch(m -> m.datastream() == datastream && m.standing() == Standing.DEVIATES);
  }

  /// Judges a group.
  ///
  /// @param stuck which datastreams are
  public static Agreement of(
      SensorGroup group, Roster roster, DistrictState state, IntPredicate stuck) {
    List<Member> members = new ArrayList<>();
    for (int d : group.members()) {
      double value = state.isKnown(d) ? state.value(d) : Double.NaN;
      members.add(new Member(d, value, standing(d, roster, state, stuck)));
    }
    double[] counting =
        members.stream()
            .filter(m -> m.standing().counts())
            .mapToDouble(Member::value)
            .sorted()
            .toArray();
    boolean categories = group.isOfCategories(roster);
    double median = categories ? Double.NaN : median(counting);
    double spread =
        categories || counting.length == 0
            ? Double.NaN
            : counting[counting.length - 1] - counting[0];
    if (counting.length == 0) {
      return new Agreement(group, Verdict.UNKNOWN, members, median, spread);
    }
    if (!group.unlike().isEmpty()) {
      return new Agreement(group, Verdict.NOT_JUDGED, members, Double.NaN, Double.NaN);
    }
    if (counting.length == 1) {
      return new Agreement(group, Verdict.ONE_REPORTS, members, median, spread);
    }
    if (!categories && group.tolerance().isEmpty()) {
      return new Agreement(group, Verdict.NOT_JUDGED, members, median, spread);
    }
    double measure = categories ? mostFrequent(counting) : median;
    double tolerance = categories ? 0 : tolerance(group.tolerance().get(), counting, median);
    return judged(group, members, measure, tolerance, median, spread);
  }

  private static Agreement judged(
      SensorGroup group,
      List<Member> members,
      double measure,
      double tolerance,
      double median,
      double spread) {
    long counting = members.stream().filter(m -> m.standing().counts()).count();
    long agreeing =
        members.stream()
            .filter(m -> m.standing().counts() && Math.abs(m.value() - measure) <= tolerance)
            .count();
    boolean most = agreeing * 2 > counting;
    List<Member> compared = new ArrayList<>();
    for (Member m : members) {
      boolean agrees = most && Math.abs(m.value() - measure) <= tolerance;
      compared.add(
          m.standing().counts()
              ? new Member(m.datastream(), m.value(), agrees ? Standing.AGREES : Standing.DEVIATES)
              : m);
    }
    Verdict verdict =
        agreeing == counting ? Verdict.AGREE : most ? Verdict.MOST_AGREE : Verdict.DISAGREE;
    return new Agreement(group, verdict, compared, median, spread);
  }

  private static Standing standing(int d, Roster roster, DistrictState state, IntPredicate stuck) {
    Datastream described = roster.datastream(d);
    if (described == null || !state.isKnown(d)) {
      return Standing.NOTHING_YET;
    }
    if (state.liveness(d, described.period()) != Liveness.FRESH) {
      return Standing.SILENT;
    }
    if (Double.isNaN(state.value(d))) {
      return Standing.NO_VALUE;
    }
    if (state.isQuarantined(d)) {
      return Standing.QUARANTINED;
    }
    if (state.quality(d) != Quality.GOOD) {
      return Standing.NOT_GOOD;
    }
    return stuck.test(d) ? Standing.STUCK : Standing.COUNTS;
  }

  /// Two must not be farther from each other than the tolerance, and their median lies halfway.
  private static double tolerance(Tolerance tolerance, double[] sorted, double median) {
    double around = tolerance.around(median);
    return sorted.length == 2 ? around / 2 : around;
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double mostFrequent(double[] values) {
    Map<Double, Integer> counts = new HashMap<>();
    Arrays.stream(values).forEach(v -> counts.merge(v, 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Double, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .orElseThrow()
        .getKey();
  }
}
