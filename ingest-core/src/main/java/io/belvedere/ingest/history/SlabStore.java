package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Order;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.HdrHistogram.WriterReaderPhaser;
import org.jspecify.annotations.Nullable;

/// The time-travel store: the state of every datastream at any instant, in about four bytes an
/// observation.
///
/// # Slabs and keyframes
/// As in video. Event time is cut into stretches of at most [#MOST_OBSERVATIONS] observations or
/// [#LONGEST]. One that is over is sealed into a [Slab]: the state at its beginning and all
/// observations after it, packed. The state at any instant is one keyframe and one walk through one
/// slab, so it costs the same for this morning as for a minute ago.
///
/// # What comes late
/// A stretch is over when everything received until a minute after its end is here. Until then its
/// observations are in the head, each at its place in the [Course] of its datastream. What comes
/// even later stays in courses of its own beside the slabs, is seen by every question at once, and
/// is compared by event time where it meets what a slab says. No keyframe is touched by it. When
/// there is time, a whole segment is packed again with what came too late for it, on the disk's
/// thread, and takes the place of the one before at once.
///
/// # Who packs
/// Where there is a disk, packing is for its thread: the writer only [freezes][Sealing] what is
/// over and goes on. Until the slabs are there, all of it stays in the head, and so does what comes
/// for those stretches meanwhile, which is too late for the slabs and is told to the journal as
/// such at once. Then all at once the slabs take the place of the one, and the other goes beside
/// them. What is packed is of no use any more if the head has begun elsewhere since. If packing
/// falls behind, the writer does it itself.
///
/// # What goes
/// Memory holds what is newest, and what somebody wanted of what is on disk. Where there is no
/// disk, what has gone is kept nowhere, and neither is what is older than that. Where there is one,
/// what comes too late for a slab stays here even if the slab is on disk only.
///
/// # Threads
/// One thread writes: it alone appends, installs what was sealed, and drops. Any thread asks,
/// without a lock: it takes one [Sealed], which holds together for as long as it is looked at.
/// While it looks, it stands in a phase of the phaser; memory of slabs that were dropped is given
/// back by [#reclaim], on a third thread, only when all who were in an older phase have left it.
public final class SlabStore implements History, AutoCloseable {
  /// Larger: an answer walks further. Smaller: keyframes take a larger part.
  private static final int MOST_OBSERVATIONS = 1 << 18;

  /// Of event time, in one slab.
  private static final long LONGEST = 10 * Micros.PER_MINUTE;

  /// How long what is late is waited for.
  private static final long GRACE = Micros.PER_MINUTE;

  /// With more than this in the head, a part of the log that cannot be read is not waited for.
  private static final long MOST_IN_HEAD = 8_000_000;

  /// Slabs' worth of observations that may come while others are packed on the disk's thread.
  private static final long MOST_WHILE_PACKING = 8;

  /// One in so many that came too late makes it worth to write a segment again.
  private static final long WORTH_MERGING = 1_000;

  /// Bytes of slabs whose memory is given back together, about.
  private static final long BYTES_IN_SEGMENT = 64L << 20;

  private static final long WAIT_FOR_READERS_NANOS = Duration.ofMillis(1).toNanos();

  private final long retention;
  private final long mostBytes;
  private final long mostInSlab;
  private final long longest;
  private final long bytesInSegment;
  private final Density density = new Density();
  private final WriterReaderPhaser readers = new WriterReaderPhaser();
  private final Queue<Segment> retired = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<BlockReader> reader = ThreadLocal.withInitial(BlockReader::new);
  private final ThreadLocal<Hindsight> hindsight = ThreadLocal.withInitial(Hindsight::new);
  private final ThreadLocal<Cursor> cursor = ThreadLocal.withInitial(Cursor::new);
  private final ThreadLocal<Stretch> stretch = ThreadLocal.withInitial(Stretch::new);

  private volatile Sealed sealed = Sealed.nothing();
  private volatile TimeRanges holes = TimeRanges.NONE;

  /// Whether what is older than all that is here may be somewhere else.
  private volatile boolean reachesBack;

  private volatile int datastreams;

  // One thread writes them, so that setting never loses anything.
  private final AtomicLong oldest = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong bytes = new AtomicLong();

  // The writer's.
  private final Sealer sealer = new Sealer();

  /// What is being packed on the disk's thread; null if nothing is.
  private @Nullable Sealing packing;

  /// How many there were in the head when that was frozen.
  private long whenFrozen;

  /// What has come since, too late for it.
  private final List<Late> tooLateForPacking = new ArrayList<>();

  /// What is older does not go the quick way: where the head begins, or what is being packed ends.
  private long quickFrom = Sealed.BEGINNING;

  private record Late(int datastream, Entry entry) {}

  /// By where they end.
  private final List<Segment> segments = new ArrayList<>();

  private final Set<Long> segmentNumbers = new HashSet<>();

  /// Which segment a slab is in, by where the slab begins.
  private final Map<Long, Segment> holders = new HashMap<>();

  /// What is being written again; null if nothing is. The writer's, but for whether there is any.
  private volatile @Nullable Segment merging;
  private @Nullable Segment current;
  private volatile long cutoff = Sealed.BEGINNING;
  private Journal journal = Journal.none();
  private volatile DiskIndex disk = DiskIndex.none();

  /// What is older was not on disk when that was last looked at.
  private long keptOnDisk = Long.MIN_VALUE;

  /// Where those slabs begin whose keyframes say more than on disk. Any thread removes.
  private final Set<Long> carried = ConcurrentHashMap.newKeySet();

  private final List<Long> carrying = new ArrayList<>();

  /// @param retention what is older than this, seen from the newest event time, goes from memory
  /// @param mostBytes above this slabs go that are not as old
  public SlabStore(Duration retention, long mostBytes) {
    this(retention, mostBytes, MOST_OBSERVATIONS, LONGEST, BYTES_IN_SEGMENT);
  }

