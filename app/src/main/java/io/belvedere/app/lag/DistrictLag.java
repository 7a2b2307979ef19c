package io.belvedere.app.lag;

import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.feed.CounterReading;
import io.belvedere.ingest.feed.DeadLetter;
import io.belvedere.ingest.lag.GatewayReading;
import io.belvedere.ingest.lag.LagReading;
import io.belvedere.ingest.lag.LagReading.Delay;
import io.belvedere.ingest.model.Roster;
import io.belvedere.ingest.trust.TrustReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// One district's part of the lag pane.
final class DistrictLag extends VBox {
  /// How many uncatalogued ids are listed by name.
  private static final int LISTED = 50;

  private static final int LISTED_GAPS = 10;

  private final Label name = label("lag-district");
  private final Label phase = label("lag-phase");
  private final Label cause = label("lag-cause");
  private final Label role = label("lag-text");
  private final Label verdict = label("lag-text");
  private final DelayBar bar = new DelayBar();
  private final Figures delays = new Figures(3);
  private final Label gateways = label("lag-text");
  private final Figures silent = new Figures(2);
  private final Figures clocks = new Figures(2);
  private final Label trust = label("lag-text");
  private final Label stuck = label("lag-text");
  private final Label groups = label("lag-text");
  private final Label equation = label("lag-text");
  private final Label canaries = label("lag-text");
  private final Figures partitions = new Figures(7);
  private final Label past = label("lag-text");
  private final Figures kept = new Figures(2);
  private final Label letters = label("lag-text");
  private final Figures reasons = new Figures(2);
  private final Hyperlink showLetters = new Hyperlink("Show each of them");
  private final Label gaps = label("lag-text");
  private final Label uncatalogued = label("lag-text");

  private Optional<Roster> shownRoster = Optional.empty();

  DistrictLag() {
    getStyleClass().add("lag-part");
    past.getStyleClass().add("lag-past");
    role.setId("role");
    showLetters.getStyleClass().add("lag-link");
    showLetters.setId("show-letters");
    getChildren()
        .addAll(
            name,
            phase,
            cause,
            role,
            heading("Delay, from the change to here"),
            bar,
            verdict,
            delays,
            heading("Gateways"),
            gateways,
            silent,
            clocks,
            heading("Fresh, and not to be believed"),
            trust,
            stuck,
            groups,
            heading("What became of every observation"),
            equation,
            canaries,
            partitions,
            heading("What is kept of the past"),
            past,
            kept,
            heading("Dead letters: what could not be read"),
            letters,
            showLetters,
            reasons,
            heading("What Kafka has lost"),
            gaps,
            heading("Not in the catalogue"),
            uncatalogued);
  }

  /// Is run when somebody wants to see the dead letters.
  void setOnLetters(Runnable open) {
    showLetters.setOnAction(
        _ -> {
          showLetters.setVisited(false);
          open.run();
        });
  }

  /// @param paint from the twin to the screen
  void show(OnScreen part, Delay paint, long now, TimeText text) {
    LagReading lag = part.district().lag();
    CounterReading counters = part.district().counters();
    name.setText(part.roster().district().name());
    phase.setText(LagWords.phase(part.status(), now, text));
    cause.setText(part.status().cause());
    cause.setVisible(!part.status().cause().isEmpty());
    cause.setManaged(cause.isVisible());
    role.setText(LagWords.role(part.district().rights(), part.roster().district().name()));
    bar.show(lag.endToEnd());
    verdict.setText(LagWords.verdict(lag.endToEnd()));
    delays.show(
        List.of(
            List.of("Last minute", "half within", "99 % within"),
            delay("In all", lag.endToEnd()),
            delay("sensor to broker", lag.toBroker()),
            delay("broker to here", lag.toClient()),
            delay("here to the twin", lag.toTwin()),
            delay("twin to the screen, at most", paint)));
    GatewayReading reading = part.district().gateways();
    gateways.setText(GatewayWords.silent(reading));
    silent.show(GatewayWords.rows(reading, now, text));
    clocks.show(GatewayWords.clocks(reading));
    TrustReading believed = part.district().trust();
    Roster roster = part.district().roster();
    trust.setText(TrustWords.summary(believed));
    stuck.setText(TrustWords.stuck(believed, roster, now, text));
    stuck.setManaged(!stuck.getText().isEmpty());
    groups.setText(TrustWords.groups(believed, roster));
    groups.setManaged(!groups.getText().isEmpty());
    equation.setText(LagWords.equation(counters.total()) + LagWords.refused(counters.refused()));
    canaries.setText(LagWords.canaries(counters));
    canaries.setManaged(!canaries.getText().isEmpty());
    partitions.show(partitions(counters));
    past.setText(LagWords.past(part.district().backfill()));
    past.setManaged(!past.getText().isEmpty());
    kept.show(LagWords.kept(part.district().keeping(), part.district().history().size()));
    List<DeadLetter> unread = part.district().deadLetters();
    letters.setText(LagWords.letters(unread.size(), counters));
    reasons.show(LagWords.reasons(unread));
    List<String> lost = part.district().gaps();
    gaps.setText(
        lost.isEmpty()
            ? "Nothing."
            : String.join("\n", lost.subList(0, Math.min(LISTED_GAPS, lost.size()))));
    // As all else here, it is what holds now.
    showUncatalogued(roster);
  }

  private void showUncatalogued(Roster roster) {
    if (shownRoster.filter(r -> r.version() == roster.version()).isPresent()) {
      return;
    }
    shownRoster = Optional.of(roster);
    List<String> ids = roster.uncatalogued();
    String listed = String.join(", ", ids.subList(0, Math.min(LISTED, ids.size())));
    uncatalogued.setText(
        ids.isEmpty()
            ? "Every datastream that sends is described."
            : "%,d send: %s%s".formatted(ids.size(), listed, ids.size() > LISTED ? ", …" : ""));
  }

  private static List<List<String>> partitions(CounterReading counters) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "Partition",
            "received",
            "applied",
            "twice",
            "out of order",
            "quarantined",
            "rejected"));
    counters
        .byPartition()
        .forEach(
            (number, fates) ->
                rows.add(
                    List.of(
                        String.valueOf(number),
                        "%,d".formatted(fates.received()),
                        "%,d".formatted(fates.applied()),
                        "%,d".formatted(fates.duplicate()),
                        "%,d".formatted(fates.outOfOrder()),
                        "%,d".formatted(fates.quarantined()),
                        "%,d".formatted(fates.rejected()) + (fates.balances() ? "" : " ≠"))));
    return rows;
  }

  private static List<String> delay(String words, Delay delay) {
    return delay.count() == 0
        ? List.of(words, LagWords.NOT_KNOWN, LagWords.NOT_KNOWN)
        : List.of(words, LagWords.seconds(delay.p50()), LagWords.seconds(delay.p99()));
  }

  private static Label heading(String words) {
    Label heading = label("lag-heading");
    heading.setText(words);
    return heading;
  }

  /// A label as wide as there is room, and as high as it takes.
  static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
