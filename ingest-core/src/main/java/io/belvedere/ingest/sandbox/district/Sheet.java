package io.belvedere.ingest.sandbox.district;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// All plans of a district as they are drawn, and the numbers in their ids.
final class Sheet {
  private final List<Plan> plans = new ArrayList<>();

  Plan draw(Plan plan) {
    plans.add(plan);
    return plan;
  }

  List<Plan> plans() {
    return plans;
  }

  int datastreams() {
    return plans.stream().mapToInt(Plan::width).sum();
  }

  /// An id such as `noise-0042`.
  static String id(String kind, int number) {
    return String.format(Locale.ROOT, "%s-%04d", kind, number);
  }
}