  /// For tests, which need slabs that are quickly full.
  SlabStore(
      Duration retention, long mostBytes, long mostInSlab, long longest, long bytesInSegment) {
    if (retention.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("The past must be kept for at least a second.");
    }
    this.retention = Micros.of(retention);
    this.mostBytes = mostBytes;
    this.mostInSlab = mostInSlab;
    this.longest = longest;
    this.bytesInSegment = bytesInSegment;
  }

  // The writer's side.

  /// How many datastreams have a number.
  int datastreams() {
    return datastreams;
  }

  /// How many observations a slab holds, about.
  long mostInSlab() {
    return mostInSlab;
  }

  /// Makes every answer have room for at least so many datastreams.
  public void ensure(int datastreams) {
    if (datastreams > this.datastreams) {
      this.datastreams = datastreams;
    }
  }

  /// Adds an observation.
  ///
  /// @param eventTime microseconds UTC
  /// @param receiveTime microseconds UTC, from 1970 to 2112
  /// @param flags see [Flags]
  public void append(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    ensure(datastream + 1);
    Sealed now = sealed;
    if (eventTime >= quickFrom
        && now.head().append(datastream, eventTime, receiveTime, value, flags, epoch, sequence)) {
      journal.head(datastream, eventTime, receiveTime, value, flags, epoch, sequence);
      count(eventTime, flags);
      return;
    }
    add(
        datastream,
        new Entry(
            eventTime,
            receiveTime,
            value,
            flags,
            epoch,
            sequence,
            Entry.NOT_QUARANTINED,
            /* yields= */ false));
  }

  /// Looks at what the next observation of this datastream will touch, so that it is near then.
  ///
  /// @return anything
  long fetch(int datastream) {
    return sealed.head().fetch(datastream);
  }

  /// Adds an observation at its receive time, because its own event time cannot be believed.
  ///
  /// @param sentTime the event time that it came with, microseconds UTC
  public void appendQuarantined(
      int datastream,
      long sentTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    add(
        datastream,
        new Entry(
            receiveTime,
            receiveTime,
            value,
            Flags.quarantined(flags),
            epoch,
            sequence,
            sentTime,
            /* yields= */ false));
  }

  /// Whether this very observation is there already.
  ///
  /// @param value NaN equals NaN
  public boolean contains(int datastream, long eventTime, double value) {
    return contains(datastream, eventTime, Entry.NOT_QUARANTINED, value);
  }

  /// Whether this very observation, which is quarantined, is there already.
  ///
  /// @param sentTime the event time that it came with, microseconds UTC
  public boolean containsQuarantined(
      int datastream, long sentTime, long receiveTime, double value) {
    return contains(datastream, receiveTime, sentTime, value);
  }

  private boolean contains(int datastream, long eventTime, long sentTime, double value) {
    long phase = readers.writerCriticalSectionEnter();
    try {
      return sealed.contains(datastream, eventTime, sentTime, value, reader.get());
    } finally {
      readers.writerCriticalSectionExit(phase);
    }
  }

  /// When this very observation was received, which came too late for its slab; `Long.MAX_VALUE` if
  /// there is none.
  long receivedLate(int datastream, long eventTime, double value) {
    Course late = sealed.late().get(datastream);
    long position =
        late == null ? Course.NOWHERE : late.find(eventTime, Entry.NOT_QUARANTINED, value);
    return late == null || position == Course.NOWHERE ? Long.MAX_VALUE : late.receiveTime(position);
  }

  /// Tells that nothing could be received within `range`.
  public void hole(TimeRange range) {
    change(holes.plus(TimeRanges.of(range)));
  }

  private void change(TimeRanges all) {
    if (!all.equals(holes)) {
      holes = all;
      journal.holes(all);
    }
  }

  private void add(int datastream, Entry entry) {
    ensure(datastream + 1);
    long eventTime = entry.eventTime();
    Sealed now = sealed;
    if (eventTime >= quickFrom) {
      now.head().add(datastream, entry);
      journal.head(datastream, entry);
    } else if (eventTime >= now.boundary()) {
      now.head().add(datastream, entry);
      // Found to be in the head at a start that comes before the slab.
      journal.late(datastream, entry);
      tooLateForPacking.add(new Late(datastream, entry));
    } else if (eventTime < cutoff) {
      now.late().addBefore(cutoff, datastream, entry);
      return;
    } else {
      journal.late(datastream, addLate(now, datastream, entry));
    }
    count(eventTime, entry.flags());
  }

  private Entry addLate(Sealed now, int datastream, Entry entry) {
    Entry late = entry.yielding(yields(now, datastream, entry));
    now.late().add(datastream, late);
    cameLate(now, entry.eventTime());
    return late;
  }

  /// Counts it for the segment that it came too late for, if there is one.
  private void cameLate(Sealed now, long eventTime) {
    int stretch = now.stretch(eventTime);
    if (stretch >= 0 && eventTime < now.slabs()[stretch].to()) {
      cameLate(now.slabs()[stretch]);
    }
  }

  private void cameLate(Slab slab) {
    Segment segment = holders.get(slab.from());
    if (segment != null) {
      segment.cameLate(1);
    }
  }

  private void count(long eventTime, int flags) {
    density.add(eventTime, Flags.severity(flags));
    covers(eventTime, eventTime);
  }

  private void covers(long from, long to) {
    if (from < oldest.getPlain()) {
      oldest.setRelease(from);
    }
    if (to > newest.getPlain()) {
      newest.setRelease(to);
    }
  }

  private void coversUntil(DistrictState newest) {
    for (int d = 0; d < newest.size(); d++) {
      if (newest.isKnown(d)) {
        covers(Long.MAX_VALUE, newest.eventTime(d));
      }
    }
  }

  private boolean yields(Sealed now, int datastream, Entry entry) {
    int stretch = now.stretch(entry.eventTime());
    return stretch >= 0 && yields(now.slabs()[stretch], datastream, entry);
  }

