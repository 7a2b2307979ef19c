package io.belvedere.ingest.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belvedere.ingest.time.TimeRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What is pinned, in a file that is replaced as a whole.
///
/// [#write] and [#restart] belong to `history-io`; any thread may call the rest, which never waits.
final class Pins {
  private static final int KIND = 7;
  private static final Comparator<Pin> ORDER =
      Comparator.<Pin>comparingLong(pin -> pin.range().from())
          .thenComparingLong(pin -> pin.range().to())
          .thenComparing(Pin::name);

  private final CountedFile file;
  private volatile List<Pin> pins;
  private volatile boolean isWaiting;

  private Pins(CountedFile file, List<Pin> pins, boolean isWaiting) {
    this.file = file;
    this.pins = List.copyOf(pins);
    this.isWaiting = isWaiting;
  }

  /// Opens the file, if it is there. Nothing that is in it keeps anybody from starting.
  static Pins open(Path path, Damage damage) {
    var file = new CountedFile(path, KIND, "has lost some of what was pinned.");
    List<Pin> found = new ArrayList<>();
    boolean isWhole = file.read(damage, payload -> found.add(read(payload)));
    found.sort(ORDER);
    return new Pins(file, found, !isWhole);
  }

  /// Ascending.
  List<Pin> all() {
    return pins;
  }

  synchronized void add(Pin pin) {
    if (!pins.contains(pin)) {
      List<Pin> more = new ArrayList<>(pins);
      more.add(pin);
      more.sort(ORDER);
      change(more);
    }
  }

  /// @return whether there was such a pin
  synchronized boolean remove(Pin pin) {
    List<Pin> fewer = new ArrayList<>(pins);
    boolean there = fewer.remove(pin);
    if (there) {
      change(fewer);
    }
    return there;
  }

  private void change(List<Pin> changed) {
    pins = List.copyOf(changed);
    isWaiting = true;
  }

  boolean holds(SegmentOnDisk segment) {
    return pins.stream().anyMatch(pin -> segment.overlaps(pin.range()));
  }

  boolean isWaiting() {
    return isWaiting;
  }

  /// Writes them, durably, if they have changed; what cannot be written is tried again with the
  /// next call.
  ///
  /// @return how much there was to do
  int write() throws IOException {
    if (!isWaiting) {
      return 0;
    }
    // Before they are read, so that none that is pinned meanwhile is forgotten.
    isWaiting = false;
    try {
      file.write(pins.stream().map(Pins::payload).toList());
    } catch (IOException e) {
      isWaiting = true;
      throw e;
    }
    return 1;
  }

  /// Has them written again where there is no file any more.
  void restart() {
    if (!pins.isEmpty()) {
      isWaiting = true;
    }
  }

  private static ByteBuffer payload(Pin pin) {
    byte[] name = pin.name().getBytes(UTF_8);
    return new Varints.Out()
        .putSigned(pin.range().from())
        .putSigned(pin.range().to())
        .put(name.length)
        .putBytes(name, name.length)
        .toBuffer();
  }

  private static Pin read(ByteBuffer payload) {
    TimeRange range = new TimeRange(Varints.getSigned(payload), Varints.getSigned(payload));
    byte[] name = new byte[(int) Varints.get(payload)];
    payload.get(name);
    return new Pin(range, new String(name, UTF_8));
  }
}
