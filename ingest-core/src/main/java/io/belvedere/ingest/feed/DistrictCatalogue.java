package io.belvedere.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.belvedere.ingest.decode.CatalogueEntry;
import io.belvedere.ingest.decode.CatalogueJson;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.history.CatalogueJournal;
import io.belvedere.ingest.history.CatalogueRecord;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.time.Micros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The newest catalogue beside the dictionary: what the decoder asks for numbers and categories,
/// and what a roster is made from. Feed thread only, but for [#versions]; rosters are immutable.
///
/// Until the topic has been read to its end, what an earlier run knew stands for what has not been
/// read yet.
final class DistrictCatalogue implements Names {
  private final DistrictId id;
  private final DeadLetters deadLetters;
  private final int most;
  private final Dictionary dictionary;
  private final Map<String, Datastream> datastreams = new LinkedHashMap<>();
  private District district;
  private @Nullable Datastream[] described = new @Nullable Datastream[1024];
  private final LimitTable limits = new LimitTable();
  private boolean catalogueChanged;
  private int idsAtLastRoster;
  private @Nullable Catalogue catalogue;
  private final AtomicLong rosters = new AtomicLong();
  private final CatalogueVersions versions;
  private final CatalogueJournal journal;

  /// Keys that have been read since the start; no longer kept when all have been.
  private final Set<String> seen = new HashSet<>();

  private boolean complete;
  private long refused;

  /// @param most how many datastreams it may describe, and as many may send that it does not
  DistrictCatalogue(DistrictId id, int most, DeadLetters deadLetters, CatalogueJournal journal) {
    this.id = id;
    this.most = most;
    this.dictionary = new Dictionary(most);
    this.journal = journal;
    this.versions = new CatalogueVersions(id, rosters::incrementAndGet);
    this.deadLetters = deadLetters;
    this.district = District.unknown(id);
  }

  /// Takes one record of the catalogue topic; one that cannot be read goes to the dead letters and
  /// leaves what was known before as it was.
  ///
  /// @param now microseconds UTC
  void take(PartitionId partition, ConsumerRecord<byte[], byte[]> record, long now) {
    CatalogueEntry entry = CatalogueJson.read(id, record.key(), record.value());
    if (entry instanceof CatalogueEntry.Malformed(String reason, String pointer)) {
      reject(partition, record, reason, pointer);
      return;
    }
    if (!hasRoom(entry)) {
      refused++;
      reject(partition, record, "the district may have %,d datastreams".formatted(most), "");
      return;
    }
    // A sender's clock may be ahead; nothing has been received before it is here.
    long received = Math.min(Micros.ofMillis(record.timestamp()), now);
    take(
        entry,
        new CatalogueRecord(partition, record.offset(), received, record.key(), record.value()));
    apply(entry);
    if (!complete && isKnown(entry)) {
      seen.add(key(entry));
    }
  }

  private void reject(
      PartitionId partition, ConsumerRecord<byte[], byte[]> record, String why, String pointer) {
    String reason = "catalogue entry: " + why;
    deadLetters.put(record, partition.topicId(), reason, pointer, /* times= */ 1);
  }

  /// Whether one datastream more may be described.
  private boolean hasRoom(CatalogueEntry entry) {
    return !(entry instanceof CatalogueEntry.Described(Datastream datastream))
        || datastreams.containsKey(datastream.id())
        || (datastreams.size() < most && dictionary.numberOfCatalogued(datastream.id()) != FULL);
  }

  /// Whether it is about anything that was ever described, or has sent.
  private boolean isKnown(CatalogueEntry entry) {
    return !(entry instanceof CatalogueEntry.Retired(String datastream))
        || dictionary.knows(datastream);
  }

  /// What is beyond the limit, in words; empty if nothing is.
  ///
  /// @param observations how many were refused
  String refused(long observations) {
    if (refused == 0 && observations == 0) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    if (observations > 0) {
      parts.add("%,d observations".formatted(observations));
    }
    if (refused > 0) {
      parts.add("%,d catalogue entries".formatted(refused));
    }
    return "The limit of %,d datastreams is reached: %s refused."
        .formatted(most, String.join(" and ", parts));
  }

  /// Ends the reading of what was there at the start: what an earlier run knew, and the topic does
  /// not, is no more. Does nothing the second time.
  ///
  /// @param now microseconds UTC
  void complete(long now) {
    if (complete) {
      return;
    }
    complete = true;
    List.copyOf(datastreams.keySet()).stream()
        .filter(key -> !seen.contains(key))
        .forEach(key -> apply(new CatalogueEntry.Retired(key)));
    if (!seen.contains(CatalogueJson.DISTRICT_KEY)) {
      district = District.unknown(id);
    }
    seen.clear();
    conclude(now);
  }

  /// Forgets everything that the catalogue said: its topic was deleted. Numbers stay.
  ///
  /// @param now microseconds UTC
  void clear(long now) {
    datastreams.clear();
    Arrays.fill(described, null);
    limits.clear();
    district = District.unknown(id);
    change();
    conclude(now);
  }

