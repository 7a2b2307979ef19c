package io.belvedere.ingest.decode;

import static io.belvedere.ingest.model.Observation.NOT_SENT;

import io.belvedere.ingest.model.Quality;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The fast way through a native observation: one pass over the bytes, no object per observation.
///
/// It knows only what is usual: fields in any order, plain ASCII strings without escapes, numbers
/// that a `double` takes exactly, unknown fields that are scalars. It never says what is wrong with
/// a record: of whatever it does not know it only says so, and [NativeJson] reads the record again.
/// What it accepts, it must read exactly as [NativeJson] does; a property test holds it to that.
final class NativeScanner {
  /// The powers of ten that a `double` holds exactly.
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /// So many digits make an integer that a `double` holds exactly, so that dividing it by a power
  /// of ten rounds once, as the standard asks.
  private static final int EXACT_DIGITS = 15;

  /// So many digits surely fit a `long`.
  private static final int LONG_DIGITS = 18;

  private static final byte[] DATASTREAM = ascii("datastream");
  private static final byte[] TIME = ascii("phenomenonTime");
  private static final byte[] RESULT = ascii("result");
  private static final byte[] QUALITY = ascii("resultQuality");
  private static final byte[] SEQUENCE = ascii("sequence");
  private static final byte[] EPOCH = ascii("epoch");

  /// By ordinal of [Quality].
  private static final String[] QUALITIES = {"good", "uncertain", "bad"};

  private static final int SEEN_DATASTREAM = 1;
  private static final int SEEN_TIME = 1 << 1;
  private static final int SEEN_RESULT = 1 << 2;
  private static final int SEEN_QUALITY = 1 << 3;
  private static final int SEEN_SEQUENCE = 1 << 4;
  private static final int SEEN_EPOCH = 1 << 5;
  private static final int SEEN_ALL_NEEDED = SEEN_DATASTREAM | SEEN_TIME | SEEN_RESULT;

  private final Batch batch;
  private final IdTable ids;
  private final CategoryNames categories = new CategoryNames();
  private final Shape shape = new Shape();

  private byte[] b = {};
  private int at;
  private int end;

  // Of the string that was read last, without its quotes.
  private int from;
  private int to;
  private int hash;

  // Of the number that was read last.
  private long digits;
  private int decimals;
  private boolean negative;

  // Of the element that is being read.
  private int datastream;
  private @Nullable String newId;
  private long time;
  private double value;
  private @Nullable String category;
  private Quality quality = Quality.GOOD;
  private long sequence;
  private long epoch;

  NativeScanner(Batch batch, IdTable ids) {
    this.batch = batch;
    this.ids = ids;
  }

  /// Reads a whole value into the batch: the bytes from `from` to before `to`.
  ///
  /// @return false if there is anything unusual about it; what is in the batch then counts for
  ///     nothing
  boolean scan(byte[] bytes, int from, int to) {
    b = bytes;
    at = from;
    end = to;
    byte first = next();
    boolean array = first == '[';
    batch.begin(array);
    if (array) {
      do {
        if (next() != '{' || !element()) {
          return false;
        }
        first = next();
      } while (first == ',');
      if (first != ']') {
        return false;
      }
    } else if (first != '{' || !element()) {
      return false;
    }
    skipBlanks();
    return at == end;
  }

  /// Reads an object whose brace has been read.
  private boolean element() {
    int start = at;
    begin();
    if (!inShape()) {
      at = start;
      begin();
      if (!inAnyShape()) {
        return false;
      }
    }
    batch.add(datastream, newId, time, value, category, quality, epoch, sequence);
    return true;
  }

  private void begin() {
    datastream = Batch.UNKNOWN;
    newId = null;
    category = null;
    quality = Quality.GOOD;
    sequence = NOT_SENT;
    epoch = NOT_SENT;
  }

  /// Reads one that has the shape of others before it.
  private boolean inShape() {
    int fields = shape.fields();
    if (fields == 0) {
      return false;
    }
    for (int i = 0; i < fields; i++) {
      at = shape.skip(i, b, at, end);
      if (at < 0 || !value(shape.field(i))) {
        return false;
      }
    }
    at = shape.skip(fields, b, at, end);
    if (at < 0) {
      return false;
    }
    shape.held();
    return true;
  }

  private boolean inAnyShape() {
    int seen = 0;
    byte separator;
    shape.begin(at);
    do {
      if (next() != '"' || !string() || to - from > Bounds.LONGEST_NAME) {
        return false;
      }
      int field = field();
      if (next() != ':' || (seen & field) != 0) {
        return false;
      }
      shape.name(field, at);
      if (!value(field)) {
        return false;
      }
      shape.valueEnds(at);
      seen |= field;
      separator = next();
    } while (separator == ',');
    if (separator != '}' || (seen & SEEN_ALL_NEEDED) != SEEN_ALL_NEEDED) {
      return false;
    }
    shape.end(b, at);
    return true;
  }

  private int field() {
    return switch (to - from) {
      case 5 -> is(EPOCH) ? SEEN_EPOCH : 0;
      case 6 -> is(RESULT) ? SEEN_RESULT : 0;
      case 8 -> is(SEQUENCE) ? SEEN_SEQUENCE : 0;
      case 10 -> is(DATASTREAM) ? SEEN_DATASTREAM : 0;
      case 13 -> is(QUALITY) ? SEEN_QUALITY : 0;
      case 14 -> is(TIME) ? SEEN_TIME : 0;
      default -> 0;
    };
  }

