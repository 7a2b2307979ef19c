package io.belvedere.app.lag;

import io.belvedere.app.lag.LagRow.Fold;
import io.belvedere.app.lag.LagRow.Waiting;
import io.belvedere.app.lag.LagTable.Details;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagStatus;
import io.belvedere.ingest.lag.Margin;
import io.belvedere.ingest.lag.PartitionLag;
import io.belvedere.ingest.lag.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Writes down how far all districts and their partitions are behind, the worst first. What is
/// equally bad keeps the order in which it was found, so that nothing jumps. Away from the JavaFX
/// thread.
final class LagWriter {
  /// Figures come once a second or two; older ones are told as old, nanoseconds.
  static final long FRESH = 3_500_000_000L;

  private LagWriter() {}

  /// What is to be written.
  ///
  /// @param open the districts whose partitions are shown
  /// @param selected the key of the row that is selected; empty if none is: then the first is
  /// @param ticks of the clock
  /// @param now microseconds UTC
  record Question(
      List<LiveDistrict> districts, Set<String> open, String selected, long ticks, long now) {
    Question {
      districts = List.copyOf(districts);
      open = Set.copyOf(open);
    }
  }

  static LagTable write(Question question) {
    List<Read> all = new ArrayList<>();
    for (LiveDistrict district : question.districts()) {
      all.add(new Read(district, district.lag()));
    }
    all.sort(Comparator.comparingInt((Read read) -> badness(read.lag)).reversed());
    List<LagRow> rows = new ArrayList<>();
    Details details = Details.NONE;
    for (Read read : all) {
      boolean open = question.open().contains(read.district.id().value());
      LagRow row = district(read, open, question.ticks());
      rows.add(row);
      boolean first = question.selected().isEmpty() && rows.size() == 1;
      if (first || row.key().equals(question.selected())) {
        details = details(read, row, question.ticks());
      }
      if (open) {
        for (PartitionLag partition : worstFirst(read.lag.partitions())) {
          LagRow below = partition(read.district, partition, question.ticks());
          rows.add(below);
          if (below.key().equals(question.selected())) {
            details = details(read.district, partition, below, question.ticks());
          }
        }
      }
    }
    return new LagTable(question.ticks(), question.now(), rows, details);
  }

  private record Read(LiveDistrict district, LagReading lag) {}

  private static List<PartitionLag> worstFirst(List<PartitionLag> partitions) {
    return partitions.stream()
        .sorted(Comparator.comparingInt((PartitionLag p) -> badness(p)).reversed())
        .toList();
  }

  /// What may soon be lost is as bad as it gets.
  private static int badness(PartitionLag partition) {
    return partition.margin().isLittle()
        ? LagStatus.values().length
        : partition.verdict().status().ordinal();
  }

  private static int badness(LagReading lag) {
    return lag.partitions().stream()
        .mapToInt(LagWriter::badness)
        .max()
        .orElse(LagStatus.UNKNOWN.ordinal());
  }

  private static LagRow district(Read read, boolean open, long ticks) {
    LagReading lag = read.lag;
    boolean known = lag.isKnown();
    OptionalLong waits = known ? OptionalLong.of(lag.offsetLag()) : OptionalLong.empty();
    OptionalLong oldest = known ? OptionalLong.of(lag.timeLag()) : OptionalLong.empty();
    Optional<PartitionLag> least = nearestToDeletion(lag.partitions());
    return new LagRow(
        read.district.id().value(),
        OptionalInt.empty(),
        lag.partitions().isEmpty() ? Fold.NONE : open ? Fold.OPEN : Fold.CLOSED,
        read.district.roster().district().name(),
        lag.worst().map(p -> p.verdict().status()).orElse(LagStatus.UNKNOWN),
        age(lag.partitions().isEmpty() ? OptionalLong.empty() : lag.age(ticks)),
        waiting(waits, oldest, together(lag.partitions())),
        least.map(p -> LagWords.deletedIn(p.margin())).orElse(LagWords.NOT_KNOWN),
        least.map(p -> p.margin().isLittle()).orElse(false),
        lag.curve());
  }

