package io.belvedere.ingest.feed;

import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.twin.DistrictState;

/// Reads an instant of the past together with how much of it is known. Where it is not loaded the
/// state is that of before, of which nobody knows whether it still held: no progress is told, so
/// that every datastream is UNKNOWN, for one cause. By being read, what is on disk only is wanted
/// back.
///
/// May be called by any thread.
public final class Recall {
  private static final long[] NO_PROGRESS = {};

  private Recall() {}

  /// Fills `out` with what was true at `t`, see [LiveDistrict#at].
  ///
  /// @return what is known of that instant
  public static Ground at(LiveDistrict district, long t, DistrictState out) {
    return read(district, t, out, () -> district.at(t, out));
  }

  /// Fills `out` with what had been received by `known` about `t`, see [LiveDistrict#asKnown].
  ///
  /// @return what is known of that instant
  public static Ground asKnown(LiveDistrict district, long t, long known, DistrictState out) {
    return read(district, t, out, () -> district.asKnown(t, known, out));
  }

  /// Asks before and after, so that what comes or goes meanwhile is not told as loaded.
  private static Ground read(LiveDistrict district, long t, DistrictState out, Runnable read) {
    Ground before = district.ground(t);
    read.run();
    Ground ground = before.isLoaded() ? district.ground(t) : before;
    if (!ground.isLoaded()) {
      out.setProgress(NO_PROGRESS);
    }
    return ground;
  }
}