  private boolean yields(Slab slab, int datastream, Entry entry) {
    BlockReader at = reader.get();
    if (!slab.seek(datastream, entry.eventTime(), at) || at.eventTime() != entry.eventTime()) {
      return false;
    }
    int order = Order.compare(at.epoch(), at.sequence(), entry.epoch(), entry.sequence());
    return order > 0 || (order == 0 && at.receiveTime() > entry.receiveTime());
  }

  /// Seals every stretch that is over, and drops what is too old; where there is a disk, on its
  /// thread, of which [HistoryDisk#loaded] brings the slabs.
  ///
  /// @param watermark everything that was received until then is here; microseconds UTC
  /// @return how many slabs it made at once
  public int seal(long watermark) {
    if (!journal.keeps()) {
      return sealAtOnce(watermark);
    }
    if (packing != null) {
      boolean isBehind = sealed.head().size() - whenFrozen > MOST_WHILE_PACKING * mostInSlab;
      return isBehind ? sealAtOnce(watermark) : 0;
    }
    List<Sealing.Part> over = over(watermark);
    if (!over.isEmpty()) {
      Sealing sealing = freeze(over);
      packing = sealing;
      whenFrozen = sealed.head().size();
      quickFrom = sealing.to();
      journal.pack(sealing);
    }
    return 0;
  }

  /// Seals on this thread, whatever is being packed on another.
  int sealAtOnce(long watermark) {
    forgetPacking();
    List<Sealing.Part> over = over(watermark);
    if (!over.isEmpty()) {
      install(sealer.pack(freeze(over)));
      drop();
    }
    return over.size();
  }

  /// Takes over what was packed, unless it does not fit any more.
  void packed(Sealing.Packed packed) {
    if (!packed.sealing().equals(packing)) {
      return;
    }
    try {
      if (!packed.frames().isEmpty()) {
        install(packed);
        drop();
      }
    } finally {
      forgetPacking();
    }
  }

  /// What has come meanwhile is in the head, and is packed with it.
  private void forgetPacking() {
    if (packing != null) {
      packing = null;
      tooLateForPacking.clear();
      quickFrom = sealed.boundary();
      journal.pack(null);
    }
  }

  /// The stretches that the head begins with and that are over.
  private List<Sealing.Part> over(long watermark) {
    Sealed now = sealed;
    List<Sealing.Part> over = new ArrayList<>();
    long left = now.head().size();
    long from = start(now);
    long end = nextEnd(from, left, watermark);
    while (end != Sealed.BEGINNING) {
      Sealing.Part next = Sealing.Part.of(density, from, end);
      over.add(next);
      left -= next.size();
      from = end;
      end = nextEnd(from, left, watermark);
    }
    return over;
  }

  /// Where the stretch that begins at `start` ends; [Sealed#BEGINNING] if it is not over.
  ///
  /// @param left how many the head has from there on
  private long nextEnd(long start, long left, long watermark) {
    if (left <= 0 || watermark < Micros.EARLIEST) {
      return Sealed.BEGINNING;
    }
    long from = Density.secondOf(start);
    boolean waitNoLonger = left > MOST_IN_HEAD;
    long last = Density.secondOf((waitNoLonger ? newest.getPlain() : watermark) - GRACE);
    long limit = from + longest / Micros.PER_SECOND;
    if (last <= from) {
      return Sealed.BEGINNING;
    }
    long end = density.secondAfter(from, mostInSlab, limit);
    if (end == limit && density.secondAfter(from, 1, limit) == limit) {
      // Nothing at all for so long: one stretch reaches to where there is something again.
      end = Math.max(limit, density.secondAfter(limit, 1, Math.max(limit, last + 1)) - 1);
    }
    return end <= last ? end * Micros.PER_SECOND : Sealed.BEGINNING;
  }

  private long start(Sealed now) {
    return now.boundary() != Sealed.BEGINNING
        ? now.boundary()
        : Density.secondOf(oldest.getPlain()) * Micros.PER_SECOND;
  }

  private Sealing freeze(List<Sealing.Part> over) {
    Sealed now = sealed;
    return new Sealing(
        start(now), over, now.keyframe(), datastreams, now.head().frozen(over.getLast().to()));
  }

  private void install(Sealing.Packed packed) {
    Sealed before = sealed;
    long to = packed.sealing().to();
    List<Placed> placed = new ArrayList<>();
    DistrictState after = place(packed, placed);
    Courses rest = before.head().since(to, datastreams);
    int slabs = before.slabs().length;
    Slab[] all = Arrays.copyOf(before.slabs(), slabs + placed.size());
    long size = before.sealed();
    for (Placed each : placed) {
      Slab slab = each.frame().slab();
      all[slabs++] = slab;
      size += slab.size();
      keep(slab, each.segment());
      journal.sealed(each.frame(), each.segment());
    }
    // Who looks at what was before must not find them there as well.
    Courses late = tooLateForPacking.isEmpty() ? before.late() : before.late().apart();
    Sealed now = Sealed.of(all, to, after, size, late, rest);
    for (Late each : tooLateForPacking) {
      addLate(now, each.datastream(), each.entry());
    }
    sealed = now;
    quickFrom = to;
  }

  private record Placed(SlabFrame frame, Segment segment) {}

  /// Copies what was packed to where it stays, behind what is known by now of its beginning.
  ///
  /// @return the state at its end
  private DistrictState place(Sealing.Packed packed, List<Placed> placed) {
    DistrictState state = sealed.keyframe();
    boolean isAsThen = state == packed.sealing().keyframe();
    long more = 0;
    for (SlabFrame frame : packed.frames()) {
      Segment last = current;
      Segment segment = current(frame.slab().from(), more);
      more = segment.equals(last) ? more : 0;
      Slab slab = frame.slab().copy(segment.arena());
      if (!isAsThen) {
        slab = slab.with(Keyframe.of(state, Math.max(slab.datastreams(), state.size())));
        DistrictState end = new DistrictState();
        end.reset(slab.to(), datastreams);
        slab.latestAt(slab.to(), reader.get(), end);
        state = end;
      }
      placed.add(new Placed(new SlabFrame(slab, frame.histogram()), segment));
      more += slab.memory().byteSize();
    }
    return isAsThen ? packed.after() : state;
  }

