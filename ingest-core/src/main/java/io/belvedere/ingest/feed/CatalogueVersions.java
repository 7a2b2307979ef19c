package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.CatalogueEntry;
import io.belvedere.ingest.history.CatalogueRecord;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// All that the catalogue has ever said, by key, and the rosters of any instant.
///
/// # What holds when
/// A record says what an entry is from its valid-from on, or from its receive time on if it does
/// not say since when; whatever was received later says it better. So of a key holds at `t` the
/// last version, in the order of the topic, whose valid-from is not after `t`. Receive times count
/// in whole seconds, rounded up: a catalogue that is written at once changes at once, and nothing
/// is known before it was.
///
/// The first catalogue is what was received first, and on without a pause, of keys not known
/// before. It holds from always: before anything was known, it is the best there is.
///
/// # Threads
/// The feed thread takes and publishes; rosters are made, by whoever asks, of what was published.
final class CatalogueVersions {
  /// Between two records of the first catalogue, at most.
  private static final long PAUSE = 5 * Micros.PER_SECOND;

  /// Rosters that are kept, beside the newest.
  private static final int MOST_ROSTERS = 16;

  private final DistrictId id;
  private final LongSupplier rosterNumbers;

  /// Versions of each key, in the order of the topic; arrays are replaced, never changed.
  private final Map<String, Version[]> byKey = new LinkedHashMap<>();

  private volatile Published published;

  /// @param received microseconds UTC, whole seconds; never falls from one version of a key to the
  ///     next
  record Version(PartitionId partition, long offset, long received, CatalogueEntry entry) {
    long validFrom() {
      return entry instanceof CatalogueEntry.Described(Datastream datastream)
              && datastream.validFrom() != Long.MIN_VALUE
          ? datastream.validFrom()
          : received;
    }

    boolean isRecord(CatalogueRecord record, CatalogueEntry read) {
      return record.wasSent()
          && offset == record.offset()
          && partition.equals(record.partition())
          && entry.equals(read);
    }
  }

  /// @param rosterNumbers gives each roster a version of its own; any thread
  CatalogueVersions(DistrictId id, LongSupplier rosterNumbers) {
    this.id = id;
    this.rosterNumbers = rosterNumbers;
    this.published = new Published(List.of(), Roster.empty(id), null);
  }

  /// Takes what a record says, if it says something new.
  ///
  /// It does not if it was taken already, or repeats what was said before it. One that is read a
  /// second time but is not known any more, because the journal was damaged, gets its old place.
  ///
  /// @return whether it does
  boolean take(String key, CatalogueRecord record, CatalogueEntry entry) {
    Version[] known = byKey.getOrDefault(key, new Version[0]);
    int at = known.length;
    for (int i = known.length - 1; i >= 0; i--) {
      if (known[i].isRecord(record, entry)) {
        return false;
      }
      if (known[i].partition.equals(record.partition()) && known[i].offset > record.offset()) {
        at = i;
      }
    }
    boolean isFirst = at == 0;
    if (isFirst ? entry instanceof CatalogueEntry.Retired : known[at - 1].entry.equals(entry)) {
      return false;
    }
    long received = Math.ceilDiv(record.received(), Micros.PER_SECOND) * Micros.PER_SECOND;
    received = isFirst ? received : Math.max(received, known[at - 1].received);
    received = at == known.length ? received : Math.min(received, known[at].received);
    // The next may repeat what this one says.
    int next = at < known.length && known[at].entry.equals(entry) ? at + 1 : at;
    Version[] more = new Version[at + 1 + known.length - next];
    System.arraycopy(known, 0, more, 0, at);
    more[at] = new Version(record.partition(), record.offset(), received, entry);
    System.arraycopy(known, next, more, at + 1, known.length - next);
    byKey.put(key, more);
    return true;
  }

  /// The last version of each key.
  Map<String, CatalogueEntry> newest() {
    Map<String, CatalogueEntry> newest = new LinkedHashMap<>();
    byKey.forEach((key, versions) -> newest.put(key, versions[versions.length - 1].entry));
    return newest;
  }

  /// Lets others see what was taken.
  ///
  /// @param live the newest roster
  void publish(Roster live) {
    published = new Published(List.copyOf(byKey.values()), live, published);
  }

  /// What was valid at `t`, as far as we know now. Any thread.
  Roster at(long t) {
    return known(t, Long.MAX_VALUE);
  }

  /// What was valid at `t`, as far as had been received by `known`. Any thread.
  Roster known(long t, long known) {
    return published.known(t, known);
  }

  /// Between two instants of neither list, no other version begins to hold.
  private record Epoch(int valid, int known) {}

  private record Kept(List<Version> versions, Roster roster) {}

