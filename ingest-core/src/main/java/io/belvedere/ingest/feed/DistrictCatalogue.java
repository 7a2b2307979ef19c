package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.CatalogueEntry;
import io.belvedere.ingest.decode.CatalogueJson;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.District;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Roster;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The newest catalogue beside the dictionary: what the decoder asks for numbers and categories,
/// and what a roster is made from. Feed thread only; rosters are immutable.
final class DistrictCatalogue implements Names {
  private final DistrictId id;
  private final DeadLetters deadLetters;
  private final Dictionary dictionary = new Dictionary();
  private final Map<String, Datastream> datastreams = new LinkedHashMap<>();
  private District district;
  private @Nullable Datastream[] described = new @Nullable Datastream[1024];
  private boolean catalogueChanged;
  private int idsAtLastRoster;
  private Catalogue catalogue;
  private long version;

  DistrictCatalogue(DistrictId id, DeadLetters deadLetters) {
    this.id = id;
    this.deadLetters = deadLetters;
    this.district = District.unknown(id);
    this.catalogue = Catalogue.empty(id);
  }

  /// Takes one record of the catalogue topic; one that cannot be read goes to the dead letters and
  /// leaves what was known before as it was.
  void take(ConsumerRecord<byte[], byte[]> record) {
    switch (CatalogueJson.read(id, record.key(), record.value())) {
      case CatalogueEntry.Described(Datastream datastream) -> {
        datastreams.put(datastream.id(), datastream);
        describe(datastream.id(), datastream);
      }
      case CatalogueEntry.Retired(String datastream) -> {
        datastreams.remove(datastream);
        describe(datastream, null);
      }
      case CatalogueEntry.OfDistrict(District newer) -> district = newer;
      case CatalogueEntry.Malformed(String reason, String pointer) -> {
        deadLetters.put(record, "catalogue entry: " + reason, pointer);
        return;
      }
    }
    catalogueChanged = true;
  }

  /// Forgets everything that the catalogue said: its topic was deleted. Numbers stay.
  void clear() {
    datastreams.clear();
    Arrays.fill(described, null);
    district = District.unknown(id);
    catalogueChanged = true;
  }

  /// Whether [#roster] would differ from the last one.
  boolean hasChanged() {
    return catalogueChanged || dictionary.size() != idsAtLastRoster;
  }

  Roster roster() {
    if (catalogueChanged) {
      catalogue = Catalogue.of(district, datastreams.values());
      catalogueChanged = false;
    }
    idsAtLastRoster = dictionary.size();
    return new Roster(catalogue, dictionary.ids(), ++version);
  }

  /// Begins with ids that were given numbers before.
  void restore(List<String> ids) {
    dictionary.restore(ids);
  }

  /// All ids by number; a view that grows.
  List<String> ids() {
    return dictionary.ids();
  }

  /// What is known of a number; null if it is uncatalogued.
  @Nullable Datastream described(int number) {
    return number < described.length ? described[number] : null;
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

  private void describe(String key, @Nullable Datastream datastream) {
    int number = dictionary.number(key);
    if (number >= described.length) {
      described = Arrays.copyOf(described, Math.max(number + 1, described.length * 2));
    }
    described[number] = datastream;
  }
}
