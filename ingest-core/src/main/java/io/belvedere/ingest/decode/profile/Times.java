package io.belvedere.ingest.decode.profile;

import io.belvedere.ingest.decode.profile.Mapping.TimeRule;
import io.belvedere.ingest.time.Micros;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes rules for the time out of what a profile writes for them.
final class Times {
  private static final Set<String> KEYS = Part.keys("at", "as", "pattern", "zone");

  private static final String APPEND_TIME = "append-time";

  private static final Map<String, TimeFormat> FORMATS = new LinkedHashMap<>();

  static {
    FORMATS.put("rfc3339", new TimeFormat.OfRfc3339());
    FORMATS.put("epoch-s", new TimeFormat.SinceEpoch(1));
    FORMATS.put("epoch-ms", new TimeFormat.SinceEpoch(1_000));
    FORMATS.put("epoch-us", new TimeFormat.SinceEpoch(Micros.PER_SECOND));
    FORMATS.put("epoch-ns", new TimeFormat.SinceEpoch(1_000_000_000));
  }

  /// A summer's afternoon, of which every field of a pattern has something else to say.
  private static final ZonedDateTime PROBE =
      LocalDateTime.of(2026, 7, 31, 14, 25, 36).atZone(ZoneId.of("Europe/Monaco"));

  private Times() {}

  /// @return null if it was told what is wrong
  static @Nullable TimeRule read(Part part, Sources sources) {
    if (!part.isMapping()) {
      String text = part.text("a pointer, append-time, or an object with \"at\"");
      if (text != null && text.equals(APPEND_TIME)) {
        return new TimeRule(new Source.AppendTime(), new TimeFormat.SinceEpoch(Micros.PER_SECOND));
      }
      Source source = text == null ? null : sources.read(part, text);
      return source == null ? null : new TimeRule(source, new TimeFormat.OfRfc3339());
    }
    Map<String, Part> members = part.members("an object with \"at\"", KEYS);
    Part at = members.get("at");
    if (at == null) {
      part.wrong("\"at\" is missing: it says where the time stands.");
    }
    Source source = at == null ? null : sources.read(at);
    TimeFormat format = format(members);
    return source == null || format == null ? null : new TimeRule(source, format);
  }

  private static @Nullable TimeFormat format(Map<String, Part> members) {
    Part as = members.get("as");
    Part pattern = members.get("pattern");
    Part zone = members.get("zone");
    if (as != null && pattern != null) {
      pattern.wrong("a time is written by a \"pattern\" or \"as\" something, not both.");
      return null;
    }
    if (pattern != null) {
      return ofPattern(pattern, Optional.ofNullable(zone));
    }
    if (zone != null) {
      zone.wrong("a \"zone\" says something only beside a \"pattern\".");
    }
    if (as == null) {
      return new TimeFormat.OfRfc3339();
    }
    String expected = String.join(", ", FORMATS.keySet());
    String text = as.text(expected);
    TimeFormat format = text == null ? null : FORMATS.get(text);
    if (text != null && format == null) {
      as.expected(expected);
    }
    return format;
  }

  private static @Nullable TimeFormat ofPattern(Part part, Optional<Part> zonePart) {
    String pattern = part.text("a pattern such as dd.MM.yyyy HH:mm:ss");
    ZoneId zone = zonePart.map(Times::zone).orElse(null);
    if (pattern == null) {
      return null;
    }
    DateTimeFormatter formatter;
    TemporalAccessor read;
    try {
      formatter =
          new DateTimeFormatterBuilder()
              .appendPattern(pattern)
              .parseDefaulting(ChronoField.ERA, 1)
              .toFormatter(Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      read = formatter.parse(formatter.format(PROBE));
    } catch (IllegalArgumentException | DateTimeException e) {
      part.wrong("\"%s\" is no pattern for a time: %s.".formatted(pattern, e.getMessage()));
      return null;
    }
    boolean hasOffset = read.isSupported(ChronoField.INSTANT_SECONDS);
    if (!hasOffset && !tellsDateAndTime(read)) {
      part.wrong(
          "\"%s\" tells no date with a time of day: %s becomes %s."
              .formatted(pattern, PROBE.toLocalDateTime(), formatter.format(PROBE)));
      return null;
    }
    if (hasOffset && zonePart.isPresent()) {
      zonePart.get().wrong("the pattern has an offset or zone of its own; leave this one out.");
    }
    if (!hasOffset && zonePart.isEmpty()) {
      part.wrong("a \"zone\" is missing, such as Europe/Monaco: the pattern has none.");
    }
    return new TimeFormat.OfPattern(formatter, zone == null ? ZoneOffset.UTC : zone);
  }

  private static boolean tellsDateAndTime(TemporalAccessor read) {
    try {
      return LocalDateTime.from(read).getHour() == PROBE.getHour();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static @Nullable ZoneId zone(Part part) {
    String what = "a time zone of IANA, such as Europe/Monaco or UTC";
    String text = part.text(what);
    try {
      return text == null ? null : ZoneId.of(text);
    } catch (DateTimeException e) {
      part.expected(what);
      return null;
    }
  }
}
