package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap.RoadClass;
import io.belvedere.ingest.model.Criticality;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Speed and travel state of road segments, and the cameras that count.
final class TrafficDevices {
  private static final int SEGMENTS = 700;
  private static final int CAMERAS = 120;
  private static final Pace SEGMENT_PACE = Pace.of(60, 2.5);
  /// Even at night no camera counts the same for longer than this.
  private static final Duration NEVER_SO_STILL = Duration.ofMinutes(20);

  private static final Pace CAMERA_PACE = Pace.of(20, 5);

  private final World world;
  private final Sheet sheet;
  private final Plan.Numbering numbers = new Plan.Numbering();

  private TrafficDevices(World world, Sheet sheet) {
    this.world = world;
    this.sheet = sheet;
  }

  static void draw(World world, Sheet sheet) {
    TrafficDevices devices = new TrafficDevices(world, sheet);
    devices.segments();
    devices.cameras();
  }

  private void segments() {
    Map<Integer, Optional<Heights.Place>> picked = new LinkedHashMap<>();
    for (Heights.Place place : world.heights().places()) {
      if (!place.basin().equals("quay")) {
        world
            .streets()
            .nearest(place.street(), place.lon(), place.lat())
            .ifPresent(s -> picked.putIfAbsent(s, Optional.of(place)));
      }
    }
    for (Site site : world.sites().roads("segments", SEGMENTS)) {
      picked.putIfAbsent(site.street(), Optional.empty());
    }
    int number = 0;
    for (Map.Entry<Integer, Optional<Heights.Place>> entry : picked.entrySet()) {
      if (number < SEGMENTS) {
        segment(++number, world.sites().middleOf(entry.getKey()), entry.getValue());
      }
    }
  }

  private void segment(int number, Site site, Optional<Heights.Place> place) {
    String name = place.map(Heights.Place::name).orElseGet(() -> numbers.of(site.name()));
    Plan plan =
        sheet
            .draw(new Plan(Sheet.id("road", number), name, "road", site))
            .with(
                Channel.of(Sheet.id("speed", number), "Speed " + name, "traffic-speed", "km/h", 1))
            .with(
                Channel.of(Sheet.id("travel", number), "Travel " + name, "traffic", States.TRAVEL)
                    .matters(place.isPresent() ? Criticality.HIGH : Criticality.NORMAL))
            .pace(SEGMENT_PACE)
            .onTheRoad()
            .reading(new Segment(world, site.street(), place));
    place.map(Heights.Place::gateway).ifPresent(plan::through);
    if (place.isPresent() || !world.traffic().jams(site.street()).isEmpty()) {
      plan.punctual();
    }
  }

  /// Loops in the road: the mean speed of the last cars, and what state that is. A state is left
  /// only when it is left clearly, so that it does not flutter.
  private static final class Segment implements Instrument {
    private static final double SLOW = 0.58;
    private static final double CONGESTION = 0.34;
    private static final double HYSTERESIS = 0.05;

    private final World world;
    private final int street;
    private final Optional<Heights.Place> place;
    private final List<Steps> told;
    private int jam;
    private boolean flooded;

    Segment(World world, int street, Optional<Heights.Place> place) {
      this.world = world;
      this.street = street;
      this.place = place;
      this.told =
          world.traffic().jams(street).stream()
              .map(j -> world.script().steps("road." + j.name()))
              .filter(s -> !s.isEmpty())
              .toList();
    }

    @Override
    public void read(long t, Dice dice, Reading out) {
      double depth = place.isPresent() ? world.flood().depth(place.get(), t) : 0;
      double part = world.traffic().part(street, t) * throughWater(depth);
      flooded = depth >= (flooded ? Flood.FLOODED - 0.5 : Flood.FLOODED);
      out.set(0, world.traffic().free(street) * part * (1 + 0.06 * dice.wobble()));
      out.set(1, state(t, part));
    }

    private static double throughWater(double depth) {
      return Math.clamp(1 - depth / 7, 0.06, 1);
    }

    private double state(long t, double part) {
      jam = jam(part);
      if (flooded) {
        return 4;
      }
      for (Steps steps : told) {
        String state = steps.at(t);
        if (!state.isEmpty()) {
          return States.number(States.TRAVEL, state, jam);
        }
      }
      return jam;
    }

    private int jam(double part) {
      if (part < CONGESTION + (jam == 2 ? HYSTERESIS : 0)) {
        return 2;
      }
      return part < SLOW + (jam >= 1 ? HYSTERESIS : 0) ? 1 : 0;
    }
  }

  private void cameras() {
    Site gallery = world.sites().near("Tunnel Sainte-Dévote", 7.42105, 43.73690);
    Steps still = world.script().steps("camera.galerie");
    int number = 0;
    if (!still.isEmpty()) {
      camera(++number, "Camera Galerie Sainte-Dévote", gallery, still);
    }
    List<Site> sites =
        world
            .sites()
            .kerbs(
                "cameras", r -> r.roadClass().compareTo(RoadClass.TERTIARY) <= 0, CAMERAS - number);
    for (Site site : sites) {
      camera(++number, numbers.of("Camera " + site.name()), site, Steps.NONE);
    }
  }

  private void camera(int number, String name, Site site, Steps still) {
    sheet
        .draw(new Plan(Sheet.id("camera", number), name, "camera", site))
        .with(
            Channel.of(Sheet.id("vehicles", number), "Vehicles, " + name, "camera", "/min", 0)
                .changing(NEVER_SO_STILL))
        .with(Channel.of(Sheet.id("people", number), "People, " + name, "camera", "/min", 0))
        .pace(CAMERA_PACE)
        .onTheRoad()
        .byRadio()
        .reading(new Counter(world, site.street(), still));
  }

  /// Counts what passes; a still camera repeats its last picture.
  private static final class Counter implements Instrument {
    private final World world;
    private final int street;
    private final Steps still;
    private double vehicles;
    private double people;

    Counter(World world, int street, Steps still) {
      this.world = world;
      this.street = street;
      this.still = still;
    }

    @Override
    public void read(long t, Dice dice, Reading out) {
      if (!still.at(t).equals("still")) {
        double awake = Rhythm.awake(world.hour(t));
        double flow = street < 0 ? 0.5 : world.traffic().part(street, t);
        vehicles = Math.max(0, (2 + 16 * awake * flow) * (1 + 0.5 * dice.wobble()));
        people = Math.max(0, 11 * awake * (1 + 0.8 * dice.wobble()));
      }
      out.set(0, vehicles);
      out.set(1, people);
    }
  }
}
