package io.belvedere.ingest.history;

import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The observations of one datastream, sorted by event time and then by [Ties], receive time and
/// arrival, in a list of chunks of which all but the last are full. Where it begins, the first may
/// have some that have been sealed and do not count any more: it is shared with the course of
/// before.
///
/// # Hand-off
/// One thread writes, any thread reads, nobody waits. All that a reader can reach never changes,
/// but for one thing: behind the published count, the last chunk has room. So
/// - an observation that is the newest is written there, and then the count is published with
///   release;
/// - anything else (a late one, a full chunk, the end of retention) makes a new course, which
///   shares the chunks that stay the same, and which the owner publishes in place of this one.
///
/// A reader takes the course once and asks everything else of it: a *position* stays valid for that
/// course.
final class Course {
  /// Observations in a chunk. Larger: a late one copies more. Smaller: there are more to search.
  static final int CHUNK = 256;

  /// The position of no observation.
  static final long NOWHERE = -1;

  static final Series EMPTY = new Series(new long[0], new long[0], new double[0], new int[0]);

  private static final int SMALLEST_CHUNK = 8;

  /// A chunk of which less than one in so many counts is copied, so that memory does not stay taken
  /// by what was sealed.
  private static final int SHARED = 4;

  private static final Chunk[] NO_CHUNKS = {};
  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(Course.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Chunk[] chunks;

  /// Those of each chunk, one step nearer.
  private final long[][] cells;

  /// The first event time of each chunk.
  private final long[] starts;

  /// The earliest receive time in each chunk but the last.
  private final long[] earliestReceived;

  /// Where in the first chunk it begins.
  private final int begin;

  /// How many observations of the last chunk are published.
  @SuppressWarnings("FieldMayBeFinal") // written through COUNT
  private int count;

  private Course(List<Chunk> chunks, int begin, int count) {
    this(chunks.toArray(NO_CHUNKS), begin, count);
  }

  private Course(Chunk[] chunks, int begin, int count) {
    this.chunks = chunks;
    this.cells = new long[this.chunks.length][];
    this.starts = new long[this.chunks.length];
    this.earliestReceived = new long[this.chunks.length - 1];
    for (int i = 0; i < starts.length; i++) {
      cells[i] = this.chunks[i].cells();
      starts[i] = Cells.eventTime(cells[i], i == 0 ? begin : 0);
    }
    for (int i = 0; i < earliestReceived.length; i++) {
      earliestReceived[i] = this.chunks[i].earliestReceived();
    }
    this.begin = begin;
    this.count = count;
  }

  static Course of(Entry first) {
    Chunk chunk = Chunk.ofCapacity(SMALLEST_CHUNK);
    chunk.append(0, first);
    return new Course(new Chunk[] {chunk}, 0, 1);
  }

  // The writer's side.

  /// Adds an observation at its place.
  ///
  /// @return this, or the course that holds it and takes this one's place
  Course add(Entry entry) {
    long before = floor(entry.eventTime());
    while (before != NOWHERE
        && eventTime(before) == entry.eventTime()
        && chunks[chunk(before)].isAfter(index(before), entry)) {
      before = previous(before);
    }
    int at = before == NOWHERE ? 0 : chunk(before);
    int index = before == NOWHERE ? begin : index(before) + 1;
    int last = starts.length - 1;
    int size = size(at);
    Chunk chunk = chunks[at];
    if (at == last && index == size && size < chunk.capacity()) {
      chunk.append(index, entry);
      publish(size + 1);
      return this;
    }
    if (at == last && index == size) {
      Chunk[] more = Arrays.copyOf(chunks, chunks.length + 1);
      more[last + 1] = Chunk.ofCapacity(Math.clamp(size(), SMALLEST_CHUNK, CHUNK));
      more[last + 1].append(0, entry);
      return new Course(more, begin, 1);
    }
    if (begin > 0) {
      return startingWithin(0, begin).add(entry);
    }
    List<Chunk> replaced = new ArrayList<>(List.of(chunks));
    if (size < CHUNK) {
      int capacity = at == last ? Math.clamp(size * 2L, size + 1, CHUNK) : size + 1;
      replaced.set(at, chunk.inserted(index, entry, size, capacity));
      return new Course(replaced, 0, at == last ? size + 1 : count);
    }
    Chunk whole = chunk.inserted(index, entry, size, CHUNK + 1);
    replaced.set(at, whole.slice(0, CHUNK / 2));
    replaced.add(at + 1, whole.slice(CHUNK / 2, CHUNK + 1));
    return new Course(replaced, 0, at == last ? CHUNK + 1 - CHUNK / 2 : count);
  }

  /// Drops whatever is before the last observation before `cutoff`, which is kept because it still
  /// holds at `cutoff`.
  ///
  /// @return this, or the course that takes this one's place
  Course from(long cutoff) {
    long first = floor(cutoff - 1);
    return first == NOWHERE || first == begin ? this : startingWithin(chunk(first), index(first));
  }

  /// The same as a course that takes this one's place for the writer: it shares its chunks, and
  /// what is added to it is not seen here.
  Course apart() {
    return new Course(chunks, begin, count());
  }

  /// Those from `index` of a chunk on, none of whose memory is taken by others.
  private Course startingWithin(int at, int index) {
    Chunk[] kept = Arrays.copyOfRange(chunks, at, chunks.length);
    kept[0] = chunks[at].slice(index, size(at));
    return new Course(kept, 0, kept.length == 1 ? count() - index : count());
  }

  /// Those from `cutoff` on, as a course that takes this one's place for the writer: it may share
  /// chunks with it, the last one too; null if there are none.
  @Nullable Course since(long cutoff) {
    long first = next(floor(cutoff - 1));
    if (first == NOWHERE) {
      return null;
    }
    int at = chunk(first);
    int left = size(at) - index(first);
    return left * SHARED < chunks[at].capacity()
        ? startingWithin(at, index(first))
        : new Course(Arrays.copyOfRange(chunks, at, chunks.length), index(first), count());
  }

  /// Those before `to`, as they are now, for another thread to pack while this one goes on; null if
  /// there are none. Writer only.
  @Nullable Course frozen(long to) {
    long last = floor(to - 1);
    if (last == NOWHERE) {
      return null;
    }
    int at = chunk(last);
    Chunk[] shared = Arrays.copyOf(chunks, at + 1);
    if (at == chunks.length - 1) {
      shared[at] = chunks[at].frozen();
    }
    return new Course(shared, begin, index(last) + 1);
  }

  /// Packs the observations from the event time `from` on up to and with the one at `last`. Only
  /// for whom a [#frozen] one belongs to.
  void packInto(SlabWriter writer, int datastream, long from, long last) {
    long first = next(floor(from - 1));
    for (int at = chunk(first); at <= chunk(last); at++) {
      int end = at == chunk(last) ? index(last) + 1 : size(at);
      for (int i = at == chunk(first) ? index(first) : 0; i < end; i++) {
        writer.add(datastream, chunks[at], i);
      }
    }
  }

  /// What `by` makes of those from `from` to before `to`, and all others.
  ///
  /// @return this if nothing becomes of them, null if none is left
  @Nullable Course revised(long from, long to, Function<Entry, @Nullable Entry> by) {
    long first = next(floor(from - 1));
    if (first == NOWHERE || eventTime(first) >= to) {
      return this;
    }
    boolean any = false;
    @Nullable Course revised = null;
    for (long p = next(NOWHERE); p != NOWHERE; p = next(p)) {
      Entry entry = entry(p);
      boolean isMeant = from <= entry.eventTime() && entry.eventTime() < to;
      Entry left = isMeant ? by.apply(entry) : entry;
      any |= !entry.equals(left);
      if (left != null) {
        revised = revised == null ? Course.of(left) : revised.add(left);
      }
    }
    return any ? revised : this;
  }

  // Where the next goes that is newer than all, see [Ends].

  /// Writer only.
  long newest() {
    return Cells.eventTime(cells[cells.length - 1], count() - 1);
  }

  /// How many observations the last chunk has. Writer only.
  int inLast() {
    return count();
  }

  /// How many cells the last chunk has; 0 if it keeps more of an observation than those and its
  /// ties. Writer only.
  int roomInLast() {
    Chunk last = chunks[chunks.length - 1];
    return last.isOfBelieved() ? last.capacity() : 0;
  }

  /// Null while those of the last chunk have none. Writer only.
  @Nullable Ties tiesOfLast() {
    return chunks[chunks.length - 1].ties();
  }

  /// Writer only.
  long[] cellsOfLast() {
    return cells[cells.length - 1];
  }

  /// Shows readers so many observations of the last chunk, whose cells have been written. Writer
  /// only.
  void publish(int inLast) {
    COUNT.setRelease(this, inLast);
  }

  /// How many observations it holds.
  int size() {
    int size = count() - begin;
    for (int i = 0; i < starts.length - 1; i++) {
      size += chunks[i].capacity();
    }
    return size;
  }

  // The readers' side.

  /// The last observation whose event time is not after `t`.
  long floor(long t) {
    int last = starts.length - 1;
    if (t >= starts[last]) {
      int newest = count() - 1;
      long end = Cells.eventTime(cells[last], newest);
      return position(
          last,
          t >= end ? newest : Cells.floor(cells[last], first(last), newest, t, starts[last], end));
    }
    int low = -1;
    int high = last;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (starts[middle] <= t) {
        low = middle;
      } else {
        high = middle;
      }
    }
    if (low < 0) {
      return NOWHERE;
    }
    int size = Cells.capacity(cells[low]);
    return position(
        low, Cells.floor(cells[low], first(low), size, t, starts[low], starts[low + 1]));
  }

