package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// What is at risk is a value, a time or an order that comes out other than it went in.
class BlockPropertyTest {
  private static final long ORIGIN = 1_767_000_000_000_000L;
  private static final long AT = 5;

  private record Observation(
      long step, long lag, double value, int flags, long epoch, long sequence, long ahead) {
    long sentTime(long eventTime) {
      return ahead == 0 ? Entry.NOT_QUARANTINED : eventTime + ahead;
    }
  }

  @Property
  void whatWentInComesOutBitForBit(
      @ForAll("blocks") List<Observation> block, @ForAll("starts") long start) {
    MemorySegment memory = MemorySegment.ofArray(new byte[(int) AT + BlockWriter.MOST_BYTES]);
    long end = write(block, start, memory);
    var reader = new BlockReader();
    reader.open(memory, AT, block.size(), ORIGIN);
    assertThat(reader.end()).isEqualTo(end);
    long time = start;
    for (Observation each : block) {
      assertThat(reader.next()).isTrue();
      time += each.step;
      assertThat(reader.eventTime()).isEqualTo(time);
      assertThat(reader.receiveTime()).isEqualTo(received(time, each));
      assertThat(Double.doubleToRawLongBits(reader.value()))
          .isEqualTo(Double.doubleToRawLongBits(each.value));
      assertThat(reader.flags()).isEqualTo(each.flags);
      assertThat(reader.epoch()).isEqualTo(each.epoch);
      assertThat(reader.sequence()).isEqualTo(each.sequence);
      assertThat(reader.sentTime()).isEqualTo(each.sentTime(time));
    }
    assertThat(reader.next()).isFalse();
  }

  @Property
  void allAtOnceIsWhatOneAfterTheOtherIs(
      @ForAll("blocks") List<Observation> block, @ForAll("starts") long start) {
    MemorySegment memory = MemorySegment.ofArray(new byte[(int) AT + BlockWriter.MOST_BYTES]);
    write(block, start, memory);
    var reader = new BlockReader();
    reader.open(memory, AT, block.size(), ORIGIN);
    int room = block.size() + 1;
    long[] times = new long[room];
    long[] received = new long[room];
    long[] bits = new long[room];
    int[] flags = new int[room];
    assertThat(reader.readAll(times, received, bits, flags, 1)).isEqualTo(block.size());
    for (int i = 1; i < room; i++) {
      assertThat(reader.next()).isTrue();
      assertThat(times[i]).isEqualTo(reader.eventTime());
      assertThat(received[i]).isEqualTo(reader.receiveTime());
      assertThat(bits[i]).isEqualTo(Double.doubleToLongBits(reader.value()));
      assertThat(flags[i]).isEqualTo(reader.flags());
    }
    assertThat(times[0]).isZero();
  }

  @Property
  void oneThatWasReceivedIsNeverPassedOver(
      @ForAll("blocks") List<Observation> block, @ForAll("starts") long start) {
    MemorySegment memory = MemorySegment.ofArray(new byte[(int) AT + BlockWriter.MOST_BYTES]);
    write(block, start, memory);
    var reader = new BlockReader();
    reader.open(memory, AT, block.size(), ORIGIN);
    long time = start;
    for (Observation each : block) {
      time += each.step;
      assertThat(reader.isReceivedAfter(received(time, each))).isFalse();
    }
    assertThat(reader.isReceivedAfter(Long.MIN_VALUE)).isTrue();
  }

  @Property
  void seekFindsTheLastThatIsNotLater(
      @ForAll("blocks") List<Observation> block, @ForAll("starts") long start) {
    MemorySegment memory = MemorySegment.ofArray(new byte[(int) AT + BlockWriter.MOST_BYTES]);
    write(block, start, memory);
    List<Long> times = new ArrayList<>();
    long time = start;
    for (Observation each : block) {
      time += each.step;
      times.add(time);
    }
    var reader = new BlockReader();
    for (long instant : times) {
      for (long t : new long[] {instant - 1, instant, instant + 1}) {
        reader.open(memory, AT, block.size(), ORIGIN);
        List<Long> until = times.stream().filter(other -> other <= t).toList();
        assertThat(reader.seek(t)).isEqualTo(!until.isEmpty());
        if (!until.isEmpty()) {
          assertThat(reader.eventTime()).isEqualTo(until.getLast());
          Observation last = block.get(until.size() - 1);
          assertThat(Double.doubleToRawLongBits(reader.value()))
              .isEqualTo(Double.doubleToRawLongBits(last.value));
        }
      }
    }
  }

