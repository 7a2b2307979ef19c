package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Order;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.HdrHistogram.WriterReaderPhaser;

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
/// is compared by event time where it meets what a slab says. No keyframe is touched by it.
///
/// # Threads
/// One thread writes: it alone appends, seals and drops. Any thread asks, without a lock: it takes
/// one [Sealed], which holds together for as long as it is looked at. While it looks, it stands in
/// a phase of the phaser; memory of slabs that were dropped is given back by [#reclaim], on a third
/// thread, only when all who were in an older phase have left it.
public final class SlabStore implements History, AutoCloseable {
  /// Larger: an answer walks further. Smaller: keyframes take a larger part.
  private static final int MOST_OBSERVATIONS = 1 << 18;

  /// Of event time, in one slab.
  private static final long LONGEST = 10 * Micros.PER_MINUTE;

  /// How long what is late is waited for.
  private static final long GRACE = Micros.PER_MINUTE;

  /// With more than this in the head, a part of the log that cannot be read is not waited for.
  private static final long MOST_IN_HEAD = 8_000_000;

  /// Bytes of slabs whose memory is given back together, about.
  private static final long BYTES_IN_SEGMENT = 64L << 20;

  private static final long WAIT_FOR_READERS_NANOS = Duration.ofMillis(1).toNanos();

  private final long retention;
  private final long mostBytes;
  private final long mostInSlab;
  private final long longest;
  private final long bytesInSegment;
  private final Density density = new Density();
  private final Holes holes = new Holes();
  private final WriterReaderPhaser readers = new WriterReaderPhaser();
  private final Queue<Segment> retired = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<BlockReader> reader = ThreadLocal.withInitial(BlockReader::new);

  private volatile Sealed sealed = Sealed.nothing();
  private volatile int datastreams;

  // One thread writes them, so that setting never loses anything.
  private final AtomicLong oldest = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong bytes = new AtomicLong();

  // The writer's.
  private final SlabWriter slabWriter = new SlabWriter();
  private final Deque<Segment> segments = new ArrayDeque<>();
  private long cutoff = Sealed.BEGINNING;
  private int nextSegment;
  private Journal journal = Journal.none();

