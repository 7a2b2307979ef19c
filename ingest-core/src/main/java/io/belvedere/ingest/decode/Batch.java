package io.belvedere.ingest.decode;

import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.time.Micros;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The observations of one record or of several, used again for the next. They are collected first
/// and handed on last, because only its end tells whether a record is JSON at all, and because what
/// many of them touch in memory can be fetched at the same time.
final class Batch {
  /// An id whose dense number is not known yet.
  static final int UNKNOWN = -1;

  private static final Quality[] QUALITIES = Quality.values();
  private static final int FIRST_ROOM = 16;

  // Where in a row, which is as long as a cache line, each part of an observation stands.

  /// The number of the datastream in the lower half, the marks in the upper.
  private static final int DATASTREAM_AND_MARKS = 0;

  private static final int TIME = 1;
  private static final int VALUE = 2;
  private static final int EPOCH = 3;
  private static final int SEQUENCE = 4;

  /// The record in the upper half; in the lower where in its array, [#ALONE] if there is none.
  private static final int RECORD_AND_PLACE = 5;

  private static final int STRIDE = 8;

  // Marks. A quality is beside them, and the others tell which texts there are.
  private static final int QUALITY = 3;
  private static final int HAS_ID = 1 << 2;
  private static final int HAS_CATEGORY = 1 << 3;
  private static final int IS_REJECTED = 1 << 4;

  private static final int ALONE = -1;

  /// In place of a record: there is only one, and whoever is handed its observations knows it.
  private static final int ONLY = -1;

  private int size;
  private boolean array;
  private boolean overfull;
  private String resultField = "";

  /// The record that is being read, and where its observations begin.
  private int record;

  private int first;

  /// How many have been handed on.
  private int handedOn;

  private long[] rows = new long[FIRST_ROOM * STRIDE];
  private @Nullable String[] id = new @Nullable String[FIRST_ROOM];
  private @Nullable String[] category = new @Nullable String[FIRST_ROOM];
  private String[] reason = new String[FIRST_ROOM];
  private String[] pointer = new String[FIRST_ROOM];

  Batch() {
    Arrays.fill(reason, "");
    Arrays.fill(pointer, "");
  }

  /// Empties it.
  void clear() {
    size = 0;
    handedOn = 0;
    beginRecord(ONLY);
  }

  /// What follows is of another record.
  void beginRecord(int record) {
    this.record = record;
    first = size;
    overfull = false;
  }

  /// Begins to read the record, once more if it was begun before.
  ///
  /// @param array whether the record is an array, so that pointers begin with an index
  void begin(boolean array) {
    size = first;
    overfull = false;
    this.array = array;
    resultField = "/result";
  }

  /// For a value that is nothing but a result.
  void beginBare() {
    begin(false);
    resultField = "";
  }

  /// How many observations there are that were not handed on.
  int size() {
    return size - handedOn;
  }

  /// Whether the record has any.
  boolean hasAny() {
    return size > first;
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
    int marks = quality.ordinal();
    if (id != null) {
      marks |= HAS_ID;
      this.id[at] = id;
    }
    if (category != null) {
      marks |= HAS_CATEGORY;
      this.category[at] = category;
    }
    long[] all = rows;
    int row = at * STRIDE;
    all[row + DATASTREAM_AND_MARKS] = packed(marks, datastream);
    all[row + TIME] = time;
    all[row + VALUE] = Double.doubleToRawLongBits(value);
    all[row + EPOCH] = epoch;
    all[row + SEQUENCE] = sequence;
    all[row + RECORD_AND_PLACE] = packed(record, array ? at - first : ALONE);
  }

  void reject(String reason, String pointer) {
    int at = next();
    this.reason[at] = reason;
    this.pointer[at] = pointer;
    rows[at * STRIDE + DATASTREAM_AND_MARKS] = packed(IS_REJECTED, UNKNOWN);
    rows[at * STRIDE + RECORD_AND_PLACE] = packed(record, ALONE);
  }

  /// Hands on what was not, in order, and is empty then. If the sink throws, what it was given last
  /// counts as handed on, and the rest is still here.
  ///
  /// @param prefix pointer to where the observations stand in the record
  void drainTo(Sink sink, Names names, IdTable ids, String prefix) {
    if (overfull) {
      clear();
      sink.rejected(Reasons.TOO_MANY, prefix);
      return;
    }
    for (int i = handedOn; i < size; i++) {
      int datastream = (int) rows[i * STRIDE + DATASTREAM_AND_MARKS];
      if (datastream != UNKNOWN) {
        sink.soon(datastream);
      }
    }
    int last = ONLY;
    while (handedOn < size) {
      int at = handedOn++;
      int of = recordAt(at);
      if (of != last) {
        last = of;
        sink.record(of);
      }
      handOn(at, sink, names, ids, prefix);
    }
    clear();
  }

  private void handOn(int at, Sink sink, Names names, IdTable ids, String prefix) {
    long[] all = rows;
    int row = at * STRIDE;
    int marks = (int) (all[row + DATASTREAM_AND_MARKS] >> Integer.SIZE);
    int number = (int) all[row + DATASTREAM_AND_MARKS];
    long time = all[row + TIME];
    double value = Double.longBitsToDouble(all[row + VALUE]);
    if (marks > QUALITY || !Micros.isPossible(time)) {
      if ((marks & IS_REJECTED) != 0) {
        sink.rejected(reason[at], pointer[at]);
        return;
      }
      if (!Micros.isPossible(time)) {
        sink.rejected(Reasons.OUT_OF_RANGE, prefix + place(at) + "/phenomenonTime");
        return;
      }
      String newId = (marks & HAS_ID) == 0 ? null : id[at];
      number = newId == null ? number : ids.number(newId, names);
      if (number == Names.FULL) {
        sink.rejected(Reasons.NO_ROOM, prefix + place(at));
        return;
      }
      String name = (marks & HAS_CATEGORY) == 0 ? null : category[at];
      value = name == null ? value : names.category(number, name);
      if (name != null && Double.isNaN(value)) {
        sink.rejected(Reasons.UNKNOWN_CATEGORY, prefix + place(at) + resultField);
        return;
      }
    }
    sink.observation(
        number, time, value, QUALITIES[marks & QUALITY], all[row + EPOCH], all[row + SEQUENCE]);
  }

  /// What was not handed on of the record whose observation was handed on last is forgotten.
  void skipRecord() {
    int of = recordAt(handedOn - 1);
    while (handedOn < size && recordAt(handedOn) == of) {
      handedOn++;
    }
  }

  private int recordAt(int at) {
    return (int) (rows[at * STRIDE + RECORD_AND_PLACE] >> Integer.SIZE);
  }

  private String place(int at) {
    int place = (int) rows[at * STRIDE + RECORD_AND_PLACE];
    return place == ALONE ? "" : "/" + place;
  }

  private static long packed(int upper, int lower) {
    return (long) upper << Integer.SIZE | Integer.toUnsignedLong(lower);
  }

  private int next() {
    if (size - first == Bounds.MOST_OBSERVATIONS) {
      overfull = true;
      return size - 1;
    }
    if (size == id.length) {
      int length = size * 2;
      rows = Arrays.copyOf(rows, length * STRIDE);
      id = Arrays.copyOf(id, length);
      category = Arrays.copyOf(category, length);
      reason = Arrays.copyOf(reason, length);
      Arrays.fill(reason, size, length, "");
      pointer = Arrays.copyOf(pointer, length);
      Arrays.fill(pointer, size, length, "");
    }
    return size++;
  }
}
