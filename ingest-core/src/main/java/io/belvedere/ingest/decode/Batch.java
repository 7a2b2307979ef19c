package io.belvedere.ingest.decode;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.time.Micros;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The observations of one record in columns, used again for the next record. They are collected
/// first and handed on last, because only its end tells whether a record is JSON at all.
final class Batch {
  /// An id whose dense number is not known yet.
  static final int UNKNOWN = -1;

  private static final Quality[] QUALITIES = Quality.values();

  private int size;
  private boolean array;
  private boolean overfull;
  private String resultField = "";
  private int[] datastream = new int[16];
  private @Nullable String[] id = new @Nullable String[16];
  private long[] time = new long[16];
  private double[] value = new double[16];
  private @Nullable String[] category = new @Nullable String[16];
  private byte[] quality = new byte[16];
  private long[] epoch = new long[16];
  private long[] sequence = new long[16];
  private @Nullable String[] reason = new @Nullable String[16];
  private @Nullable String[] pointer = new @Nullable String[16];

  /// @param array whether the record is an array, so that pointers begin with an index
  void begin(boolean array) {
    size = 0;
    overfull = false;
    this.array = array;
    resultField = "/result";
  }

  /// For a value that is nothing but a result.
  void beginBare() {
    begin(false);
    resultField = "";
  }

  int size() {
    return size;
  }

  /// Whether there were more observations than a record may hold.
  boolean isOverfull() {
    return overfull;
  }

  /// @param datastream dense number, or [#UNKNOWN]
  /// @param id null if the number is known
  /// @param category null if `value` is the value
  void add(
      int datastream,
      @Nullable String id,
      long time,
      double value,
      @Nullable String category,
      Quality quality,
      long epoch,
      long sequence) {
    int at = next();
    this.datastream[at] = datastream;
    this.id[at] = id;
    this.time[at] = time;
    this.value[at] = value;
    this.category[at] = category;
    this.quality[at] = (byte) quality.ordinal();
    this.epoch[at] = epoch;
    this.sequence[at] = sequence;
    reason[at] = null;
    pointer[at] = null;
  }

  void reject(String reason, String pointer) {
    int at = next();
    this.reason[at] = reason;
    this.pointer[at] = pointer;
  }

  /// Hands everything on, in order.
  ///
  /// @param prefix pointer to where the observations stand in the record
  void drainTo(Sink sink, Names names, IdTable ids, String prefix) {
    if (overfull) {
      sink.rejected(Reasons.TOO_MANY, prefix);
      return;
    }
    for (int i = 0; i < size; i++) {
      String why = reason[i];
      if (why != null) {
        String where = pointer[i];
        sink.rejected(why, where == null ? "" : where);
        continue;
      }
      if (!Micros.isPossible(time[i])) {
        sink.rejected(Reasons.OUT_OF_RANGE, prefix + (array ? "/" + i : "") + "/phenomenonTime");
        continue;
      }
      String newId = id[i];
      int number = newId == null ? datastream[i] : ids.number(newId, names);
      if (number == Names.FULL) {
        sink.rejected(Reasons.NO_ROOM, prefix + (array ? "/" + i : ""));
        continue;
      }
      String name = category[i];
      double result = name == null ? value[i] : names.category(number, name);
      if (name != null && Double.isNaN(result)) {
        sink.rejected(Reasons.UNKNOWN_CATEGORY, prefix + (array ? "/" + i : "") + resultField);
        continue;
      }
      sink.observation(number, time[i], result, QUALITIES[quality[i]], epoch[i], sequence[i]);
    }
  }

  private int next() {
    if (size == time.length) {
      if (size == Bounds.MOST_OBSERVATIONS) {
        overfull = true;
        return size - 1;
      }
      int length = size * 2;
      datastream = Arrays.copyOf(datastream, length);
      id = Arrays.copyOf(id, length);
      time = Arrays.copyOf(time, length);
      value = Arrays.copyOf(value, length);
      category = Arrays.copyOf(category, length);
      quality = Arrays.copyOf(quality, length);
      epoch = Arrays.copyOf(epoch, length);
      sequence = Arrays.copyOf(sequence, length);
      reason = Arrays.copyOf(reason, length);
      pointer = Arrays.copyOf(pointer, length);
    }
    return size++;
  }
}
