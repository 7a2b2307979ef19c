package io.belvedere.ingest.feed;

import io.belvedere.ingest.feed.LetterJson.Line;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The dead letters of a district on disk: a file that is appended to, and the one before it. When
/// the first is full it takes the place of the second, and what was in that is gone. A line that a
/// crash has torn is cut off, one that cannot be read is passed over.
///
/// One thread at a time.
final class LetterFiles implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LetterFiles.class);

  /// Where a letter stands.
  ///
  /// @param file counted from the first that this process has seen
  record Spot(long file, long position, int length) {}

  /// Is told of each line in its order.
  @FunctionalInterface
  interface Lines {
    void take(Line line, Spot spot);
  }

  private final Path path;
  private final long mostBytes;
  private final int mostLetters;
  private @Nullable FileChannel channel;
  private long file = 1;
  private long position;
  private int letters;

  /// @param mostBytes in a file
  /// @param mostLetters in a file
  LetterFiles(Path path, long mostBytes, int mostLetters) {
    this.path = path;
    this.mostBytes = mostBytes;
    this.mostLetters = mostLetters;
  }

  /// Reads what an earlier run has left and goes on behind it.
  ///
  /// @param since from when on letters are kept if none were so far, microseconds UTC
  void open(long since, Lines to) throws IOException {
    read(older(path), file - 1, to);
    long end =
        read(
            path,
            file,
            (line, spot) -> {
              letters += line instanceof LetterJson.Letter ? 1 : 0;
              to.take(line, spot);
            });
    FileChannel opened =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel = opened;
    opened.truncate(end);
    position = end;
    if (end == 0) {
      append(LetterJson.line(new LetterJson.Beginning(since, 0)));
    }
  }

  /// Reads all that stands in the files. Any thread.
  void readAll(Lines to) throws IOException {
    read(path, to);
  }

  /// Reads the files of a desk, which may go on writing meanwhile.
  static void read(Path path, Lines to) throws IOException {
    read(older(path), 0, to);
    read(path, 1, to);
  }

  private static Path older(Path path) {
    return path.resolveSibling(path.getFileName() + ".1");
  }

  /// @return where the last whole line ends
  private static long read(Path path, long file, Lines to) throws IOException {
    long start = 0;
    int damaged = 0;
    long firstDamaged = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      var line = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != '\n') {
          line.write(next);
          continue;
        }
        int length = line.size();
        try {
          to.take(LetterJson.read(line.toByteArray()), new Spot(file, start, length));
        } catch (IOException e) {
          firstDamaged = damaged++ == 0 ? start : firstDamaged;
        }
        start += length + 1;
        line.reset();
      }
    } catch (NoSuchFileException e) {
      return 0;
    }
    if (damaged > 0) {
      LOG.warn(
          "{} lines of {} cannot be read and are passed over, the first at byte {}.",
          damaged,
          path,
          firstDamaged);
    }
    return start;
  }

  /// Whether the next letter begins a new file, and what is in the older one goes.
  boolean isFull() {
    return position >= mostBytes || letters >= mostLetters;
  }

  /// The number of the file that goes when a new one is begun.
  long goes() {
    return file - 1;
  }

  /// Begins a new file.
  void begin(LetterJson.Beginning beginning) throws IOException {
    close();
    if (Files.exists(path)) {
      Files.move(path, older(path), StandardCopyOption.REPLACE_EXISTING);
    }
    file++;
    letters = 0;
    position = 0;
    channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    append(LetterJson.line(beginning));
  }

  Spot append(DeadLetter letter, LetterBody body) throws IOException {
    byte[] line = LetterJson.line(letter, body);
    var spot = new Spot(file, position, line.length - 1);
    append(line);
    letters++;
    return spot;
  }

  void mark(DeadLetter.Place driven) throws IOException {
    append(LetterJson.line(new LetterJson.Driven(driven)));
  }

  private void append(byte[] line) throws IOException {
    FileChannel to = channel;
    if (to == null) {
      throw new IOException(path + " is not open.");
    }
    // What an append that failed has left is written over.
    ByteBuffer bytes = ByteBuffer.wrap(line);
    long at = position;
    while (bytes.hasRemaining()) {
      at += to.write(bytes, at);
    }
    position = at;
  }

  /// What stands there; empty if it has gone.
  Optional<KeptLetter> read(Spot spot) throws IOException {
    if (spot.file() < file - 1) {
      return Optional.empty();
    }
    ByteBuffer line = ByteBuffer.allocate(spot.length());
    try (FileChannel from =
        FileChannel.open(spot.file() == file ? path : older(path), StandardOpenOption.READ)) {
      long at = spot.position();
      while (line.hasRemaining()) {
        int count = from.read(line, at);
        if (count < 0) {
          throw new IOException(path + " ends too early.");
        }
        at += count;
      }
    }
    return LetterJson.read(line.array()) instanceof LetterJson.Letter(var letter, var body)
        ? Optional.of(new KeptLetter(letter, body))
        : Optional.empty();
  }

  /// Has all that was written reach the disk.
  void force() throws IOException {
    if (channel != null) {
      channel.force(false);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