  /// The segment for the next slab that is sealed.
  ///
  /// @param from where that begins
  /// @param more bytes of others that are on their way to it
  private Segment current(long from, long more) {
    if (current == null || current.bytes() + more >= bytesInSegment) {
      current = new Segment().numbered(segmentNumber(from));
    }
    return current;
  }

  private long segmentNumber(long from) {
    long number = from / Micros.PER_MILLI;
    while (disk.find(number).isPresent() || !segmentNumbers.add(number)) {
      number++;
    }
    return number;
  }

  private void keep(Slab slab, Segment segment) {
    segments.remove(segment);
    segment.added(slab);
    place(segment);
    holders.put(slab.from(), segment);
    bytes.setRelease(bytes.getPlain() + slab.memory().byteSize());
  }

  private void place(Segment segment) {
    int behind = segments.size();
    while (behind > 0 && segments.get(behind - 1).end() > segment.end()) {
      behind--;
    }
    segments.add(behind, segment);
  }

  /// Drops segments as long as there is too much, or what is too old; see [DiskIndex#goesNext].
  private void drop() {
    long before = residentFrom();
    while (segments.size() > 1) {
      Segment next = disk.goesNext(segments, current, before, bytes.getPlain() > mostBytes);
      if (next == null || next.equals(merging)) {
        break;
      }
      drop(next);
    }
    disk.inMemory(segments);
  }

  private void drop(Segment segment) {
    Sealed before = sealed;
    List<Slab> gone = new ArrayList<>();
    List<Slab> stay = new ArrayList<>();
    for (Slab slab : before.slabs()) {
      // Without a disk nothing is kept that is older.
      boolean goes = segment.has(slab) || (!disk.isKept() && slab.to() <= segment.end());
      (goes ? gone : stay).add(slab);
    }
    sealed =
        Sealed.of(
            stay.toArray(Slab[]::new),
            before.boundary(),
            before.keyframe(),
            before.sealed() - gone.stream().mapToLong(Slab::size).sum(),
            before.late(),
            before.head());
    gone.forEach(slab -> density.remove(slab, before.late()));
    gone.forEach(slab -> holders.remove(slab.from()));
    // What goes now may still be on its way to the disk.
    long onDisk = Math.min(disk.keptFrom(), gone.isEmpty() ? cutoff : gone.getFirst().from());
    cutOff(disk.isKept() ? Math.min(sealed.start(0), onDisk) : sealed.start(0));
    segment.carried(gone.stream().filter(slab -> carried.remove(slab.from())).toList());
    segments.remove(segment);
    bytes.setRelease(bytes.getPlain() - segment.bytes());
    disk.forgetWish(segment.number());
    retired.add(segment);
  }

  /// What is older is kept nowhere any more.
  private void cutOff(long from) {
    if (from > cutoff) {
      cutoff = from;
      Sealed before = sealed;
      sealed =
          Sealed.of(
              before.slabs(),
              before.boundary(),
              before.keyframe(),
              before.sealed(),
              before.late().from(from),
              before.head());
      density.dropBefore(Density.secondOf(from));
      oldest.setRelease(Math.max(oldest.getPlain(), from));
      // Last, so that nobody takes for loaded what was lost.
      change(holes.within(TimeRanges.of(new TimeRange(from, Long.MAX_VALUE))));
    }
  }

  // What is older and comes later.

  /// Goes on from `t`, although there is more between what is here and `t`: what is older and not
  /// here is not loaded.
  ///
  /// @param complete all that was received until then is here; microseconds UTC
  public void begin(long t, long complete) {
    long to = Density.secondFrom(t) * Micros.PER_SECOND;
    reachesBack = true;
    if (to <= sealed.boundary()) {
      return;
    }
    if (!sealed.head().isEmpty()) {
      var unused = sealAtOnce(Math.min(complete, to) + GRACE);
      long end = Density.secondOf(Math.min(complete, to)) * Micros.PER_SECOND;
      long from = start(sealed);
      if (end > from) {
        install(sealer.pack(freeze(List.of(Sealing.Part.of(density, from, end)))));
      }
    }
    current = null;
    Sealed before = sealed;
    Courses late = before.late();
    Courses head = new Courses(datastreams);
    for (int d = 0; d < before.head().length(); d++) {
      Course course = before.head().get(d);
      if (course != null) {
        for (long p = course.next(Course.NOWHERE); p != Course.NOWHERE; p = course.next(p)) {
          Entry entry = course.entry(p);
          if (entry.eventTime() < to) {
            late.add(d, entry);
            journal.late(d, entry);
          } else {
            head.add(d, entry);
          }
        }
      }
    }
    sealed = Sealed.of(before.slabs(), to, before.keyframe(), before.sealed(), late, head);
    quickFrom = to;
    journal.begun(to);
  }

  /// Takes over what was built aside of a stretch that has no slab, unless it is too old by now for
  /// memory and there is no disk. If it fails, all is as it was, and the memory of what was built
  /// is given back.
  ///
  /// @throws IllegalArgumentException if there is one by now
  public void insert(Past past) {
    List<SlabFrame> frames = past.frames();
    Segment segment = past.segment();
    if (!disk.isKept() && past.range().to() <= cutoff) {
      retired.add(segment);
      return;
    }
    int first = insertOrGiveBack(segment.numbered(segmentNumber(past.range().from())), frames);
    for (int i = 0; i < frames.size(); i++) {
      // With what older slabs say of its beginning.
      Slab slab = sealed.slabs()[first + i];
      carried.remove(slab.from());
      journal.inserted(new SlabFrame(slab, frames.get(i).histogram()), segment);
    }
    change(holes.minus(TimeRanges.of(past.range())));
    if (current != null && current.number() < segment.number()) {
      // So that segments follow each other.
      current = null;
    }
    drop();
  }

