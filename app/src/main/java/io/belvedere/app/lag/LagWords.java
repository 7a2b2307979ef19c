package io.belvedere.app.lag;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.feed.BackfillReading;
import io.belvedere.ingest.feed.CounterReading;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.feed.Keeping;
import io.belvedere.ingest.lag.CanaryReading;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.lag.Trend;
import io.belvedere.ingest.lag.Trend.Direction;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.source.Rights;
import io.belvedere.ingest.time.Micros;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// How the feed's state and figures are written.
final class LagWords {
  /// What the city asks for: from the change to the screen within five seconds, at most ten.
  static final long WANTED = 5 * Micros.PER_SECOND;

  static final long AT_MOST = 10 * Micros.PER_SECOND;

  /// Stands where nothing is known, and never where it is 0.
  static final String NOT_KNOWN = "—";

  private static final int LISTED_REASONS = 8;

  private LagWords() {}

  /// `Live since 12:41:07`, `Catching up, 43 %`.
  static String phase(FeedStatus status, long now, TimeText text) {
    String since = " since " + text.clockNear(status.since(), now);
    return switch (status.phase()) {
      case STARTING -> "Starting" + since;
      case CATCHING_UP ->
          "Catching up, %d %%".formatted((int) Math.floor(status.caughtUp() * 100)) + since;
      case LIVE -> "Live" + since;
      case LOST -> "Lost" + since;
      case CLOSED -> "Closed" + since;
    };
  }

  /// `Viewer of Monaco. Kafka allows ...`
  static String role(Rights rights, String district) {
    String role =
        switch (rights.role()) {
          case UNKNOWN -> "Your role in " + district + " is not known. ";
          case NOBODY -> "Nobody in " + district + ". ";
          case VIEWER -> "Viewer of " + district + ". ";
          case OPERATOR -> "Operator of " + district + ". ";
          case CITY_MANAGER -> "City manager. ";
        };
    return role + rights.why();
  }

  /// Whether the delay keeps what was promised.
  static String verdict(Delay delay) {
    if (delay.count() == 0) {
      return "Nothing was measured in the last minute.";
    }
    if (delay.p99() <= WANTED) {
      return "99 of 100 observations arrive within 5 s, as wanted.";
    }
    return delay.p99() <= AT_MOST
        ? "Slower than the 5 s that are wanted, within the 10 s that are allowed."
        : "Slower than the 10 s that are allowed.";
  }

  /// `4 ms`, `0.24 s`, `12 s`
  static String seconds(long micros) {
    if (micros < 100 * Micros.PER_MILLI) {
      return micros / Micros.PER_MILLI + " ms";
    }
    if (micros < 10 * Micros.PER_SECOND) {
      return String.format(Locale.ROOT, "%.2f s", micros / (double) Micros.PER_SECOND);
    }
    return TimeText.duration(micros);
  }

  /// How long the oldest that waits has waited: `0 s` if none does.
  static String oldest(OptionalLong records, OptionalLong micros) {
    if (records.isEmpty() || micros.isEmpty()) {
      return NOT_KNOWN;
    }
    return records.getAsLong() == 0 ? "0 s" : TimeText.delay(micros.getAsLong());
  }

  /// `↑ 250/s`, `↓ 1,200/s`, `steady`
  static String shortTrend(OptionalLong records, Trend trend) {
    if (records.isEmpty()) {
      return NOT_KNOWN;
    }
    return switch (trend.direction()) {
      case UNKNOWN -> NOT_KNOWN;
      case STEADY -> "steady";
      case GROWING -> "↑ " + rate(trend);
      case FALLING -> "↓ " + rate(trend);
    };
  }

  /// Until nothing waits: `12 s`, `0 s` if nothing does, `not yet` if it does not become less.
  static String clear(OptionalLong records, Trend trend) {
    if (records.isEmpty()) {
      return NOT_KNOWN;
    }
    if (records.getAsLong() == 0) {
      return "0 s";
    }
    if (trend.direction() == Direction.UNKNOWN) {
      return NOT_KNOWN;
    }
    return trend.timeToClear().isPresent()
        ? TimeText.duration(trend.timeToClear().getAsLong())
        : "not yet";
  }