  @Property
  void whatCanGoBackStandsAtTheOneBefore(
      @ForAll("blocks") List<Observation> block, @ForAll("starts") long start) {
    MemorySegment memory = MemorySegment.ofArray(new byte[(int) AT + BlockWriter.MOST_BYTES]);
    write(block, start, memory);
    var reader = new BlockReader();
    reader.open(memory, AT, block.size(), ORIGIN);
    assertThat(reader.back()).isFalse();
    assertThat(reader.seek(Long.MAX_VALUE / 2)).isTrue();
    long time = start + block.stream().mapToLong(Observation::step).sum();
    int index = block.size() - 1;
    while (reader.back()) {
      time -= block.get(index).step;
      index--;
      assertThat(reader.eventTime()).isEqualTo(time);
      assertThat(reader.receiveTime()).isEqualTo(received(time, block.get(index)));
    }
  }

  @Example
  void aSensorsBlockTakesAboutFourBytesAnObservation() {
    var random = new Random(3);
    var writer = new BlockWriter();
    writer.begin();
    long time = ORIGIN;
    for (int i = 0; i < 52; i++) {
      time += 3_000_000 + Math.round(random.nextGaussian() * 60) * 1_000;
      long received = time + 20_000 + Math.round(-Math.log(random.nextDouble()) * 60) * 1_000;
      writer.add(
          time, received, (1_200 + random.nextInt(40)) / 100.0, 0, 0, 0, Entry.NOT_QUARANTINED);
    }
    MemorySegment memory = MemorySegment.ofArray(new byte[BlockWriter.MOST_BYTES]);
    assertThat(writer.write(memory, 0, ORIGIN) / 52.0).isLessThan(4);
  }

  private static long write(List<Observation> block, long start, MemorySegment memory) {
    var writer = new BlockWriter();
    writer.begin();
    long time = start;
    for (Observation each : block) {
      time += each.step;
      writer.add(
          time,
          received(time, each),
          each.value,
          each.flags,
          each.epoch,
          each.sequence,
          each.sentTime(time));
    }
    return writer.write(memory, AT, ORIGIN);
  }

  /// Kafka stamps whole milliseconds; what is not was stamped by somebody else.
  private static long received(long time, Observation observation) {
    return observation.lag % 1_000 == 0
        ? Math.floorDiv(time, 1_000L) * 1_000 + observation.lag
        : time + observation.lag;
  }

  @Provide
  Arbitrary<Long> starts() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-4_000_000, 900_000_000).map(off -> ORIGIN + off),
        Arbitraries.longs().between(-4_000, 900_000).map(off -> ORIGIN + off * 1_000));
  }

  @Provide
  Arbitrary<List<Observation>> blocks() {
    Arbitrary<Long> anyStep = Arbitraries.longs().between(0, 3_600_000_000L);
    Arbitrary<Long> wholeStep = Arbitraries.longs().between(0, 60_000).map(ms -> ms * 1_000);
    Arbitrary<Long> anyLag = Arbitraries.longs().between(-5_000_000, 86_400_000_000L);
    Arbitrary<Long> wholeLag = Arbitraries.longs().between(-5_000, 60_000).map(ms -> ms * 1_000);
    Arbitrary<Double> decimals =
        Arbitraries.longs().between(-90_000, 900_000).map(whole -> whole / 100.0);
    Arbitrary<Double> someMissing =
        Arbitraries.frequencyOf(Tuple.of(5, decimals), Tuple.of(1, Arbitraries.of(Double.NaN)));
    Arbitrary<Double> anything =
        Arbitraries.oneOf(
            decimals,
            Arbitraries.of(0.0, -0.0, Double.NaN, Double.MAX_VALUE, Double.MIN_VALUE, 1e300, 0.1),
            Arbitraries.longs().map(Double::longBitsToDouble));
    Arbitrary<Integer> flags = Arbitraries.integers().between(0, 127);
    Arbitrary<Integer> none = Arbitraries.of(0);
    Arbitrary<Long> zero = Arbitraries.of(0L);
    Arbitrary<Long> notSent = Arbitraries.of(io.belvedere.ingest.model.Observation.NOT_SENT);
    Arbitrary<Long> ahead =
        Arbitraries.frequencyOf(
            Tuple.of(9, zero), Tuple.of(1, Arbitraries.longs().between(5_000_001, 1L << 50)));
    Arbitrary<Long> any = Arbitraries.longs();
    return Arbitraries.oneOf(
        blocksOf(wholeStep, wholeLag, decimals, none, notSent, zero),
        blocksOf(wholeStep, wholeLag, someMissing, flags, zero, zero),
        blocksOf(anyStep, wholeLag, anything, flags, notSent, ahead),
        blocksOf(anyStep, anyLag, anything, flags, any, ahead));
  }

  private static Arbitrary<List<Observation>> blocksOf(
      Arbitrary<Long> steps,
      Arbitrary<Long> lags,
      Arbitrary<Double> values,
      Arbitrary<Integer> flags,
      Arbitrary<Long> ties,
      Arbitrary<Long> aheads) {
    return Combinators.combine(steps, lags, values, flags, ties, ties, aheads)
        .as(Observation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(BlockWriter.MOST);
  }
}
