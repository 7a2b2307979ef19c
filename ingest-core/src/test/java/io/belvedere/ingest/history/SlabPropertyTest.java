package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.twin.DistrictState;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// A slab against maps that hold the same: at every instant the same state.
class SlabPropertyTest {
  private static final long FROM = 1_767_000_000_000_000L;
  private static final long LENGTH = 157_000_000L;

  private record Known(long eventTime, long receiveTime, double value, int flags) {}

  @Property(tries = 200)
  void theStateAtAnyInstantIsThatOfTheOracle(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int datastreams) {
    var random = new Random(seed);
    List<TreeMap<Long, Known>> oracle = new ArrayList<>();
    DistrictState before = new DistrictState();
    before.reset(FROM, datastreams);
    for (int d = 0; d < datastreams; d++) {
      oracle.add(new TreeMap<>());
      if (random.nextInt(4) > 0) {
        Known known = known(FROM - 1 - random.nextInt(1_000_000), random);
        oracle.get(d).put(known.eventTime, known);
        before.set(d, known.eventTime, known.receiveTime, known.value, known.flags);
      }
    }
    var writer = new SlabWriter();
    writer.begin(FROM, FROM + LENGTH, before, datastreams);
    int size = 0;
    for (int d = 0; d < datastreams; d++) {
      int count = random.nextInt(3) == 0 ? 0 : random.nextInt(400);
      TreeMap<Long, Known> within = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        Known known = known(FROM + (long) (random.nextDouble() * LENGTH), random);
        within.put(known.eventTime, known);
      }
      for (Known known : within.values()) {
        writer.add(
            d,
            known.eventTime,
            known.receiveTime,
            known.value,
            known.flags,
            0,
            0,
            Entry.NOT_QUARANTINED);
      }
      oracle.get(d).putAll(within);
      size += within.size();
    }
    try (Arena arena = Arena.ofConfined()) {
      Slab slab = writer.finish(arena);
      assertThat(slab.size()).isEqualTo(size);
      var reader = new BlockReader();
      DistrictState state = new DistrictState();
      for (int i = 0; i < 40; i++) {
        long t = i == 0 ? FROM : FROM + (long) (random.nextDouble() * LENGTH);
        state.reset(t, datastreams);
        slab.latestAt(t, reader, state);
        for (int d = 0; d < datastreams; d++) {
          var entry = oracle.get(d).floorEntry(t);
          assertThat(state.isKnown(d)).isEqualTo(entry != null);
          if (entry != null) {
            assertThat(
                    new Known(
                        state.eventTime(d), state.receiveTime(d), state.value(d), state.flags(d)))
                .isEqualTo(entry.getValue());
          }
        }
      }
    }
  }

  private static Known known(long time, Random random) {
    long whole = random.nextBoolean() ? time : time / 1_000 * 1_000;
    double value =
        switch (random.nextInt(8)) {
          case 0 -> Double.NaN;
          case 1 -> random.nextGaussian();
          default -> random.nextInt(4_000) / 100.0;
        };
    return new Known(
        whole, time / 1_000 * 1_000 + random.nextInt(90) * 1_000L, value, random.nextInt(32));
  }
}