  /// Makes the newest versions what is known here.
  private void conclude(long now) {
    versions
        .newest()
        .forEach(
            (key, newest) -> {
              Datastream known = datastreams.get(key);
              CatalogueEntry entry =
                  key.equals(CatalogueJson.DISTRICT_KEY)
                      ? new CatalogueEntry.OfDistrict(district)
                      : known == null
                          ? new CatalogueEntry.Retired(key)
                          : new CatalogueEntry.Described(known);
              if (!entry.equals(newest)) {
                take(entry, CatalogueRecord.concluded(now, key.getBytes(UTF_8), value(entry)));
              }
            });
  }

  private static byte @Nullable [] value(CatalogueEntry entry) {
    return switch (entry) {
      case CatalogueEntry.Described(Datastream datastream) -> CatalogueJson.write(datastream);
      case CatalogueEntry.OfDistrict(District of) -> CatalogueJson.write(of);
      case CatalogueEntry.Retired _, CatalogueEntry.Malformed _ -> null;
    };
  }

  private static String key(CatalogueEntry entry) {
    return switch (entry) {
      case CatalogueEntry.Described(Datastream datastream) -> datastream.id();
      case CatalogueEntry.Retired(String datastream) -> datastream;
      case CatalogueEntry.OfDistrict _ -> CatalogueJson.DISTRICT_KEY;
      case CatalogueEntry.Malformed _ -> "";
    };
  }

  private void take(CatalogueEntry entry, CatalogueRecord record) {
    if (versions.take(key(entry), record, entry)) {
      journal.keep(record);
    }
  }

  private void apply(CatalogueEntry entry) {
    switch (entry) {
      case CatalogueEntry.Described(Datastream datastream) -> {
        datastreams.put(datastream.id(), datastream);
        describe(datastream.id(), datastream);
      }
      case CatalogueEntry.Retired(String datastream) -> {
        datastreams.remove(datastream);
        if (dictionary.knows(datastream)) {
          describe(datastream, null);
        }
      }
      case CatalogueEntry.OfDistrict(District newer) -> district = newer;
      case CatalogueEntry.Malformed _ -> {}
    }
    change();
  }

  /// Whether [#roster] would differ from the last one.
  boolean hasChanged() {
    return catalogueChanged || dictionary.size() != idsAtLastRoster;
  }

  Roster roster() {
    catalogueChanged = false;
    idsAtLastRoster = dictionary.size();
    Roster roster = new Roster(newest(), dictionary.ids(), rosters.incrementAndGet());
    versions.publish(roster);
    return roster;
  }

  /// What the catalogue said at any time, up to the last roster. Any thread.
  CatalogueVersions versions() {
    return versions;
  }

  /// Begins with ids that were given numbers before, and with what the journal kept.
  void restore(List<String> ids) {
    dictionary.restore(ids);
    for (CatalogueRecord record : journal.takeRestored()) {
      CatalogueEntry entry = CatalogueJson.read(id, record.key(), record.value());
      if (!(entry instanceof CatalogueEntry.Malformed)) {
        var unused = versions.take(key(entry), record, entry);
      }
    }
    versions.newest().values().forEach(this::apply);
  }

  /// All ids by number; a view that grows.
  List<String> ids() {
    return dictionary.ids();
  }

  /// What is known of a number; null if it is uncatalogued.
  @Nullable Datastream described(int number) {
    return number < described.length ? described[number] : null;
  }

  /// Looks at what [#severity] will, so that it is near then.
  ///
  /// @return anything
  long fetch(int number) {
    return limits.fetch(number);
  }

  /// How much a value needs a person.
  Severity severity(int number, double value) {
    Severity byLimits = limits.severity(number, value);
    if (byLimits != null) {
      return byLimits;
    }
    Datastream known = described(number);
    return known == null ? Severity.NORMAL : known.severityOf(value);
  }

  int size() {
    return dictionary.size();
  }

  @Override
  public int datastream(String id) {
    return dictionary.number(id);
  }

  @Override
  public double category(int datastream, String name) {
    Datastream known = described(datastream);
    return known == null ? Double.NaN : known.valueOf(name).orElse(Double.NaN);
  }

  @Override
  public @Nullable String catalogued(String name) {
    return newest().idOf(name).orElse(null);
  }

  private Catalogue newest() {
    if (catalogue == null) {
      catalogue = Catalogue.of(district, datastreams.values());
    }
    return catalogue;
  }

  private void change() {
    catalogueChanged = true;
    catalogue = null;
  }

  private void describe(String key, @Nullable Datastream datastream) {
    int number = dictionary.numberOfCatalogued(key);
    if (number == FULL) {
      // An earlier run was allowed more of them.
      return;
    }
    if (number >= described.length) {
      described = Arrays.copyOf(described, Math.max(number + 1, described.length * 2));
    }
    described[number] = datastream;
    limits.put(number, datastream);
  }
}
