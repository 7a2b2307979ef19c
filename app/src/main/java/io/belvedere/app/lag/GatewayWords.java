package io.belvedere.app.lag;

import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.GatewayReading.Silent;
import io.belvedere.ingest.lag.GatewayReading.WrongClock;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How it is written which gateways are silent and whose clocks are wrong.
final class GatewayWords {
  private static final int LISTED = 12;

  private GatewayWords() {}

  /// `Gateways silent: 2 of 40. That is why 61 datastreams are.`
  static String silent(GatewayReading reading) {
    if (reading.gateways() == 0) {
      return "The catalogue names none.";
    }
    int datastreams = reading.silent().stream().mapToInt(Silent::datastreams).sum();
    String count =
        "Gateways silent: %,d of %,d.".formatted(reading.silent().size(), reading.gateways());
    return datastreams == 0
        ? count
        : count + " That is why %,d datastreams are.".formatted(datastreams);
  }

  /// Each silent one, and since when; the last row counts those that are not listed.
  static List<List<String>> rows(GatewayReading reading, long now, TimeText text) {
    return listed(
        reading.silent().stream()
            .map(
                each ->
                    List.of(
                        each.name(),
                        "%,d datastreams, since %s, %s"
                            .formatted(
                                each.datastreams(),
                                text.clockNear(each.since(), now),
                                TimeText.duration(now - each.since()))))
            .toList());
  }

  /// Each whose clock is wrong, and by how much.
  static List<List<String>> clocks(GatewayReading reading) {
    return listed(
        reading.wrongClocks().stream().map(each -> List.of(each.name(), clock(each))).toList());
  }

  private static String clock(WrongClock clock) {
    if (clock.ahead().isEmpty()) {
      return "clock more than +5 s: what it sends is quarantined";
    }
    double seconds = clock.ahead().getAsLong() / (double) Micros.PER_SECOND;
    // What comes late may have been long on its way.
    return String.format(Locale.ROOT, "clock %+.1f s", seconds)
        + (seconds < 0 ? ", or its way is so much slower" : "");
  }

  private static List<List<String>> listed(List<List<String>> rows) {
    if (rows.size() <= LISTED) {
      return rows;
    }
    List<List<String>> first = new ArrayList<>(rows.subList(0, LISTED));
    first.add(List.of("and %,d more".formatted(rows.size() - LISTED), ""));
    return first;
  }
}
