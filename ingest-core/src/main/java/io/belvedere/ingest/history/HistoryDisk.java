package io.belvedere.ingest.history;

import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A district's history in a folder, so that the next start goes on where this one ended.
///
/// | file | what |
/// |---|---|
/// | `names` | the ids of all datastreams, by number |
/// | `segment-…` | slabs |
/// | `late` | what came too late for its slab |
/// | `journal-…` | what is in no slab yet, and which offsets of Kafka have been applied |
/// | `catalogue` | every version of the catalogue |
/// | `progress` | up to when each partition had been seen, at any time |
/// | `holes` | when nothing could be received |
/// | `pins` | what stays however old it is |
///
/// # How much of it is in memory
/// Memory holds what is newest; a segment that goes from there stays on disk until that is too full
/// or it is too old there as well. What is on disk only is cold, and comes back when it is
/// [wanted][#want]. Only whole segments go, and none of which anything is pinned.
///
/// # In which order
/// Names are forced before anything uses their numbers, late ones before the offsets that they came
/// with, and holes before the offsets behind them. Observations and offsets stand in one frame of a
/// journal, so both are there after a crash or neither: then they are read from Kafka again. A slab
/// is forced before the journals go that held its observations. A segment that was packed again
/// with what came too late for it takes the place of the one before under its name, before that is
/// left out of `late`.
///
/// # Threads
/// [#open], [#restore] and [#names] belong to whoever starts the feed, before it runs. From then on
/// [#runOnce] and [#close] belong to `history-io`; the feed thread talks to it through its
/// [Journal] and takes over what was loaded by [#loaded].
public final class HistoryDisk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryDisk.class);

  private static final String NAMES = "names";

  /// So many steps without a slab inserted or loaded tell that no more are likely to come soon.
  private static final int QUIET_STEPS = 100;

  private final Path folder;
  private final Queue<DiskTask> tasks = new ConcurrentLinkedQueue<>();
  private final Queue<Loaded> loaded = new ConcurrentLinkedQueue<>();
  private final Queue<Merge.Done> merged = new ConcurrentLinkedQueue<>();
  private final Queue<Sealing.Packed> packed = new ConcurrentLinkedQueue<>();
  private final Sealing.Packer packer;
  private final Merger merger = new Merger();
  private final NamesFile names;
  private final LateFile late;
  private final Journals journals;
  private final DiskIndex index = DiskIndex.empty();
  private final SegmentFiles segments;
  private final Pins pins;
  private final HolesFile holes;
  private final DiskLimits limits;
  private final CatalogueJournal catalogue;
  private final ProgressFile progress;
  private final Journal journal;
  private final Damage damage;
  private final Deque<DiskTask> notWritten = new ArrayDeque<>();
  private volatile String trouble = "";
  private volatile String packingTrouble = "";
  private final AtomicLong written = new AtomicLong();
  private volatile boolean allLoaded;

  /// Steps since slabs were last inserted or loaded.
  private int quietSteps;

  private HistoryDisk(Path folder, DiskLimits limits, Sealing.Packer packer) throws IOException {
    this.folder = folder;
    this.limits = limits;
    this.packer = packer;
    damage = new Damage(folder);
    make(folder);
    names = NamesFile.open(folder.resolve(NAMES), damage);
    late = LateFile.open(folder.resolve("late"), damage);
    journals = Journals.open(folder, damage);
    segments = SegmentFiles.open(folder, damage, index);
    pins = Pins.open(folder.resolve("pins"), damage);
    holes = HolesFile.open(folder.resolve("holes"), damage);
    catalogue = CatalogueJournal.open(folder.resolve("catalogue"), damage);
    progress = ProgressFile.open(folder.resolve("progress"), damage);
    journal = new Journal(tasks);
    journal.begin(names.all().size());
  }

  /// Opens what is in a folder, or begins it.
  ///
  /// @throws IOException with a sentence for the operator if it cannot be read or written
  public static HistoryDisk open(Path folder) throws IOException {
    return open(folder, DiskLimits.USUAL);
  }

  /// @param limits how much of the past stays there
  public static HistoryDisk open(Path folder, DiskLimits limits) throws IOException {
    return open(folder, limits, new Sealer());
  }

  /// For tests, of which packing may fail.
  static HistoryDisk open(Path folder, DiskLimits limits, Sealing.Packer packer)
      throws IOException {
    return new HistoryDisk(folder, limits, packer);
  }

  /// The ids of all datastreams, by number.
  public List<String> names() {
    return names.all();
  }

  /// Which offsets have been applied.
  public Map<PartitionId, OffsetIntervals> read() {
    return journals.read();
  }

  /// Fills an empty store with the newest of what was kept; what is older is loaded later. From now
  /// on the store tells this disk what it takes.
  public void restore(SlabStore store) throws IOException {
    store.keptBy(index);
    store.restoreHoles(holes.all());
    List<Loaded> newest = segments.loadNewest(journals.boundary());
    long boundary = newest.getFirst().end();
    List<IOException> failures = new ArrayList<>();
    store.restore(
        newest.getFirst(),
        journals.boundary(),
        taker -> {
          try {
            late.read(taker);
            journals.readEntries(
                (datastream, entry) -> {
                  // What is older is in a slab by now.
                  if (entry.eventTime() >= boundary) {
                    taker.take(datastream, entry);
                  }
                });
          } catch (IOException e) {
            failures.add(e);
          }
        });
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    newest.stream().skip(1).forEach(store::adopt);
    names.reserve(store.datastreams());
    if (forgetLost() || journals.stale()) {
      // What is read again must be found to be there.
      while (!allLoaded) {
        var unused = load(store);
        loaded(store);
      }
    }
    journal.begin(names.all().size());
    store.journal(journal);
  }

  /// Where nobody knows which offsets lost observations came with, everything is read again.
  private boolean forgetLost() throws IOException {
    boolean lateLost = late.lostBefore(journals.lateEnd());
    if (lateLost) {
      damage.found(folder.resolve("late"), "has lost some of what came too late.");
    }
    boolean lost = lateLost || names.lost();
    if (lost) {
      journals.forget();
    }
    late.mend(lateLost);
    names.write();
    return lost;
  }

  public Journal journal() {
    return journal;
  }

  public CatalogueJournal catalogue() {
    return catalogue;
  }

  public ProgressFile progress() {
    return progress;
  }

  /// Hands over what has been packed, the next part of what was kept, if it has been loaded, and a
  /// part that has been written again. Feed thread.
  public void loaded(SlabStore store) {
    Sealing.Packed slabs = packed.poll();
    if (slabs != null) {
      store.packed(slabs);
    }
    Loaded next = loaded.poll();
    if (next != null) {
      store.adopt(next);
    }
    Merge.Done done = merged.poll();
    if (done != null) {
      store.merged(done);
    }
    store.followDisk(allLoaded());
  }

  /// Has what is on disk only come to memory. Any thread; it takes a while.
  public void want(TimeRange range, SlabStore store) {
    index.want(range, store.residentFrom(), store.mostBytes());
  }

  /// Has a range stay on disk however old it is; told durably within a second. Any thread.
  public void pin(Pin pin) {
    pins.add(pin);
  }

  /// Takes a pin away; what it held goes when its time has come. Any thread.
  ///
  /// @return whether there was such a pin
  public boolean unpin(Pin pin) {
    return pins.remove(pin);
  }

  /// All pins, by where they begin. Any thread.
  public List<Pin> pins() {
    return pins.all();
  }

  /// Of all slabs on disk. Any thread.
  public long bytes() {
    return index.bytes();
  }

  /// Where the oldest slab on disk begins. Any thread.
  public OptionalLong oldest() {
    long oldest = index.oldest();
    return oldest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(oldest);
  }

  public DiskLimits limits() {
    return limits;
  }

  /// Why something cannot be kept, in words for an operator; empty if all is well. Any thread.
  public String trouble() {
    return Stream.of(trouble, packingTrouble, damage.words())
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /// Whether all that was kept is known, and loaded where it belongs into memory. Any thread.
  public boolean allLoaded() {
    return allLoaded && loaded.isEmpty();
  }

  /// Goes on by one step.
  ///
  /// 1. Packs what is over.
  /// 2. Writes what is waiting, and makes it durable.
  /// 3. Gives back memory, and deletes what is too old or too much.
  /// 4. If nothing was waiting, loads what is next: the newest at first, later what is wanted.
  /// 5. If it has been quiet, writes keyframes again that have learnt more.
  ///
  /// @return how much there was to do
  public int runOnce(SlabStore store) {
    int done = pack();
    try {
      if (isWaiting()) {
        requireFolder();
        done += write();
        trouble = "";
      }
      written.incrementAndGet();
    } catch (IOException e) {
      fail(e);
    }
    store.reclaim(gone -> renew(gone.number(), gone.carried()));
    if (allLoaded) {
      segments.trim(store.newest(), limits, pins);
    }
    return done > 0 ? done : loadOrRenew(store);
  }

  /// Whatever it fails by, the feed has to hear of it: it waits for that.
  private int pack() {
    Sealing sealing = journal.takeToPack();
    if (sealing == null) {
      return 0;
    }
    try {
      packed.add(packer.pack(sealing));
      packingTrouble = "";
    } catch (RuntimeException | Error e) {
      packed.add(sealing.failed());
      String words = "The history cannot be packed: " + e;
      if (!words.equals(packingTrouble)) {
        LOG.warn("{}", words, e);
      }
      packingTrouble = words;
    }
    return 1;
  }

  private int loadOrRenew(SlabStore store) {
    int done = load(store);
    quietSteps = done > 0 ? 0 : Math.min(quietSteps + 1, QUIET_STEPS);
    return quietSteps < QUIET_STEPS || store.isMerging() ? done : renewNext(store);
  }

  /// What older slabs tell that came later is in memory only. It has to be on disk before the rest
  /// is in memory no more.
  private int renewNext(SlabStore store) {
    for (SegmentOnDisk each : index.segments()) {
      List<Slab> carried = store.takeCarried(each);
      if (!carried.isEmpty()) {
        renew(each.number(), carried);
        return 1;
      }
    }
    return 0;
  }

  private void renew(long segment, List<Slab> carried) {
    try {
      if (!carried.isEmpty()) {
        segments.renew(segment, carried);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /// How often all was written that there was. What was handed over before it was asked for is safe
  /// when it has grown by two: the first may have begun earlier. Any thread.
  public long written() {
    return written.get();
  }

  private boolean isWaiting() {
    return !tasks.isEmpty()
        || !notWritten.isEmpty()
        || catalogue.isWaiting()
        || progress.isWaiting()
        || pins.isWaiting()
        || holes.isWaiting();
  }

  private int write() throws IOException {
    int done = 0;
    for (DiskTask task = tasks.poll(); task != null; task = tasks.poll()) {
      done++;
      switch (task) {
        case DiskTask.Rounds rounds -> write(rounds);
        case DiskTask.Holes(TimeRanges all) -> holes.replaceBy(all);
        case DiskTask.Kept kept -> notWritten.add(kept);
        case DiskTask.Begun begun -> notWritten.add(begun);
        case DiskTask.Merged merging -> notWritten.add(merging);
      }
    }
    journals.force();
    done += holes.write();
    keep();
    return done + catalogue.write() + progress.write() + pins.write();
  }

  /// Files that have lost their names can still be written to, for nothing. Then all of it begins
  /// again, and nothing counts as applied but what is written from then on.
  private void requireFolder() throws IOException {
    if (Files.exists(folder.resolve(NAMES))) {
      return;
    }
    damage.found(folder, "is gone with all that was in it, and is begun again.");
    journals.restart();
    segments.restart();
    make(folder);
    pins.restart();
    holes.restart();
    late.restart();
    catalogue.restart();
    progress.restart();
    // Last, because it shows that all else is there.
    names.restart();
  }

  private static void make(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException(
          "The folder %s cannot be made: %s.".formatted(folder, Causes.words(e)), e);
    }
  }

  private void fail(IOException e) {
    String words = "The history cannot be kept on disk: " + Causes.words(e);
    if (!words.equals(trouble)) {
      LOG.warn("{}", words, e);
    }
    trouble = words;
  }

  /// All of it or nothing: without its offsets, what was written is found to be there already when
  /// it is read again.
  private void write(DiskTask.Rounds rounds) throws IOException {
    try {
      var unused = holes.write();
      names.add(rounds.names);
      late.add(rounds.late);
      journals.add(rounds, late.size());
    } finally {
      journal.recycle(rounds);
    }
  }

  private void keep() throws IOException {
    while (!notWritten.isEmpty()) {
      switch (notWritten.getFirst()) {
        case DiskTask.Kept kept -> keep(kept);
        case DiskTask.Begun(long boundary) -> journals.next(boundary);
        case DiskTask.Merged(Merge merge) -> merge(merge);
        case DiskTask.Rounds _, DiskTask.Holes _ ->
            throw new IllegalStateException("Rounds and holes are written at once.");
      }
      notWritten.removeFirst();
    }
  }

  private void keep(DiskTask.Kept kept) throws IOException {
    // By the time that there is room again it may be too old.
    if (kept.segment().arena().scope().isAlive()) {
      segments.write(kept);
      if (!kept.sealed()) {
        quietSteps = 0;
      } else {
        journals.next(kept.frame().slab().to());
      }
    }
  }

  /// The slabs first, so that at any moment everything is in one place at least; what is in both is
  /// found when they are loaded.
  private void merge(Merge merge) {
    if (!merge.segment().arena().scope().isAlive()) {
      merged.add(new Merge.Done(merge, new Loaded(merge.segment(), List.of())));
      return;
    }
    Loaded whole = merger.merge(merge);
    try {
      segments.replace(whole);
    } catch (IOException e) {
      fail(e);
      whole.segment().close();
      merged.add(new Merge.Done(merge, new Loaded(merge.segment(), List.of())));
      return;
    }
    merged.add(new Merge.Done(merge, whole));
    try {
      late.leaveOut(new InSlabs(whole)::isKept);
    } catch (IOException e) {
      fail(e);
    }
  }

  private int load(SlabStore store) {
    SegmentOnDisk next = null;
    try {
      next = allLoaded ? wanted() : segments.seeNext();
      if (next == null) {
        index.complete();
        allLoaded = true;
        return 0;
      }
      if (allLoaded || store.isResident(next.end())) {
        load(next.number());
      }
    } catch (IOException e) {
      if (next != null) {
        index.forgetWish(next.number());
      }
      fail(e);
    }
    return 1;
  }

  /// One after another, so that none is loaded twice.
  private @Nullable SegmentOnDisk wanted() {
    return loaded.isEmpty() ? index.nextWanted() : null;
  }

  private void load(long segment) throws IOException {
    Loaded next = segments.load(segment);
    if (next.frames().isEmpty()) {
      index.forgetWish(segment);
      next.segment().close();
    } else {
      loaded.add(next);
    }
  }

  /// Writes what is left, and ends.
  @Override
  public void close() {
    try {
      if (isWaiting()) {
        requireFolder();
      }
      var unused = write();
    } catch (IOException e) {
      fail(e);
    }
    for (AutoCloseable file : List.of(names, late, journals, segments, catalogue, progress)) {
      try {
        file.close();
      } catch (Exception e) {
        LOG.warn("A file in {} cannot be closed: {}", folder, e.toString());
      }
    }
  }
}
