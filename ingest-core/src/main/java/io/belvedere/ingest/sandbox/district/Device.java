package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.Micros;
import java.util.List;

/// A thing that reports all its datastreams together, with its own clock, its own dice and its own
/// faults.
final class Device {
  /// How devices fail, besides reading something wrong.
  ///
  /// @param drowns when it falls silent for good, microseconds UTC
  /// @param restamps stamps its readings when they are sent, not when they are taken
  /// @param repeats sends everything twice
  /// @param perishable what it cannot send at once is of no use later
  record Faults(long drowns, boolean restamps, boolean repeats, boolean perishable) {
    static final Faults NONE = new Faults(Long.MAX_VALUE, false, false, false);

    Faults drownsAt(long instant) {
      return new Faults(instant, restamps, repeats, perishable);
    }

    Faults restamping() {
      return new Faults(drowns, true, repeats, perishable);
    }

    Faults repeating() {
      return new Faults(drowns, restamps, true, perishable);
    }

    Faults perishing() {
      return new Faults(drowns, restamps, repeats, true);
    }
  }

  private static final double JITTER = 0.06;

  private final Thing thing;
  private final List<Channel> channels;
  private final ObservationText.Stem[] stems;
  private final Instrument instrument;
  private final Pace pace;
  private final Faults faults;
  private final Dice dice;
  private final long skew;

  Device(
      Thing thing,
      List<Channel> channels,
      Instrument instrument,
      Pace pace,
      Faults faults,
      long seed) {
    this.thing = thing;
    this.channels = List.copyOf(channels);
    this.stems =
        channels.stream().map(ObservationText.Stem::of).toArray(ObservationText.Stem[]::new);
    this.instrument = instrument;
    this.pace = pace;
    this.faults = faults;
    this.dice = Dice.of(seed, thing.id());
    // Device clocks are a little off, mostly behind.
    this.skew = Math.round(dice.between(-400, 80)) * Micros.PER_MILLI;
  }

  Thing thing() {
    return thing;
  }

  Faults faults() {
    return faults;
  }

  int width() {
    return stems.length;
  }

  ObservationText.Stem stem(int datastream) {
    return stems[datastream];
  }

  /// What the catalogue says of its datastreams.
  List<Datastream> datastreams() {
    return channels.stream()
        .map(
            c ->
                new Datastream(
                    c.id(),
                    c.name(),
                    c.kind(),
                    c.unit(),
                    c.role(),
                    pace.calm(),
                    c.criticality(),
                    thing,
                    c.limits(),
                    c.categories(),
                    c.group(),
                    Long.MIN_VALUE,
                    List.of(),
                    c.plausibility()))
        .toList();
  }

  /// Reads the world at `t`.
  void read(long t, Reading out) {
    out.reset();
    instrument.read(t, dice, out);
  }

  /// What its clock shows at `t`, microseconds, whole milliseconds.
  long stamp(long t) {
    return t + skew;
  }

  boolean isSilent(long t) {
    return t >= faults.drowns;
  }

  /// Time to its first report, so that the city does not report in step.
  long firstWait(Pace.Tempo tempo) {
    return whole(dice.unit() * pace.at(tempo));
  }

  /// Time to its next report.
  long wait(Pace.Tempo tempo) {
    return whole(pace.at(tempo) * (1 + JITTER * dice.wobble()));
  }

  /// Time to its next report when it runs on its battery.
  long waitOnBattery() {
    return whole(pace.battery() * (1 + JITTER * dice.wobble()));
  }

  private static long whole(double micros) {
    return Math.max(1, Math.round(micros / Micros.PER_MILLI)) * Micros.PER_MILLI;
  }
}