  private static LagRow partition(LiveDistrict district, PartitionLag partition, long ticks) {
    return new LagRow(
        district.id().value(),
        OptionalInt.of(partition.partition()),
        Fold.NONE,
        "partition " + partition.partition(),
        partition.verdict().status(),
        age(partition.age(ticks)),
        waiting(partition.offsetLag(), partition.timeLag(), partition.trend()),
        LagWords.deletedIn(partition.margin()),
        partition.margin().isLittle(),
        partition.curve());
  }

  private static Waiting waiting(OptionalLong records, OptionalLong oldest, Trend trend) {
    return new Waiting(
        records.isEmpty() ? LagWords.NOT_KNOWN : "%,d".formatted(records.getAsLong()),
        LagWords.oldest(records, oldest),
        LagWords.shortTrend(records, trend),
        LagWords.clear(records, trend));
  }

  /// One that grows makes all grow.
  private static Trend together(List<PartitionLag> partitions) {
    Trend.Direction direction =
        partitions.stream()
            .map(p -> p.trend().direction())
            .reduce(
                (a, b) ->
                    a == Trend.Direction.UNKNOWN || b == Trend.Direction.UNKNOWN
                        ? Trend.Direction.UNKNOWN
                        : stronger(a, b))
            .orElse(Trend.Direction.UNKNOWN);
    double perSecond = partitions.stream().mapToDouble(p -> p.trend().perSecond()).sum();
    OptionalLong clear =
        direction == Trend.Direction.FALLING
            ? partitions.stream().flatMapToLong(p -> p.trend().timeToClear().stream()).max()
            : OptionalLong.empty();
    return new Trend(direction, perSecond, clear);
  }

  private static Trend.Direction stronger(Trend.Direction a, Trend.Direction b) {
    if (a == Trend.Direction.GROWING || b == Trend.Direction.GROWING) {
      return Trend.Direction.GROWING;
    }
    return a == Trend.Direction.FALLING || b == Trend.Direction.FALLING
        ? Trend.Direction.FALLING
        : Trend.Direction.STEADY;
  }

  private static Optional<PartitionLag> nearestToDeletion(List<PartitionLag> partitions) {
    return partitions.stream().min(Comparator.comparingLong(p -> urgency(p.margin())));
  }

  private static long urgency(Margin margin) {
    return switch (margin) {
      case Margin.Lost _ -> -1;
      case Margin.Left(long micros, Margin.How _) -> micros;
      // Of what is not known nothing better may be said.
      case Margin.Unknown _ -> Long.MAX_VALUE - 2;
      case Margin.Unlimited _ -> Long.MAX_VALUE - 1;
      case Margin.NothingWaits _ -> Long.MAX_VALUE;
    };
  }

  /// Empty as long as the figures are fresh.
  private static String age(OptionalLong nanos) {
    return nanos.isEmpty() || nanos.getAsLong() <= FRESH
        ? ""
        : TimeText.duration(nanos.getAsLong() / 1_000) + " old";
  }

  private static Details details(Read read, LagRow row, long ticks) {
    return new Details(
        row.name() + ": " + row.status(),
        reason(read),
        List.of(
            List.of("Observations a second", LagWords.perSecond(read.lag)),
            List.of("These figures are", LagWords.age(read.lag.age(ticks)))));
  }

  private static String reason(Read read) {
    if (read.lag.partitions().isEmpty()) {
      String cause = read.district.status().cause();
      return cause.isEmpty() ? "No reading has come yet." : cause;
    }
    return read.lag
        .worst()
        .filter(worst -> worst.verdict().status() != LagStatus.OK)
        .map(worst -> "Partition %d: %s".formatted(worst.partition(), worst.verdict().reason()))
        .orElse("All of its partitions are read.");
  }

  private static Details details(
      LiveDistrict district, PartitionLag partition, LagRow row, long ticks) {
    return new Details(
        "%s, %s: %s".formatted(district.roster().district().name(), row.name(), row.status()),
        partition.verdict().reason(),
        List.of(
            List.of("Offsets", LagWords.offsets(partition)),
            List.of("Trend", LagWords.trend(partition)),
            List.of("What waits is deleted", LagWords.deletion(partition.margin())),
            List.of("Canaries", LagWords.canaries(partition.canaries())),
            List.of("The broker's clock", LagWords.brokerClock(partition.canaries())),
            List.of("These figures are", LagWords.age(partition.age(ticks)))));
  }
}
