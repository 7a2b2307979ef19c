package io.belvedere.ingest.lag;

import io.belvedere.ingest.lag.GatewayReading.Silent;
import io.belvedere.ingest.lag.GatewayReading.WrongClock;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.time.Clock;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Liveness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Watches the gateways through which datastreams come: states of a district in, once a second, and
/// what they tell of gateways out. One thread.
///
/// A gateway is silent if all that ever came through it is older than it should be, of two
/// datastreams at least: one alone may itself be broken. Where Kafka's progress stands nobody
/// knows, and nothing is said.
///
/// Its clock is judged by how long what it sends takes to the broker: the median over its
/// datastreams, and of those the median over a minute. The typical gateway of the district is taken
/// to be right. What is told to be wrong stays so until it is clearly right.
public final class GatewayWatch {
  /// From this on a clock is wrong ...
  static final long WRONG = 2 * Micros.PER_SECOND;

  /// ... and below this it is right again.
  static final long RIGHT = Micros.PER_SECOND;

  private static final int LEAST_DATASTREAMS = 2;
  private static final int LEAST_LOOKS = 10;
  private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();

  private final Clock clock;
  private final Map<String, Gateway> gateways = new HashMap<>();
  private long rosterVersion = Long.MIN_VALUE;

  public GatewayWatch(Clock clock) {
    this.clock = clock;
  }

  /// @param state of the roster's datastreams now
  public GatewayReading look(Roster roster, DistrictState state) {
    if (roster.version() != rosterVersion) {
      rosterVersion = roster.version();
      group(roster);
    }
    List<Silent> silent = new ArrayList<>();
    for (Gateway gateway : gateways.values()) {
      gateway.silence(roster, state).ifPresent(silent::add);
      gateway.measure(roster, state);
    }
    silent.sort(Comparator.comparingLong(Silent::since).thenComparing(Silent::id));
    return new GatewayReading(gateways.size(), silent, wrongClocks());
  }

  private List<WrongClock> wrongClocks() {
    long[] delays =
        gateways.values().stream()
            .flatMapToLong(gateway -> gateway.delay().stream())
            .sorted()
            .toArray();
    List<WrongClock> wrong = new ArrayList<>();
    for (Gateway gateway : gateways.values()) {
      gateway.judge(delays.length == 0 ? 0 : delays[delays.length / 2]).ifPresent(wrong::add);
    }
    wrong.sort(
        Comparator.comparingLong(
                (WrongClock each) -> -Math.abs(each.ahead().orElse(Long.MAX_VALUE)))
            .thenComparing(WrongClock::id));
    return wrong;
  }

  /// Finds out anew what is behind which gateway; what is known of their clocks stays.
  private void group(Roster roster) {
    Map<String, List<Integer>> behind = new HashMap<>();
    Map<String, List<Integer>> own = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    for (int d = 0; d < roster.size(); d++) {
      Datastream described = roster.datastream(d);
      if (described != null) {
        Thing thing = described.thing();
        Map<String, List<Integer>> to = thing.gateway().isPresent() ? behind : own;
        to.computeIfAbsent(thing.gateway().orElse(thing.id()), _ -> new ArrayList<>()).add(d);
        names.put(thing.id(), thing.name());
      }
    }
    gateways.keySet().retainAll(behind.keySet());
    behind.forEach(
        (id, datastreams) -> {
          // What it tells of itself comes through it, too.
          datastreams.addAll(own.getOrDefault(id, List.of()));
          Gateway gateway = gateways.computeIfAbsent(id, Gateway::new);
          gateway.name = names.getOrDefault(id, id);
          gateway.datastreams = datastreams.stream().mapToInt(Integer::intValue).toArray();
        });
  }

  private final class Gateway {
    private final String id;
    private final Deque<Look> looks = new ArrayDeque<>();
    private String name = "";
    private int[] datastreams = {};
    private boolean quarantined;
    private boolean wrong;

    /// @param delay the median of its datastreams' newest, microseconds
    private record Look(long ticks, long delay) {}

    Gateway(String id) {
      this.id = id;
    }

    Optional<Silent> silence(Roster roster, DistrictState state) {
      long newest = DistrictState.NONE;
      int known = 0;
      for (int d : datastreams) {
        Datastream described = roster.datastream(d);
        if (described == null || described.period() <= 0 || !state.isKnown(d)) {
          continue;
        }
        switch (state.liveness(d, described.period())) {
          case FRESH, UNKNOWN -> {
            return Optional.empty();
          }
          case OVERDUE, STALE, OFFLINE -> {
            known++;
            newest = Math.max(newest, state.eventTime(d));
          }
        }
      }
      return known < LEAST_DATASTREAMS
          ? Optional.empty()
          : Optional.of(new Silent(id, name, newest, known));
    }

    void measure(Roster roster, DistrictState state) {
      long[] delays = new long[datastreams.length];
      int measured = 0;
      int quarantinedNow = 0;
      for (int d : datastreams) {
        Datastream described = roster.datastream(d);
        if (described == null
            || !state.isKnown(d)
            || state.liveness(d, described.period()) != Liveness.FRESH) {
          continue;
        }
        if (state.isQuarantined(d)) {
          quarantinedNow++;
        } else {
          delays[measured++] = state.receiveTime(d) - state.eventTime(d);
        }
      }
      if (measured + quarantinedNow >= LEAST_DATASTREAMS) {
        quarantined = quarantinedNow > measured;
      }
      if (measured >= LEAST_DATASTREAMS && !quarantined) {
        Arrays.sort(delays, 0, measured);
        looks.addLast(new Look(clock.ticks(), delays[measured / 2]));
      }
      while (!looks.isEmpty() && clock.ticks() - looks.getFirst().ticks > WINDOW_NANOS) {
        looks.removeFirst();
      }
    }

    /// The median over the last minute; empty if too little was measured in it.
    OptionalLong delay() {
      if (looks.size() < LEAST_LOOKS) {
        return OptionalLong.empty();
      }
      long[] delays = looks.stream().mapToLong(Look::delay).sorted().toArray();
      return OptionalLong.of(delays[delays.length / 2]);
    }

    Optional<WrongClock> judge(long typical) {
      if (quarantined) {
        return Optional.of(new WrongClock(id, name, OptionalLong.empty()));
      }
      OptionalLong delay = delay();
      if (delay.isEmpty()) {
        wrong = false;
        return Optional.empty();
      }
      long ahead = typical - delay.getAsLong();
      wrong = Math.abs(ahead) >= (wrong ? RIGHT : WRONG);
      return wrong
          ? Optional.of(new WrongClock(id, name, OptionalLong.of(ahead)))
          : Optional.empty();
    }
  }
}
