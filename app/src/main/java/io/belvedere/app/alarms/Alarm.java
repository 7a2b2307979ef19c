package io.belvedere.app.alarms;

import io.belvedere.app.session.Selected;
import io.belvedere.ingest.alarm.Onset;
import io.belvedere.ingest.model.Severity;
import java.util.Optional;

/// One thing that needs a person.
///
/// @param key the same as long as it is the same alarm, whatever its value and severity
/// @param title what it is and where, in plain words with value and unit
/// @param since when it began; empty if nobody knows
/// @param subject what to select to learn more
/// @param lon where it is, degrees east, WGS 84
/// @param lat degrees north
public record Alarm(
    String key,
    Severity severity,
    String title,
    Optional<Onset> since,
    Selected subject,
    double lon,
    double lat) {}
