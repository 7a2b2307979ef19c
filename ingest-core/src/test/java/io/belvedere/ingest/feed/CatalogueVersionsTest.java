package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.decode.CatalogueEntry;
import io.belvedere.ingest.history.CatalogueRecord;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Criticality;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Role;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Thing;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

/// Which catalogue held at an instant, and which was known to.
class CatalogueVersionsTest {
  private static final long START = Micros.EARLIEST + 4_321 * Micros.PER_DAY;
  private static final DistrictId PORT = new DistrictId("port");
  private static final long ALWAYS = Long.MIN_VALUE;

  /// A record of the topic; retired if there is no name.
  private record Told(
      int topic, long offset, long received, String key, String name, long validFrom) {
    CatalogueEntry entry() {
      return name.isEmpty()
          ? new CatalogueEntry.Retired(key)
          : new CatalogueEntry.Described(datastream(key, name, validFrom));
    }

    CatalogueRecord record() {
      return new CatalogueRecord(
          new PartitionId(new Uuid(1, topic), 0), offset, received, key.getBytes(UTF_8), null);
    }
  }

  private final AtomicLong numbers = new AtomicLong();
  private final CatalogueVersions versions = new CatalogueVersions(PORT, numbers::incrementAndGet);
  private final Map<String, Datastream> live = new LinkedHashMap<>();
  private final Set<String> ids = new LinkedHashSet<>();

  @Test
  void aRenamedAndARetiredDatastreamAreWhatTheyWereThen() {
    take(told(0, at(0), "a", "old"), told(1, at(1), "b", "gone"));
    take(told(2, at(600), "a", "new"), told(3, at(900), "b", ""));
    assertThat(names(versions.at(at(599)))).isEqualTo(Map.of("a", "old", "b", "gone"));
    assertThat(names(versions.at(at(600)))).isEqualTo(Map.of("a", "new", "b", "gone"));
    assertThat(names(versions.at(at(900)))).isEqualTo(Map.of("a", "new"));
    Roster then = versions.at(at(599));
    assertThat(then.number("b")).hasValue(1);
    assertThat(versions.at(at(10_000)).size()).isEqualTo(2);
    assertThat(versions.at(at(10_000)).datastream(1)).isNull();
  }

  @Test
  void beforeAnythingWasKnownTheFirstCatalogueHolds() {
    take(
        told(0, at(0), "a", "first"),
        told(1, at(4), "b", "first"),
        told(2, at(8), "c", "first"),
        told(3, at(60), "d", "later"));
    assertThat(names(versions.at(at(-100_000)))).containsOnlyKeys("a", "b", "c");
    assertThat(names(versions.known(at(-100_000), at(-100_000)))).containsOnlyKeys("a", "b", "c");
    assertThat(versions.at(at(-100_000))).isSameAs(versions.at(at(59)));
    assertThat(names(versions.at(at(60)))).containsOnlyKeys("a", "b", "c", "d");
  }

  @Test
  void aChangeWithinTheFirstMomentsIsAChange() {
    take(told(0, at(0), "a", "old"), told(1, at(2), "a", "new"));
    assertThat(names(versions.at(at(-5)))).isEqualTo(Map.of("a", "old"));
    assertThat(names(versions.at(at(2)))).isEqualTo(Map.of("a", "new"));
  }

  @Test
  void whatSaysSinceWhenHoldsSinceThenButWasNotKnownBefore() {
    take(told(0, at(0), "a", "old"));
    take(new Told(1, 1, at(900), "a", "new", at(300)));
    assertThat(names(versions.at(at(299)))).isEqualTo(Map.of("a", "old"));
    assertThat(names(versions.at(at(300)))).isEqualTo(Map.of("a", "new"));
    assertThat(names(versions.known(at(300), at(899)))).isEqualTo(Map.of("a", "old"));
    assertThat(names(versions.known(at(300), at(900)))).isEqualTo(Map.of("a", "new"));
  }