  /// What becomes of what waits, in a sentence.
  static String trend(PartitionLag lag) {
    if (lag.offsetLag().isEmpty() || lag.trend().direction() == Direction.UNKNOWN) {
      return NOT_KNOWN + " not enough readings";
    }
    if (lag.offsetLag().getAsLong() == 0) {
      return "nothing waits";
    }
    return switch (lag.trend().direction()) {
      case UNKNOWN -> NOT_KNOWN;
      case STEADY -> "steady";
      case GROWING -> "growing by %s".formatted(rate(lag.trend()));
      case FALLING ->
          "falling by %s, gone in %s"
              .formatted(rate(lag.trend()), clear(lag.offsetLag(), lag.trend()));
    };
  }

  private static String rate(Trend trend) {
    return "%,d/s".formatted(Math.max(1, Math.round(Math.abs(trend.perSecond()))));
  }

  /// `6 d 23 h`, `nothing` if nothing waits, `never`, `lost 40`
  static String deletedIn(Margin margin) {
    return switch (margin) {
      case Margin.NothingWaits _ -> "nothing";
      case Margin.Left(long micros, Margin.How _) -> TimeText.duration(micros);
      case Margin.Unlimited _ -> "never";
      case Margin.Lost(long records) -> "lost %,d".formatted(records);
      case Margin.Unknown _ -> NOT_KNOWN;
    };
  }

  /// The same in a sentence, with how it is known.
  static String deletion(Margin margin) {
    return switch (margin) {
      case Margin.NothingWaits _ -> "nothing waits";
      case Margin.Left(long micros, Margin.How how) ->
          "in %s at the earliest, by %s"
              .formatted(
                  TimeText.duration(micros),
                  switch (how) {
                    case AGE -> "the topic's retention";
                    case PACE -> "the pace so far";
                  });
      case Margin.Unlimited _ -> "never";
      case Margin.Lost(long records) ->
          "%,d %s deleted before being read".formatted(records, records == 1 ? "was" : "were");
      case Margin.Unknown(String why) -> NOT_KNOWN + " " + why;
    };
  }

  /// `first 5, read to 210, end 1,000`
  static String offsets(PartitionLag lag) {
    return "first %s, read to %s, end %s"
        .formatted(number(lag.start()), number(lag.position()), number(lag.end()));
  }

  private static String number(OptionalLong number) {
    return number.isEmpty() ? NOT_KNOWN : "%,d".formatted(number.getAsLong());
  }

  /// How long they take from their sender to us.
  static String canaries(CanaryReading canaries) {
    if (canaries.roundTrip().isPresent()) {
      return "half within %s, from their sender to here"
          .formatted(seconds(canaries.roundTrip().getAsLong()));
    }
    return canaries.count() == 0
        ? NOT_KNOWN + " none has come"
        : NOT_KNOWN + " none came in the last minute by a clock like ours";
  }

  /// `254 ms ahead of the canaries' sender, ± 4 ms`
  static String brokerClock(CanaryReading canaries) {
    if (canaries.brokerAhead().isEmpty() || canaries.error().isEmpty()) {
      return canaries.roundTrip().isEmpty()
          ? NOT_KNOWN + " it takes canaries to tell"
          : NOT_KNOWN + " the records are stamped by their senders";
    }
    long ahead = canaries.brokerAhead().getAsLong();
    long error = canaries.error().getAsLong() + Micros.PER_MILLI;
    return Math.abs(ahead) <= error
        ? "like the canaries' sender's, ± %s".formatted(seconds(error))
        : "%s %s the canaries' sender's, ± %s"
            .formatted(seconds(Math.abs(ahead)), ahead > 0 ? "ahead of" : "behind", seconds(error));
  }

  /// How old figures are.
  static String age(OptionalLong nanos) {
    return nanos.isEmpty()
        ? NOT_KNOWN + " none has come"
        : TimeText.delay(nanos.getAsLong() / 1_000) + " old";
  }

  static String perSecond(LagReading lag) {
    return lag.partitions().isEmpty() ? NOT_KNOWN : ValueText.number(lag.perSecond());
  }

