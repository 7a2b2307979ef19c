package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.time.Micros;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// What a journal keeps of observations is what they were.
class EntriesPropertyTest {
  private record Put(int datastream, Entry entry) {
    long bits() {
      return Double.doubleToRawLongBits(entry.value());
    }
  }

  @Property(tries = 200)
  void whatIsPackedComesBackBitForBit(
      @ForAll Random random, @ForAll @IntRange(min = 0, max = 500) int count) {
    List<Put> puts = new ArrayList<>();
    EntryWriter writer = new EntryWriter();
    for (int round = 0; round < 2; round++) {
      puts.clear();
      writer.clear();
      for (int i = 0; i < count; i++) {
        Put put = new Put(random.nextInt(1 << random.nextInt(31)), entry(random));
        puts.add(put);
        writer.put(put.datastream, put.entry);
      }
    }
    assertThat(writer.count()).isEqualTo(count);
    ByteBuffer packed =
        ByteBuffer.wrap(writer.bytes(), 0, writer.size()).order(ByteOrder.LITTLE_ENDIAN);
    List<Put> back = new ArrayList<>();
    EntryReader.read(packed, count, (datastream, entry) -> back.add(new Put(datastream, entry)));
    assertThat(packed.hasRemaining()).isFalse();
    assertThat(back).isEqualTo(puts);
    assertThat(back.stream().mapToLong(Put::bits)).isEqualTo(puts.stream().map(Put::bits).toList());
  }

  private static Entry entry(Random random) {
    long time = Micros.EARLIEST + random.nextLong(Micros.PER_DAY * 40_000);
    double value =
        switch (random.nextInt(5)) {
          case 0 -> Double.longBitsToDouble(random.nextLong());
          case 1 -> Double.longBitsToDouble(0x7FF8_0000_0000_0000L | random.nextInt(9));
          case 2 -> -0.0;
          case 3 -> random.nextGaussian();
          default -> random.nextInt(1_000) / 10.0;
        };
    Entry entry =
        Entry.of(time, random.nextLong(1L << 52), value, random.nextInt(EntryWriter.YIELDS));
    if (random.nextInt(3) == 0) {
      entry = entry.withTies(ofAnyWidth(random), ofAnyWidth(random));
    }
    if (random.nextInt(3) == 0) {
      entry = entry.sentAt(time + ofAnyWidth(random));
    }
    return entry.yielding(random.nextInt(3) == 0);
  }

  private static long ofAnyWidth(Random random) {
    return random.nextLong() >> random.nextInt(Long.SIZE);
  }
}