  @Test
  void theNewestIsTheLiveRosterItselfAndOthersStayTheSame() {
    take(told(0, at(0), "a", "old"));
    Roster first = publish();
    assertThat(versions.at(at(0))).isSameAs(first);
    take(told(1, at(600), "a", "new"));
    Roster second = publish();
    assertThat(versions.at(at(600))).isSameAs(second);
    Roster then = versions.at(at(300));
    assertThat(names(then)).isEqualTo(Map.of("a", "old"));
    assertThat(then.version()).isNotEqualTo(second.version());
    take(told(2, at(1_200), "a", "newest"));
    publish();
    assertThat(versions.at(at(300))).isSameAs(then);
    assertThat(versions.at(at(900))).isSameAs(second);
  }

  @Test
  void aNewNumberIsInEveryRoster() {
    take(told(0, at(0), "a", "old"), told(1, at(600), "a", "new"));
    assertThat(versions.at(at(0)).size()).isEqualTo(1);
    ids.add("nobody-knows");
    publish();
    assertThat(versions.at(at(0)).number("nobody-knows")).hasValue(1);
    assertThat(names(versions.at(at(0)))).isEqualTo(Map.of("a", "old"));
  }

  @Test
  void fewRostersAreKept() {
    for (int i = 0; i < 200; i++) {
      take(told(i, at(60L * i), "a", "name " + i));
    }
    for (int i = 0; i < 200; i++) {
      assertThat(names(versions.at(at(60L * i)))).isEqualTo(Map.of("a", "name " + i));
    }
    Roster early = versions.at(at(0));
    assertThat(versions.at(at(1))).isSameAs(early);
  }

  @Test
  void whatIsRepeatedOrReadAgainIsNoVersion() {
    assertThat(isNew(told(0, at(0), "a", "x"))).isTrue();
    assertThat(isNew(told(1, at(9), "a", "x"))).as("repeated").isFalse();
    assertThat(isNew(told(2, at(10), "a", "y"))).isTrue();
    assertThat(isNew(told(0, at(0), "a", "x"))).as("read again").isFalse();
    assertThat(isNew(told(1, at(9), "a", "x"))).as("repeated and read again").isFalse();
    assertThat(isNew(told(2, at(10), "a", "y"))).as("read again").isFalse();
    assertThat(isNew(told(3, at(11), "b", ""))).as("retired before it was there").isFalse();
    assertThat(isNew(new Told(2, 0, at(12), "a", "y", ALWAYS))).as("in a new topic").isFalse();
    assertThat(isNew(new Told(2, 1, at(13), "a", "x", ALWAYS))).isTrue();
  }

  @Test
  void otherContentAtTheSameOffsetIsAnotherVersion() {
    take(told(0, at(0), "a", "x"), told(1, at(60), "a", "lost by Kafka"));
    take(told(1, at(120), "a", "y"));
    assertThat(names(versions.at(at(60)))).isEqualTo(Map.of("a", "lost by Kafka"));
    assertThat(names(versions.at(at(120)))).isEqualTo(Map.of("a", "y"));
  }

  /// Whatever is read again, in whatever order the senders' clocks run, and also when the journal
  /// has lost versions: at every instant holds what a list of all that was told says.
  @Property(tries = 400)
  void everyInstantIsAsAPlainListSays(@ForAll Random random) {
    new CatalogueVersionsTest().checkAgainstAPlainList(random);
  }

  private void checkAgainstAPlainList(Random random) {
    List<Told> log = log(random);
    TreeMap<Integer, Told> lost = new TreeMap<>();
    for (int i = 0; i < log.size(); i++) {
      if (random.nextInt(8) == 0) {
        lost.put(i, log.get(i));
      }
    }
    boolean loses = random.nextBoolean();
    for (int i = 0; i < log.size(); i++) {
      if (!loses || !lost.containsKey(i)) {
        take(log.get(i));
      }
      if (random.nextInt(10) == 0) {
        // Reading begins again anywhere.
        log.subList(random.nextInt(i + 1), i + 1).stream()
            .filter(told -> !loses || !lost.containsValue(told))
            .forEach(this::take);
        publish();
      }
    }
    if (loses) {
      log.forEach(this::take);
    }
    for (int i = 0; i < 60; i++) {
      long t = at(random.nextInt(-20, 400)) + random.nextLong(1_000_000);
      long known = random.nextBoolean() ? Long.MAX_VALUE : at(random.nextInt(-20, 400));
      Roster roster = versions.known(t, known);
      assertThat(names(roster))
          .as("at %s s, known %s of %s", t - START, known - START, log)
          .isEqualTo(oracle(log, t, known));
      assertThat(versions.known(t, known)).isSameAs(roster);
    }
    assertThat(versions.known(Long.MAX_VALUE, Long.MAX_VALUE).catalogue().datastreams())
        .isEqualTo(live);
  }

