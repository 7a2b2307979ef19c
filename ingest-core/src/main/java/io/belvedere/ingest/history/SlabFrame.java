package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.DistrictState;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// A slab on disk, and how much happened in each of its seconds. The blocks stand as they are in
/// memory, where they are packed already; keyframe, directory and histogram are deflated to about a
/// fifth.
///
/// ```
/// varints  from, to in seconds (zigzag), datastreams of the keyframe and of the directory,
///          observations, bytes of the three inflated and deflated, bytes of the blocks
/// bytes    the three, deflated
/// bytes    the blocks
///
/// keyframe   a column each: 0 or from - event time + 1; receive time - event time (zigzag);
///            value, 8 bytes; flags; only of those that are known but the first
/// directory  a column each: number of observations; bytes of its blocks, only where there are any
/// histogram  for each second the count of each severity
/// ```
///
/// @param histogram by second and severity, as [Density#read] gives it
@SuppressWarnings("ArrayRecordComponent") // never compared
record SlabFrame(Slab slab, int[] histogram) {
  private static final long SECOND = Micros.PER_SECOND;

  /// Bytes of a payload that [#range] needs, at most.
  static final int RANGE = 2 * 10;

  /// Bytes of keyframe, directory and histogram, at most.
  private static final int MOST_PLAIN = FrameFile.MOST;

  /// Bytes that deflating makes one of, at most.
  private static final long MOST_INFLATED = 1_032;

  /// When the first second begins in which there is anything; `Long.MAX_VALUE` if there is nothing.
  long firstSecond() {
    for (int i = 0; i < histogram.length; i++) {
      if (histogram[i] > 0) {
        return slab.from() + i / Severity.COUNT * SECOND;
      }
    }
    return Long.MAX_VALUE;
  }

  ByteBuffer write() {
    byte[] plain = head();
    byte[] deflated = deflate(plain);
    long blocks = slab.memory().byteSize() - Bits.PADDING - slab.fixed();
    byte[] begin =
        new Varints.Out()
            .putSigned(slab.from() / SECOND)
            .putSigned(slab.to() / SECOND)
            .put(slab.keyframe().datastreams())
            .put(slab.datastreams())
            .put(slab.size())
            .put(plain.length)
            .put(deflated.length)
            .put(blocks)
            .toBytes();
    ByteBuffer payload =
        ByteBuffer.allocate(Math.toIntExact(begin.length + deflated.length + blocks))
            .order(ByteOrder.LITTLE_ENDIAN);
    payload.put(begin).put(deflated);
    payload.put(slab.memory().asSlice(slab.fixed(), blocks).asByteBuffer());
    return payload.flip();
  }

  private byte[] head() {
    var out = new Varints.Out();
    int known = slab.keyframe().datastreams();
    for (int d = 0; d < known; d++) {
      out.put(isKnown(d) ? slab.from() - slab.eventTime(d) + 1 : 0);
    }
    for (int d = 0; d < known; d++) {
      if (isKnown(d)) {
        out.putSigned(slab.receiveTime(d) - slab.eventTime(d));
      }
    }
    for (int d = 0; d < known; d++) {
      if (isKnown(d)) {
        out.putLong(Double.doubleToRawLongBits(slab.value(d)));
      }
    }
    for (int d = 0; d < known; d++) {
      if (isKnown(d)) {
        out.put(slab.flags(d));
      }
    }
    int datastreams = slab.datastreams();
    for (int d = 0; d < datastreams; d++) {
      out.put(slab.count(d));
    }
    long end = slab.memory().byteSize() - Bits.PADDING;
    int last = -1;
    for (int d = 0; d < datastreams; d++) {
      if (slab.count(d) > 0) {
        if (last >= 0) {
          out.put(slab.start(d) - slab.start(last));
        }
        last = d;
      }
    }
    if (last >= 0) {
      out.put(end - slab.start(last));
    }
    for (int count : histogram) {
      out.put(count);
    }
    return out.toBytes();
  }

  private boolean isKnown(int d) {
    return slab.eventTime(d) != DistrictState.NONE;
  }

  /// Where the slab begins and ends.
  ///
  /// @param payload as [#write] made it, or the first bytes of it
  /// @throws IOException if it makes no sense
  static TimeRange range(ByteBuffer payload) throws IOException {
    try {
      long from = Math.multiplyExact(Varints.getSigned(payload), SECOND);
      long to = Math.multiplyExact(Varints.getSigned(payload), SECOND);
      require(from < to);
      return new TimeRange(from, to);
    } catch (RuntimeException e) {
      throw new IOException("This is no slab: " + e, e);
    }
  }

