package io.belvedere.ingest.history;

import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.time.TimeRanges;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// When nothing could be received, as far back as anything is kept. What is read again from Kafka
/// cannot tell it, nor can slabs that were sealed around it.
///
/// [#open] belongs to whoever starts the feed, the rest to `history-io`.
final class HolesFile {
  private static final int KIND = 8;

  private final CountedFile file;
  private TimeRanges holes;
  private boolean isWaiting;

  private HolesFile(CountedFile file, TimeRanges holes, boolean isWaiting) {
    this.file = file;
    this.holes = holes;
    this.isWaiting = isWaiting;
  }

  /// Opens the file, if it is there. Nothing that is in it keeps anybody from starting.
  static HolesFile open(Path path, Damage damage) {
    var file = new CountedFile(path, KIND, "has lost some of when nothing could be received.");
    List<TimeRange> found = new ArrayList<>();
    boolean isWhole = file.read(damage, payload -> found.add(range(payload)));
    return new HolesFile(file, new TimeRanges(found), !isWhole);
  }

  TimeRanges all() {
    return holes;
  }

  /// Takes what is there from now on; [#write] keeps it.
  void replaceBy(TimeRanges all) {
    isWaiting |= !all.equals(holes);
    holes = all;
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
    file.write(holes.all().stream().map(HolesFile::payload).toList());
    isWaiting = false;
    return 1;
  }

  /// Has them written again where there is no file any more.
  void restart() {
    isWaiting |= !holes.isEmpty();
  }

  private static ByteBuffer payload(TimeRange range) {
    return new Varints.Out().putSigned(range.from()).putSigned(range.to()).toBuffer();
  }

  private static TimeRange range(ByteBuffer payload) {
    return new TimeRange(Varints.getSigned(payload), Varints.getSigned(payload));
  }
}
