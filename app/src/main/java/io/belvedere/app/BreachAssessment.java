package io.belvedere.app;

import io.belvedere.app.alarms.Alarm;
import io.belvedere.app.alarms.Assessment;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.alarm.Breach;
import io.belvedere.ingest.alarm.Breaches;
import io.belvedere.ingest.history.History;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.twin.DistrictState;
import java.util.List;

/// Shows the limits breached and the gateways silent as alarms.
final class BreachAssessment implements Assessment {
  @Override
  public List<Alarm> of(Roster roster, DistrictState state, History history) {
    DistrictId district = roster.district().id();
    return Breaches.at(roster, state, history).stream()
        .map(breach -> alarm(district, breach))
        .toList();
  }

  private static Alarm alarm(DistrictId district, Breach breach) {
    return new Alarm(
        district + "/" + breach.key(),
        breach.severity(),
        breach.title(),
        breach.since(),
        switch (breach.kind()) {
          case ROAD -> new Selected.OfRoad(district, breach.subject());
          case THING, SILENT_GATEWAY -> new Selected.OfThing(district, breach.subject());
        },
        breach.lon(),
        breach.lat());
  }
}
