package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps a folder for one instance of Belvedere, until closed or until the process is gone. The
/// file `lock` in the folder is what is locked, and says which process has it; it stays behind.
public final class FolderLock implements AutoCloseable {
  static final String NAME = "lock";

  /// Far behind the process id: on Windows nobody else can read what is locked.
  private static final long LOCKED = Long.MAX_VALUE - 1;

  private static final int MOST_BYTES = 32;
  private static final Pattern PROCESS = Pattern.compile("process ([0-9]+)\n");

  /// Asked before the file is opened: on POSIX, closing any channel to a file takes all locks of
  /// the process on it away, so a second try must not even open it.
  private static final Set<Object> OURS = ConcurrentHashMap.newKeySet();

  private final Object identity;
  private final FileChannel channel;
  private final AtomicBoolean closed = new AtomicBoolean();

  private FolderLock(Object identity, FileChannel channel) {
    this.identity = identity;
    this.channel = channel;
  }

  /// Locks a folder, which must be there.
  ///
  /// @throws FolderInUseException if another instance has it, in this process or another
  /// @throws IOException if the folder cannot be locked
  public static FolderLock take(Path folder) throws IOException {
    Object identity = identity(folder);
    if (!OURS.add(identity)) {
      throw new FolderInUseException(
          "The folder %s is already in use by this process.".formatted(folder));
    }
    try {
      return new FolderLock(identity, locked(folder));
    } catch (IOException | RuntimeException e) {
      OURS.remove(identity);
      throw e;
    }
  }

  /// Gives the folder free. Closing twice does no harm.
  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    try (channel) {
      sign(channel, "");
    } finally {
      OURS.remove(identity);
    }
  }

  /// The same for every path to the folder; not every system numbers its folders.
  private static Object identity(Path folder) throws IOException {
    try {
      Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
      return key == null ? folder.toRealPath() : key;
    } catch (IOException e) {
      throw cannotLock(folder, e);
    }
  }

  private static FileChannel locked(Path folder) throws IOException {
    FileChannel channel = channel(folder);
    try {
      FileLock lock = tryLock(channel, folder);
      if (lock == null) {
        throw new FolderInUseException(
            "The folder %s is in use by another Belvedere%s.".formatted(folder, holder(channel)));
      }
      sign(channel, "process %d\n".formatted(ProcessHandle.current().pid()));
      if (!lock.isValid()) {
        throw new IOException("The folder %s was locked, but not for long.".formatted(folder));
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      try {
        channel.close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private static FileChannel channel(Path folder) throws IOException {
    try {
      return FileChannel.open(
          folder.resolve(NAME),
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw cannotLock(folder, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel, Path folder) throws IOException {
    try {
      return channel.tryLock(LOCKED, 1, false);
    } catch (IOException e) {
      throw cannotLock(folder, e);
    }
  }

  /// Says whose lock it is, if the disk has room for that; the lock holds without.
  private static void sign(FileChannel channel, String signature) {
    try {
      channel.truncate(0);
      Strokes.write(channel, 0, ByteBuffer.wrap(signature.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException unsigned) {
      // See above.
    }
  }

  private static String holder(FileChannel channel) {
    ByteBuffer text = ByteBuffer.allocate(MOST_BYTES);
    try {
      channel.read(text, 0);
    } catch (IOException unknown) {
      return "";
    }
    Matcher process = PROCESS.matcher(StandardCharsets.US_ASCII.decode(text.flip()));
    return process.matches() ? " (process " + process.group(1) + ")" : "";
  }

  private static IOException cannotLock(Path folder, IOException cause) {
    return new IOException("The folder %s cannot be locked: %s.".formatted(folder, cause), cause);
  }
}
