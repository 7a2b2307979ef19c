package io.belvedere.app.inspector;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.time.Micros;
import io.belvedere.ingest.trust.Stuck;
import io.belvedere.ingest.twin.DistrictState;
import io.belvedere.ingest.twin.Flags;
import io.belvedere.ingest.twin.Liveness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One datastream at the instant on screen, in words.
///
/// @param value with its unit; in brackets if it is quarantined
/// @param liveness `fresh, 4 s old`
/// @param notes what is odd about the value, a sentence each
record ReadingLine(
    int datastream,
    String id,
    String name,
    Severity severity,
    String value,
    String liveness,
    List<String> notes) {

  /// What arrives later than this after its event time was learnt late, microseconds.
  private static final long LATE = Micros.PER_MINUTE;

  ReadingLine {
    notes = List.copyOf(notes);
  }

  /// The same with other words in place of its liveness.
  ReadingLine with(String words) {
    return new ReadingLine(datastream, id, name, severity, value, words, notes);
  }

  static ReadingLine of(int datastream, OnScreen part, TimeText text) {
    Roster roster = part.roster();
    DistrictState state = part.state();
    Ground ground = part.ground();
    Optional<Stuck> stuck = part.trust().stuck(datastream);
    String id = roster.id(datastream);
    Datastream described = roster.datastream(datastream);
    String name = described == null ? id : described.name();
    if (!state.isKnown(datastream)) {
      return new ReadingLine(
          datastream,
          id,
          name,
          Severity.NORMAL,
          "–",
          ground.isLoaded() ? "nothing received yet" : ground.words(),
          List.of());
    }
    double value = state.value(datastream);
    String shown =
        described != null
            ? ValueText.of(described, value)
            : Double.isNaN(value) ? ValueText.NONE : ValueText.number(value);
    return new ReadingLine(
        datastream,
        id,
        name,
        state.severity(datastream),
        state.isQuarantined(datastream) ? "[" + shown + "]" : shown,
        liveness(datastream, described, state, stuck.isPresent()),
        notes(datastream, described, part, text));
  }

  private static String liveness(
      int datastream, @Nullable Datastream described, DistrictState state, boolean stuck) {
    String age = TimeText.duration(state.instant() - state.eventTime(datastream)) + " old";
    if (described == null) {
      return age;
    }
    Liveness liveness = state.liveness(datastream, described.period());
    return switch (liveness) {
      case FRESH -> (stuck ? "stuck, " : "fresh, ") + age;
      case OVERDUE -> "overdue, " + age;
      case STALE -> "stale, " + age;
      case OFFLINE -> "offline, " + age;
      case UNKNOWN -> "unknown, " + age;
    };
  }

  private static List<String> notes(
      int datastream, @Nullable Datastream described, OnScreen part, TimeText text) {
    DistrictState state = part.state();
    Ground ground = part.ground();
    List<String> notes = new ArrayList<>();
    if (!ground.isLoaded()) {
      notes.add(
          "This time is %s, so whether it still held is not known.".formatted(ground.words()));
    } else if (described != null
        && state.liveness(datastream, described.period()) == Liveness.UNKNOWN) {
      notes.add("The feed was silent, so whether it still holds is not known.");
    }
    Optional<Stuck> stuck = part.trust().stuck(datastream);
    if (stuck.isPresent() && described != null) {
      notes.add(
          "Stuck: the value has not changed since %s although it reports every %s."
              .formatted(
                  text.clockNear(stuck.get().since(), state.instant()),
                  TimeText.duration(described.period())));
    }
    long delay = state.receiveTime(datastream) - state.eventTime(datastream);
    if (state.isQuarantined(datastream)) {
      notes.add("Quarantined: its sender's clock is ahead. Shown as of when it arrived.");
    } else if (delay > LATE) {
      notes.add(
          "Learnt late: arrived %s, %s after it was measured."
              .formatted(text.clock(state.receiveTime(datastream)), TimeText.duration(delay)));
    }
    if (Double.isNaN(state.value(datastream))) {
      notes.add("Its sender has no value, so whether all is well there is not known.");
    }
    if (Flags.quality(state.flags(datastream)) == Quality.BAD) {
      notes.add("Its sender says that it is bad.");
    } else if (Flags.quality(state.flags(datastream)) == Quality.UNCERTAIN) {
      notes.add("Its sender is not certain of it.");
    }
    if (described == null) {
      notes.add("The catalogue does not describe it.");
    }
    return notes;
  }
}
