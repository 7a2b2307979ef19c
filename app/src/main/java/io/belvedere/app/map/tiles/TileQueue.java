package io.belvedere.app.map.tiles;

import io.belvedere.ingest.tiles.TileId;
import io.belvedere.ingest.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The tiles that are to be fetched: those of the newest view first, in the order in which they
/// were asked for, and of older views only what there is room for. While the server is away,
/// nothing is handed out.
final class TileQueue {
  /// More than any screen shows; what does not fit is asked for again when it is looked at.
  static final int MOST = 256;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Clock clock;
  private final TreeSet<Entry> entries =
      new TreeSet<>(
          Comparator.comparingLong(Entry::view).reversed().thenComparingLong(Entry::number));
  private final Map<TileId, Entry> waiting = new HashMap<>();
  private final Set<TileId> inHand = new HashSet<>();
  private long view;
  private long number;
  private boolean paused;
  private long pausedUntil;

  private record Entry(TileId id, long view, long number) {}

  TileQueue(Clock clock) {
    this.clock = clock;
  }

  /// What is asked for from now on goes before what was asked for until now.
  synchronized void beginView() {
    view++;
  }

  synchronized void ask(TileId id) {
    ask(id, view);
  }

  /// Puts it behind all others.
  synchronized void askLast(TileId id) {
    inHand.remove(id);
    ask(id, -1);
  }

  private void ask(TileId id, long asked) {
    Entry before = waiting.get(id);
    if (inHand.contains(id) || (before != null && before.view() >= asked)) {
      return;
    }
    if (before != null) {
      entries.remove(before);
    }
    var entry = new Entry(id, asked, number++);
    waiting.put(id, entry);
    entries.add(entry);
    if (entries.size() > MOST) {
      waiting.remove(entries.removeLast().id());
    }
    notifyAll();
  }

  /// Waits for the next one, which is in hand until it is [#done].
  synchronized TileId take() throws InterruptedException {
    while (isPaused() || entries.isEmpty()) {
      if (paused) {
        wait(Math.max(1, (pausedUntil - clock.ticks()) / NANOS_PER_MILLI));
      } else {
        wait();
      }
    }
    TileId id = entries.removeFirst().id();
    waiting.remove(id);
    inHand.add(id);
    return id;
  }

  synchronized void done(TileId id) {
    inHand.remove(id);
  }

  /// @param nanos for how long nothing is handed out
  synchronized void pause(long nanos) {
    paused = true;
    pausedUntil = clock.ticks() + nanos;
  }

  /// Whether something is about to come.
  synchronized boolean isBusy() {
    return !inHand.isEmpty() || (!isPaused() && !entries.isEmpty());
  }

  synchronized boolean isPaused() {
    paused = paused && clock.ticks() - pausedUntil < 0;
    return paused;
  }

  synchronized int size() {
    return entries.size() + inHand.size();
  }
}
