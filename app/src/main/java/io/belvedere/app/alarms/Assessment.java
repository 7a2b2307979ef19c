package io.belvedere.app.alarms;

import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;

/// Tells from a district's state what needs a person.
@FunctionalInterface
public interface Assessment {
  /// Worst first. Runs away from the JavaFX thread.
  ///
  /// @param state belongs to the roster, and to the caller again afterwards
  List<Alarm> of(Roster roster, DistrictState state, History history);
}