  /// Inserts slabs, or if that fails gives back the memory of their segment, unless others of it
  /// are here.
  ///
  /// @return where the first of them stands among all slabs
  private int insertOrGiveBack(Segment segment, List<SlabFrame> frames) {
    boolean isNew = !segments.contains(segment);
    try {
      return insert(segment, frames);
    } catch (RuntimeException | OutOfMemoryError e) {
      carrying.clear();
      if (isNew) {
        if (segments.remove(segment)) {
          frames.forEach(frame -> holders.remove(frame.slab().from(), segment));
          bytes.setRelease(bytes.getPlain() - segment.bytes());
        }
        disk.forgetWish(segment.number());
        retired.add(segment);
      }
      throw e;
    }
  }

  private int insert(Segment segment, List<SlabFrame> frames) {
    Sealed before = sealed;
    long from = frames.getFirst().slab().from();
    long to = frames.getLast().slab().to();
    int first = before.stretch(from) + 1;
    if (to > before.start(first) || (first > 0 && before.slabs()[first - 1].to() > from)) {
      throw new IllegalArgumentException(
          "There are slabs already between %s and %s."
              .formatted(Micros.toInstant(from), Micros.toInstant(to)));
    }
    int more = frames.size();
    int count = before.slabs().length;
    Slab[] all = new Slab[count + more];
    System.arraycopy(before.slabs(), 0, all, 0, first);
    System.arraycopy(before.slabs(), first, all, first + more, count - first);
    long size = before.sealed();
    for (int i = 0; i < more; i++) {
      SlabFrame frame = frames.get(i);
      all[first + i] = frame.slab();
      size += frame.slab().size();
      keep(frame.slab(), segment);
      ensure(frame.slab().keyframe().datastreams());
    }
    DistrictState keyframe = before.keyframe();
    keyframe = first > 0 ? carry(all, first, keyframe) : keyframe;
    keyframe = carry(all, first + more, keyframe);
    List<Entry> twice = new ArrayList<>();
    Courses late = withoutWhatIsIn(all, first, first + more, before.late(), twice);
    Sealed after = Sealed.of(all, before.boundary(), keyframe, size, late, before.head());
    // From here on nothing fails.
    frames.forEach(frame -> density.addAll(frame.slab().from(), frame.histogram()));
    twice.forEach(entry -> density.remove(entry.eventTime(), Flags.severity(entry.flags())));
    frames.stream()
        .filter(frame -> frame.slab().size() > 0)
        .findFirst()
        .ifPresent(frame -> covers(frame.firstSecond(), Long.MIN_VALUE));
    coversUntil(keyframe);
    sealed = after;
    // Now that whoever is told so finds them.
    carried.addAll(carrying);
    carrying.clear();
    return first;
  }

  /// Has what slab `from - 1` says of its end reach all slabs behind it, up to the next observation
  /// of each datastream. Only keyframes that say less are replaced.
  ///
  /// @param keyframe what the slabs say of the boundary
  /// @return what they say of it now
  private DistrictState carry(Slab[] all, int from, DistrictState keyframe) {
    DistrictState end = new DistrictState();
    end.reset(all[from - 1].to(), datastreams);
    all[from - 1].latestAt(all[from - 1].to(), reader.get(), end);
    BitSet open = new BitSet(datastreams);
    for (int d = 0; d < datastreams; d++) {
      open.set(d, end.isKnown(d));
    }
    for (int i = from; i < all.length && !open.isEmpty(); i++) {
      all[i] = carry(end, open, all[i]);
    }
    DistrictState changed = keyframe;
    for (int d = open.nextSetBit(0); d >= 0; d = open.nextSetBit(d + 1)) {
      if (!keyframe.isKnown(d)
          || keyframe.eventTime(d) < end.eventTime(d)
          || isOtherOfSameTime(end, d, keyframe)) {
        if (changed == keyframe) {
          changed = new DistrictState();
          changed.reset(keyframe.instant(), datastreams);
          changed.copyColumns(keyframe);
        }
        changed.copyRow(end, d);
      }
    }
    return changed;
  }

  /// Of those with the same event time the older slab has the last one.
  private static boolean isOtherOfSameTime(DistrictState end, int d, DistrictState keyframe) {
    return keyframe.eventTime(d) == end.eventTime(d)
        && (keyframe.receiveTime(d) != end.receiveTime(d)
            || bits(keyframe.value(d)) != bits(end.value(d)));
  }

  private static boolean isOtherOfSameTime(DistrictState end, int d, Slab slab) {
    return slab.eventTime(d) == end.eventTime(d)
        && (slab.receiveTime(d) != end.receiveTime(d) || bits(slab.value(d)) != bits(end.value(d)));
  }

  private static long bits(double value) {
    return Double.doubleToLongBits(value);
  }

  /// @param open those whose state at the beginning of `slab` may be that of `end`; afterwards
  ///     those whose state at its end may be
  private Slab carry(DistrictState end, BitSet open, Slab slab) {
    Keyframe changed = null;
    for (int d = open.nextSetBit(0); d >= 0; d = open.nextSetBit(d + 1)) {
      if (slab.eventTime(d) >= end.eventTime(d) && !isOtherOfSameTime(end, d, slab)) {
        open.clear(d);
        continue;
      }
      if (changed == null) {
        changed = slab.keyframe().copy(datastreams);
      }
      changed.set(d, end);
      if (slab.count(d) > 0) {
        open.clear(d);
      }
    }
    if (changed == null) {
      return slab;
    }
    carrying.add(slab.from());
    return slab.with(changed);
  }

