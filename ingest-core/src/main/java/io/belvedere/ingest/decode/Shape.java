package io.belvedere.ingest.decode;

import java.util.Arrays;

/// The shape in which most objects are written: the same fields in the same order with the same
/// blanks, as one program writes them. Of one that has it only the values need to be read; the
/// bytes between them are compared.
///
/// It is learnt from an object that was read name by name, when enough of them in a row had not the
/// shape of before: two programs that take turns must not have it learnt again and again.
final class Shape {
  /// In place of where something ends: it is not of the shape.
  static final int ANOTHER = -1;

  private static final int MOST_FIELDS = 16;
  private static final int LEARN_AFTER = 16;

  private int fields;
  private final int[] field = new int[MOST_FIELDS];

  /// What stands before each value, and behind the last.
  private final byte[][] between = new byte[MOST_FIELDS + 1][];

  // The same: its first, second, and last eight bytes, and which of the first count.
  private final long[] first = new long[MOST_FIELDS + 1];
  private final long[] second = new long[MOST_FIELDS + 1];
  private final long[] last = new long[MOST_FIELDS + 1];
  private final long[] counted = new long[MOST_FIELDS + 1];

  // Of an object that is read name by name.
  private int missed;
  private int read;
  private final int[] readField = new int[MOST_FIELDS];
  private final int[] from = new int[MOST_FIELDS + 1];
  private final int[] to = new int[MOST_FIELDS + 1];

  /// How many it has; 0 as long as none is known.
  int fields() {
    return fields;
  }

  /// What the caller called the field.
  int field(int index) {
    return field[index];
  }

  /// Passes what stands before a value.
  ///
  /// @param index of the field; [#fields] for what stands behind the last
  /// @param end of the bytes that count
  /// @return where the value begins; [#ANOTHER] if something else stands there
  int skip(int index, byte[] b, int at, int end) {
    byte[] expected = between[index];
    int length = expected.length;
    int to = at + length;
    boolean held =
        to <= end
            && (Words.at(b, at) & counted[index]) == first[index]
            && (length <= Long.BYTES
                || (Words.at(b, to - Long.BYTES) == last[index]
                    && (length <= 2 * Long.BYTES
                        || (Words.at(b, at + Long.BYTES) == second[index]
                            && (length <= 3 * Long.BYTES
                                || Arrays.equals(expected, 0, length, b, at, to))))));
    return held ? to : ANOTHER;
  }

  /// An object is read name by name.
  ///
  /// @param at behind its brace
  void begin(int at) {
    read = 0;
    from[0] = at;
  }

  /// A name and its colon were read.
  void name(int field, int at) {
    if (read < MOST_FIELDS) {
      readField[read] = field;
      to[read] = at;
    }
  }

  void valueEnds(int at) {
    read++;
    if (read <= MOST_FIELDS) {
      from[read] = at;
    }
  }

  /// It was read whole.
  ///
  /// @param at behind its brace
  void end(byte[] b, int at) {
    missed++;
    if (missed < LEARN_AFTER || read > MOST_FIELDS) {
      return;
    }
    missed = 0;
    to[read] = at;
    for (int i = 0; i <= read; i++) {
      byte[] bytes = Arrays.copyOfRange(b, from[i], to[i]);
      between[i] = bytes;
      first[i] = Words.at(bytes, 0);
      second[i] = Words.at(bytes, Math.min(Long.BYTES, bytes.length));
      last[i] = Words.at(bytes, Math.max(0, bytes.length - Long.BYTES));
      counted[i] = bytes.length < Long.BYTES ? Words.first(-1, bytes.length) : -1;
    }
    System.arraycopy(readField, 0, field, 0, read);
    fields = read;
  }

  /// Another object had it.
  void held() {
    missed = 0;
  }
}
