package io.belvedere.ingest.bench;

import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.Flags;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Observations from a file of lines `datastream,time,value`, taken as received in the order of the
/// lines, each no earlier than the one before. At its end the file begins anew, as much later as it
/// is long.
final class CsvArrivals implements ArrivalSource {
  /// What is in a file.
  ///
  /// @param numbers dense, by id
  /// @param lines that are observations
  /// @param span how much later the file can begin anew, microseconds
  record Contents(Path file, Map<String, Integer> numbers, long lines, long span) {}

  private record Line(String datastream, long time, double value) {}

  private static final int MOST_TOLD = 10;
  private static final int AT_ONCE = 8_192;

  /// More milliseconds than any year that we know has.
  private static final int MOST_DIGITS = 14;

  private static final int FLAGS = Flags.of(Quality.GOOD, Severity.NORMAL);

  private final Contents contents;
  private BufferedReader reader;
  private long shift;
  private long newest = Long.MIN_VALUE;

  CsvArrivals(Contents contents) throws IOException {
    this.contents = contents;
    this.reader = Files.newBufferedReader(contents.file);
  }

  /// Reads a file once and tells of every line that cannot be used.
  ///
  /// @throws IOException if there is no line that can
  static Contents look(Path file) throws IOException {
    Map<String, Integer> numbers = new HashMap<>();
    long used = 0;
    long wrong = 0;
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String text;
      for (long number = 1; (text = reader.readLine()) != null; number++) {
        try {
          Line line = parse(text);
          numbers.putIfAbsent(line.datastream, numbers.size());
          from = Math.min(from, line.time);
          to = Math.max(to, line.time);
          used++;
        } catch (IllegalArgumentException | DateTimeException e) {
          // The first line may be a header.
          if (number > 1 && ++wrong <= MOST_TOLD) {
            System.out.printf("line %d of %s is left out: %s%n", number, file, e.getMessage());
          }
        }
      }
    }
    if (used == 0) {
      throw new IOException("No line of " + file + " is datastream,time,value.");
    }
    if (wrong > MOST_TOLD) {
      System.out.printf("%,d more lines of %s are left out%n", wrong - MOST_TOLD, file);
    }
    return new Contents(file, numbers, used, to - from + Micros.PER_SECOND);
  }

  private static Line parse(String text) {
    int first = text.indexOf(',');
    int second = text.indexOf(',', first + 1);
    if (first < 1 || second < 0 || text.indexOf(',', second + 1) >= 0) {
      throw new IllegalArgumentException("it is not datastream,time,value");
    }
    long time = time(text.substring(first + 1, second).strip());
    if (time < Micros.EARLIEST || time >= Micros.LATEST) {
      throw new IllegalArgumentException("its time is not in the years 2000 to 2099");
    }
    String sent = text.substring(second + 1).strip();
    double value = sent.isEmpty() ? Double.NaN : Double.parseDouble(sent);
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("its value is not finite");
    }
    return new Line(text.substring(0, first).strip(), time, value);
  }

  /// Milliseconds since 1970, or RFC 3339.
  private static long time(String text) {
    boolean millis =
        !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return millis
        ? Micros.ofMillis(Long.parseLong(text))
        : Micros.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
  }

  @Override
  public void fill(Arrivals out) throws IOException {
    out.clear();
    while (out.size() < AT_ONCE) {
      String text = reader.readLine();
      if (text == null) {
        reader.close();
        reader = Files.newBufferedReader(contents.file);
        shift += contents.span;
        continue;
      }
      Line line = tried(text);
      if (line != null) {
        add(line, out);
      }
    }
  }

  private void add(Line line, Arrivals out) {
    Integer number = contents.numbers.get(line.datastream);
    if (number == null) {
      throw new IllegalStateException(contents.file + " has changed meanwhile.");
    }
    long time = line.time + shift;
    newest = Math.max(newest, time);
    long none = Observation.NOT_SENT;
    out.add(number, time, newest, line.value, FLAGS, none, none);
  }

  private static @Nullable Line tried(String text) {
    try {
      return parse(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
