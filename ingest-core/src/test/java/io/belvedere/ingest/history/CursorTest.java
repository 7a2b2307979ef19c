package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Going forward in small steps shows at every step what asking anew does.
class CursorTest {
  private static final long FROM = Micros.EARLIEST + 333 * Micros.PER_DAY;
  private static final long LENGTH = 5 * Micros.PER_MINUTE;
  private static final int DATASTREAMS = 40;
  private static final int FRAMES = 600;

  private final Arena arena = Arena.ofConfined();
  private final Random random = new Random(7);
  private final Courses late = Courses.ofFew(DATASTREAMS);
  private final Sealed past = past();
  private final Cursor cursor = new Cursor();
  private final DistrictState state = new DistrictState();
  private final DistrictState anew = new DistrictState();

  @AfterEach
  void close() {
    arena.close();
  }

  @Test
  void everyStepForwardIsAsIfAskedAnew() {
    long t = FROM + 1;
    assertAgrees(t);
    for (int frame = 0; frame < FRAMES; frame++) {
      t += random.nextLong(Micros.PER_SECOND / 3);
      assertAgrees(t);
      assertThat(cursor.isPlaced()).isTrue();
    }
  }

  @Test
  void standingStillIsAStep() {
    long t = FROM + LENGTH / 2;
    assertAgrees(t);
    assertAgrees(t);
    assertThat(cursor.isPlaced()).isTrue();
  }

  @Test
  void whatComesTooLateIsSeenAtOnce() {
    long t = FROM + LENGTH / 2;
    assertAgrees(t);
    assertAgrees(t + 1);
    late.add(3, entry(t - 5, t + Micros.PER_MINUTE, -77));
    assertAgrees(t + 2);
    assertThat(state.value(3)).isEqualTo(-77);
    assertThat(cursor.isPlaced()).isFalse();
    for (int i = 0; i < 100; i++) {
      late.add(4, entry(t + i * 100_000L, t + Micros.PER_MINUTE, i));
    }
    for (int i = 0; i < 100; i++) {
      assertAgrees(t + 3 + i * 100_000L);
    }
    assertThat(cursor.isPlaced()).isTrue();
    assertThat(state.value(4)).isEqualTo(99);
  }

  @Test
  void aStepBackIsAskedAnew() {
    long t = FROM + LENGTH / 2;
    assertAgrees(t);
    assertAgrees(t + Cursor.LONGEST_STEP);
    assertThat(cursor.isPlaced()).isTrue();
    assertAgrees(t - 1);
    assertThat(cursor.isPlaced()).isFalse();
  }

  @Test
  void aLongStepIsAskedAnew() {
    assertAgrees(FROM);
    assertAgrees(FROM + Cursor.LONGEST_STEP + 1);
    assertThat(cursor.isPlaced()).isFalse();
  }

  @Test
  void fromOneSlabToTheNextIsAskedAnew() {
    long t = FROM + LENGTH - 1;
    assertAgrees(t);
    assertAgrees(t);
    assertThat(cursor.isPlaced()).isTrue();
    assertAgrees(t + 1);
    assertThat(cursor.isPlaced()).isFalse();
    assertAgrees(t + 1);
    assertThat(cursor.isPlaced()).isTrue();
  }

  @Test
  void anotherPastIsAskedAnew() {
    assertAgrees(FROM);
    assertAgrees(FROM);
    Sealed other = Sealed.of(past.slabs(), past.boundary(), past.keyframe(), 0, late, past.head());
    cursor.latestAt(other, FROM, DATASTREAMS, state);
    assertThat(cursor.isPlaced()).isFalse();
  }

  @Test
  void oneMoreDatastreamIsAskedAnew() {
    assertAgrees(FROM);
    assertAgrees(FROM);
    cursor.latestAt(past, FROM, DATASTREAMS + 1, state);
    assertThat(state.size()).isEqualTo(DATASTREAMS + 1);
    assertThat(state.isKnown(DATASTREAMS)).isFalse();
  }

  private void assertAgrees(long t) {
    cursor.latestAt(past, t, DATASTREAMS, state);
    anew.reset(t, DATASTREAMS);
    past.latestAt(t, new BlockReader(), anew);
    assertThat(state.instant()).isEqualTo(t);
    for (int d = 0; d < DATASTREAMS; d++) {
      assertThat(state.eventTime(d)).isEqualTo(anew.eventTime(d));
      assertThat(state.receiveTime(d)).isEqualTo(anew.receiveTime(d));
      assertThat(state.flags(d)).isEqualTo(anew.flags(d));
      assertThat(Double.valueOf(state.value(d))).isEqualTo(Double.valueOf(anew.value(d)));
    }
  }

  /// Two slabs: one of each datastream about every second, of the first more than fit into a block,
  /// of the second none, and some that came too late.
  private Sealed past() {
    DistrictState before = new DistrictState();
    before.reset(FROM, DATASTREAMS);
    before.set(1, FROM - 9, FROM - 3, 1.5, flags());
    List<Slab> slabs = new ArrayList<>();
    var writer = new SlabWriter();
    for (int i = 0; i < 2; i++) {
      long from = FROM + i * LENGTH;
      writer.begin(from, from + LENGTH, before, DATASTREAMS);
      for (int d = 0; d < DATASTREAMS; d++) {
        long longest = d == 0 ? Micros.PER_SECOND / 5 : 2 * Micros.PER_SECOND;
        long t = from + random.nextLong(longest);
        while (d != 1 && t < from + LENGTH) {
          writer.add(d, t, t + 20_000, random.nextInt(90), flags(), 0, 0, Entry.NOT_QUARANTINED);
          t += 1 + random.nextLong(longest);
        }
        if (random.nextInt(3) == 0) {
          late.add(d, entry(from + random.nextLong(LENGTH), from + LENGTH, random.nextInt(90)));
        }
      }
      Slab slab = writer.finish(arena);
      slabs.add(slab);
      DistrictState end = new DistrictState();
      end.reset(slab.to(), DATASTREAMS);
      slab.latestAt(slab.to(), new BlockReader(), end);
      before = end;
    }
    return Sealed.of(
        slabs.toArray(Slab[]::new),
        FROM + 2 * LENGTH,
        before,
        slabs.stream().mapToLong(Slab::size).sum(),
        late,
        new Courses(DATASTREAMS));
  }

  private static Entry entry(long eventTime, long receiveTime, double value) {
    return Entry.of(eventTime, receiveTime, value, flags());
  }

  private static int flags() {
    return Flags.of(Quality.GOOD, Severity.NORMAL);
  }
}
