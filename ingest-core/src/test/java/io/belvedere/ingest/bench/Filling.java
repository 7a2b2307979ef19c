package io.belvedere.ingest.bench;

import io.belvedere.ingest.time.Clock;
import java.io.IOException;

/// Takes the first observations of a source into a subject.
final class Filling {
  private final Clock clock = Clock.system();
  private final Arrivals batch = new Arrivals();
  private long sourceNanos;
  private long observations;

  void run(ArrivalSource source, Intake intake, long most) throws IOException {
    while (observations < most) {
      long begin = clock.ticks();
      source.fill(batch);
      sourceNanos += clock.ticks() - begin;
      batch.cutTo((int) Math.min(batch.size(), most - observations));
      intake.take(batch, 0, batch.size());
      observations += batch.size();
    }
  }

  /// Nanoseconds that the source takes for an observation.
  double sourceNanosEach() {
    return (double) sourceNanos / observations;
  }
}
