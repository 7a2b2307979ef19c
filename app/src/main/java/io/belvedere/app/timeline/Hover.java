package io.belvedere.app.timeline;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.ValueText;

/// What the lanes say of the instant under the pointer.
final class Hover {
  private Hover() {}

  static String text(long instant, long now, Columns columns, Standing standing, TimeText clock) {
    StringBuilder text = new StringBuilder(clock.clock(instant));
    if (instant > now) {
      return text.append("  not yet").toString();
    }
    Ground ground = columns.ground(instant);
    switch (ground) {
      case NOT_LOADED, LOST, NOT_KEPT -> {
        return text.append("  ").append(ground.words()).toString();
      }
      case LOADED -> {
        int column = columns.indexOf(instant);
        if (column >= 0 && column < columns.count()) {
          text.append("  ").append(ValueText.number(columns.rate(column, now))).append("/s");
          Severity worst = worse(columns.worst(column), standing.worstAt(instant));
          if (worst.isAbnormal()) {
            text.append("  worst ").append(worst);
          }
        }
      }
    }
    int late = standing.lateAt(instant);
    if (late > 0) {
      text.append("  ").append(late).append(late == 1 ? " value" : " values");
      text.append(" learnt late");
    }
    return text.toString();
  }

  private static Severity worse(Severity a, Severity b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
