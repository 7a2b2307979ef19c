package io.belvedere.ingest.sandbox.district;

import io.belvedere.ingest.time.Micros;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What happens in a district, read from its story: courses, states, jams, silences and wrong
/// clocks by name. The file says what its lines mean. What it does not name is calm.
final class Script {
  /// Where and how much traffic is slowed.
  ///
  /// @param streets their names
  /// @param radius metres around the centre within which those streets are slowed
  /// @param part of the usual speed
  record Jam(String name, Set<String> streets, double lon, double lat, double radius, Course part) {
    Jam {
      streets = Set.copyOf(streets);
    }
  }

  /// A gateway that cannot send from one instant to another, but keeps what it is given.
  ///
  /// @param drain microseconds in which it sends what it has kept
  record Silence(String gateway, long from, long to, long drain) {}

  /// A gateway whose clock is wrong.
  record WrongClock(String gateway, long from, long to, long ahead) {}

  /// Where a vehicle is sent.
  ///
  /// @param progress part of its way over time, 0 to 1
  record Drive(String vehicle, double lon, double lat, Course progress) {}

  /// What somebody typed in.
  record Report(long time, String by, double lon, double lat, String text) {}

  private final ScriptClock clock;
  private final Map<String, Course> courses = new HashMap<>();
  private final Map<String, Steps> steps = new HashMap<>();
  private final List<Jam> jams = new ArrayList<>();
  private final List<Silence> silences = new ArrayList<>();
  private final List<WrongClock> wrongClocks = new ArrayList<>();
  private final Map<String, Drive> drives = new HashMap<>();
  private final List<Report> reports = new ArrayList<>();
  private Steps tempo = Steps.NONE;
  private int drowned;
  private Course drowning = Course.constant(0);
  private int restamping;
  private Optional<String> district = Optional.empty();
  private ZoneId zone = ZoneOffset.UTC;
  private int behind;

  private Script(ScriptClock clock) {
    this.clock = clock;
  }

  /// A district in which nothing happens.
  static Script calm(ScriptClock clock) {
    return new Script(clock);
  }

  /// Reads a story.
  ///
  /// @throws IllegalArgumentException if a line cannot be understood; names the line
  static Script read(BufferedReader story, ScriptClock clock) throws IOException {
    Script script = new Script(clock);
    String line;
    for (int number = 1; (line = story.readLine()) != null; number++) {
      if (!line.isBlank() && !line.startsWith("#")) {
        try {
          script.take(line.strip().split("\\s*;\\s*", -1));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
          throw new IllegalArgumentException(
              "Line " + number + " of the story, \"" + line + "\": " + e.getMessage(), e);
        }
      }
    }
    return script;
  }

  private void take(String[] cells) {
    switch (cells[0]) {
      case "district" -> {
        district = Optional.of(cells[1]);
        zone = ZoneId.of(cells[2]);
      }
      case "course" -> courses.put(cells[1], courseOf(cells[2]));
      case "steps" -> steps.put(cells[1], stepsOf(cells[2]));
      case "jam" ->
          jams.add(
              new Jam(
                  cells[1],
                  Set.of(cells[2].split(",")),
                  Double.parseDouble(cells[3]),
                  Double.parseDouble(cells[4]),
                  Double.parseDouble(cells[5]),
                  courseOf(cells[6])));
      case "silence" ->
          silences.add(
              new Silence(
                  cells[1],
                  clock.at(cells[2]),
                  clock.at(cells[3]),
                  Long.parseLong(cells[4]) * Micros.PER_SECOND));
      case "clock" ->
          wrongClocks.add(
              new WrongClock(
                  cells[1],
                  clock.at(cells[2]),
                  clock.at(cells[3]),
                  Long.parseLong(cells[4]) * Micros.PER_SECOND));
      case "drive" ->
          drives.put(
              cells[1],
              new Drive(
                  cells[1],
                  Double.parseDouble(cells[2]),
                  Double.parseDouble(cells[3]),
                  courseOf(cells[4])));
      case "drown" -> {
        drowned = Integer.parseInt(cells[1]);
        drowning =
            new Course(
                new long[] {0, Math.max(1, drowned - 1)},
                new double[] {clock.at(cells[2]), clock.at(cells[3])});
      }
      case "behind" -> behind = Integer.parseInt(cells[1]);
      case "restamp" -> restamping = Integer.parseInt(cells[1]);
      case "tempo" -> tempo = stepsOf(cells[1]);
      case "report" ->
          reports.add(
              new Report(
                  clock.at(cells[1]),
                  cells[2],
                  Double.parseDouble(cells[3]),
                  Double.parseDouble(cells[4]),
                  cells[5]));
      default -> throw new IllegalArgumentException("A line cannot begin with " + cells[0] + ".");
    }
  }

  private Course courseOf(String points) {
    String[] pairs = points.split("\\s+", -1);
    long[] times = new long[pairs.length];
    double[] values = new double[pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      int equals = equalsIn(pairs[i]);
      times[i] = clock.at(pairs[i].substring(0, equals));
      values[i] = Double.parseDouble(pairs[i].substring(equals + 1));
      requireLater(times, i);
    }
    return new Course(times, values);
  }

  private Steps stepsOf(String points) {
    String[] pairs = points.split("\\s+", -1);
    long[] times = new long[pairs.length];
    List<String> states = new ArrayList<>();
    for (int i = 0; i < pairs.length; i++) {
      int equals = equalsIn(pairs[i]);
      times[i] = clock.at(pairs[i].substring(0, equals));
      states.add(pairs[i].substring(equals + 1));
      requireLater(times, i);
    }
    return new Steps(times, states);
  }

  private static int equalsIn(String pair) {
    int equals = pair.indexOf('=');
    if (equals < 0) {
      throw new IllegalArgumentException("\"" + pair + "\" is not time=value.");
    }
    return equals;
  }

  private static void requireLater(long[] times, int i) {
    if (i > 0 && times[i] <= times[i - 1]) {
      throw new IllegalArgumentException("Time " + (i + 1) + " is not after the one before it.");
    }
  }

  /// What the district is called, if the story says.
  Optional<String> district() {
    return district;
  }

  /// The zone in which its operators read times.
  ZoneId zone() {
    return zone;
  }

  /// The course of that name, or the level one at `calm`.
  Course course(String name, double calm) {
    Course course = courses.get(name);
    return course == null ? Course.constant(calm) : course;
  }

  Steps steps(String name) {
    return steps.getOrDefault(name, Steps.NONE);
  }

  List<Jam> jams() {
    return jams;
  }

  List<Silence> silences() {
    return silences;
  }

  List<WrongClock> wrongClocks() {
    return wrongClocks;
  }

  /// Where a vehicle of that name is sent, if it is.
  Optional<Drive> drive(String vehicle) {
    return Optional.ofNullable(drives.get(vehicle));
  }

  List<Report> reports() {
    return reports;
  }

  /// How fast the city reports over time.
  Steps tempo() {
    return tempo;
  }

  /// How many datastreams report through the gateways that fall silent.
  int behind() {
    return behind;
  }

  /// How many sensors drown behind the silent gateways.
  int drowned() {
    return drowned;
  }

  /// When the `i`-th of them drowns, microseconds UTC.
  long drowning(int i) {
    return (long) drowning.at(i);
  }

  /// How many devices behind the silent gateways stamp arrival time.
  int restamping() {
    return restamping;
  }

  ScriptClock clock() {
    return clock;
  }
}
