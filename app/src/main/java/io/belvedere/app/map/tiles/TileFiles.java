package io.belvedere.app.map.tiles;

import io.belvedere.ingest.tiles.TileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tiles of servers on disk, one in each file, up to so many bytes; those looked at longest ago
/// go first. The time of a file is that of the last look, so that it stays so over a restart.
///
/// Safe for use by any thread, and by several processes: what another has taken away is not there.
final class TileFiles {
  private static final Logger log = LoggerFactory.getLogger(TileFiles.class);

  private final Path folder;
  private final long budget;
  private final LinkedHashMap<Path, Long> sizes = new LinkedHashMap<>(256, 0.75f, true);
  private long total;
  private boolean failed;

  /// @param folder made when the first tile comes
  /// @param budget bytes
  /// @throws IOException if the folder cannot be read
  TileFiles(Path folder, long budget) throws IOException {
    this.folder = folder;
    this.budget = budget;
    if (Files.isDirectory(folder)) {
      index();
    }
    makeRoom();
  }

  /// Where a desk keeps them, as the system has it.
  static Path defaultFolder() {
    String home = System.getProperty("user.home", ".");
    String configured = System.getenv("XDG_CACHE_HOME");
    Path caches =
        configured == null || configured.isEmpty() ? Path.of(home, ".cache") : Path.of(configured);
    return caches.resolve("belvedere").resolve("tiles");
  }

  private record Known(Path file, long size, FileTime looked) {}

  private void index() throws IOException {
    List<Known> known = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            known.add(new Known(file, is.size(), is.lastModifiedTime()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    known.sort(Comparator.comparing(Known::looked));
    for (Known one : known) {
      sizes.put(one.file(), one.size());
      total += one.size();
    }
  }

  /// Where a tile of a server is kept. The address may hold a key, so it is not seen in the name.
  Path file(TileTemplate template, TileId id) {
    return folder
        .resolve(hash(template.text()))
        .resolve(String.valueOf(id.zoom()))
        .resolve(String.valueOf(id.column()))
        .resolve(id.row() + ".tile");
  }

  private static String hash(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256.", e);
    }
  }

  /// @param now microseconds UTC
  /// @return nothing if it is not there; what is damaged is taken away
  Optional<CachedTile> read(Path file, long now) {
    synchronized (this) {
      if (sizes.get(file) == null) {
        return Optional.empty();
      }
    }
    try {
      Optional<CachedTile> tile = CachedTile.ofFile(Files.readAllBytes(file));
      if (tile.isEmpty()) {
        drop(file);
      } else {
        Files.setLastModifiedTime(file, FileTime.from(now, TimeUnit.MICROSECONDS));
      }
      return tile;
    } catch (NoSuchFileException e) {
      forget(file);
      return Optional.empty();
    } catch (IOException e) {
      fail(e);
      return Optional.empty();
    }
  }

  /// Keeps a tile, whole or not at all. A failure is logged once: nobody's work hangs on it.
  void write(Path file, CachedTile tile, long now) {
    byte[] content = tile.toFile();
    if (content.length > budget) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      Path aside = Files.createTempFile(file.getParent(), ".", ".new");
      try {
        Files.write(aside, content);
        Files.setLastModifiedTime(aside, FileTime.from(now, TimeUnit.MICROSECONDS));
        Files.move(
            aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
      synchronized (this) {
        Long before = sizes.put(file, (long) content.length);
        total += content.length - (before == null ? 0 : before);
      }
      makeRoom();
    } catch (IOException e) {
      fail(e);
    }
  }

  /// Takes a damaged one away.
  void drop(Path file) {
    forget(file);
    delete(file);
  }

  /// What all of them take, bytes.
  synchronized long bytes() {
    return total;
  }

  private synchronized void forget(Path file) {
    Long size = sizes.remove(file);
    total -= size == null ? 0 : size;
  }

  private synchronized void makeRoom() {
    while (total > budget && !sizes.isEmpty()) {
      Map.Entry<Path, Long> eldest = sizes.firstEntry();
      sizes.remove(eldest.getKey());
      total -= eldest.getValue();
      delete(eldest.getKey());
    }
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException | UncheckedIOException e) {
      fail(e);
    }
  }

  private synchronized void fail(Exception e) {
    if (!failed) {
      failed = true;
      log.warn("Tiles cannot be kept in {}; they are fetched anew at each start.", folder, e);
    }
  }
}
