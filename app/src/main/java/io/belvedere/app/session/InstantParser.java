package io.belvedere.app.session;

import io.belvedere.ingest.time.Micros;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an instant as an operator types it:
///
/// - `14:03`, `14:03:22`: the latest past one in the district's zone;
/// - `-20m`, `-1h30m`, `-90s`, `-2d`: so long ago;
/// - `now`;
/// - `2026-11-23 14:03`, `2026-11-23T14:03:22`: that moment in the district's zone;
/// - `2026-11-23T13:03:22Z`, `2026-11-23T14:03:22+01:00`: as ISO 8601 has it.
///
/// Nothing is guessed: where clocks were set back and the hour was there twice, both are returned.
public final class InstantParser {
  /// What was understood.
  public sealed interface Parsed {
    /// @param instant microseconds UTC
    record At(long instant) implements Parsed {}

    /// The clock showed this twice; the operator must say which.
    record Twice(long first, long second) implements Parsed {}

    /// @param why a sentence for the operator
    record NotUnderstood(String why) implements Parsed {}
  }

  private static final Pattern CLOCK =
      Pattern.compile("(\\d{1,2})[:.h](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d{1,6})?)?");
  private static final Pattern AGO =
      Pattern.compile("-\\s*(?:(\\d+)d)?\\s*(?:(\\d+)h)?\\s*(?:(\\d+)m(?:in)?)?\\s*(?:(\\d+)s)?");
  private static final String EXAMPLES = "Type a time such as 14:03, -20m or 2026-11-23 14:03.";

  /// The longest way back that is taken for meant: 100 years, in days.
  private static final long FARTHEST = 36_525;

  private final ZoneId zone;

  public InstantParser(ZoneId zone) {
    this.zone = zone;
  }

  /// @param now microseconds UTC
  public Parsed parse(String typed, long now) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return new Parsed.NotUnderstood(EXAMPLES);
    }
    if (text.equalsIgnoreCase("now")) {
      return new Parsed.At(now);
    }
    try {
      return ago(text, now)
          .or(() -> clock(text, now))
          .or(() -> iso(text))
          .map(parsed -> notAfter(now, parsed))
          .orElseGet(() -> new Parsed.NotUnderstood(EXAMPLES));
    } catch (DateTimeException | ArithmeticException e) {
      return new Parsed.NotUnderstood("There is no such time. " + EXAMPLES);
    }
  }

  private static Optional<Parsed> ago(String text, long now) {
    Matcher m = AGO.matcher(text.toLowerCase(Locale.ROOT));
    if (!m.matches() || text.chars().noneMatch(Character::isDigit)) {
      return Optional.empty();
    }
    long back =
        Math.addExact(
            Math.addExact(part(m, 1, Micros.PER_DAY), part(m, 2, Micros.PER_HOUR)),
            Math.addExact(part(m, 3, Micros.PER_MINUTE), part(m, 4, Micros.PER_SECOND)));
    if (back > FARTHEST * Micros.PER_DAY) {
      throw new ArithmeticException("further back than " + FARTHEST + " days");
    }
    return Optional.of(new Parsed.At(now - back));
  }

  private static long part(Matcher m, int group, long unit) {
    String digits = m.group(group);
    return digits == null ? 0 : Math.multiplyExact(parseLong(digits), unit);
  }

  private static long parseLong(String digits) {
    if (digits.length() > 12) {
      throw new ArithmeticException(digits + " is too long");
    }
    return Long.parseLong(digits);
  }

  /// A time of day: on the latest day on which it existed and is not after now.
  private Optional<Parsed> clock(String text, long now) {
    Matcher m = CLOCK.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    String seconds = m.group(3);
    LocalTime time =
        LocalTime.of(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            seconds == null ? 0 : Integer.parseInt(seconds));
    LocalDate day = Micros.toInstant(now).atZone(zone).toLocalDate();
    // Clocks are never set forward on two days running, so one of three has this time.
    for (int back = 0; back < 3; back++) {
      Optional<Parsed> parsed = inZone(day.minusDays(back).atTime(time));
      if (parsed.filter(p -> earliest(p) <= now).isPresent()) {
        return parsed;
      }
    }
    return Optional.empty();
  }

  private Optional<Parsed> iso(String text) {
    String iso = text.replaceFirst("\\s+", "T");
    try {
      return Optional.of(
          new Parsed.At(
              Micros.of(
                  OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant())));
    } catch (DateTimeException notWithOffset) {
      try {
        return inZone(LocalDateTime.parse(iso, DateTimeFormatter.ISO_LOCAL_DATE_TIME));
      } catch (DateTimeException notWithoutOffset) {
        return Optional.empty();
      }
    }
  }

  /// Empty where clocks were set forward over it.
  private Optional<Parsed> inZone(LocalDateTime local) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return switch (offsets.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(new Parsed.At(micros(local, offsets.getFirst())));
      default ->
          Optional.of(
              new Parsed.Twice(
                  micros(local, offsets.getFirst()), micros(local, offsets.getLast())));
    };
  }

  private static long micros(LocalDateTime local, ZoneOffset offset) {
    Instant instant = local.toInstant(offset);
    return Micros.of(instant);
  }

  private static long earliest(Parsed parsed) {
    return switch (parsed) {
      case Parsed.At(long instant) -> instant;
      case Parsed.Twice(long first, long second) -> Math.min(first, second);
      case Parsed.NotUnderstood ignored -> Long.MAX_VALUE;
    };
  }

  private static Parsed notAfter(long now, Parsed parsed) {
    return switch (parsed) {
      case Parsed.Twice(long first, long second) when second > now && first <= now ->
          new Parsed.At(first);
      case Parsed.NotUnderstood not -> not;
      case Parsed p when earliest(p) > now ->
          new Parsed.NotUnderstood("That is in the future. " + EXAMPLES);
      case Parsed p -> p;
    };
  }
}
