package io.belvedere.app.session;

import java.util.List;
import java.util.TreeSet;

/// Instants that the operator wants to find again, for this session alone. JavaFX thread only.
public final class Marks {
  private List<Long> instants = List.of();

  /// Ascending, microseconds UTC; the same list until a mark is set or taken away.
  public List<Long> all() {
    return instants;
  }

  /// @return false if there is one already
  public boolean add(long instant) {
    var more = new TreeSet<>(instants);
    boolean isNew = more.add(instant);
    if (isNew) {
      instants = List.copyOf(more);
    }
    return isNew;
  }

  public void remove(long instant) {
    instants = instants.stream().filter(mark -> mark != instant).toList();
  }
}