  /// The last observation whose event time is not after `t` among those received by `known`.
  long floor(long t, long known) {
    long position = floor(t);
    while (position != NOWHERE && receiveTime(position) > known) {
      int chunk = chunk(position);
      boolean allLater = chunk < earliestReceived.length && earliestReceived[chunk] > known;
      position = previous(allLater ? position(chunk, 0) : position);
    }
    return position;
  }

  long previous(long position) {
    if (index(position) > first(chunk(position))) {
      return position - 1;
    }
    int chunk = chunk(position) - 1;
    return chunk < 0 ? NOWHERE : position(chunk, chunks[chunk].capacity() - 1);
  }

  /// The one after `position`, or the first if that is [#NOWHERE]; [#NOWHERE] after the last.
  long next(long position) {
    if (position == NOWHERE) {
      return begin;
    }
    int chunk = chunk(position);
    int index = index(position) + 1;
    if (index < size(chunk)) {
      return position + 1;
    }
    return chunk < starts.length - 1 ? position(chunk + 1, 0) : NOWHERE;
  }

  long eventTime(long position) {
    return Cells.eventTime(cells[chunk(position)], index(position));
  }

  long receiveTime(long position) {
    return Cells.receiveTime(cells[chunk(position)], index(position));
  }

  double value(long position) {
    return Cells.value(cells[chunk(position)], index(position));
  }

