package io.belvedere.app.bench;

import io.belvedere.app.map.CrowdedMonaco;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Monaco with 5,000 sensors, and as many others in the same latitudes around it that there are so
/// many in all.
final class LargerCity {
  /// Where about a hundred of them are seen on a full-HD screen, whoever is elsewhere.
  static final double STREET_LON = 7.4155;

  static final double STREET_LAT = 43.7285;
  static final double STREET_ZOOM = 18;

  private static final int OF_MONACO = 5_000;

  /// Far enough that nothing of it comes into view, degrees.
  private static final double AWAY = 0.1;

  private final Random random = new Random(9);
  private final List<Datastream> datastreams;

  LargerCity(int sensors) {
    List<Datastream> monaco = new CrowdedMonaco(OF_MONACO).datastreams();
    List<Datastream> still =
        monaco.stream().filter(d -> d.role() == Role.VALUE && d.thing().road().isEmpty()).toList();
    datastreams = new ArrayList<>(monaco);
    while (datastreams.size() < sensors) {
      Datastream like = still.get(random.nextInt(still.size()));
      datastreams.add(elsewhere(like, "elsewhere-" + datastreams.size()));
    }
  }

  List<Datastream> datastreams() {
    return List.copyOf(datastreams);
  }

  private Datastream elsewhere(Datastream like, String id) {
    Thing thing = like.thing();
    double east = (random.nextBoolean() ? 1 : -1) * (AWAY + random.nextDouble() * AWAY);
    return new Datastream(
        id,
        like.name(),
        like.kind(),
        like.unit(),
        like.role(),
        like.period(),
        like.criticality(),
        new Thing(
            id,
            id,
            thing.kind(),
            thing.lon() + east,
            thing.lat(),
            thing.gateway(),
            Optional.empty()),
        like.limits(),
        like.categories(),
        like.group(),
        like.validFrom());
  }
}
