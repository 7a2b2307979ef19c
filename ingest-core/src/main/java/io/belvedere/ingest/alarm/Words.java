package io.belvedere.ingest.alarm;

import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.time.Micros;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Values, properties and durations as an operator would say them.
final class Words {
  private static final Pattern NUMBER_AT_END = Pattern.compile(" \\d+$");

  private Words() {}

  /// "Water level 28 cm, Rond-Point Sainte-Dévote 1"; on a road, a category speaks for itself:
  /// "Flooding, Rue de Millo".
  static String title(Datastream datastream, double value) {
    Optional<String> category = datastream.categoryOf(value).map(Words::plain);
    if (category.isPresent() && datastream.thing().road().isPresent()) {
      return capital(category.get()) + ", " + datastream.thing().name();
    }
    String place = place(datastream);
    String property = property(datastream, place);
    return "%s %s, %s"
        .formatted(
            property,
            category.orElseGet(() -> ValueText.of(datastream, value)),
            withoutStart(place, property));
  }

  /// The same for several segments of one road: "Congestion, Avenue Princesse Grace, 12 segments".
  /// A number was read at one place, however many segments are concerned.
  static String title(Datastream datastream, double value, int segments) {
    Optional<String> category = datastream.categoryOf(value).map(Words::plain);
    return segments <= 1 || category.isEmpty()
        ? title(datastream, value)
        : "%s, %s, %d segments".formatted(capital(category.get()), street(datastream), segments);
  }

  /// The name of the road that a datastream measures on: its place without the number that tells it
  /// from others there.
  static String street(Datastream datastream) {
    return NUMBER_AT_END.matcher(place(datastream)).replaceFirst("");
  }

  /// Where it is: what its name and that of its thing end with. "Water level Quai 1" of the thing
  /// "Level gauge Quai 1" is at "Quai 1".
  private static String place(Datastream datastream) {
    String[] name = datastream.name().split(" ", -1);
    String[] thing = datastream.thing().name().split(" ", -1);
    int common = 0;
    while (common < Math.min(name.length, thing.length)
        && name[name.length - 1 - common].equals(thing[thing.length - 1 - common])) {
      common++;
    }
    String end = String.join(" ", Arrays.copyOfRange(thing, thing.length - common, thing.length));
    // A number alone is no place.
    return end.chars().anyMatch(Character::isLetter) ? end : datastream.thing().name();
  }

  /// What it reads: its name without the place, or its kind if nothing is left.
  private static String property(Datastream datastream, String place) {
    String name = datastream.name();
    String left = name.endsWith(place) ? name.substring(0, name.length() - place.length()) : name;
    left = left.strip();
    left = left.endsWith(",") ? left.substring(0, left.length() - 1) : left;
    return capital(left.isEmpty() ? plain(datastream.kind()) : left);
  }

  private static String withoutStart(String place, String property) {
    return place.startsWith(property + " ") ? place.substring(property.length() + 1) : place;
  }

  /// "50 s", "34 min", "5 h".
  static String duration(long micros) {
    if (micros < 90 * Micros.PER_SECOND) {
      return micros / Micros.PER_SECOND + " s";
    }
    if (micros < 90 * Micros.PER_MINUTE) {
      return micros / Micros.PER_MINUTE + " min";
    }
    return micros / Micros.PER_HOUR + " h";
  }

  private static String plain(String code) {
    return code.replace('-', ' ').replace('_', ' ');
  }

  private static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
