package io.belvedere.ingest.bench;

import io.belvedere.ingest.twin.Flags;
import java.io.IOException;

/// The observations that a subject kept, as it kept them: a quarantined one at its receive time.
final class Replay implements AutoCloseable {
  private final ArrivalSource source;
  private final Kept kept;
  private final int most;
  private final Arrivals in = new Arrivals();
  private int received;

  /// @param most received observations, with those that were not kept
  Replay(ArrivalSource source, Kept kept, int most) {
    this.source = source;
    this.kept = kept;
    this.most = Math.min(most, kept.size());
  }

  /// Replaces what is in `out` by the next few seconds.
  ///
  /// @return false if there are no more
  boolean fill(Arrivals out) throws IOException {
    out.clear();
    if (received == most) {
      return false;
    }
    source.fill(in);
    in.cutTo(most - received);
    for (int i = 0; i < in.size(); i++, received++) {
      if (!kept.isDropped(received)) {
        int flags = kept.flags(received);
        out.add(
            in.datastream(i),
            Flags.isQuarantined(flags) ? in.receiveTime(i) : in.eventTime(i),
            in.receiveTime(i),
            in.value(i),
            flags,
            in.epoch(i),
            in.sequence(i));
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