  int flags(long position) {
    return Cells.flags(cells[chunk(position)], index(position));
  }

  long sentTime(long position) {
    return chunks[chunk(position)].sentTime(index(position));
  }

  /// Whether another observation with the same event time, which is elsewhere, holds instead.
  boolean yields(long position) {
    return Cells.yields(cells[chunk(position)], index(position));
  }

  /// Writer only.
  Entry entry(long position) {
    return chunks[chunk(position)].entry(index(position));
  }

  /// Writer only.
  long epoch(long position) {
    return chunks[chunk(position)].epoch(index(position));
  }

  /// Writer only.
  long sequence(long position) {
    return chunks[chunk(position)].sequence(index(position));
  }

  /// Copies one observation, if there is one, as the state of its datastream.
  void copyTo(long position, int datastream, DistrictState out) {
    if (position != NOWHERE) {
      long[] found = cells[chunk(position)];
      int i = index(position);
      out.set(
          datastream,
          Cells.eventTime(found, i),
          Cells.receiveTime(found, i),
          Cells.value(found, i),
          Cells.flags(found, i));
    }
  }

  /// The one that holds when the range begins, and all within it.
  Series series(TimeRange range) {
    long first = floor(range.from());
    while (first != NOWHERE && eventTime(first) == range.from()) {
      long before = previous(first);
      if (before == NOWHERE || eventTime(before) < range.from()) {
        break;
      }
      first = before;
    }
    if (first == NOWHERE) {
      first = next(NOWHERE);
    }
    int length = 0;
    for (long p = first; p != NOWHERE && eventTime(p) < range.to(); p = next(p)) {
      length++;
    }
    Series series =
        new Series(new long[length], new long[length], new double[length], new int[length]);
    long p = first;
    for (int i = 0; i < length; i++) {
      series.eventTime()[i] = eventTime(p);
      series.receiveTime()[i] = receiveTime(p);
      series.value()[i] = value(p);
      series.flags()[i] = flags(p);
      p = next(p);
    }
    return series;
  }

