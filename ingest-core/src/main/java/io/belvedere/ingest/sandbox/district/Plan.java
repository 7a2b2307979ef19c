package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A device on paper: what it is, where it stands, what it reads, and through which gateway it will
/// report. The trades draw plans; [Installation] wires them.
final class Plan {
  private final String id;
  private final String name;
  private final String kind;
  private final Site site;
  private final List<Channel> channels = new ArrayList<>();
  private Pace pace = Pace.of(60, 10);
  private boolean punctual;
  private Device.Faults faults = Device.Faults.NONE;
  private Optional<String> gateway = Optional.empty();
  private boolean radio;
  private boolean measuresRoad;
  private @Nullable Instrument instrument;

  Plan(String id, String name, String kind, Site site) {
    this.id = id;
    this.name = name;
    this.kind = kind;
    this.site = site;
  }

  Plan with(Channel channel) {
    channels.add(channel);
    return this;
  }

  Plan pace(Pace pace) {
    this.pace = pace;
    return this;
  }

  /// The story hangs on it: a low rate does not slow it down.
  Plan punctual() {
    punctual = true;
    return this;
  }

  /// It reports through that gateway, whatever stands nearer.
  Plan through(String gateway) {
    this.gateway = Optional.of(gateway);
    return this;
  }

  /// What it reads says something of the road that it stands on.
  Plan onTheRoad() {
    measuresRoad = !site.road().isEmpty();
    return this;
  }

  /// It has a radio of its own.
  Plan byRadio() {
    radio = true;
    return this;
  }

  Plan failing(Device.Faults faults) {
    this.faults = faults;
    return this;
  }

  Plan reading(Instrument instrument) {
    this.instrument = instrument;
    return this;
  }

  String id() {
    return id;
  }

  Site site() {
    return site;
  }

  String kind() {
    return kind;
  }

  int width() {
    return channels.size();
  }

  Optional<String> gateway() {
    return gateway;
  }

  /// Whether any gateway will do.
  boolean isUnwired() {
    return !radio && gateway.isEmpty();
  }

  /// @param rate times the usual rate
  Device build(double rate, long seed) {
    if (instrument == null) {
      throw new IllegalStateException("Device " + id + " reads nothing.");
    }
    Thing thing =
        new Thing(
            id,
            name,
            kind,
            site.lon(),
            site.lat(),
            gateway.filter(g -> !g.equals(id)),
            measuresRoad ? Optional.of(site.road()) : Optional.empty());
    return new Device(
        thing,
        channels,
        instrument,
        pace.faster(punctual ? Math.max(1, rate) : rate),
        faults,
        seed);
  }

  /// Gives places of the same name numbers: "Rue Grimaldi 2".
  static final class Numbering {
    private final Map<String, Integer> given = new HashMap<>();

    String of(String name) {
      int number = given.merge(name, 1, Integer::sum);
      return name + " " + number;
    }
  }
}