  /// @param retention what is older than this, seen from the newest event time, is dropped
  /// @param mostBytes above this the oldest slabs are dropped
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
    long phase = readers.writerCriticalSectionEnter();
    try {
      return sealed.contains(datastream, eventTime, value, reader.get());
    } finally {
      readers.writerCriticalSectionExit(phase);
    }
  }

  /// Tells that nothing could be received within `range`.
  public void hole(TimeRange range) {
    holes.add(range);
  }

  /// Tells that what had been missing within `range` is here after all.
  public void filled(TimeRange range) {
    holes.remove(range);
  }

  private void add(int datastream, Entry entry) {
    ensure(datastream + 1);
    long eventTime = entry.eventTime();
    Sealed now = sealed;
    if (eventTime >= now.boundary()) {
      now.head().add(datastream, entry);
      journal.head(datastream, entry);
    } else if (eventTime < cutoff) {
      now.late().addBefore(cutoff, datastream, entry);
      return;
    } else {
      Entry late = yields(now, datastream, entry) ? entry.yielding() : entry;
      now.late().add(datastream, late);
      journal.late(datastream, late);
    }
    count(entry);
  }

  private void count(Entry entry) {
    density.add(entry.eventTime(), Flags.severity(entry.flags()));
    covers(entry.eventTime(), entry.eventTime());
  }

  private void covers(long from, long to) {
    if (from < oldest.getPlain()) {
      oldest.setRelease(from);
    }
    if (to > newest.getPlain()) {
      newest.setRelease(to);
    }
  }

  private boolean yields(Sealed now, int datastream, Entry entry) {
    int stretch = now.stretch(entry.eventTime());
    BlockReader at = reader.get();
    return stretch >= 0
        && now.slabs()[stretch].seek(datastream, entry.eventTime(), at)
        && at.eventTime() == entry.eventTime()
        && Order.compare(at.epoch(), at.sequence(), entry.epoch(), entry.sequence()) > 0;
  }

  /// Seals every stretch that is over, and drops what is too old.
  ///
  /// @param watermark everything that was received until then is here; microseconds UTC
  /// @return how many slabs it made
  public int seal(long watermark) {
    int made = 0;
    long end = nextEnd(watermark);
    while (end != Sealed.BEGINNING) {
      sealUntil(end);
      made++;
      end = nextEnd(watermark);
    }
    if (made > 0) {
      drop();
    }
    return made;
  }

  /// Where the stretch that the head begins with ends; [Sealed#BEGINNING] if it is not over.
  private long nextEnd(long watermark) {
    Sealed now = sealed;
    if (now.head().isEmpty() || watermark < Micros.EARLIEST) {
      return Sealed.BEGINNING;
    }
    long from = Density.secondOf(start(now));
    boolean waitNoLonger = now.head().size() > MOST_IN_HEAD;
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

  private void sealUntil(long to) {
    Sealed before = sealed;
    int count = datastreams;
    DistrictState keyframe = new DistrictState();
    keyframe.reset(to, count);
    keyframe.copyColumns(before.keyframe());
    slabWriter.begin(start(before), to, before.keyframe(), count);
    Courses head = new Courses(count);
    for (int d = 0; d < count; d++) {
      Course course = before.head().get(d);
      if (course != null) {
        seal(d, course, to, keyframe);
        Course rest = course.since(to);
        if (rest != null) {
          head.put(d, rest);
        }
      }
    }
    Slab slab = keep();
    int slabs = before.slabs().length;
    Slab[] all = Arrays.copyOf(before.slabs(), slabs + 1);
    long[] starts = Arrays.copyOf(before.starts(), slabs + 1);
    all[slabs] = slab;
    starts[slabs] = slab.from();
    sealed =
        new Sealed(all, starts, to, keyframe, before.sealed() + slab.size(), before.late(), head);
  }

  private void seal(int datastream, Course course, long to, DistrictState keyframe) {
    long last = Course.NOWHERE;
    long position = course.next(Course.NOWHERE);
    while (position != Course.NOWHERE && course.eventTime(position) < to) {
      slabWriter.add(datastream, course, position);
      last = position;
      position = course.next(position);
    }
    course.copyTo(last, datastream, keyframe);
  }

  private Slab keep() {
    if (segments.isEmpty() || segments.getLast().bytes() >= bytesInSegment) {
      segments.addLast(new Segment(nextSegment++));
    }
    Segment segment = segments.getLast();
    Slab slab = slabWriter.finish(segment.arena());
    segment.added(slab);
    bytes.setRelease(bytes.getPlain() + slab.memory().byteSize());
    journal.sealed(new SlabFrame(slab, density.read(slab.from(), slab.to())), segment);
    return slab;
  }

  /// Drops the oldest segment as long as all of it is too old or there is too much.
  private void drop() {
    long before = newest.getPlain() - retention;
    while (segments.size() > 1) {
      Segment first = segments.getFirst();
      long end = sealed.start(first.slabs());
      if (end > before && bytes.getPlain() <= mostBytes) {
        return;
      }
      dropFirst(first.slabs());
      segments.removeFirst();
      bytes.setRelease(bytes.getPlain() - first.bytes());
      retired.add(first);
    }
  }

  private void dropFirst(int slabs) {
    Sealed before = sealed;
    long gone = 0;
    for (int i = 0; i < slabs; i++) {
      gone += before.slabs()[i].size();
    }
    cutoff = before.start(slabs);
    sealed =
        new Sealed(
            Arrays.copyOfRange(before.slabs(), slabs, before.slabs().length),
            Arrays.copyOfRange(before.starts(), slabs, before.starts().length),
            before.boundary(),
            before.keyframe(),
            before.sealed() - gone,
            before.late().from(cutoff),
            before.head());
    density.dropBefore(Density.secondOf(cutoff));
    oldest.setRelease(cutoff);
  }

  /// Gives back the memory of what was dropped, when nobody looks at it any more. For a thread that
  /// may wait.
  public void reclaim() {
    var unused = reclaimed();
  }

  /// Does that, and says what is gone.
  List<Segment> reclaimed() {
    if (retired.isEmpty()) {
      return List.of();
    }
    // Who enters from here on finds what was dropped no more.
    int count = retired.size();
    readers.readerLock();
    try {
      readers.flipPhase(WAIT_FOR_READERS_NANOS);
    } finally {
      readers.readerUnlock();
    }
    List<Segment> gone = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Segment segment = retired.poll();
      if (segment != null) {
        segment.close();
        gone.add(segment);
      }
    }
    return gone;
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
    nextSegment = newest.segment().number() + 1;
    DistrictState keyframe = new DistrictState();
    if (newest.frames().isEmpty()) {
      sealed =
          new Sealed(
              new Slab[0], new long[0], boundary, keyframe, 0, new Courses(0), new Courses(0));
      holes.missingBefore(boundary);
    } else {
      Slab last = newest.frames().getLast().slab();
      keyframe.reset(last.to(), last.datastreams());
      last.latestAt(last.to(), new BlockReader(), keyframe);
      ensure(last.datastreams());
      sealed =
          new Sealed(
              new Slab[0],
              new long[0],
              Math.max(last.to(), boundary),
              keyframe,
              0,
              new Courses(datastreams),
              new Courses(datastreams));
      for (int d = 0; d < keyframe.size(); d++) {
        if (keyframe.isKnown(d)) {
          this.newest.setRelease(Math.max(this.newest.getPlain(), keyframe.eventTime(d)));
        }
      }
      adopt(newest);
    }
    entries.accept(
        (datastream, entry) -> {
          ensure(datastream + 1);
          Sealed now = sealed;
          (entry.eventTime() >= now.boundary() ? now.head() : now.late()).add(datastream, entry);
          count(entry);
        });
  }

  /// From now on everything that is added is told to a journal as well.
  void journal(Journal journal) {
    this.journal = journal;
  }

  /// Takes slabs that are older than all that are here, unless they are too old.
  void adopt(Loaded loaded) {
    List<SlabFrame> frames = loaded.frames();
    Sealed before = sealed;
    if (frames.isEmpty()) {
      holes.missingBefore(before.start(0));
      loaded.segment().close();
      return;
    }
    if (before.start(0) <= newest.getPlain() - retention || bytes.getPlain() > mostBytes) {
      retired.add(loaded.segment());
      return;
    }
    int more = frames.size();
    Slab[] all = new Slab[more + before.slabs().length];
    System.arraycopy(before.slabs(), 0, all, more, before.slabs().length);
    long size = before.sealed();
    for (int i = 0; i < more; i++) {
      all[i] = frames.get(i).slab();
      size += all[i].size();
      density.addAll(all[i].from(), frames.get(i).histogram());
      loaded.segment().added(all[i]);
      bytes.setRelease(bytes.getPlain() + all[i].memory().byteSize());
      long next = i + 1 < more ? frames.get(i + 1).slab().from() : before.start(0);
      if (all[i].to() < next) {
        holes.add(new TimeRange(all[i].to(), next));
      }
    }
    holes.missingBefore(loaded.lost() ? all[0].from() : Sealed.BEGINNING);
    segments.addFirst(loaded.segment());
    sealed =
        new Sealed(
            all,
            Arrays.stream(all).mapToLong(Slab::from).toArray(),
            before.boundary(),
            before.keyframe(),
            size,
            before.late(),
            before.head());
    oldest.setRelease(Math.min(oldest.getPlain(), frames.getFirst().firstSecond()));
  }

  // The readers' side.

  @Override
  public void latestAt(long t, DistrictState out) {
    long phase = readers.writerCriticalSectionEnter();
    try {
      out.reset(t, datastreams);
      sealed.latestAt(t, reader.get(), out);
    } finally {
      readers.writerCriticalSectionExit(phase);
    }
  }

  @Override
  public void asKnown(long t, long known, DistrictState out) {
    long phase = readers.writerCriticalSectionEnter();
    try {
      out.reset(t, datastreams);
      sealed.asKnown(t, known, reader.get(), out);
    } finally {
      readers.writerCriticalSectionExit(phase);
    }
  }

  @Override
  public Series range(int datastream, TimeRange range) {
    return ask(passage -> passage.range(datastream, range));
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
      Arrays.setAll(edges, column -> edge(range, columns, column));
      ask(passage -> passage.count(datastreams, edges, out));
      return;
    }
    long from = Density.secondFrom(range.from());
    for (int column = 0; column < columns; column++) {
      long to = Density.secondFrom(edge(range, columns, column + 1));
      density.addTo(out, columns, column, from, to);
      from = to;
    }
  }

  /// Where a column begins, without overflow for any range.
  private static long edge(TimeRange range, int columns, int column) {
    long length = range.length();
    return range.from() + length / columns * column + length % columns * column / columns;
  }

  @Override
  public OptionalLong onset(int datastream, long t, Severity severity) {
    return ask(passage -> passage.onset(datastream, t, severity));
  }

  @Override
  public OptionalLong nextChange(IntPredicate of, long t) {
    return ask(passage -> passage.nextChange(datastreams, of, t));
  }

  @Override
  public OptionalLong previousChange(IntPredicate of, long t) {
    return ask(passage -> passage.previousChange(datastreams, of, t));
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
    return covered().map(holes::within).orElse(List.of());
  }

  @Override
  public List<TimeRange> notLoaded() {
    return List.of();
  }

  @Override
  public long size() {
    return sealed.size();
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
