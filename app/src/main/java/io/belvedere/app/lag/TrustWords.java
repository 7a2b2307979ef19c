package io.belvedere.app.lag;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.trust.Agreement;
import io.belvedere.ingest.trust.Agreement.Member;
import io.belvedere.ingest.trust.Agreement.Standing;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.trust.TrustReading;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// How it is written which values are fresh and yet not to be believed.
final class TrustWords {
  private static final int LISTED = 12;

  private TrustWords() {}

  /// `Stuck: 2 datastreams. Groups that do not agree: 1 of 5.`
  static String summary(TrustReading reading) {
    if (reading.instant() == TrustReading.NONE.instant()) {
      return "Not judged yet.";
    }
    int stuck = reading.stuck().size();
    String groups =
        reading.agreements().isEmpty()
            ? "The catalogue names no groups."
            : "Groups that do not agree: %,d of %,d."
                .formatted(reading.disagreeing(), reading.agreements().size());
    return "Stuck: %s. %s"
        .formatted(
            stuck == 0 ? "none" : stuck == 1 ? "1 datastream" : "%,d datastreams".formatted(stuck),
            groups);
  }

  /// Each that is stuck, at what, and since when, the longest first.
  static String stuck(TrustReading reading, Roster roster, long now, TimeText text) {
    return lines(
        reading.stuck().values().stream()
            .filter(each -> each.datastream() < roster.size())
            .sorted(Comparator.comparingLong(Stuck::since).thenComparing(Stuck::datastream))
            .map(
                each ->
                    "%s: %s since %s, %s"
                        .formatted(
                            name(roster, each.datastream()),
                            value(roster, each.datastream(), each.value()),
                            text.clockNear(each.since(), now),
                            TimeText.duration(now - each.since())))
            .toList());
  }

  /// Each group that does not agree, and who deviates.
  static String groups(TrustReading reading, Roster roster) {
    return lines(
        reading.agreements().stream()
            .filter(each -> each.verdict().isDoubtful() || !each.group().unlike().isEmpty())
            .map(each -> words(each, roster))
            .toList());
  }

  private static String words(Agreement agreement, Roster roster) {
    if (!agreement.group().unlike().isEmpty()) {
      return agreement.group().unlike();
    }
    return "Group %s: %,d of %,d agree, not so "
            .formatted(agreement.group().id(), agreement.agreeing(), agreement.counting())
        + agreement.members().stream()
            .filter(m -> m.standing() == Standing.DEVIATES)
            .map(m -> member(m, roster))
            .collect(Collectors.joining(", "));
  }

  /// The first of many, and how many more there are.
  private static String lines(List<String> all) {
    return all.stream().limit(LISTED).collect(Collectors.joining("\n"))
        + (all.size() > LISTED ? "\nand %,d more".formatted(all.size() - LISTED) : "");
  }

  private static String member(Member member, Roster roster) {
    return name(roster, member.datastream())
        + " "
        + value(roster, member.datastream(), member.value());
  }

  private static String name(Roster roster, int datastream) {
    return roster.find(datastream).map(d -> d.name()).orElseGet(() -> roster.id(datastream));
  }

  private static String value(Roster roster, int datastream, double value) {
    return roster
        .find(datastream)
        .map(d -> ValueText.of(d, value))
        .orElseGet(() -> ValueText.number(value));
  }
}
