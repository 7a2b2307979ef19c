package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Reality;
import io.belvedere.ingest.time.Micros;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Everything that the devices of a simulated district send, in the order in which it reaches the
/// broker. The same map, seed, rate and anchor give the same bytes, however it is stepped through.
///
/// Time goes in slots: in each slot every device whose turn has come reads the world and hands its
/// reading to its sender, and at the slot's end the senders send. What is sent in a slot arrives
/// after its end, so a slot can be simulated as soon as it has begun to matter.
///
/// Not safe for use by several threads.
public final class SimulatedDistrict {
  /// How many datastreams a district has.
  public static final int DATASTREAMS = 5_000;

  /// How long before the anchor the script begins: 12:40.
  public static final long PAST = 2 * Micros.PER_HOUR;

  /// Observations a second at the height of the emergency, at a rate of 1.
  public static final double EMERGENCY_PER_SECOND = 1_667;

  private static final long SLOT = 250 * Micros.PER_MILLI;
  private static final String STORIES = "/belvedere/sandbox/";

  private final CityMap map;
  private final Script script;
  private final Installation installation;
  private final Device[] devices;
  private final Sender[] senders;
  private final Sender[] ways;
  private final long[] due;
  private final Reading reading = new Reading();
  private final Outbox outbox = new Outbox();
  private final long begin;
  private Pace.Tempo tempo = Pace.Tempo.CALM;
  private long simulated;

  /// A district from the beginning of its script, 12:40.
  ///
  /// @see #SimulatedDistrict(CityMap, long, double, long, long)
  public SimulatedDistrict(CityMap map, long seed, double rate, long anchor) {
    this(map, seed, rate, anchor, anchor - PAST);
  }

  /// A district with the story that comes with its map, or without any incident but chance if there
  /// is none.
  ///
  /// @param rate times the usual rate of reports; the story is the same at every rate
  /// @param anchor when the script's clock shows 14:40, microseconds UTC, whole milliseconds
  /// @param begin from when on it is simulated, microseconds UTC
  /// @throws IllegalArgumentException if the rate is not positive
  public SimulatedDistrict(CityMap map, long seed, double rate, long anchor, long begin) {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("The rate must be more than 0, not " + rate + ".");
    }
    this.map = map;
    long whole = Micros.ofMillis(Micros.toMillis(anchor));
    ScriptClock clock = new ScriptClock(whole);
    this.begin = Micros.ofMillis(Micros.toMillis(begin));
    this.simulated = this.begin;
    this.script = script(map.name(), clock);
    World world = World.of(map, script, heights(map.name()), seed);
    this.installation = Installation.build(world, DATASTREAMS, rate);
    this.devices = installation.devices().toArray(Device[]::new);
    this.senders = installation.senders().toArray(Sender[]::new);
    this.ways = installation.ways().toArray(Sender[]::new);
    this.due = new long[devices.length];
    for (int i = 0; i < devices.length; i++) {
      due[i] = this.begin + devices[i].firstWait(tempo);
    }
    script.reports().stream()
        .filter(r -> r.time() >= this.begin)
        .forEach(r -> outbox.post(Operations.report(r, seed)));
  }

  private static Script script(String name, ScriptClock clock) {
    try (InputStream in = resource(name + "/story.txt")) {
      return in == null ? Script.calm(clock) : Script.read(reader(in), clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Heights heights(String name) {
    try (InputStream in = resource(name + "/heights.csv")) {
      return in == null ? new Heights(List.of()) : Heights.read(reader(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable InputStream resource(String path) {
    return SimulatedDistrict.class.getResourceAsStream(STORIES + path);
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /// The first instant that is simulated, microseconds UTC.
  public long begin() {
    return begin;
  }

  /// What the catalogue says of the district.
  public District describe(DistrictId id) {
    return new District(
        id,
        script.district().orElse(map.name()),
        script.zone(),
        Outline.of(map),
        Reality.SIMULATED);
  }

  /// What the catalogue says of every datastream.
  public List<Datastream> datastreams() {
    return Arrays.stream(devices).flatMap(d -> d.datastreams().stream()).toList();
  }

  /// Hands over everything that reaches the broker before `until` and was not handed over yet.
  ///
  /// @param until microseconds UTC
  /// @return how many observations that was
  public int advanceTo(long until, Consumer<Sent> to) {
    int observations = 0;
    while (simulated + SLOT < until) {
      slot(simulated, simulated + SLOT);
      simulated += SLOT;
      observations += outbox.deliver(Math.min(until, simulated + SLOT), to);
    }
    return observations + outbox.deliver(Math.min(until, simulated + SLOT), to);
  }

  private void slot(long from, long to) {
    changeTempo(from);
    for (int i = 0; i < due.length; i++) {
      while (due[i] < to) {
        report(i, due[i]);
      }
    }
    for (Sender way : ways) {
      way.flush(to, SLOT, outbox);
    }
  }

  private void report(int i, long t) {
    Device device = devices[i];
    if (device.isSilent(t)) {
      due[i] = Long.MAX_VALUE;
      return;
    }
    device.read(t, reading);
    senders[i].take(device, t, reading);
    due[i] = t + (senders[i].isCutOff(t) ? device.waitOnBattery() : device.wait(tempo));
  }

  private void changeTempo(long now) {
    Pace.Tempo next = Pace.Tempo.of(script.tempo().at(now));
    if (next == tempo) {
      return;
    }
    boolean faster = next.compareTo(tempo) > 0;
    tempo = next;
    for (int i = 0; i < due.length; i++) {
      if (faster && !devices[i].isSilent(now)) {
        due[i] = Math.min(due[i], now + devices[i].firstWait(next));
      }
    }
  }
}