  /// What came late may be in a slab that was written again since, or hold no longer.
  ///
  /// @param twice if the slabs are new here, gets what is in one and came late as well, and so is
  ///     counted twice; null if they are not
  private Courses withoutWhatIsIn(
      Slab[] all, int first, int end, Courses late, @Nullable List<Entry> twice) {
    if (late.isEmpty()) {
      return late;
    }
    return late.revised(
        all[first].from(),
        all[end - 1].to(),
        (datastream, entry) -> {
          int i = first;
          while (all[i].to() <= entry.eventTime()) {
            i++;
          }
          if (entry.eventTime() < all[i].from()) {
            return entry;
          }
          boolean there = all[i].contains(datastream, entry, reader.get());
          if (twice != null && there) {
            twice.add(entry);
          } else if (twice != null) {
            cameLate(all[i]);
          }
          return there ? null : entry.yielding(yields(all[i], datastream, entry));
        });
  }

  // What came too late, and can be put into its slab when there is time.

  /// Has the segment be written again for which most came too late, if it is worth it, with all of
  /// that in its slabs. For when there is nothing else to do.
  ///
  /// @return whether one is being written again
  public boolean merge() {
    if (merging != null) {
      return true;
    }
    Segment worst = journal.keeps() ? mostLate() : null;
    if (worst == null) {
      return false;
    }
    Sealed now = sealed;
    List<Slab> slabs =
        worst.starts().stream().sorted().map(from -> now.slabs()[now.stretch(from)]).toList();
    Courses late = now.late().within(slabs.getFirst().from(), slabs.getLast().to());
    merging = worst;
    journal.merge(new Merge(worst, slabs, late, datastreams));
    return true;
  }

  private @Nullable Segment mostLate() {
    Segment worst = null;
    for (Segment each : segments) {
      boolean isOver = each != current && each.end() <= newest.getPlain() - longest;
      if (isOver
          && each.late() * WORTH_MERGING >= each.size()
          && each.late() > (worst == null ? 0 : worst.late())) {
        worst = each;
      }
    }
    return worst;
  }

  /// Takes over what was written again, in place of what is here.
  void merged(Merge.Done done) {
    replaceBy(done);
    merging = null;
  }

  /// Whether a segment may be other on disk than here. Any thread.
  boolean isMerging() {
    return merging != null;
  }

  private void replaceBy(Merge.Done done) {
    Segment old = done.merge().segment();
    Segment segment = done.merged().segment();
    List<SlabFrame> frames = done.merged().frames();
    if (frames.isEmpty()) {
      // Not before as many more have come.
      old.cameLate(-old.late());
      return;
    }
    if (!segments.contains(old)) {
      segment.close();
      return;
    }
    Sealed before = sealed;
    Slab[] all = before.slabs().clone();
    int[] places = new int[frames.size()];
    long size = before.sealed();
    for (int i = 0; i < places.length; i++) {
      Slab merged = frames.get(i).slab();
      places[i] = before.stretch(merged.from());
      Slab now = all[places[i]];
      Slab newest = newest(merged, done.merge().slabs().get(i), now);
      all[places[i]] = newest;
      carried.remove(merged.from());
      if (!newest.equals(merged)) {
        carrying.add(merged.from());
      }
      size += merged.size() - now.size();
      holders.put(merged.from(), segment);
    }
    DistrictState keyframe = before.keyframe();
    for (int i = 0; i < places.length; i++) {
      // The next of its own knows already.
      if (i == places.length - 1 || places[i + 1] != places[i] + 1) {
        keyframe = carry(all, places[i] + 1, keyframe);
      }
    }
    Courses late =
        withoutWhatIsIn(
            all, places[0], places[places.length - 1] + 1, before.late(), /* twice= */ null);
    sealed = Sealed.of(all, before.boundary(), keyframe, size, late, before.head());
    carried.addAll(carrying);
    carrying.clear();
    segment.cameLate(old.late() - (segment.size() - old.size()));
    segments.remove(old);
    place(segment);
    bytes.setRelease(bytes.getPlain() + segment.bytes() - old.bytes());
    retired.add(old);
  }

  /// A slab that was packed again, behind the newest that is known of its beginning.
  private static Slab newest(Slab merged, Slab then, Slab now) {
    if (now.keyframe().equals(then.keyframe())) {
      return merged;
    }
    int datastreams = Math.max(merged.datastreams(), now.keyframe().datastreams());
    Keyframe keyframe = merged.keyframe().copy(datastreams);
    for (int d = 0; d < now.keyframe().datastreams(); d++) {
      boolean changed =
          d >= then.keyframe().datastreams() || !then.keyframe().isSame(d, now.keyframe());
      if (changed && now.eventTime(d) >= keyframe.eventTime(d)) {
        keyframe.set(d, now.eventTime(d), now.receiveTime(d), now.value(d), now.flags(d));
      }
    }
    return merged.with(keyframe);
  }

  /// Gives back the memory of what was dropped, when nobody looks at it any more. For a thread that
  /// may wait.
  public void reclaim() {
    reclaim(segment -> {});
  }

  /// Does that.
  ///
  /// @param last is shown each segment once more, when nobody else looks at it
  void reclaim(Consumer<Segment> last) {
    if (retired.isEmpty()) {
      return;
    }
    // Who enters from here on finds what was dropped no more.
    int count = retired.size();
    readers.readerLock();
    try {
      readers.flipPhase(WAIT_FOR_READERS_NANOS);
    } finally {
      readers.readerUnlock();
    }
    for (int i = 0; i < count; i++) {
      Segment segment = retired.poll();
      if (segment != null) {
        last.accept(segment);
        segment.close();
      }
    }
  }

  /// Gives back the memory of everything; nobody may ask or add any more.
  @Override
  public void close() {
    reclaim();
    segments.forEach(Segment::close);
    segments.clear();
  }

  // What was kept on disk.

