package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.model.Datastream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// Everything that a district sent, folded by the rules of application but without any of the
/// product's code: per datastream all observations with event time, receive time and value.
///
/// It cuts the records at fixed marks, which is much faster than a JSON parser; that they are JSON
/// and mean the same to one is tested apart.
final class ReceivedLog implements Consumer<Sent> {
  /// An observation that claims to be from later than this after its receipt is quarantined, µs.
  private static final long QUARANTINE = 5_000_000;

  /// One datastream's observations in the order of their receipt.
  static final class Column {
    private final Datastream datastream;
    private final Map<String, Double> states = new HashMap<>();
    private String key = "";
    private long[] event = new long[64];
    private long[] received = new long[64];
    private double[] value = new double[64];
    private int size;

    private Column(Datastream datastream) {
      this.datastream = datastream;
      datastream.categories().forEach(c -> states.put(c.name(), c.value()));
    }

    Datastream datastream() {
      return datastream;
    }

    /// The key with which it came.
    String key() {
      return key;
    }

    private void add(long eventTime, long receiveTime, double result) {
      if (size == event.length) {
        event = Arrays.copyOf(event, size * 2);
        received = Arrays.copyOf(received, size * 2);
        value = Arrays.copyOf(value, size * 2);
      }
      event[size] = eventTime;
      received[size] = receiveTime;
      value[size++] = result;
    }

    int size() {
      return size;
    }

    long event(int i) {
      return event[i];
    }

    long received(int i) {
      return received[i];
    }

    double value(int i) {
      return value[i];
    }

    boolean isQuarantined(int i) {
      return event[i] > received[i] + QUARANTINE;
    }

    /// What was true at `t` by what had been received by `known`; NaN if nothing was.
    double valueAt(long t, long known) {
      int i = at(t, known);
      return i < 0 ? Double.NaN : value[i];
    }

    /// The name of the state at `t` by what had been received by `known`; empty if nothing was.
    String stateAt(long t, long known) {
      return datastream.categoryOf(valueAt(t, known)).orElse("");
    }

    /// The event time that counts.
    long applied(int i) {
      return isQuarantined(i) ? received[i] : event[i];
    }

    /// The index of what held at `t` by what had been received by `known`; -1 if nothing was.
    int at(long t, long known) {
      int best = -1;
      for (int i = 0; i < size; i++) {
        if (received[i] <= known && applied(i) <= t && (best < 0 || applied(i) >= applied(best))) {
          best = i;
        }
      }
      return best;
    }
  }

  private static final byte[] HEAD = "{\"datastream\":\"".getBytes(StandardCharsets.UTF_8);
  private static final int TIME = "\",\"phenomenonTime\":\"".length();
  private static final int TIME_LENGTH = "2026-01-10T08:15:30.120".length();
  private static final int RESULT = "Z\",\"result\":".length();

  private final Map<String, Column> columns = new LinkedHashMap<>();
  private String lastDay = "";
  private long dayMicros;
  private long observations;
  private long lastSent = Long.MIN_VALUE;
  private boolean inOrder = true;
  private String strayKey = "";

  ReceivedLog(List<Datastream> datastreams) {
    datastreams.forEach(d -> columns.put(d.id(), new Column(d)));
  }

  @Override
  public void accept(Sent sent) {
    inOrder &= sent.time() >= lastSent;
    lastSent = sent.time();
    if (sent.topic() == Sent.Topic.OBSERVATIONS) {
      String key = sent.keyText();
      byte[] text = sent.value();
      for (int at = text[0] == '[' ? 1 : 0; at < text.length - 1; ) {
        at = element(text, at, sent.time(), key) + 1;
      }
    }
  }

  private int element(byte[] text, int at, long receiveTime, String key) {
    int idStart = at + HEAD.length;
    int idEnd = idStart;
    while (text[idEnd] != '"') {
      idEnd++;
    }
    String id = new String(text, idStart, idEnd - idStart, StandardCharsets.UTF_8);
    int time = idEnd + TIME;
    int result = time + TIME_LENGTH + RESULT;
    int end = result;
    while (text[end] != ',' && text[end] != '}') {
      end++;
    }
    Column column = column(id);
    column.add(micros(text, time), receiveTime, value(column, text, result, end));
    if (column.key.isEmpty()) {
      column.key = key;
    } else if (!column.key.equals(key)) {
      strayKey = id;
    }
    observations++;
    while (text[end] != '}') {
      end++;
    }
    return end + 1;
  }

  private static double value(Column column, byte[] text, int from, int to) {
    if (text[from] == 'n') {
      return Double.NaN;
    }
    if (text[from] == '"') {
      String state = new String(text, from + 1, to - from - 2, StandardCharsets.UTF_8);
      return Objects.requireNonNull(column.states.get(state), state);
    }
    return decimal(text, from, to);
  }

  private static double decimal(byte[] text, int from, int to) {
    boolean negative = text[from] == '-';
    long digits = 0;
    double divisor = 1;
    boolean behindPoint = false;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      if (text[i] == '.') {
        behindPoint = true;
      } else {
        digits = digits * 10 + text[i] - '0';
        divisor *= behindPoint ? 10 : 1;
      }
    }
    return (negative ? -digits : digits) / divisor;
  }

  private long micros(byte[] text, int at) {
    String day = new String(text, at, 10, StandardCharsets.UTF_8);
    if (!day.equals(lastDay)) {
      lastDay = day;
      dayMicros = Instant.parse(day + "T00:00:00Z").toEpochMilli() * 1_000;
    }
    long seconds = two(text, at + 11) * 3_600L + two(text, at + 14) * 60L + two(text, at + 17);
    long millis = (text[at + 20] - '0') * 100L + two(text, at + 21);
    return dayMicros + (seconds * 1_000 + millis) * 1_000;
  }

  private static int two(byte[] text, int at) {
    return (text[at] - '0') * 10 + text[at + 1] - '0';
  }

  Collection<Column> columns() {
    return columns.values();
  }

  /// @throws NullPointerException if there is no datastream of that id
  Column column(String id) {
    return Objects.requireNonNull(columns.get(id), id);
  }

  /// The only datastream of that name.
  Column named(String name) {
    return columns.values().stream()
        .filter(c -> c.datastream.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No datastream is called " + name + "."));
  }

  long observations() {
    return observations;
  }

  /// Whether every record was handed over after those that arrive before it.
  boolean isInOrder() {
    return inOrder;
  }

  /// A datastream that came with more than one key; empty if there is none.
  String strayKey() {
    return strayKey;
  }
}
