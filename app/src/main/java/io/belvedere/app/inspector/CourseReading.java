package io.belvedere.app.inspector;

import io.belvedere.app.session.Inquiry;
import io.belvedere.ingest.alarm.Onset;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.Envelope;
import io.belvedere.ingest.history.Grounds;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Reads the course of a datastream away from the JavaFX thread.
final class CourseReading {
  private final Inquiry<Question, Course> inquiry;

  /// Belongs to whoever answers, one question at a time.
  private final Envelope envelope = new Envelope();

  CourseReading(Executor executor) {
    this.inquiry = new Inquiry<>(executor, this::answer);
  }

  /// @return whether it was taken; a pulse later is soon enough to ask again
  boolean ask(Question question) {
    return inquiry.ask(question);
  }

  Optional<Course> newest() {
    return inquiry.answer();
  }

  private Course answer(Question q) {
    Grounds grounds = Grounds.of(q.district().history());
    q.district().history().envelope(q.datastream(), q.range(), q.columns(), envelope);
    Optional<Onset> since =
        q.severity().isAbnormal()
            ? Onset.of(q.district().history(), q.datastream(), q.instant(), q.severity())
            : Optional.empty();
    return Course.of(q.datastream(), envelope, q.period(), q.now(), since, grounds);
  }

  /// @param severity at `instant`: since when it is so is told too
  /// @param period expected time between observations, microseconds
  record Question(
      LiveDistrict district,
      int datastream,
      TimeRange range,
      int columns,
      long instant,
      long now,
      Severity severity,
      long period) {}
}
