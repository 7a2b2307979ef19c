package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// An append-only file of frames. Each tells by itself where it begins, where it ends and whether
/// it is whole, so the file can be walked from either end without an index, and damage costs the
/// frames it hit and no others. Used by one thread at a time; as with every channel, interrupting
/// that thread closes the file.
///
/// ```
/// header   8 bytes magic, 2 version, 2 kind of file, 4 CRC32C of these
/// frame    4 bytes magic, 4 length of the payload, 1 kind, 3 zero, 4 CRC32C,
///          payload, 4 length once more, 4 magic of the end
/// ```
///
/// All little-endian. The checksum of a frame covers its position in the file (8 bytes), length,
/// kind with the zeros, and payload. Because of the position, a frame that was copied into the
/// payload of another is not mistaken for one of this file where the other is damaged.
final class FrameFile implements AutoCloseable {
  /// Bytes of a payload, at most.
  static final int MOST = 1 << 26;

  static final int HEADER = FileHeader.BYTES;
  static final int HEAD = 16;
  static final int TAIL = 8;

  /// Bytes of a frame beside its payload.
  static final int AROUND = HEAD + TAIL;

  static final int BEGINS = 0xF2A5_6D1E;
  static final int ENDS = 0xE1D6_5A2F;

  private static final int MOST_KIND = 0xFF;

  private final Path file;
  private final FileChannel channel;
  private long end;
  private long cut;

