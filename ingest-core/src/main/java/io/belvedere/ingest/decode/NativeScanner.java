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

  private static final int[] WHOLE_POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000
  };

  /// So many digits make an integer that a `double` holds exactly, so that dividing it by a power
  /// of ten rounds once, as the standard asks.
  private static final int EXACT_DIGITS = 15;

  /// So many digits surely fit a `long`.
  private static final int LONG_DIGITS = 18;

  /// In place of where something ends: it is not what is known here.
  private static final int UNUSUAL = Shape.ANOTHER;

  private static final byte[] DATASTREAM = ascii("datastream");
  private static final byte[] TIME = ascii("phenomenonTime");
  private static final byte[] RESULT = ascii("result");
  private static final byte[] QUALITY = ascii("resultQuality");
  private static final byte[] SEQUENCE = ascii("sequence");
  private static final byte[] EPOCH = ascii("epoch");

  private static final Quality[] QUALITIES = Quality.values();

  /// As in [#QUALITIES].
  private static final String[] NAMES_OF_QUALITIES = {"good", "uncertain", "bad"};

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
  private final LastMinute lastMinute = new LastMinute();

  private byte[] b = {};
  private int end;

  /// Of the string that was read last.
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
    end = to;
    int at = behindBlanks(from);
    boolean array = byteAt(at) == '[';
    batch.begin(array);
    at = array ? array(at + 1) : element(at);
    return at != UNUSUAL && behindBlanks(at) == end;
  }

  // Each of these reads what stands at `at` and tells where it ends, or that it is [#UNUSUAL].

  private int array(int at) {
    int from = at;
    while (true) {
      int to = element(behindBlanks(from));
      if (to == UNUSUAL) {
        return UNUSUAL;
      }
      to = behindBlanks(to);
      byte separator = byteAt(to);
      if (separator != ',') {
        return separator == ']' ? to + 1 : UNUSUAL;
      }
      from = to + 1;
    }
  }

  private int element(int at) {
    if (byteAt(at) != '{') {
      return UNUSUAL;
    }
    begin();
    int to = inShape(at + 1);
    if (to == UNUSUAL) {
      begin();
      to = inAnyShape(at + 1);
    }
    if (to != UNUSUAL) {
      batch.add(datastream, newId, time, value, category, quality, epoch, sequence);
    }
    return to;
  }

  private void begin() {
    datastream = Batch.UNKNOWN;
    newId = null;
    category = null;
    quality = Quality.GOOD;
    sequence = NOT_SENT;
    epoch = NOT_SENT;
  }

  /// One that has the shape of others before it.
  private int inShape(int from) {
    int fields = shape.fields();
    if (fields == 0) {
      return UNUSUAL;
    }
    int at = from;
    for (int i = 0; i < fields; i++) {
      at = shape.skip(i, b, at, end);
      if (at != UNUSUAL) {
        at = value(shape.field(i), at);
      }
      if (at == UNUSUAL) {
        return UNUSUAL;
      }
    }
    at = shape.skip(fields, b, at, end);
    if (at != UNUSUAL) {
      shape.held();
    }
    return at;
  }

  private int inAnyShape(int from) {
    int seen = 0;
    int at = from;
    byte separator;
    shape.begin(from);
    do {
      at = behindBlanks(at);
      int name = at + 1;
      int to = byteAt(at) == '"' ? string(name) : UNUSUAL;
      if (to == UNUSUAL || to - 1 - name > Bounds.LONGEST_NAME) {
        return UNUSUAL;
      }
      int field = field(name, to - 1);
      at = behindBlanks(to);
      if (byteAt(at) != ':' || (seen & field) != 0) {
        return UNUSUAL;
      }
      shape.name(field, at + 1);
      at = value(field, at + 1);
      if (at == UNUSUAL) {
        return UNUSUAL;
      }
      shape.valueEnds(at);
      seen |= field;
      at = behindBlanks(at);
      separator = byteAt(at);
      at++;
    } while (separator == ',');
    if (separator != '}' || (seen & SEEN_ALL_NEEDED) != SEEN_ALL_NEEDED) {
      return UNUSUAL;
    }
    shape.end(b, at);
    return at;
  }

  private int field(int from, int to) {
    return switch (to - from) {
      case 5 -> is(EPOCH, from, to) ? SEEN_EPOCH : 0;
      case 6 -> is(RESULT, from, to) ? SEEN_RESULT : 0;
      case 8 -> is(SEQUENCE, from, to) ? SEEN_SEQUENCE : 0;
      case 10 -> is(DATASTREAM, from, to) ? SEEN_DATASTREAM : 0;
      case 13 -> is(QUALITY, from, to) ? SEEN_QUALITY : 0;
      case 14 -> is(TIME, from, to) ? SEEN_TIME : 0;
      default -> 0;
    };
  }

  private boolean is(byte[] name, int from, int to) {
    return Arrays.equals(name, 0, name.length, b, from, to);
  }

  private int value(int field, int from) {
    int at = behindBlanks(from);
    byte first = byteAt(at);
    return switch (field) {
      case SEEN_DATASTREAM -> first == '"' ? datastream(at + 1) : UNUSUAL;
      case SEEN_TIME -> first == '"' ? rfc3339(at + 1) : millis(at);
      case SEEN_RESULT -> result(first, at);
      case SEEN_QUALITY -> first == '"' ? quality(at + 1) : UNUSUAL;
      case SEEN_SEQUENCE -> {
        int to = integer(at);
        sequence = signed();
        yield to;
      }
      case SEEN_EPOCH -> {
        int to = integer(at);
        epoch = signed();
        yield to;
      }
      default -> scalar(first, at);
    };
  }

  private int datastream(int at) {
    int to = string(at);
    int length = to - 1 - at;
    if (to == UNUSUAL || length == 0 || length > DatastreamIds.LONGEST) {
      return UNUSUAL;
    }
    datastream = ids.find(b, at, to - 1, hash);
    if (datastream == Batch.UNKNOWN) {
      newId = new String(b, at, length, StandardCharsets.US_ASCII);
    }
    return to;
  }

  private int rfc3339(int at) {
    int quote = lastMinute.read(b, at);
    if (quote < end && quote != LastMinute.ANOTHER && b[quote] == '"') {
      time = lastMinute.micros();
      return quote + 1;
    }
    int to = string(at);
    if (to == UNUSUAL) {
      return UNUSUAL;
    }
    time = Rfc3339.micros(b, at, to - 1);
    if (!Rfc3339.isTime(time)) {
      return UNUSUAL;
    }
    lastMinute.wasRead(b, at, to - 1, time);
    return to;
  }

  private int millis(int at) {
    int to = integer(at);
    // 15 digits of milliseconds reach the year 33658 and fit a long as microseconds.
    time = signed() * 1_000;
    return Math.abs(digits) < 1_000_000_000_000_000L ? to : UNUSUAL;
  }

  private int result(byte first, int at) {
    if (first == '"') {
      int to = string(at + 1);
      if (to == UNUSUAL || to - at - 2 > DatastreamIds.LONGEST) {
        return UNUSUAL;
      }
      category = categories.name(b, at + 1, to - 1, hash);
      return to;
    }
    if (first == 'n') {
      value = Double.NaN;
      return literal("null", at);
    }
    int to = number(at, EXACT_DIGITS);
    if (to != UNUSUAL) {
      double magnitude = digits / POWERS_OF_TEN[decimals];
      value = negative && digits != 0 ? -magnitude : magnitude;
    }
    return to;
  }

  private int quality(int at) {
    for (int i = 0; i < QUALITIES.length; i++) {
      int to = at + NAMES_OF_QUALITIES[i].length();
      if (byteAt(to) == '"' && matches(NAMES_OF_QUALITIES[i], at)) {
        quality = QUALITIES[i];
        return to + 1;
      }
    }
    return UNUSUAL;
  }

  private int scalar(byte first, int at) {
    return switch (first) {
      case '"' -> string(at + 1);
      case 't' -> literal("true", at);
      case 'f' -> literal("false", at);
      case 'n' -> literal("null", at);
      default -> number(at, LONG_DIGITS);
    };
  }

  private int literal(String text, int at) {
    int to = at + text.length();
    return to <= end && matches(text, at) && isEnd(to) ? to : UNUSUAL;
  }

  private boolean matches(String text, int at) {
    for (int i = 0; i < text.length(); i++) {
      if (b[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// A string whose first quote stands before `at`: plain ASCII without escapes. Where it ends, its
  /// last quote has been read.
  private int string(int at) {
    byte[] bytes = b;
    long h = 0;
    int i = at;
    long word = Words.at(bytes, i);
    long ends = Words.endOfPlain(word);
    while (ends == 0) {
      h = Words.hash(h, word);
      i += Long.BYTES;
      word = Words.at(bytes, i);
      ends = Words.endOfPlain(word);
    }
    // Behind the last byte of all are zeros, which end it as well.
    int before = Words.before(ends);
    int quote = i + before;
    hash = (int) Words.hash(h, Words.first(word, before));
    return quote < end && bytes[quote] == '"' ? quote + 1 : UNUSUAL;
  }

  private int integer(int at) {
    int to = number(at, LONG_DIGITS);
    return decimals == 0 ? to : UNUSUAL;
  }

  private long signed() {
    return negative ? -digits : digits;
  }

  /// A number without exponent, of at most so many digits.
  private int number(int at, int mostDigits) {
    negative = byteAt(at) == '-';
    int start = negative ? at + 1 : at;
    long word = Words.at(b, start);
    int whole = Words.digits(word);
    if (whole == 0 || whole == Long.BYTES) {
      return longNumber(start, mostDigits);
    }
    long all = Words.number(word, whole);
    int to = start + whole;
    decimals = 0;
    if (byteAt(to) == '.') {
      word = Words.at(b, to + 1);
      decimals = Words.digits(word);
      if (decimals == 0 || decimals == Long.BYTES) {
        return longNumber(start, mostDigits);
      }
      all = all * WHOLE_POWERS_OF_TEN[decimals] + Words.number(word, decimals);
      to += 1 + decimals;
    }
    digits = all;
    return (whole == 1 || b[start] != '0') && whole + decimals <= mostDigits && isEnd(to)
        ? to
        : UNUSUAL;
  }

  /// The same, of any length, behind its sign.
  private int longNumber(int start, int mostDigits) {
    int at = start;
    long all = 0;
    for (; isDigit(byteAt(at)); at++) {
      all = all * 10 + (b[at] - '0');
    }
    int whole = at - start;
    if (whole == 0 || (whole > 1 && b[start] == '0')) {
      return UNUSUAL;
    }
    decimals = 0;
    if (byteAt(at) == '.') {
      int point = at++;
      for (; isDigit(byteAt(at)); at++) {
        all = all * 10 + (b[at] - '0');
      }
      decimals = at - 1 - point;
      if (decimals == 0) {
        return UNUSUAL;
      }
    }
    digits = all;
    return whole + decimals <= mostDigits && isEnd(at) ? at : UNUSUAL;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /// Whether a scalar may end there.
  private boolean isEnd(int at) {
    byte c = byteAt(at);
    return c == ',' || c == '}' || c == ']' || isBlank(c);
  }

  /// 0 behind the end.
  private byte byteAt(int at) {
    return at < end ? b[at] : 0;
  }

  private int behindBlanks(int from) {
    int at = from;
    while (at < end && isBlank(b[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte c) {
    return c <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