  private static List<Told> log(Random random) {
    List<Told> log = new ArrayList<>();
    long now = START;
    for (int i = 0; i < random.nextInt(1, 40); i++) {
      now += random.nextInt(3) == 0 ? random.nextLong(30_000_000) : random.nextLong(2_000_000);
      long from = random.nextInt(4) == 0 ? at(random.nextInt(400)) : ALWAYS;
      String name = random.nextInt(5) == 0 ? "" : "n" + random.nextInt(4);
      log.add(new Told(1, i, now, "k" + random.nextInt(4), name, name.isEmpty() ? ALWAYS : from));
    }
    return log;
  }

  /// All that was told, one key after the other, from the first to the last.
  private static Map<String, String> oracle(List<Told> log, long t, long known) {
    Set<Told> first = firstCatalogue(log);
    Map<String, String> names = new TreeMap<>();
    for (Told told : log) {
      long received = second(told.received);
      long from = told.validFrom == ALWAYS ? received : told.validFrom;
      boolean always = first.contains(told);
      if (((always && from <= received) || from <= t) && (always || received <= known)) {
        names.put(told.key, told.name);
      }
    }
    names.values().removeIf(String::isEmpty);
    return names;
  }

  private static Set<Told> firstCatalogue(List<Told> log) {
    Set<String> keys = new LinkedHashSet<>();
    Set<Told> first = new LinkedHashSet<>();
    Map<String, CatalogueEntry> before = new TreeMap<>();
    long end = Long.MIN_VALUE;
    long changed = Long.MAX_VALUE;
    for (Told told : log) {
      long received = second(told.received);
      CatalogueEntry entry = told.entry();
      boolean repeats = entry.equals(before.put(told.key, entry));
      if (repeats || (told.name.isEmpty() && !keys.contains(told.key))) {
        continue;
      }
      boolean changes = !keys.add(told.key);
      if (end != Long.MIN_VALUE && (received - end > 5_000_000 || received > changed)) {
        break;
      }
      if (changes) {
        changed = Math.min(changed, received);
      } else {
        first.add(told);
        end = received;
      }
    }
    return first;
  }

  private static long second(long micros) {
    return Math.ceilDiv(micros, Micros.PER_SECOND) * Micros.PER_SECOND;
  }

  private static long at(long second) {
    return START + second * Micros.PER_SECOND;
  }

  private static Told told(long offset, long received, String key, String name) {
    return new Told(1, offset, received, key, name, ALWAYS);
  }

  private static Datastream datastream(String id, String name, long validFrom) {
    return new Datastream(
        id,
        name,
        "water-level",
        "cm",
        Role.VALUE,
        10 * Micros.PER_SECOND,
        Criticality.NORMAL,
        new Thing("t", "T", "gauge", 7.42, 43.73, Optional.empty(), Optional.empty()),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        validFrom);
  }

  private void take(Told... all) {
    Arrays.stream(all).forEach(this::isNew);
    publish();
  }

  private boolean isNew(Told told) {
    boolean taken = versions.take(told.key, told.record(), told.entry());
    live.remove(told.key);
    if (versions.newest().get(told.key) instanceof CatalogueEntry.Described(Datastream newest)) {
      live.put(told.key, newest);
    }
    ids.add(told.key);
    return taken;
  }

  private Roster publish() {
    Catalogue catalogue = Catalogue.of(District.unknown(PORT), live.values());
    Roster roster = new Roster(catalogue, List.copyOf(ids), numbers.incrementAndGet());
    versions.publish(roster);
    return roster;
  }

  private static Map<String, String> names(Roster roster) {
    Map<String, String> names = new TreeMap<>();
    roster.catalogue().datastreams().forEach((id, d) -> names.put(id, d.name()));
    return names;
  }
}