  /// @param payload as [#write] made it
  /// @param arena keeps the memory of the slab
  /// @throws IOException if it makes no sense
  static SlabFrame read(ByteBuffer payload, Arena arena) throws IOException {
    try {
      long from = Math.multiplyExact(Varints.getSigned(payload), SECOND);
      long to = Math.multiplyExact(Varints.getSigned(payload), SECOND);
      int known = Math.toIntExact(Varints.get(payload));
      int datastreams = Math.toIntExact(Varints.get(payload));
      long size = Varints.get(payload);
      int plain = Math.toIntExact(Varints.get(payload));
      int deflated = Math.toIntExact(Varints.get(payload));
      int blocks = Math.toIntExact(Varints.get(payload));
      // No memory is taken for what cannot be there.
      require(deflated >= 0 && blocks >= 0 && deflated + (long) blocks == payload.remaining());
      require(plain >= 0 && plain <= MOST_PLAIN && plain <= deflated * MOST_INFLATED);
      ByteBuffer head = inflate(payload, deflated, plain);
      require(from < to && datastreams >= 0 && datastreams <= known && known <= plain);
      require(Math.subtractExact(to, from) / SECOND <= plain / Severity.COUNT);
      long fixed = (long) datastreams * Slab.FIXED;
      MemorySegment memory = arena.allocate(fixed + blocks + Bits.PADDING, Long.BYTES);
      Slab slab = Slab.of(from, to, datastreams, size, memory);
      slab = readKeyframe(head, slab, known);
      readDirectory(head, slab, blocks);
      int[] histogram = new int[Density.cells(from, to)];
      for (int i = 0; i < histogram.length; i++) {
        histogram[i] = Math.toIntExact(Varints.get(head));
        require(histogram[i] >= 0);
      }
      require(!head.hasRemaining());
      memory
          .asSlice(fixed, blocks)
          .copyFrom(MemorySegment.ofBuffer(payload.slice(payload.position(), blocks)));
      slab.setArrivals(new BlockReader());
      return new SlabFrame(slab, histogram);
    } catch (RuntimeException | DataFormatException e) {
      throw new IOException("This is no slab: " + e, e);
    }
  }

  private static Slab readKeyframe(ByteBuffer head, Slab slab, int datastreams) {
    Keyframe keyframe =
        datastreams == slab.datastreams() ? slab.keyframe() : slab.keyframe().copy(datastreams);
    long[] times = new long[datastreams];
    long[] received = new long[datastreams];
    long[] values = new long[datastreams];
    for (int d = 0; d < datastreams; d++) {
      long before = Varints.get(head);
      times[d] = before == 0 ? DistrictState.NONE : slab.from() - before + 1;
    }
    for (int d = 0; d < datastreams; d++) {
      received[d] =
          times[d] == DistrictState.NONE ? DistrictState.NONE : times[d] + Varints.getSigned(head);
    }
    for (int d = 0; d < datastreams; d++) {
      values[d] =
          times[d] == DistrictState.NONE ? Double.doubleToRawLongBits(Double.NaN) : head.getLong();
    }
    for (int d = 0; d < datastreams; d++) {
      int flags = times[d] == DistrictState.NONE ? 0 : (int) Varints.get(head);
      keyframe.set(d, times[d], received[d], Double.longBitsToDouble(values[d]), flags);
    }
    return slab.with(keyframe);
  }

  private static void readDirectory(ByteBuffer head, Slab slab, long blocks) {
    int datastreams = slab.datastreams();
    int[] counts = new int[datastreams];
    long size = 0;
    for (int d = 0; d < datastreams; d++) {
      counts[d] = Math.toIntExact(Varints.get(head));
      require(counts[d] >= 0);
      size += counts[d];
    }
    require(size == slab.size());
    long end = slab.fixed() + blocks;
    long start = slab.fixed();
    for (int d = 0; d < datastreams; d++) {
      if (counts[d] > 0) {
        slab.setDirectory(d, Math.toIntExact(start), counts[d]);
        long bytes = Varints.get(head);
        require(bytes > 0 && bytes <= end - start);
        start += bytes;
      }
    }
    require(start == end);
  }

  private static void require(boolean sense) {
    if (!sense) {
      throw new IllegalArgumentException("its numbers do not fit each other");
    }
  }

  private static byte[] deflate(byte[] plain) {
    try (var deflater = new Deflater()) {
      deflater.setInput(plain);
      deflater.finish();
      byte[] deflated = new byte[plain.length + plain.length / 1_000 + 64];
      int length = deflater.deflate(deflated);
      return Arrays.copyOf(deflated, length);
    }
  }

  private static ByteBuffer inflate(ByteBuffer from, int deflated, int plain)
      throws DataFormatException {
    try (var inflater = new Inflater()) {
      inflater.setInput(from.slice(from.position(), deflated));
      from.position(from.position() + deflated);
      byte[] inflated = new byte[plain];
      if (inflater.inflate(inflated) != plain) {
        throw new DataFormatException("The keyframe ends too early.");
      }
      return ByteBuffer.wrap(inflated).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