  /// What the past takes beside what it may take.
  static List<List<String>> kept(Keeping keeping, long observations) {
    return List.of(
        List.of("Observations", "%,d".formatted(observations)),
        List.of(
            "Memory of what is sealed",
            "%,d of %,d MB".formatted(keeping.memory() / 1_000_000, keeping.most() / 1_000_000)),
        List.of("For the next start", disk(keeping)));
  }

  /// How far the past is read that was missing, and what became of it; empty if none was.
  static String past(BackfillReading past) {
    int percent = (int) Math.floor(past.done() * 100);
    String how =
        switch (past.state()) {
          case NOTHING_MISSING -> "All of the past is here that Kafka had.";
          case READING -> "Reading the past: %d %%.".formatted(percent);
          case WAITING ->
              "Reading the past: %d %%. %s"
                  .formatted(percent, past.trouble().isEmpty() ? "It waits." : past.trouble());
          case CANCELLED -> "Reading the past was stopped at %d %%.".formatted(percent);
        };
    boolean none = past.state() == BackfillReading.State.NOTHING_MISSING;
    if (past.counters().received() == 0) {
      return none ? "" : how;
    }
    return how + " From there: " + equation(past.counters());
  }

  private static String disk(Keeping keeping) {
    if (!keeping.trouble().isEmpty()) {
      return "not kept";
    }
    if (!keeping.onDisk()) {
      return "not kept: no folder";
    }
    return keeping.loaded() ? "kept" + room(keeping.disk()) : "kept; an earlier part is loading";
  }

  /// `, 4,000 of 10,000 MB`
  private static String room(Keeping.Disk disk) {
    return disk.most() == 0
        ? ""
        : ", %,d of %,d MB".formatted(disk.bytes() / 1_000_000, disk.most() / 1_000_000);
  }

  /// How many are kept, and which are not.
  ///
  /// @param newest how many of them are kept in memory
  static String letters(int newest, CounterReading counters) {
    String left =
        counters.lettersLeftOut() == 0
            ? ""
            : " %,d came too fast and are counted only.".formatted(counters.lettersLeftOut());
    if (newest == 0) {
      return "None." + left;
    }
    return (newest < DeadLetter.MOST_KEPT
            ? "%,d, each kept with its reason.".formatted(newest)
            : "The newest %,d, by reason.".formatted(newest))
        + left;
  }

  /// The most frequent reasons with the newest letter of each: rows of what, and how often.
  ///
  /// @param letters the newest first
  static List<List<String>> reasons(List<DeadLetter> letters) {
    Map<String, List<DeadLetter>> byReason =
        letters.stream()
            .collect(
                Collectors.groupingBy(DeadLetter::reason, LinkedHashMap::new, Collectors.toList()));
    return byReason.values().stream()
        .sorted(Comparator.comparingInt(LagWords::times).reversed())
        .limit(LISTED_REASONS)
        .map(same -> List.of(reason(same.getFirst()), "%,d".formatted(times(same))))
        .toList();
  }

  private static int times(List<DeadLetter> letters) {
    return letters.stream().mapToInt(DeadLetter::times).sum();
  }

  private static String reason(DeadLetter newest) {
    return "%s%s – %s"
        .formatted(
            newest.reason(),
            newest.pointer().isEmpty() ? "" : " at " + newest.pointer(),
            "partition %d, offset %d".formatted(newest.partition(), newest.offset()));
  }

  /// Empty if there were none.
  static String canaries(CounterReading counters) {
    return counters.canaries() == 0
        ? ""
        : "%,d canaries were measured and not counted.".formatted(counters.canaries());
  }

  /// What follows the equation where datastreams were too many.
  static String refused(long observations) {
    return observations == 0
        ? ""
        : " %,d of those rejected are of datastreams beyond what a district may have."
            .formatted(observations);
  }

  /// `12,345 = 12,300 applied + 40 duplicate + ...`, and whether it is true.
  static String equation(Fates fates) {
    return "%,d received %s %,d applied + %,d duplicate + %,d out of order + %,d quarantined + %,d rejected"
        .formatted(
            fates.received(),
            fates.balances() ? "=" : "≠",
            fates.applied(),
            fates.duplicate(),
            fates.outOfOrder(),
            fates.quarantined(),
            fates.rejected());
  }
}
