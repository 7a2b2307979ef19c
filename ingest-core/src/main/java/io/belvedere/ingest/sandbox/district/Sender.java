package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// The way of a reading into the network: a gateway with many devices behind it, or a device with a
/// radio of its own. It sends what has come together since its last flush as one record; while it
/// is cut off it keeps everything, and sends it afterwards oldest first, as fast as its link
/// allows.
final class Sender {
  /// A reading that waits for the link.
  @SuppressWarnings("ArrayRecordComponent") // a copy of a reading; never compared
  private record Held(Device device, long stamp, double[] values, Quality quality) {}

  /// Says whether a sender is cut off by chance.
  @FunctionalInterface
  interface Outage {
    boolean at(long t);
  }

  /// In which a backlog after an outage by chance is sent.
  private static final long CHANCE_DRAIN = 30 * Micros.PER_SECOND;

  private static final double RETRANSMITTED = 0.0008;
  private static final double SLOW = 0.012;

  private final byte[] key;
  private final Dice dice;
  private final double latency;
  private final int flushEvery;
  private final int phase;
  private final List<Script.Silence> silences;
  private final Optional<Script.WrongClock> wrongClock;
  private final Outage outage;

  private final ObservationText text = new ObservationText();
  private final Queue<Held> backlog = new ArrayDeque<>();
  private long slots;
  private long lastArrival = Long.MIN_VALUE;
  private int quota;

  /// @param id the key of all its records
  /// @param flushEvery it flushes once in so many slots
  Sender(String id, long seed, int flushEvery, Script script, Outage outage) {
    this.key = id.getBytes(StandardCharsets.UTF_8);
    this.dice = Dice.of(seed, "sender " + id);
    this.latency = dice.between(15, 90) * Micros.PER_MILLI;
    this.flushEvery = flushEvery;
    this.phase = dice.below(flushEvery);
    this.silences = script.silences().stream().filter(s -> s.gateway().equals(id)).toList();
    this.wrongClock = script.wrongClocks().stream().filter(c -> c.gateway().equals(id)).findFirst();
    this.outage = outage;
  }

  /// Whether it cannot send at `t`.
  boolean isCutOff(long t) {
    for (Script.Silence silence : silences) {
      if (silence.from() <= t && t < silence.to()) {
        return true;
      }
    }
    return outage.at(t);
  }

  /// Takes what a device read at `t`.
  void take(Device device, long t, Reading reading) {
    long stamp = device.stamp(t) + ahead(t);
    boolean cutOff = isCutOff(t);
    boolean perishable = device.faults().perishable();
    if (cutOff && perishable) {
      return;
    }
    if (cutOff || (!backlog.isEmpty() && !perishable)) {
      double[] values = new double[device.width()];
      for (int i = 0; i < values.length; i++) {
        values[i] = reading.value(i);
      }
      backlog.add(new Held(device, stamp, values, reading.quality()));
      return;
    }
    for (int i = 0; i < device.width(); i++) {
      write(device, i, stamp, reading.value(i), reading.quality());
    }
  }

  private long ahead(long t) {
    return wrongClock
        .filter(c -> c.from() <= t && t < c.to())
        .map(Script.WrongClock::ahead)
        .orElse(0L);
  }

  private void write(Device device, int datastream, long stamp, double value, Quality quality) {
    long millis = Micros.toMillis(stamp);
    text.add(device.stem(datastream), millis, value, quality);
    if (device.faults().repeats()) {
      text.add(device.stem(datastream), millis, value, quality);
    }
  }

  /// Called at the end of every slot.
  ///
  /// @param slot its length, microseconds
  void flush(long now, long slot, Outbox outbox) {
    if (++slots % flushEvery != phase
        || (text.count() == 0 && backlog.isEmpty())
        || isCutOff(now)) {
      return;
    }
    if (!backlog.isEmpty()) {
      release(now, slot * flushEvery);
    }
    if (text.count() > 0) {
      post(now, outbox);
    }
  }

  private void release(long now, long interval) {
    if (quota == 0) {
      quota = (int) Math.ceilDiv(backlog.size() * interval, drain(now));
    }
    for (int left = quota; left > 0 && !backlog.isEmpty(); left--) {
      Held held = backlog.remove();
      long stamp = held.device.faults().restamps() ? now - left * Micros.PER_MILLI : held.stamp;
      for (int i = 0; i < held.values.length; i++) {
        write(held.device, i, stamp, held.values[i], held.quality);
      }
    }
    if (backlog.isEmpty()) {
      quota = 0;
    }
  }

  private long drain(long now) {
    return silences.stream()
        .filter(s -> s.to() <= now && now - s.to() < s.drain())
        .mapToLong(Script.Silence::drain)
        .findFirst()
        .orElse(CHANCE_DRAIN);
  }

  private void post(long now, Outbox outbox) {
    double delay = latency * (1 + 0.5 * dice.unit());
    if (dice.unit() < SLOW) {
      delay += dice.between(0.3, 2.2) * Micros.PER_SECOND;
    }
    int observations = text.count();
    byte[] value = text.take();
    long arrival = Math.max(lastArrival, now + (long) delay);
    lastArrival = arrival;
    outbox.post(new Sent(Sent.Topic.OBSERVATIONS, arrival, key, value, observations));
    if (dice.unit() < RETRANSMITTED) {
      long again = arrival + (long) (dice.between(1.2, 3) * Micros.PER_SECOND);
      outbox.post(new Sent(Sent.Topic.OBSERVATIONS, again, key, value, observations));
    }
  }
}
