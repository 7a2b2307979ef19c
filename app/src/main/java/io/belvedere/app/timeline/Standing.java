package io.belvedere.app.timeline;

import io.belvedere.ingest.model.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What the samples of a span say. Immutable. A step is the time from sample to sample, in
/// microseconds.
final class Standing {
  /// Nothing looked at yet.
  static final Standing UNKNOWN = new Standing(1, new TreeMap<>(), List.of(), true);

  private final long step;
  private final NavigableMap<Long, Sample> samples;
  private final List<Strip> strips;
  private final boolean complete;

  /// @param complete whether none of the samples of the span is missing
  Standing(long step, NavigableMap<Long, Sample> samples, List<Strip> strips, boolean complete) {
    this.complete = complete;
    this.step = step;
    this.samples = new TreeMap<>(samples);
    this.strips = List.copyOf(strips);
  }

  /// The standing of several districts as one.
  static Standing together(Collection<Standing> parts) {
    if (parts.isEmpty()) {
      return UNKNOWN;
    }
    if (parts.size() == 1) {
      return parts.iterator().next();
    }
    long step = parts.stream().mapToLong(Standing::step).max().orElse(1);
    TreeMap<Long, Sample> samples = new TreeMap<>();
    List<Strip> strips = new ArrayList<>();
    for (Standing part : parts) {
      part.samples.forEach((t, s) -> samples.merge(t, s, Standing::worse));
      strips.addAll(part.strips);
    }
    boolean complete = parts.stream().allMatch(Standing::isComplete);
    return new Standing(step, samples, strips, complete);
  }

  boolean isComplete() {
    return complete;
  }

  long step() {
    return step;
  }

  List<Strip> strips() {
    return strips;
  }

  /// How bad the worst of the district stood; normal where it was not looked at yet.
  Severity worstAt(long instant) {
    var sample = samples.floorEntry(instant);
    return sample == null || instant - sample.getKey() >= step
        ? Severity.NORMAL
        : sample.getValue().worst();
  }

  /// How many values of about that instant were learnt late.
  int lateAt(long instant) {
    var sample = samples.floorEntry(instant);
    return sample == null || instant - sample.getKey() >= step ? 0 : sample.getValue().late();
  }

  private static Sample worse(Sample a, Sample b) {
    return new Sample(
        a.worst().compareTo(b.worst()) >= 0 ? a.worst() : b.worst(),
        List.of(),
        new int[0],
        a.late() + b.late(),
        Math.min(a.taken(), b.taken()));
  }
}
