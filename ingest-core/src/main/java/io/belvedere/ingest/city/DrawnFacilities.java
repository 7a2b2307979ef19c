package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Facility;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps each facility once.
///
/// Mappers often draw one place twice: a point for the hospital and an outline for each of its
/// buildings. Of equal kind and name, or one of them without a name, within a short walk, only the
/// first stays: outlines before points, the named before the nameless, the larger before the
/// smaller. Bus stops, of which two face each other, and car parks are left as they are; the pads
/// of a heliport are one place.
final class DrawnFacilities {
  /// How far two drawings of one place may lie apart, metres.
  private static final double SAME_PLACE = 200;

  private final Ground ground;
  private final ImportLog log;
  private final Map<FacilityKind, List<Drawn>> drawn = new EnumMap<>(FacilityKind.class);

  DrawnFacilities(Ground ground, ImportLog log) {
    this.ground = ground;
    this.log = log;
  }

  private record Drawn(Facility facility, double size, String element) {}

  /// @param size of its outline in any unit, 0 for a point
  void add(Facility facility, double size, String element) {
    drawn
        .computeIfAbsent(facility.kind(), first -> new ArrayList<>())
        .add(new Drawn(facility, size, element));
  }

  /// By kind, in the order of their ids.
  List<Facility> facilities() {
    List<Facility> facilities = new ArrayList<>();
    drawn.forEach((kind, ofKind) -> facilities.addAll(once(kind, ofKind)));
    return facilities;
  }

  private List<Facility> once(FacilityKind kind, List<Drawn> ofKind) {
    List<Drawn> kept = new ArrayList<>();
    ofKind.sort(
        Comparator.comparing((Drawn one) -> one.facility().name().isEmpty())
            .thenComparing(Comparator.comparingDouble(Drawn::size).reversed())
            .thenComparing(one -> one.facility().id()));
    for (Drawn one : ofKind) {
      Optional<Drawn> twin =
          kind == FacilityKind.BUS_STOP || kind == FacilityKind.PARKING
              ? Optional.empty()
              : kept.stream().filter(other -> isSame(one, other)).findFirst();
      if (twin.isPresent()) {
        log.dropped(one.element(), "is drawn already as " + twin.get().element());
      } else {
        kept.add(one);
      }
    }
    return kept.stream().map(Drawn::facility).sorted(Comparator.comparing(Facility::id)).toList();
  }

  private boolean isSame(Drawn one, Drawn other) {
    Facility a = one.facility();
    Facility b = other.facility();
    boolean named = a.name().isEmpty() || a.name().equalsIgnoreCase(b.name());
    return (named || a.kind() == FacilityKind.HELIPAD)
        && ground.metres(a.lon(), a.lat(), b.lon(), b.lat()) < SAME_PLACE;
  }
}
