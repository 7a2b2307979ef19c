package io.belvedere.ingest.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The ids of all datastreams on disk, by number; only ever added to. Everything else is worth
/// nothing without them, so each frame is written twice.
final class NamesFile implements AutoCloseable {
  private static final int KIND = 1;
  private static final int NAMES = 1;

  private final Path path;
  private final Damage damage;
  private final List<String> all = new ArrayList<>();
  private FrameFile file;
  private int durable;
  private boolean lost;

  private NamesFile(Path path, Damage damage, FrameFile file) {
    this.path = path;
    this.damage = damage;
    this.file = file;
  }

  static NamesFile open(Path path, Damage damage) throws IOException {
    NamesFile names = new NamesFile(path, damage, FrameFiles.openKeeping(path, KIND, damage));
    NavigableMap<Integer, String> found = new TreeMap<>();
    names.file.forward(
        FrameFiles.whole(path, position -> {}, (kind, payload) -> take(payload, found)));
    found.forEach(
        (number, name) -> {
          names.reserve(number);
          names.all.add(name);
        });
    if (!names.lost) {
      names.durable = names.all.size();
    }
    return names;
  }

  private static void take(ByteBuffer payload, Map<Integer, String> found) {
    int number = (int) Varints.get(payload);
    for (; payload.hasRemaining(); number++) {
      byte[] name = new byte[(int) Varints.get(payload)];
      payload.get(name);
      found.putIfAbsent(number, new String(name, UTF_8));
    }
  }

  /// Says that so many numbers are in use. One whose id was lost gets one that nobody sends, so
  /// that it is never given to another.
  void reserve(int numbers) {
    if (all.size() < numbers) {
      damage.found(path, "has lost the ids of some datastreams.");
      lost = true;
      durable = 0;
    }
    while (all.size() < numbers) {
      all.add("\u0000lost-" + all.size());
    }
  }

  /// Whether ids were found to be lost at this start.
  boolean lost() {
    return lost;
  }

  List<String> all() {
    return List.copyOf(all);
  }

  /// Adds names with the next numbers, durably; after a failure, the next call does.
  void add(List<String> names) throws IOException {
    all.addAll(names);
    write();
  }

  /// Makes all durable that are not.
  void write() throws IOException {
    if (durable == all.size()) {
      return;
    }
    var out = new Varints.Out().put(durable);
    for (String name : all.subList(durable, all.size())) {
      byte[] bytes = name.getBytes(UTF_8);
      out.put(bytes.length).putBytes(bytes, bytes.length);
    }
    file.append(NAMES, out.toBuffer());
    file.append(NAMES, out.toBuffer());
    file.force();
    durable = all.size();
  }

  /// Begins again where there is no file any more.
  void restart() throws IOException {
    file.close();
    file = FrameFiles.openKeeping(path, KIND, damage);
    durable = 0;
    write();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
