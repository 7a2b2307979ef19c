package io.belvedere.app.alarms;

import io.belvedere.ingest.model.Severity;
import java.util.List;

/// How many alarms there are of each severity.
public record AlarmCounts(int p1, int p2, int p3, int p4) {
  public static final AlarmCounts NONE = new AlarmCounts(0, 0, 0, 0);

  static AlarmCounts of(List<Alarm> alarms) {
    int[] counts = new int[Severity.COUNT];
    alarms.forEach(a -> counts[a.severity().ordinal()]++);
    return new AlarmCounts(
        counts[Severity.P1.ordinal()],
        counts[Severity.P2.ordinal()],
        counts[Severity.P3.ordinal()],
        counts[Severity.P4.ordinal()]);
  }

  /// @throws IllegalArgumentException for [Severity#NORMAL], which is not counted
  public int of(Severity severity) {
    return switch (severity) {
      case P1 -> p1;
      case P2 -> p2;
      case P3 -> p3;
      case P4 -> p4;
      case NORMAL -> throw new IllegalArgumentException("What is normal is no alarm.");
    };
  }
}
