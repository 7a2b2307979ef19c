package io.belvedere.ingest.history;

import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which segments are on disk, which of them are in memory, and which somebody wants there. One
/// that is on disk only is cold.
///
/// # Threads
/// `history-io` says what is on disk, the feed thread what is in memory and what goes from there.
/// Any thread may want a range, and ask.
final class DiskIndex {
  /// Of what memory may take, no single wish takes more than this part.
  private static final int PART_FOR_A_WISH = 2;

  private final boolean kept;
  private volatile List<SegmentOnDisk> segments = List.of();
  private volatile boolean complete;
  private volatile Set<Long> inMemory = Set.of();

  /// By segment, when it was last wanted; of those only that would not be in memory otherwise.
  private final Map<Long, Long> wanted = new ConcurrentHashMap<>();

  private final AtomicLong wishes = new AtomicLong();

  private DiskIndex(boolean kept) {
    this.kept = kept;
  }

  /// Where there is no disk.
  static DiskIndex none() {
    return new DiskIndex(false);
  }

  /// Where there is one, nothing of which is known yet.
  static DiskIndex empty() {
    return new DiskIndex(true);
  }

  // What history-io says.

  void put(SegmentOnDisk segment) {
    List<SegmentOnDisk> all = new ArrayList<>(segments);
    all.removeIf(each -> each.number() == segment.number());
    all.add(segment);
    all.sort(Comparator.comparingLong(SegmentOnDisk::number));
    segments = List.copyOf(all);
  }

  void remove(long number) {
    segments = segments.stream().filter(each -> each.number() != number).toList();
  }

  void clear() {
    segments = List.of();
  }

  /// Tells that there is nothing on disk that has not been told.
  void complete() {
    complete = true;
  }

  boolean isComplete() {
    return complete;
  }

  /// The cold segment that was wanted last; null if none is.
  @Nullable SegmentOnDisk nextWanted() {
    Set<Long> there = inMemory;
    return segments.stream()
        .filter(each -> !there.contains(each.number()) && wanted.containsKey(each.number()))
        .max(Comparator.comparingLong(each -> wishOf(each.number())))
        .orElse(null);
  }

  // What the feed thread says and asks.

  /// Tells which segments are in memory.
  void inMemory(List<Segment> all) {
    if (kept) {
      inMemory = Set.copyOf(all.stream().map(Segment::number).toList());
    }
  }

  boolean isKept() {
    return kept;
  }

  boolean isWanted(long number) {
    return wanted.containsKey(number);
  }

  void forgetWish(long number) {
    wanted.remove(number);
  }

  /// Which segment has to go from memory next; null if none has.
  ///
  /// 1. What is too old, unless somebody wanted it.
  /// 2. If there is too much: of what is too old, that which was not wanted for longest.
  /// 3. If that does not help: the oldest that nobody has just wanted.
  ///
  /// @param all by where they end
  /// @param current what is being filled, which stays
  /// @param before what ends there is too old
  @Nullable Segment goesNext(
      List<Segment> all, @Nullable Segment current, long before, boolean tooMuch) {
    long newest = wishes.get();
    Predicate<Segment> mayGo = each -> current == null || each.number() != current.number();
    List<Segment> old = all.stream().filter(mayGo).filter(each -> each.end() <= before).toList();
    for (Segment each : old) {
      if (!isWanted(each.number())) {
        return each;
      }
    }
    if (!tooMuch) {
      return null;
    }
    return old.stream()
        .filter(each -> wishOf(each.number()) < newest)
        .min(Comparator.comparingLong(each -> wishOf(each.number())))
        .or(
            () ->
                all.stream()
                    .filter(mayGo)
                    .filter(each -> newest == 0 || wishOf(each.number()) < newest)
                    .findFirst())
        .orElse(null);
  }

  /// Whether it is in memory without a wish.
  private boolean isResident(long number) {
    return inMemory.contains(number) && !isWanted(number);
  }

  private long wishOf(long number) {
    return wanted.getOrDefault(number, 0L);
  }

  // What any thread may ask.

  /// Has what is cold within a range come to memory, the newest first, as far as it fits, and what
  /// would soon be cold stay.
  ///
  /// @param before what ends there is too old for memory
  /// @param mostBytes what all slabs in memory may take
  void want(TimeRange range, long before, long mostBytes) {
    List<SegmentOnDisk> all = segments;
    long wish = 0;
    long room = mostBytes / PART_FOR_A_WISH;
    for (int i = all.size() - 1; i >= 0; i--) {
      SegmentOnDisk each = all.get(i);
      if (each.overlaps(range) && (each.end() <= before || !isResident(each.number()))) {
        if (wish != 0 && each.bytes() > room) {
          return;
        }
        wish = wish == 0 ? wishes.incrementAndGet() : wish;
        room -= each.bytes();
        wanted.put(each.number(), wish);
      }
    }
  }

  List<SegmentOnDisk> segments() {
    return segments;
  }

  Optional<SegmentOnDisk> find(long number) {
    return segments.stream().filter(each -> each.number() == number).findFirst();
  }

  /// Of all files.
  long bytes() {
    return segments.stream().mapToLong(SegmentOnDisk::bytes).sum();
  }

  /// Where the oldest slab begins; [Long#MAX_VALUE] if there is none.
  long oldest() {
    return segments.stream()
        .filter(each -> !each.ranges().isEmpty())
        .mapToLong(SegmentOnDisk::from)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /// What is older is not kept on disk; [Long#MAX_VALUE] if nothing is.
  long keptFrom() {
    return !kept || complete ? oldest() : Long.MIN_VALUE;
  }

  /// What there is on disk within ranges.
  TimeRanges within(TimeRanges ranges) {
    return new TimeRanges(segments.stream().flatMap(each -> each.ranges().all().stream()).toList())
        .within(ranges);
  }
}
