package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// A slab comes back from the disk as it was, and what is none is told from one before it takes any
/// memory.
class SlabFramePropertyTest {
  private static final long FROM = 1_767_000_000_000_000L;
  private static final int SECONDS = 90;

  @Property(tries = 100)
  void whatWasWrittenIsReadAsItWas(@ForAll Random random) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      SlabFrame frame = frame(random, arena);
      SlabFrame back = SlabFrame.read(frame.write(), arena);
      assertThat(back.histogram()).isEqualTo(frame.histogram());
      assertThat(back.firstSecond()).isEqualTo(frame.firstSecond());
      Slab slab = back.slab();
      assertThat(slab.from()).isEqualTo(frame.slab().from());
      assertThat(slab.to()).isEqualTo(frame.slab().to());
      assertThat(slab.datastreams()).isEqualTo(frame.slab().datastreams());
      assertThat(slab.size()).isEqualTo(frame.slab().size());
      assertThat(back.write()).isEqualTo(frame.write());
      for (int d = 0; d < slab.datastreams(); d++) {
        assertThat(slab.eventTime(d)).isEqualTo(frame.slab().eventTime(d));
        assertThat(slab.count(d)).isEqualTo(frame.slab().count(d));
      }
    }
  }

  @Property(tries = 100)
  void oneThatIsCutIsNone(@ForAll Random random) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] whole = bytes(frame(random, arena));
      byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
      assertThatThrownBy(() -> SlabFrame.read(littleEndian(cut), arena))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("This is no slab");
    }
  }

  @Property(tries = 500)
  void noByteThatIsWrongTakesMoreMemoryThanThereIs(@ForAll Random random) {
    try (Arena arena = Arena.ofConfined()) {
      byte[] wrong = bytes(frame(random, arena));
      for (int i = random.nextInt(4); i >= 0; i--) {
        wrong[random.nextInt(random.nextBoolean() ? Math.min(40, wrong.length) : wrong.length)] =
            (byte) random.nextInt();
      }
      readOrRefuse(wrong, arena);
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      readOrRefuse(noise, arena);
    }
  }

  private static void readOrRefuse(byte[] payload, Arena arena) {
    try {
      assertThat(SlabFrame.read(littleEndian(payload), arena).slab().size()).isNotNegative();
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("This is no slab");
    }
  }

  private static SlabFrame frame(Random random, Arena arena) {
    int datastreams = random.nextInt(12);
    DistrictState before = new DistrictState();
    before.reset(FROM, datastreams);
    SlabWriter writer = new SlabWriter();
    for (int d = 0; d < datastreams; d++) {
      if (random.nextBoolean()) {
        long time = FROM - 1 - random.nextInt(1_000_000);
        before.set(d, time, time + random.nextInt(5_000), random.nextGaussian(), 3);
      }
    }
    writer.begin(FROM, FROM + SECONDS * 1_000_000L, before, datastreams);
    int[] histogram = new int[SECONDS * Severity.COUNT];
    for (int d = 0; d < datastreams; d++) {
      long time = FROM;
      for (int i = random.nextInt(3) * random.nextInt(150); i > 0; i--) {
        time += random.nextInt(200_000);
        writer.add(d, time, time + 900, random.nextInt(90) / 10.0, 1, 0, 0, Entry.NOT_QUARANTINED);
        histogram[(int) ((time - FROM) / 1_000_000) * Severity.COUNT]++;
      }
    }
    return new SlabFrame(writer.finish(arena), histogram);
  }

  private static byte[] bytes(SlabFrame frame) {
    ByteBuffer payload = frame.write();
    byte[] bytes = new byte[payload.remaining()];
    payload.get(bytes);
    return bytes;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