  private boolean is(byte[] name) {
    return Arrays.equals(name, 0, name.length, b, from, to);
  }

  private boolean value(int field) {
    byte first = next();
    return switch (field) {
      case SEEN_DATASTREAM -> first == '"' && string() && datastream();
      case SEEN_TIME -> first == '"' ? string() && rfc3339() : integer(first) && millis();
      case SEEN_RESULT -> result(first);
      case SEEN_QUALITY -> first == '"' && string() && quality();
      case SEEN_SEQUENCE -> {
        boolean read = integer(first);
        sequence = signed();
        yield read;
      }
      case SEEN_EPOCH -> {
        boolean read = integer(first);
        epoch = signed();
        yield read;
      }
      default -> scalar(first);
    };
  }

  private boolean datastream() {
    int length = to - from;
    if (length == 0 || length > DatastreamIds.LONGEST) {
      return false;
    }
    datastream = ids.find(b, from, to, hash);
    if (datastream == Batch.UNKNOWN) {
      newId = new String(b, from, length, StandardCharsets.US_ASCII);
    }
    return true;
  }

  private boolean rfc3339() {
    time = Rfc3339.micros(b, from, to);
    return Rfc3339.isTime(time);
  }

  private boolean millis() {
    // 15 digits of milliseconds reach the year 33658 and fit a long as microseconds.
    time = signed() * 1_000;
    return Math.abs(digits) < 1_000_000_000_000_000L;
  }

  private boolean result(byte first) {
    if (first == '"') {
      if (!string() || to - from > DatastreamIds.LONGEST) {
        return false;
      }
      category = categories.name(b, from, to, hash);
      return true;
    }
    if (first == 'n') {
      value = Double.NaN;
      return literal("ull");
    }
    if (!number(first, EXACT_DIGITS)) {
      return false;
    }
    double magnitude = digits / POWERS_OF_TEN[decimals];
    value = negative && digits != 0 ? -magnitude : magnitude;
    return true;
  }

  private boolean quality() {
    switch (b[from]) {
      case 'g' -> quality = Quality.GOOD;
      case 'u' -> quality = Quality.UNCERTAIN;
      case 'b' -> quality = Quality.BAD;
      default -> {
        return false;
      }
    }
    String name = QUALITIES[quality.ordinal()];
    return to - from == name.length() && matches(name, from);
  }

  private boolean scalar(byte first) {
    return switch (first) {
      case '"' -> string();
      case 't' -> literal("rue");
      case 'f' -> literal("alse");
      case 'n' -> literal("ull");
      default -> number(first, LONG_DIGITS);
    };
  }

  private boolean literal(String rest) {
    boolean found = at + rest.length() <= end && matches(rest, at);
    at += rest.length();
    return found && isEnd();
  }

  private boolean matches(String text, int at) {
    for (int i = 0; i < text.length(); i++) {
      if (b[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Reads a string whose first quote has been read: plain ASCII without escapes.
  private boolean string() {
    from = at;
    long h = 0;
    int i = at;
    long word = Words.at(b, i);
    long ends = Words.endOfPlain(word);
    while (ends == 0) {
      h = Words.hash(h, word);
      i += Long.BYTES;
      word = Words.at(b, i);
      ends = Words.endOfPlain(word);
    }
    // Behind the last byte of all are zeros, which end it as well.
    int before = Words.before(ends);
    to = i + before;
    hash = (int) Words.hash(h, Words.first(word, before));
    at = to + 1;
    return to < end && b[to] == '"';
  }

  private boolean integer(byte first) {
    return number(first, LONG_DIGITS) && decimals == 0;
  }

  private long signed() {
    return negative ? -digits : digits;
  }

  /// Reads a number without exponent, of at most so many digits.
  private boolean number(byte first, int mostDigits) {
    byte c = first;
    negative = c == '-';
    if (negative) {
      c = at < end ? b[at++] : 0;
    }
    int start = at - 1;
    long all = 0;
    while (c >= '0' && c <= '9') {
      all = all * 10 + (c - '0');
      c = at < end ? b[at++] : 0;
    }
    int count = at - 1 - start;
    if (count == 0 || (count > 1 && b[start] == '0')) {
      return false;
    }
    decimals = 0;
    if (c == '.') {
      int point = at;
      c = at < end ? b[at++] : 0;
      while (c >= '0' && c <= '9') {
        all = all * 10 + (c - '0');
        c = at < end ? b[at++] : 0;
      }
      decimals = at - 1 - point;
      if (decimals == 0) {
        return false;
      }
    }
    at--;
    digits = all;
    return count + decimals <= mostDigits && isEnd();
  }

  /// Whether a scalar may end here.
  private boolean isEnd() {
    if (at >= end) {
      return false;
    }
    byte c = b[at];
    return c == ',' || c == '}' || c == ']' || isBlank(c);
  }

  /// The next byte that is not blank; 0 at the end.
  private byte next() {
    skipBlanks();
    return at < end ? b[at++] : 0;
  }

  private void skipBlanks() {
    while (at < end && isBlank(b[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
