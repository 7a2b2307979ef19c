package io.belvedere.app.map;

import io.belvedere.app.session.Inquiry;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Selected;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Has the history asked where vehicles were: the trail of the selected one, and of those in sight
/// the fixes before the last where a leap in time has left them unknown. Nothing is asked while no
/// vehicle is on the map. JavaFX thread; the questions are answered on another.
final class Tracks {
  private final MapPicture picture;
  private final Inquiry<TrailQuestion, Trail> trails;
  private final Inquiry<PastQuestion, Pasts> pasts;
  private @Nullable TrailQuestion asked;
  private @Nullable Pasts taken;

  /// @param now the second in which it is asked: what is known of the past may change
  private record TrailQuestion(
      Selected.OfThing of,
      LiveDistrict district,
      int lon,
      int lat,
      long period,
      long instant,
      long now) {
    boolean isLike(TrailQuestion other) {
      return of.equals(other.of) && second(instant) == second(other.instant) && now == other.now;
    }
  }

  /// One vehicle whose fixes before the last are asked for.
  private record Vehicle(int thing, LiveDistrict district, int lon, int lat, long last) {}

  private record PastQuestion(ThingTable table, List<Vehicle> vehicles) {
    PastQuestion {
      vehicles = List.copyOf(vehicles);
    }
  }

  private record Past(Vehicle of, List<Fix> fixes) {}

  /// An answer; each is another one, whatever it says.
  private static final class Pasts {
    final ThingTable table;
    final List<Past> all;

    Pasts(ThingTable table, List<Past> all) {
      this.table = table;
      this.all = List.copyOf(all);
    }
  }

  Tracks(MapPicture picture, Executor executor) {
    this.picture = picture;
    this.trails = new Inquiry<>(executor, Tracks::trail);
    this.pasts = new Inquiry<>(executor, Tracks::pasts);
  }

  /// Takes what has been answered and asks what is missing; once a pulse.
  void show(InstantOnScreen instant, Selected selected) {
    ThingTable table = picture.states().table;
    if (table.still < table.size) {
      learn(table);
      askForPasts(table, instant);
    }
    int thing = picture.pickedThing(selected);
    if (thing < table.still || !table.fits(instant.districts())) {
      asked = null;
      picture.details().setTrail(null);
      return;
    }
    askForTrail(table, thing, instant);
    trails
        .answer()
        .filter(trail -> asked != null && trail.of().equals(asked.of()))
        .ifPresentOrElse(picture.details()::setTrail, () -> picture.details().setTrail(null));
  }

  private void askForTrail(ThingTable table, int thing, InstantOnScreen instant) {
    OnScreen district = instant.districts().get(table.owner[thing]);
    TrailQuestion question =
        new TrailQuestion(
            new Selected.OfThing(table.district(thing), table.things[thing].id()),
            district.district(),
            table.lonStream[thing],
            table.latStream[thing],
            period(table, thing),
            instant.instant(),
            second(instant.now()));
    if ((asked == null || !question.isLike(asked)) && trails.ask(question)) {
      asked = question;
    }
  }

  private void askForPasts(ThingTable table, InstantOnScreen instant) {
    if (pasts.isBusy() || !table.fits(instant.districts())) {
      return;
    }
    VehicleFixes fixes = picture.states().fixes;
    List<Vehicle> vehicles = List.of();
    for (int i = table.still; i < table.size; i++) {
      Fix last = fixes.last(i);
      if (last != null
          && fixes.isMissed(i)
          && picture.marks().pass[i] != ThingMarks.HIDDEN
          && picture.states().isPlaced(i)) {
        vehicles = vehicles.isEmpty() ? new ArrayList<>() : vehicles;
        LiveDistrict district = instant.districts().get(table.owner[i]).district();
        vehicles.add(new Vehicle(i, district, table.lonStream[i], table.latStream[i], last.time()));
      }
    }
    if (!vehicles.isEmpty()) {
      pasts.ask(new PastQuestion(table, vehicles));
    }
  }

  private void learn(ThingTable table) {
    Pasts answer = pasts.answer().orElse(null);
    if (answer == null || answer == taken) {
      return;
    }
    taken = answer;
    if (answer.table == table) {
      for (Past past : answer.all) {
        picture.states().fixes.learn(past.of().thing(), past.fixes(), past.of().last());
      }
      picture.details().refresh();
    }
  }

  private static Trail trail(TrailQuestion q) {
    return Trail.of(
        q.of(), q.district().history(), q.lon(), q.lat(), q.period(), q.instant(), Long.MAX_VALUE);
  }

  private static Pasts pasts(PastQuestion question) {
    List<Past> all = new ArrayList<>();
    for (Vehicle v : question.vehicles()) {
      TimeRange range = new TimeRange(v.last() - VehicleFixes.HOLDS, v.last() + 1);
      all.add(new Past(v, Fix.of(v.district().history(), v.lon(), v.lat(), range, Long.MAX_VALUE)));
    }
    return new Pasts(question.table(), all);
  }

  private static long second(long instant) {
    return Math.floorDiv(instant, Micros.PER_SECOND);
  }

  /// Expected time between two fixes, microseconds.
  static long period(ThingTable table, int thing) {
    Datastream described = table.described(thing, table.lonStream[thing]);
    return described == null ? Micros.PER_MINUTE : described.period();
  }
}