  /// Counts the observations from `from` on into the columns that end at `ends`.
  ///
  /// @param out a count is added at `[severity.ordinal() * ends.length + column]`
  void count(long from, long[] ends, int[] out) {
    int column = 0;
    for (long p = next(floor(from - 1)); p != NOWHERE; p = next(p)) {
      long eventTime = eventTime(p);
      while (eventTime >= ends[column]) {
        column++;
        if (column == ends.length) {
          return;
        }
      }
      out[Flags.severity(flags(p)).ordinal() * ends.length + column]++;
    }
  }

  boolean contains(long eventTime, double value) {
    return find(eventTime, Entry.NOT_QUARANTINED, value) != NOWHERE;
  }

  /// The last observation with this event time and value.
  ///
  /// @param sentTime the event time that it must have come with, if it was quarantined;
  ///     [Entry#NOT_QUARANTINED] for any
  long find(long eventTime, long sentTime, double value) {
    long bits = Double.doubleToLongBits(value);
    long p = floor(eventTime);
    while (p != NOWHERE && eventTime(p) == eventTime) {
      if (valueBits(p) == bits && Entry.isSent(sentTime, sentTime(p))) {
        return p;
      }
      p = previous(p);
    }
    return NOWHERE;
  }

  /// Whether it was added before, whichever of two with the same event time holds.
  boolean contains(Entry entry) {
    long t = entry.eventTime();
    for (long p = floor(t); p != NOWHERE && eventTime(p) == t; p = previous(p)) {
      if (entry(p).yielding(entry.yields()).equals(entry)) {
        return true;
      }
    }
    return false;
  }

  /// The first event time after `t` and before `limit` at which another value holds than before;
  /// `limit` if there is none. The first observation of all is a change.
  long changeAfter(long t, long limit) {
    long held = floor(t);
    for (long p = next(held); p != NOWHERE && eventTime(p) < limit; p = next(p)) {
      long eventTime = eventTime(p);
      for (long q = next(p); q != NOWHERE && eventTime(q) == eventTime; q = next(q)) {
        p = q;
      }
      if (held == NOWHERE || valueBits(held) != valueBits(p)) {
        return eventTime;
      }
      held = p;
    }
    return limit;
  }

  /// The last event time before `t` and after `limit` at which another value holds than before;
  /// `limit` if there is none. The first observation of all is a change.
  long changeBefore(long t, long limit) {
    long p = t == Long.MIN_VALUE ? NOWHERE : floor(t - 1);
    while (p != NOWHERE && eventTime(p) > limit) {
      long eventTime = eventTime(p);
      long before = previous(p);
      while (before != NOWHERE && eventTime(before) == eventTime) {
        before = previous(before);
      }
      if (before == NOWHERE || valueBits(before) != valueBits(p)) {
        return eventTime;
      }
      p = before;
    }
    return limit;
  }

  long valueBits(long position) {
    return Cells.valueBits(cells[chunk(position)], index(position));
  }

  /// Where in a chunk the course goes on.
  private int first(int chunk) {
    return chunk == 0 ? begin : 0;
  }

  /// How many a chunk has, of which the first one's may not all count.
  private int size(int chunk) {
    return chunk == starts.length - 1 ? count() : chunks[chunk].capacity();
  }

  private int count() {
    return (int) COUNT.getAcquire(this);
  }

  private static long position(int chunk, int index) {
    return (long) chunk << Integer.SIZE | index;
  }

  private static int chunk(long position) {
    return (int) (position >> Integer.SIZE);
  }

  private static int index(long position) {
    return (int) position;
  }
}
