package io.belvedere.app.map.tiles;

import io.belvedere.app.map.TiledGround;
import io.belvedere.ingest.tiles.TileId;
import io.belvedere.ingest.time.Clock;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A ground that a server has. A tile is looked for in memory, then on disk; what is neither here
/// nor there, or older than the server said it may get, is put into a [TileQueue], which two
/// threads of its own empty.
///
/// A server that is away is left alone for half a minute at a time. A tile that it does not have,
/// or that is no picture, is not asked for again until the ground is opened anew.
final class ServedGround implements TiledGround {
  /// How long a server that is away is left alone, nanoseconds.
  private static final long PAUSE = 30_000_000_000L;

  /// How long a tile is drawn before another is asked for, microseconds.
  private static final long A_WHILE = 600_000_000L;

  private static final int THREADS = 2;
  private static final String AWAY = "away";
  private static final Logger log = LoggerFactory.getLogger(ServedGround.class);

  private final TilesChoice choice;
  private final TileTemplate template;
  private final TileFiles files;
  private final Clock clock;
  private final long pause;
  private final TileServer server;
  private final TileQueue queue;
  private final PicturesAtHand pictures = new PicturesAtHand();
  private final Troubles troubles = new Troubles();
  private final Set<TileId> hopeless = ConcurrentHashMap.newKeySet();
  private final AtomicLong arrivals = new AtomicLong();
  private final Map<TileId, Long> came = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean away;

  ServedGround(TilesChoice choice, TileTemplate template, TileFiles files, Clock clock) {
    this(choice, template, files, clock, PAUSE, TileServer.PATIENCE);
  }

  /// @param pause how long a server that is away is left alone, nanoseconds
  /// @param patience how long an answer may take
  ServedGround(
      TilesChoice choice,
      TileTemplate template,
      TileFiles files,
      Clock clock,
      long pause,
      Duration patience) {
    this.choice = choice;
    this.template = template;
    this.files = files;
    this.clock = clock;
    this.pause = pause;
    this.server = new TileServer(template, choice.headers(), clock, patience);
    this.queue = new TileQueue(clock);
    for (int i = 1; i <= THREADS; i++) {
      threads.add(Thread.ofPlatform().daemon().name("ground-tiles-" + i).start(this::fetchForever));
    }
  }

  @Override
  public int side() {
    return choice.side();
  }

  @Override
  public int coarsest() {
    return choice.coarsest();
  }

  @Override
  public int finest() {
    return choice.finest();
  }

  @Override
  public String attribution() {
    return choice.attribution();
  }

  @Override
  public void beginView() {
    queue.beginView();
  }

  @Override
  public Answer picture(TileId id) {
    PicturesAtHand.Kept kept = find(id);
    boolean wanted = (kept == null || kept.expires() <= clock.now()) && !hopeless.contains(id);
    if (wanted) {
      queue.ask(id);
    }
    return new Answer(kept == null ? null : kept.picture(), wanted);
  }

  @Override
  public @Nullable BufferedImage atHand(TileId id) {
    PicturesAtHand.Kept kept = find(id);
    return kept == null ? null : kept.picture();
  }

  private PicturesAtHand.@Nullable Kept find(TileId id) {
    PicturesAtHand.Kept kept = pictures.get(id);
    if (kept != null) {
      return kept;
    }
    Path file = files.file(template, id);
    Optional<CachedTile> tile = files.read(file, clock.now());
    if (tile.isEmpty()) {
      return null;
    }
    try {
      kept = new PicturesAtHand.Kept(TilePicture.of(tile.get().bytes()), tile.get().expires());
      pictures.put(id, kept);
      return kept;
    } catch (IOException e) {
      files.drop(file);
      return null;
    }
  }

  @Override
  public long arrivals() {
    return arrivals.get();
  }

  @Override
  public boolean hasComeSince(TileId id, long since) {
    Long number = came.get(id);
    return number != null && number > since;
  }

  @Override
  public boolean isBusy() {
    return queue.isBusy();
  }

  @Override
  public String newTrouble() {
    return troubles.next();
  }

  @Override
  public String words() {
    int waiting = queue.size();
    return "Ground: tiles of "
        + template.host()
        + (away ? ", which is away" : "")
        + (waiting == 0 ? "" : ", " + waiting + " to come")
        + (hopeless.isEmpty() ? "" : ", " + hopeless.size() + " not to be had")
        + ", %d MB on disk".formatted(files.bytes() / 1_000_000);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    server.close();
  }

  /// Whether all of its threads have ended.
  boolean hasEnded() {
    return threads.stream().noneMatch(Thread::isAlive);
  }

  private void fetchForever() {
    try {
      while (true) {
        fetchOnce();
      }
    } catch (InterruptedException e) {
      // Whoever interrupts this thread wants it to end.
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for a tile to be asked for, and fetches it.
  private void fetchOnce() throws InterruptedException {
    TileId id = queue.take();
    try {
      fetch(id);
    } catch (RuntimeException e) {
      hopeless.add(id);
      // The address may hold a key, and the message the address.
      log.error("Tile {} of {} failed with a {}.", id, template.host(), e.getClass().getName());
    } finally {
      queue.done(id);
    }
  }

  private void fetch(TileId id) throws InterruptedException {
    Path file = files.file(template, id);
    Optional<CachedTile> before = files.read(file, clock.now());
    switch (server.fetch(id, before.map(CachedTile::etag).orElse(""))) {
      case TileServer.Result.Here(CachedTile tile, boolean isKept) -> take(id, file, tile, isKept);
      case TileServer.Result.Unchanged(long expires) -> {
        isBack();
        before.ifPresent(tile -> confirm(id, file, tile.until(expires)));
      }
      case TileServer.Result.Missing(String what) -> {
        isBack();
        giveUp(id, what);
      }
      case TileServer.Result.Away(String what) -> {
        away = true;
        queue.pause(pause);
        queue.askLast(id);
        troubles.tell(
            AWAY,
            "Tiles of %s %s. What is on disk is drawn, and our own ground elsewhere."
                .formatted(template.host(), what));
      }
    }
  }

  private void isBack() {
    away = false;
    troubles.over(AWAY);
  }

  /// What is drawn already is right.
  private void confirm(TileId id, Path file, CachedTile tile) {
    PicturesAtHand.Kept kept = find(id);
    if (kept != null) {
      pictures.put(id, new PicturesAtHand.Kept(kept.picture(), expiry(tile)));
    }
    files.write(file, tile, clock.now());
  }

  /// A server that lets nothing get old is not asked at every look all the same.
  private long expiry(CachedTile tile) {
    return Math.max(tile.expires(), clock.now() + A_WHILE);
  }

  private void take(TileId id, Path file, CachedTile tile, boolean isKept) {
    isBack();
    BufferedImage picture;
    try {
      picture = TilePicture.of(tile.bytes());
    } catch (IOException e) {
      giveUp(id, String.valueOf(e.getMessage()));
      return;
    }
    pictures.put(id, new PicturesAtHand.Kept(picture, expiry(tile)));
    if (isKept) {
      files.write(file, tile, clock.now());
    }
    came.put(id, arrivals.get() + 1);
    arrivals.incrementAndGet();
  }

  private void giveUp(TileId id, String what) {
    hopeless.add(id);
    troubles.tell(
        what.replaceAll("[0-9]+ x [0-9]+", ""),
        "Tile %s of %s %s. Our own ground is drawn there.".formatted(id, template.host(), what));
  }
}