  /// Begins with what a disk has kept; to be called before anything is asked or added.
  ///
  /// @param newest slabs
  /// @param boundary where the newest slab ended that was kept, even if it is not here
  /// @param entries gives all observations that are in no slab, in the order in which they came
  void restore(Loaded newest, long boundary, Consumer<EntryReader.Taker> entries) {
    reachesBack = true;
    DistrictState keyframe = new DistrictState();
    if (newest.frames().isEmpty()) {
      newest.segment().close();
      sealed = Sealed.of(new Slab[0], boundary, keyframe, 0, Courses.ofFew(0), new Courses(0));
    } else {
      Slab last = newest.frames().getLast().slab();
      keyframe.reset(last.to(), last.datastreams());
      last.latestAt(last.to(), new BlockReader(), keyframe);
      ensure(last.datastreams());
      sealed =
          Sealed.of(
              new Slab[0],
              Math.max(last.to(), boundary),
              keyframe,
              0,
              Courses.ofFew(datastreams),
              new Courses(datastreams));
      coversUntil(keyframe);
      adopt(newest);
      current = newest.segment();
    }
    quickFrom = sealed.boundary();
    entries.accept(
        (datastream, entry) -> {
          ensure(datastream + 1);
          restore(datastream, entry);
        });
  }

  /// What came late may have been in the head before, and may be in a slab by now.
  private void restore(int datastream, Entry entry) {
    Sealed now = sealed;
    boolean isLate = entry.eventTime() < now.boundary();
    Courses courses = isLate ? now.late() : now.head();
    if (courses.contains(datastream, entry)
        || (isLate
            && now.contains(
                datastream, entry.eventTime(), entry.sentTime(), entry.value(), reader.get()))) {
      return;
    }
    courses.add(datastream, entry.yielding(isLate && yields(now, datastream, entry)));
    count(entry.eventTime(), entry.flags());
    if (isLate) {
      cameLate(now, entry.eventTime());
    }
  }

  /// Begins with when nothing could be received; to be called before anything is asked.
  void restoreHoles(TimeRanges all) {
    holes = all;
  }

  /// From now on everything that is added is told to a journal as well.
  void journal(Journal journal) {
    this.journal = journal;
    // Some may have become too old while the rest was restored.
    journal.holes(holes);
  }

  /// Has what goes from memory stay on a disk, of which the index tells.
  void keptBy(DiskIndex index) {
    disk = index;
  }

  /// Follows what has come and gone on disk.
  ///
  /// @param allLoaded whether nothing more comes by itself
  void followDisk(boolean allLoaded) {
    long oldestSlab = disk.oldest();
    if (allLoaded && !holders.containsKey(oldestSlab)) {
      // Nobody knows where in it the first observation is.
      covers(oldestSlab, Long.MIN_VALUE);
    }
    long kept = disk.keptFrom();
    if (kept > keptOnDisk) {
      cutOff(Math.min(Math.min(sealed.start(0), kept), residentFrom()));
    }
    keptOnDisk = kept;
  }

  /// Whether a segment that is on disk belongs into memory as well, because of its age.
  boolean isResident(long end) {
    return end > residentFrom() && bytes.getAcquire() <= mostBytes;
  }

  /// What is older does not belong into memory.
  long residentFrom() {
    long now = newest.getAcquire();
    return now == Long.MIN_VALUE ? Sealed.BEGINNING : now - retention;
  }

  /// Slabs of a segment whose keyframes say more than they do on disk; each is told once. Any
  /// thread.
  List<Slab> takeCarried(SegmentOnDisk of) {
    Set<Long> starts =
        carried.stream().filter(of::contains).collect(Collectors.toUnmodifiableSet());
    carried.removeAll(starts);
    return starts.isEmpty()
        ? List.of()
        : Arrays.stream(sealed.slabs()).filter(slab -> starts.contains(slab.from())).toList();
  }

  /// Takes slabs for a stretch that has none, unless they are too old and nobody wants them.
  void adopt(Loaded loaded) {
    long number = loaded.segment().number();
    var unused = segmentNumbers.add(number);
    List<SlabFrame> frames =
        loaded.frames().stream().filter(frame -> isFree(frame.slab())).toList();
    if (frames.isEmpty() || (!isResident(loaded.end()) && !disk.isWanted(number))) {
      disk.forgetWish(number);
      retired.add(loaded.segment());
      return;
    }
    // Others may have been inserted between them.
    int from = 0;
    for (int i = 1; i <= frames.size(); i++) {
      if (i == frames.size()
          || sealed.stretch(frames.get(i).slab().from())
              != sealed.stretch(frames.get(from).slab().from())) {
        var unusedPlace = insertOrGiveBack(loaded.segment(), frames.subList(from, i));
        from = i;
      }
    }
    drop();
  }

  /// Whether there is no slab yet where it belongs.
  private boolean isFree(Slab slab) {
    Sealed now = sealed;
    int before = now.stretch(slab.from());
    return slab.to() <= now.start(before + 1)
        && (before < 0 || now.slabs()[before].to() <= slab.from());
  }

  // The readers' side.

  @Override
  public void latestAt(long t, DistrictState out) {
    long phase = readers.writerCriticalSectionEnter();
    try {
      cursor.get().latestAt(sealed, t, datastreams, out);
    } finally {
      readers.writerCriticalSectionExit(phase);
    }
  }

  @Override
  public void asKnown(long t, long known, DistrictState out) {
    long phase = readers.writerCriticalSectionEnter();
    try {
      out.reset(t, datastreams);
      hindsight.get().asKnown(sealed, t, known, out);
    } finally {
      readers.writerCriticalSectionExit(phase);
    }
  }

  @Override
  public Series range(int datastream, TimeRange range) {
    return ask(passage -> passage.range(datastream, range));
  }

  @Override
  public void envelope(int datastream, TimeRange range, int columns, Envelope out) {
    out.begin(range, columns);
    long phase = readers.writerCriticalSectionEnter();
    try {
      Passage.envelope(sealed, datastream, stretch.get(), out);
    } finally {
      readers.writerCriticalSectionExit(phase);
    }
  }

