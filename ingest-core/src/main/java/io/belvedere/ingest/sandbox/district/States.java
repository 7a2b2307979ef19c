package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Severity;
import java.util.List;

/// The states that the district's catalogue knows, by kind.
final class States {
  static final List<Category> TRAVEL =
      List.of(
          new Category(0, "clear", Severity.NORMAL),
          new Category(1, "slow", Severity.P4),
          new Category(2, "congestion", Severity.P3),
          new Category(3, "accident", Severity.P2),
          new Category(4, "flooding", Severity.P2),
          new Category(5, "closed", Severity.P3));

  static final List<Category> PUMP =
      List.of(
          new Category(0, "standby", Severity.NORMAL),
          new Category(1, "running", Severity.NORMAL),
          new Category(2, "failed", Severity.P2));

  static final List<Category> LIFT =
      List.of(
          new Category(0, "running", Severity.NORMAL),
          new Category(1, "stopped", Severity.P3),
          new Category(2, "out-of-service", Severity.P4));

  static final List<Category> FEEDER =
      List.of(new Category(0, "closed", Severity.NORMAL), new Category(1, "tripped", Severity.P2));

  static final List<Category> VALVE =
      List.of(new Category(0, "open", Severity.NORMAL), new Category(1, "closed", Severity.NORMAL));

  static final List<Category> ACCESS =
      List.of(
          new Category(0, "free", Severity.NORMAL),
          new Category(1, "detour", Severity.P4),
          new Category(2, "impaired", Severity.P3));

  private States() {}

  /// The number of a state; `otherwise` where there is none.
  static double number(List<Category> states, String name, double otherwise) {
    for (Category state : states) {
      if (state.name().equals(name)) {
        return state.value();
      }
    }
    return otherwise;
  }
}