  private FrameFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Begins a file that must not be there yet, durably.
  ///
  /// @param fileKind 0 to 65,535
  static FrameFile create(Path file, int fileKind) throws IOException {
    FileChannel channel =
        channel(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FrameFile created = create(file, channel, fileKind);
      WholeFile.forceName(file);
      return created;
    } catch (IOException | RuntimeException e) {
      closeAfter(e, channel);
      try {
        Files.deleteIfExists(file);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  /// Begins a file in an empty channel, which is closed with the frame file.
  static FrameFile create(Path file, FileChannel channel, int fileKind) throws IOException {
    var created = new FrameFile(file, channel);
    created.writeHeader(fileKind);
    return created;
  }

  /// Opens a file and cuts off what is not whole, and all behind it: for a journal, which is only
  /// as good as it is without gaps. [#cut] tells how much that was.
  ///
  /// @throws IOException if it is of another kind, of a version that is not known, or no such file
  static FrameFile open(Path file, int fileKind) throws IOException {
    return open(file, channel(file, StandardOpenOption.READ, StandardOpenOption.WRITE), fileKind);
  }

  /// Opens what is in a channel, which is closed with the frame file, and if this fails.
  static FrameFile open(Path file, FileChannel channel, int fileKind) throws IOException {
    FrameFile opened = openKeeping(file, channel, fileKind);
    try {
      opened.cutOff();
      return opened;
    } catch (IOException | RuntimeException e) {
      closeAfter(e, channel);
      throw e;
    }
  }

  /// Opens a file as it is; walks tell what of it is damaged. New frames go behind all.
  ///
  /// @throws IOException as from [#open]
  static FrameFile openKeeping(Path file, int fileKind) throws IOException {
    return openKeeping(
        file, channel(file, StandardOpenOption.READ, StandardOpenOption.WRITE), fileKind);
  }

  /// Opens what is in a channel, which is closed with the frame file, and if this fails.
  static FrameFile openKeeping(Path file, FileChannel channel, int fileKind) throws IOException {
    var opened = new FrameFile(file, channel);
    try {
      opened.readHeader(fileKind);
      return opened;
    } catch (IOException | RuntimeException e) {
      closeAfter(e, channel);
      throw e;
    }
  }

  /// Writes the header of a damaged file again if there is a whole frame behind it, which shows
  /// whose file it is.
  ///
  /// @return whether there is
  static boolean mend(Path file, int fileKind) throws IOException {
    try (FileChannel channel = channel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      if (new FrameReader(file, channel, size).firstFrom(HEADER) >= size) {
        return false;
      }
      Strokes.write(channel, 0, FileHeader.of(fileKind));
      channel.force(true);
      return true;
    }
  }

  /// Takes what is in a frame, one after another.
  interface Visitor {
    /// @param payload little-endian, good until the visitor returns
    /// @return whether to go on
    boolean frame(long position, int kind, ByteBuffer payload) throws IOException;

    /// Called for each stretch without a whole frame, in its turn.
    void damaged(long position, long bytes) throws IOException;
  }

  /// One frame with a payload of its own, little-endian.
  record Frame(int kind, ByteBuffer payload) {}

  /// Adds a frame, which is durable after the next [#force]. If that fails, the file is as it was
  /// and can be used on, unless it was closed meanwhile: then the frame is there whole or not at
  /// all when it is opened again.
  ///
  /// @param kind 0 to 255
  /// @param payload at most [#MOST] bytes from its position to its limit, both of which stay
  /// @return the position of the frame
  long append(int kind, ByteBuffer payload) throws IOException {
    int length = payload.remaining();
    if (kind < 0 || kind > MOST_KIND || length > MOST) {
      throw new IllegalArgumentException(
          "A frame of kind %d with %d bytes does not fit into %s.".formatted(kind, length, file));
    }
    long position = end;
    ByteBuffer head = FrameReader.littleEndian(HEAD);
    head.putInt(BEGINS).putInt(length).putInt(kind).putInt(checksum(position, kind, payload));
    ByteBuffer tail = FrameReader.littleEndian(TAIL).putInt(length).putInt(ENDS);
    try {
      cutBack();
      Strokes.write(channel, position, head.flip());
      Strokes.write(channel, position + HEAD, payload);
      Strokes.write(channel, position + HEAD + length, tail.flip());
    } catch (IOException e) {
      var failure =
          new IOException(
              "%s cannot be written at byte %d: %s.".formatted(file, position, Causes.words(e)), e);
      try {
        cutBack();
      } catch (IOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
    end = position + AROUND + length;
    return position;
  }

  /// Makes all frames durable. If that fails, those since the last time may be lost even if it
  /// succeeds later: the system forgets what it could not write.
  void force() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be forced to byte %d: %s.".formatted(file, end, Causes.words(e)), e);
    }
  }

  /// Where the next frame goes.
  long size() {
    return end;
  }

  /// Bytes that were cut off when the file was opened.
  long cut() {
    return cut;
  }

  /// Reads the frame that begins at a position.
  ///
  /// @throws IOException if there is none, or it is damaged
  Frame read(long position) throws IOException {
    var reader = new FrameReader(file, channel, end);
    if (!reader.load(position)) {
      throw new IOException("%s has no whole frame at byte %d.".formatted(file, position));
    }
    return new Frame(reader.kind(), reader.payload());
  }

  /// Walks from the first frame to the last of now.
  void forward(Visitor visitor) throws IOException {
    forward(visitor, MOST);
  }

  /// Walks as [#forward], but reads only the first bytes of each payload, which may be damaged.
  ///
  /// @param most bytes of a payload
  void skim(int most, Visitor visitor) throws IOException {
    forward(visitor, most);
  }

  private void forward(Visitor visitor, int most) throws IOException {
    var reader = new FrameReader(file, channel, end);
    long last = end;
    long at = HEADER;
    while (at < last) {
      if (!reader.load(at, most)) {
        long whole = reader.firstFrom(at + 1);
        visitor.damaged(at, whole - at);
        at = whole;
      } else if (visitor.frame(at, reader.kind(), reader.payload())) {
        at = reader.end();
      } else {
        return;
      }
    }
  }

  /// Walks from the last frame of now to the first.
  void backward(Visitor visitor) throws IOException {
    var reader = new FrameReader(file, channel, end);
    long at = end;
    while (at > HEADER) {
      if (!reader.loadBefore(at)) {
        long whole = reader.lastUntil(at - 1);
        visitor.damaged(whole, at - whole);
        at = whole;
      } else if (visitor.frame(reader.start(), reader.kind(), reader.payload())) {
        at = reader.start();
      } else {
        return;
      }
    }
  }

  /// Closes the file; what was not forced is left to the system.
  @Override
  public void close() throws IOException {
    channel.close();
  }

  /// Cuts off the first frame that is not whole, and all behind it. Forced, so that no old frame
  /// comes back behind a new one if the machine goes down.
  private void cutOff() throws IOException {
    var reader = new FrameReader(file, channel, end);
    long whole = HEADER;
    while (reader.load(whole)) {
      whole = reader.end();
    }
    cut = end - whole;
    end = whole;
    if (cut > 0) {
      try {
        cutBack();
        channel.force(true);
      } catch (IOException e) {
        throw new IOException(
            "%s cannot be cut off at byte %d: %s.".formatted(file, whole, Causes.words(e)), e);
      }
    }
  }

  /// The checksum of a frame at a position.
  static int checksum(long position, int kindWord, ByteBuffer payload) {
    var crc = new CRC32C();
    ByteBuffer fixed = FrameReader.littleEndian(HEAD);
    crc.update(fixed.putLong(position).putInt(payload.remaining()).putInt(kindWord).flip());
    crc.update(payload.duplicate());
    return (int) crc.getValue();
  }

  private void cutBack() throws IOException {
    if (channel.size() > end) {
      channel.truncate(end);
    }
  }

  private void writeHeader(int fileKind) throws IOException {
    try {
      Strokes.write(channel, 0, FileHeader.of(fileKind));
      channel.force(true);
    } catch (IOException e) {
      throw new IOException("%s cannot be begun: %s.".formatted(file, Causes.words(e)), e);
    }
    end = HEADER;
  }

  private void readHeader(int fileKind) throws IOException {
    ByteBuffer header;
    try {
      end = channel.size();
      header = FrameReader.littleEndian((int) Math.min(HEADER, end));
      Strokes.read(channel, 0, header);
    } catch (IOException e) {
      throw new IOException("%s cannot be read at byte 0: %s.".formatted(file, Causes.words(e)), e);
    }
    switch (FileHeader.check(header.flip(), fileKind)) {
      case FileHeader.Good() -> {}
      case FileHeader.Begun() -> writeHeader(fileKind);
      case FileHeader.Damaged(String why) -> throw new DamagedFileException(file + " " + why);
      case FileHeader.Refused(String why) -> throw new IOException(file + " " + why);
    }
  }

  private static FileChannel channel(Path file, StandardOpenOption... options) throws IOException {
    try {
      return FileChannel.open(file, options);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " is there already.", e);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no " + file + ".", e);
    } catch (IOException e) {
      throw new IOException("%s cannot be opened: %s.".formatted(file, Causes.words(e)), e);
    }
  }

  private static void closeAfter(Exception failure, FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
