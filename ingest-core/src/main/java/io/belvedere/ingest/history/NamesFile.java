package io.belvedere.ingest.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The ids of all datastreams on disk, by number; only ever added to.
final class NamesFile implements AutoCloseable {
  private static final int KIND = 1;
  private static final int NAMES = 1;

  private final FrameFile file;
  private final List<String> all = new ArrayList<>();

  private NamesFile(FrameFile file) {
    this.file = file;
  }

  /// A number whose id was damaged gets one that nobody sends, so that it is never given to
  /// another.
  static NamesFile open(Path path) throws IOException {
    NamesFile names = new NamesFile(FrameFiles.openKeeping(path, KIND));
    names.file.forward(FrameFiles.whole((kind, payload) -> names.take(payload)));
    return names;
  }

  private void take(ByteBuffer payload) {
    int first = (int) Varints.get(payload);
    while (all.size() < first) {
      all.add("\u0000lost-" + all.size());
    }
    while (payload.hasRemaining()) {
      byte[] name = new byte[(int) Varints.get(payload)];
      payload.get(name);
      all.add(new String(name, UTF_8));
    }
  }

  List<String> all() {
    return List.copyOf(all);
  }

  /// Adds names with the next numbers, durably.
  void add(List<String> names) throws IOException {
    var out = new Varints.Out().put(all.size());
    for (String name : names) {
      byte[] bytes = name.getBytes(UTF_8);
      out.put(bytes.length).putBytes(bytes, bytes.length);
    }
    file.append(NAMES, out.toBuffer());
    all.addAll(names);
    file.force();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
