package io.belvedere.app.session;

import io.belvedere.ingest.alarm.Onset;
import io.belvedere.ingest.time.Micros;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How instants, ages and durations are written on screen; instants in the district's zone.
///
/// Everything is written with digits of equal width and leading zeros where it stands and changes
/// (clock, age), in words of a person where it is read once (duration).
public final class TimeText {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter OFFSET =
      DateTimeFormatter.ofPattern("'UTC'xxx", Locale.ENGLISH);
  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("EEE d MMM yyyy HH:mm:ss xxx", Locale.ENGLISH);

  private final ZoneId zone;

  public TimeText(ZoneId zone) {
    this.zone = zone;
  }

  public ZoneId zone() {
    return zone;
  }

  /// "14:03:22".
  ///
  /// @param instant microseconds UTC, as everywhere here
  public String clock(long instant) {
    return CLOCK.format(at(instant));
  }

  /// "14:03".
  public String minute(long instant) {
    return MINUTE.format(at(instant));
  }

  /// "Mon 23 Nov 2026".
  public String date(long instant) {
    return DATE.format(at(instant));
  }

  /// "UTC+01:00": what the zone's clocks were ahead by at that instant.
  public String offset(long instant) {
    return OFFSET.format(at(instant));
  }

  /// "Mon 23 Nov 2026 14:03:22 +01:00".
  public String full(long instant) {
    return FULL.format(at(instant));
  }

  /// The clock time, with the date before it if that is not the date of `now`.
  public String clockNear(long instant, long now) {
    boolean sameDay = at(instant).toLocalDate().equals(at(now).toLocalDate());
    return sameDay ? clock(instant) : date(instant) + " " + clock(instant);
  }

  /// A running age: "00:42", "37:00", "1:02:03", "2 d 03:04". An age below zero is written as none.
  ///
  /// @param age microseconds
  public static String age(long age) {
    long seconds = Math.max(0, age) / Micros.PER_SECOND;
    long minutes = seconds / 60;
    long hours = minutes / 60;
    if (hours == 0) {
      return "%02d:%02d".formatted(minutes, seconds % 60);
    }
    return hours < 24
        ? "%d:%02d:%02d".formatted(hours, minutes % 60, seconds % 60)
        : "%d d %02d:%02d".formatted(hours / 24, hours % 24, minutes % 60);
  }

  /// What stands behind "since": "13:56, 44 min", or "before 13:56" where what was before is not
  /// known.
  ///
  /// @param when how the instant of the onset is written
  /// @param now microseconds UTC
  public static String since(Onset began, String when, long now) {
    return began.isKnown() ? when + ", " + duration(now - began.at()) : "before " + when;
  }

  /// A duration to be read once: "12 s", "44 min", "2 h 05 min", "3 d 4 h".
  ///
  /// @param duration microseconds
  public static String duration(long duration) {
    long seconds = Math.max(0, duration) / Micros.PER_SECOND;
    if (seconds < 60) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 24
        ? "%d h %02d min".formatted(hours, minutes % 60)
        : "%d d %d h".formatted(hours / 24, hours % 24);
  }

  /// A delay, finer where it is small: "0.2 s", "12 s", "3 min".
  ///
  /// @param delay microseconds
  public static String delay(long delay) {
    long tenths = Math.max(0, delay + Micros.PER_SECOND / 20) / (Micros.PER_SECOND / 10);
    return tenths < 100 ? "%d.%d s".formatted(tenths / 10, tenths % 10) : duration(delay);
  }

  private ZonedDateTime at(long instant) {
    return Micros.toInstant(instant).atZone(zone);
  }
}
