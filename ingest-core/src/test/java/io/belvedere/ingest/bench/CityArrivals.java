package io.belvedere.ingest.bench;

import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMaps;
import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.RawRecord;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.sandbox.district.Sent;
import io.belvedere.ingest.sandbox.district.SimulatedDistrict;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Flags;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the sandbox's city sends in its emergency, from 13:56 to 15:20 of the script, again and
/// again with other dice, so that a day of it is a day at full tempo. It takes the way that it
/// takes in the product: the simulator's JSON through the decoder, severity from the catalogue. So
/// all of the model's noise, gaps, outages, wrong clocks and repeats are in it.
///
/// What is under way from one emergency to the next, a tenth of a second, is lost.
final class CityArrivals implements ArrivalSource, Names, Sink {
  private static final long SEED = 20_260_110;

  /// Brings the mean over the emergency, with its silent gateways, to 1,667 observations a second.
  private static final double RATE = 1.01;

  private static final long FIRST = Micros.of(Instant.parse("2026-01-10T00:00:00Z"));
  private static final long BEFORE_ANCHOR = 44 * Micros.PER_MINUTE;
  private static final long EMERGENCY = 84 * Micros.PER_MINUTE;
  private static final long STRETCH = 5 * Micros.PER_SECOND;

  private final CityMap map = CityMaps.bundled("monaco");
  private final Decoder decoder = new Decoder(this);
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Datastream> datastreams;
  private SimulatedDistrict district = emergency(0);
  private Arrivals out = new Arrivals();
  private long at = FIRST;
  private long receiveTime;

  CityArrivals() {
    datastreams = district.datastreams();
    datastreams.forEach(d -> numbers.put(d.id(), numbers.size()));
  }

  static List<String> ids() {
    return new CityArrivals().datastreams.stream().map(Datastream::id).toList();
  }

  private SimulatedDistrict emergency(long number) {
    long begin = FIRST + number * EMERGENCY;
    return new SimulatedDistrict(map, SEED + number, RATE, begin + BEFORE_ANCHOR, begin);
  }

  @Override
  public void fill(Arrivals out) {
    out.clear();
    this.out = out;
    at += STRETCH;
    district.advanceTo(at, this::decode);
    if ((at - FIRST) % EMERGENCY == 0) {
      district = emergency((at - FIRST) / EMERGENCY);
    }
  }

  private void decode(Sent sent) {
    if (sent.topic() == Sent.Topic.OBSERVATIONS) {
      // As the broker stamps it.
      receiveTime = Micros.ofMillis(Micros.toMillis(sent.time()));
      decoder.decode(
          new RawRecord("", 0, 0, receiveTime, sent.key(), sent.value(), RawRecord.Headers.NONE),
          this);
    }
  }

  @Override
  public int datastream(String id) {
    Integer number = numbers.get(id);
    if (number == null) {
      throw new IllegalStateException("The next emergency has another datastream, " + id + ".");
    }
    return number;
  }

  @Override
  public double category(int datastream, String name) {
    return datastreams.get(datastream).valueOf(name).orElse(Double.NaN);
  }

  @Override
  public void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    int flags = Flags.of(quality, datastreams.get(datastream).severityOf(value));
    out.add(datastream, eventTime, receiveTime, value, flags, epoch, sequence);
  }

  @Override
  public void rejected(String reason, String pointer) {
    throw new IllegalStateException("The model sent what cannot be read: " + reason + pointer);
  }

  @Override
  public void close() {}
}