  @Override
  public void density(TimeRange range, int columns, int[] out) {
    if (columns < 1 || out.length < Severity.COUNT * columns) {
      throw new IllegalArgumentException(
          columns + " columns do not fit an array of " + out.length + ".");
    }
    Arrays.fill(out, 0, Severity.COUNT * columns, 0);
    if (range.length() < columns * Micros.PER_SECOND) {
      // The sums are too coarse for it, but then there are not many observations to look at.
      long[] edges = new long[columns + 1];
      Arrays.setAll(edges, column -> Envelope.edge(range, columns, column));
      ask(passage -> passage.count(datastreams, edges, out));
      return;
    }
    long from = Density.secondFrom(range.from());
    for (int column = 0; column < columns; column++) {
      long to = Density.secondFrom(Envelope.edge(range, columns, column + 1));
      density.addTo(out, columns, column, from, to);
      from = to;
    }
  }

  @Override
  public OptionalLong onset(int datastream, long t, Severity severity) {
    return ask(passage -> passage.onset(datastream, t, severity));
  }

  @Override
  public OptionalLong nextChange(IntPredicate of, long t) {
    return ask(passage -> passage.nextChange(Aspect.VALUE, datastreams, of, t));
  }

  @Override
  public OptionalLong previousChange(IntPredicate of, long t) {
    return ask(passage -> passage.previousChange(Aspect.VALUE, datastreams, of, t));
  }

  @Override
  public OptionalLong nextChange(IntPredicate of, Severity atLeast, long t) {
    Aspect aspect = Aspect.atLeast(atLeast, density);
    return ask(passage -> passage.nextChange(aspect, datastreams, of, t));
  }

  @Override
  public OptionalLong previousChange(IntPredicate of, Severity atLeast, long t) {
    Aspect aspect = Aspect.atLeast(atLeast, density);
    return ask(passage -> passage.previousChange(aspect, datastreams, of, t));
  }

  private <T> T ask(Function<Passage, T> question) {
    long phase = readers.writerCriticalSectionEnter();
    try {
      return question.apply(new Passage(sealed));
    } finally {
      readers.writerCriticalSectionExit(phase);
    }
  }

  @Override
  public Optional<TimeRange> covered() {
    long from = oldest.getAcquire();
    long to = newest.getAcquire();
    return from > to ? Optional.empty() : Optional.of(new TimeRange(from, to));
  }

  @Override
  public List<TimeRange> holes() {
    Optional<TimeRange> covered = covered();
    if (covered.isEmpty()) {
      return List.of();
    }
    Sealed now = sealed;
    TimeRange older = older(now);
    TimeRanges gone =
        new TimeRanges(now.gaps(older.from())).within(TimeRanges.of(older)).minus(cold(now));
    TimeRange kept = new TimeRange(keptFrom(covered.get()), covered.get().to());
    return holes.plus(gone).within(TimeRanges.of(kept)).all();
  }

  /// As long as nobody knows what is on disk, nobody knows what a hole is too old for.
  private long keptFrom(TimeRange covered) {
    if (!disk.isKept()) {
      return covered.from();
    }
    return disk.isComplete() ? Math.min(covered.from(), disk.oldest()) : Sealed.BEGINNING;
  }

  /// What was told of [holes][#hole]: it comes back from nowhere. Any thread.
  public TimeRanges lost() {
    return holes;
  }

  @Override
  public List<TimeRange> notLoaded() {
    Sealed now = sealed;
    if (now.boundary() == Sealed.BEGINNING) {
      return List.of();
    }
    TimeRange older = older(now);
    return cold(now)
        .within(TimeRanges.of(older))
        .plus(new TimeRanges(now.gaps(older.to())).minus(holes))
        .all();
  }

  /// What is on disk, but not in memory. Ascending.
  public List<TimeRange> cold() {
    return cold(sealed).all();
  }

  private TimeRanges cold(Sealed now) {
    return disk.within(new TimeRanges(now.gaps(disk.oldest())));
  }

  /// What is too old for memory, as far back as anything is kept.
  private TimeRange older(Sealed now) {
    long to = reachesBack ? reach(now.boundary()) : now.start(0);
    if (!disk.isKept()) {
      return new TimeRange(to, to);
    }
    // What was wanted may stay in memory for longer than on disk.
    long here = cutoff == Sealed.BEGINNING ? now.start(0) : Math.min(cutoff, now.start(0));
    return new TimeRange(Math.min(Math.min(here, disk.oldest()), to), to);
  }

  /// How far back anything is kept, a whole second.
  private long reach(long boundary) {
    long all = Math.max(newest.getAcquire(), boundary) - retention;
    return Math.max(cutoff, Density.secondFrom(all) * Micros.PER_SECOND);
  }

  @Override
  public long size() {
    return sealed.size();
  }

  /// Where the head begins: what is older is in slabs or came too late for them. Microseconds UTC.
  long boundary() {
    return sealed.boundary();
  }

  /// How many came too late for their slabs and are not in them.
  long tooLate() {
    return sealed.late().size();
  }

  /// The newest event time, or a very early one.
  long newest() {
    return Math.max(newest.getAcquire(), Sealed.BEGINNING);
  }

  /// What all slabs in memory may take, bytes.
  public long mostBytes() {
    return mostBytes;
  }

  /// Memory of all slabs, bytes.
  public long bytes() {
    return bytes.getAcquire();
  }

  /// The event time that the observation came with that holds at `t`, if it was quarantined.
  public OptionalLong sentTime(int datastream, long t) {
    long phase = readers.writerCriticalSectionEnter();
    try {
      long sent = sealed.sentTime(datastream, t, reader.get());
      return sent == Entry.NOT_QUARANTINED ? OptionalLong.empty() : OptionalLong.of(sent);
    } finally {
      readers.writerCriticalSectionExit(phase);
    }
  }
}
