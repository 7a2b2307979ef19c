package io.belvedere.app;

import io.belvedere.app.alarms.Alarm;
import io.belvedere.app.alarms.Assessment;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.ValueText;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.DistrictState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Every datastream whose newest value breaches its limits, worst first.
final class BreachAssessment implements Assessment {
  @Override
  public List<Alarm> of(Roster roster, DistrictState state, History history) {
    List<Alarm> alarms = new ArrayList<>();
    for (int number = 0; number < state.size(); number++) {
      Datastream described = roster.datastream(number);
      if (described != null && state.isKnown(number) && state.severity(number).isAbnormal()) {
        Severity severity = state.severity(number);
        alarms.add(
            new Alarm(
                roster.district().id() + "/" + described.id(),
                severity,
                described.name() + " " + ValueText.of(described, state.value(number)),
                history.onset(number, state.instant(), Severity.P4),
                new Selected.OfDatastream(roster.district().id(), described.id()),
                described.thing().lon(),
                described.thing().lat()));
      }
    }
    alarms.sort(Comparator.comparing(Alarm::severity).reversed().thenComparing(Alarm::key));
    return alarms;
  }
}