  /// All versions at one moment, and the rosters that were made of them.
  private final class Published {
    private final List<Version[]> versions;
    private final long firstEnds;
    private final long[] valid;
    private final long[] known;
    private final Roster live;
    private final @Nullable Kept newest;

    /// The most recently used ones last.
    private final LinkedHashMap<Epoch, Kept> kept = new LinkedHashMap<>(32, 0.75f, true);

    Published(List<Version[]> versions, Roster live, @Nullable Published before) {
      this.versions = versions;
      this.live = live;
      this.firstEnds = firstEnds(versions);
      this.valid = instants(this::validFrom);
      this.known = instants(this::received);
      List<Version> last = holding(Long.MAX_VALUE, Long.MAX_VALUE);
      this.newest = isMadeOf(live.catalogue(), last) ? new Kept(last, live) : null;
      if (before != null && before.live.size() == live.size()) {
        // Numbers that are none of an epoch: these rosters are found by what they are made of.
        int number = -1;
        for (Kept each : before.kept()) {
          kept.put(new Epoch(number--, 0), each);
        }
      }
    }

    private synchronized List<Kept> kept() {
      return List.copyOf(kept.values());
    }

    private interface Instant {
      long of(Version version, boolean first);
    }

    private long[] instants(Instant instant) {
      return versions.stream()
          .flatMapToLong(
              each -> LongStream.range(0, each.length).map(i -> instant.of(each[(int) i], i == 0)))
          .sorted()
          .distinct()
          .toArray();
    }

    /// When the last record of the first catalogue was received.
    private static long firstEnds(List<Version[]> versions) {
      long[] firsts = versions.stream().mapToLong(each -> each[0].received).sorted().toArray();
      long later =
          versions.stream()
              .filter(each -> each.length > 1)
              .mapToLong(each -> each[1].received)
              .min()
              .orElse(Long.MAX_VALUE);
      long end = firsts.length == 0 ? Long.MIN_VALUE : firsts[0];
      for (long first : firsts) {
        if (first - end > PAUSE || first > later) {
          break;
        }
        end = first;
      }
      return end;
    }

    private boolean isOfFirstCatalogue(Version version, boolean first) {
      return first && version.received <= firstEnds;
    }

    private long validFrom(Version version, boolean first) {
      long from = version.validFrom();
      return isOfFirstCatalogue(version, first) && from <= version.received ? Long.MIN_VALUE : from;
    }

    private long received(Version version, boolean first) {
      return isOfFirstCatalogue(version, first) ? Long.MIN_VALUE : version.received;
    }

    synchronized Roster known(long t, long asKnown) {
      var epoch = new Epoch(upTo(valid, t), upTo(known, asKnown));
      Kept found = kept.get(epoch);
      if (found == null) {
        found = made(holding(t, asKnown));
        kept.put(epoch, found);
        if (kept.size() > MOST_ROSTERS) {
          kept.pollFirstEntry();
        }
      }
      return found.roster;
    }

    private Kept made(List<Version> holding) {
      if (newest != null && newest.versions.equals(holding)) {
        return newest;
      }
      return kept.values().stream()
          .filter(each -> each.versions.equals(holding))
          .findFirst()
          .orElseGet(
              () -> new Kept(holding, live.over(catalogue(holding), rosterNumbers.getAsLong())));
    }

    /// How many of them are not after `t`.
    private static int upTo(long[] instants, long t) {
      int found = Arrays.binarySearch(instants, t);
      return found >= 0 ? found + 1 : -found - 1;
    }

    /// What describes something at `t`.
    private List<Version> holding(long t, long asKnown) {
      List<Version> holding = new ArrayList<>(versions.size());
      for (Version[] each : versions) {
        for (int i = each.length - 1; i >= 0; i--) {
          if (validFrom(each[i], i == 0) <= t && received(each[i], i == 0) <= asKnown) {
            if (!(each[i].entry instanceof CatalogueEntry.Retired)) {
              holding.add(each[i]);
            }
            break;
          }
        }
      }
      return holding;
    }

    private boolean isMadeOf(Catalogue catalogue, List<Version> newest) {
      Catalogue other = catalogue(newest);
      return other.district().equals(catalogue.district())
          && other.datastreams().equals(catalogue.datastreams());
    }

    private Catalogue catalogue(List<Version> holding) {
      District district = District.unknown(id);
      List<Datastream> datastreams = new ArrayList<>(holding.size());
      for (Version version : holding) {
        switch (version.entry) {
          case CatalogueEntry.Described(Datastream datastream) -> datastreams.add(datastream);
          case CatalogueEntry.OfDistrict(District of) -> district = of;
          case CatalogueEntry.Retired _, CatalogueEntry.Malformed _ -> {}
        }
      }
      return Catalogue.of(district, datastreams);
    }
  }
}
