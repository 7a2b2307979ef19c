package io.belvedere.ingest.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Who is who: the dense numbers of a district's datastreams beside the catalogue at one version,
/// today's or an older one. Immutable; a newer roster keeps every number of an older one.
public final class Roster {
  private final Catalogue catalogue;
  private final String[] ids;
  private final @Nullable Datastream[] described;
  private final Map<String, Integer> numbers;
  private final int catalogued;
  private final long version;

  /// A roster over a catalogue.
  ///
  /// @param ids the id of each dense number, in order
  /// @param version grows with every change of the ids or the catalogue; tells rosters apart
  public Roster(Catalogue catalogue, List<String> ids, long version) {
    this.catalogue = catalogue;
    this.ids = ids.toArray(String[]::new);
    this.described = new @Nullable Datastream[this.ids.length];
    this.numbers = new HashMap<>(this.ids.length * 2);
    this.version = version;
    for (int i = 0; i < this.ids.length; i++) {
      described[i] = catalogue.datastreams().get(this.ids[i]);
      numbers.put(this.ids[i], i);
    }
    this.catalogued = (int) Arrays.stream(described).filter(Objects::nonNull).count();
  }

  private Roster(Roster numbers, Catalogue catalogue, long version) {
    this.catalogue = catalogue;
    this.ids = numbers.ids;
    this.described = new @Nullable Datastream[ids.length];
    this.numbers = numbers.numbers;
    this.version = version;
    Arrays.setAll(described, i -> catalogue.datastreams().get(ids[i]));
    this.catalogued = (int) Arrays.stream(described).filter(Objects::nonNull).count();
  }

  /// The same numbers over another catalogue.
  ///
  /// @param version one that no other roster has
  public Roster over(Catalogue other, long version) {
    return new Roster(this, other, version);
  }

  public static Roster empty(DistrictId id) {
    return new Roster(Catalogue.empty(id), List.of(), 0);
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public District district() {
    return catalogue.district();
  }

  public long version() {
    return version;
  }

  /// How many datastreams have a number; the numbers are 0 to size - 1.
  public int size() {
    return ids.length;
  }

  /// @throws IndexOutOfBoundsException if `datastream` is not below [#size()]
  public String id(int datastream) {
    return ids[datastream];
  }

  /// What the catalogue says of it; null where it is uncatalogued.
  public @Nullable Datastream datastream(int datastream) {
    return described[datastream];
  }

  public Optional<Datastream> find(int datastream) {
    return datastream < ids.length ? Optional.ofNullable(described[datastream]) : Optional.empty();
  }

  public OptionalInt number(String id) {
    Integer number = numbers.get(id);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /// How many of the numbers have a catalogue entry.
  public int catalogued() {
    return catalogued;
  }

  /// The ids that send but that no catalogue entry describes.
  public List<String> uncatalogued() {
    return Arrays.stream(ids).filter(id -> !catalogue.datastreams().containsKey(id)).toList();
  }
}
