package io.belvedere.ingest.bench;

import java.util.Arrays;

/// Observations in columns, in the order of their receipt; filled again and again.
final class Arrivals {
  private int size;
  private int[] datastream;
  private long[] eventTime;
  private long[] receiveTime;
  private double[] value;
  private int[] flags;
  private long[] epoch;
  private long[] sequence;

  Arrivals() {
    this(1 << 14);
  }

  Arrivals(int capacity) {
    datastream = new int[capacity];
    eventTime = new long[capacity];
    receiveTime = new long[capacity];
    value = new double[capacity];
    flags = new int[capacity];
    epoch = new long[capacity];
    sequence = new long[capacity];
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /// Leaves the first `size`.
  void cutTo(int size) {
    this.size = Math.min(this.size, size);
  }

  void add(
      int datastream,
      long eventTime,
      long receiveTime,
      double value,
      int flags,
      long epoch,
      long sequence) {
    if (size == this.datastream.length) {
      grow(size * 2);
    }
    this.datastream[size] = datastream;
    this.eventTime[size] = eventTime;
    this.receiveTime[size] = receiveTime;
    this.value[size] = value;
    this.flags[size] = flags;
    this.epoch[size] = epoch;
    this.sequence[size] = sequence;
    size++;
  }

  void add(Arrivals from, int i, long receiveTime) {
    add(
        from.datastream[i],
        from.eventTime[i],
        receiveTime,
        from.value[i],
        from.flags[i],
        from.epoch[i],
        from.sequence[i]);
  }

  private void grow(int length) {
    datastream = Arrays.copyOf(datastream, length);
    eventTime = Arrays.copyOf(eventTime, length);
    receiveTime = Arrays.copyOf(receiveTime, length);
    value = Arrays.copyOf(value, length);
    flags = Arrays.copyOf(flags, length);
    epoch = Arrays.copyOf(epoch, length);
    sequence = Arrays.copyOf(sequence, length);
  }

  int datastream(int i) {
    return datastream[i];
  }

  long eventTime(int i) {
    return eventTime[i];
  }

  long receiveTime(int i) {
    return receiveTime[i];
  }

  double value(int i) {
    return value[i];
  }

  int flags(int i) {
    return flags[i];
  }

  long epoch(int i) {
    return epoch[i];
  }

  long sequence(int i) {
    return sequence[i];
  }
}
