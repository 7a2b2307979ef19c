package io.belvedere.app.alarms;

import io.belvedere.app.look.SeverityBadge;
import io.belvedere.app.session.FlyTo;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.Playhead;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.alarm.Onset;
import io.belvedere.ingest.feed.FeedStatus;
import io.belvedere.ingest.history.Ground;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.Clock;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What needs a person at the instant on screen, worst first.
///
/// The rows are matched by their alarm's key, so a selection stays with its alarm whatever comes
/// and goes. A list that could not be brought up to date says so: it never passes for the present.
public final class AlarmsPane extends VBox {
  /// A list that was asked for longer ago than this is old, nanoseconds.
  private static final long OLD = 3_000_000_000L;

  private final Clock clock;
  private final Playhead playhead;
  private final Selection selection;
  private final Supplier<ZoneId> zone;
  private final FlyTo flyTo;
  private final AlarmReading reading;

  private final ReadOnlyObjectWrapper<AlarmCounts> counts =
      new ReadOnlyObjectWrapper<>(this, "counts", AlarmCounts.NONE);
  private final Label heading = new Label();
  private final Map<Severity, Label> countLabels = new EnumMap<>(Severity.class);
  private final Label notice = new Label();
  private final Label empty = new Label();
  private final AlarmRows rows = new AlarmRows();
  private final ListView<AlarmRow> list = new ListView<>(rows);

  private @Nullable AlarmList shown;
  private Selected shownSelection = Selected.NOTHING;
  private boolean updating;

  /// @param query where the alarms are assessed: neither the JavaFX thread nor the one that a scrub
  ///     waits for
  public AlarmsPane(
      Clock clock,
      Playhead playhead,
      Selection selection,
      Supplier<ZoneId> zone,
      Assessment assessment,
      FlyTo flyTo,
      Executor query) {
    this.clock = clock;
    this.playhead = playhead;
    this.selection = selection;
    this.zone = zone;
    this.flyTo = flyTo;
    this.reading = new AlarmReading(assessment, query);
    getStyleClass().add("alarms-pane");
    getStylesheets()
        .add(Objects.requireNonNull(AlarmsPane.class.getResource("alarms.css")).toExternalForm());
    notice.getStyleClass().add("alarms-notice");
    notice.setWrapText(true);
    notice.setManaged(false);
    empty.getStyleClass().add("alarms-empty");
    empty.setWrapText(true);
    list.getStyleClass().add("alarms-list");
    list.setPlaceholder(new Region());
    list.setCellFactory(view -> new AlarmCell(this::show, this::goToStart));
    list.getSelectionModel().selectedItemProperty().subscribe(this::selectedByHand);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    StackPane body = new StackPane(list, empty);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(header(), notice, body);
  }

  /// How many there are, for whoever shows it elsewhere.
  public ReadOnlyObjectProperty<AlarmCounts> countsProperty() {
    return counts.getReadOnlyProperty();
  }

  /// Selects the next alarm and brings it onto the map; after the last comes the first.
  public void showNext() {
    step(1);
  }

  public void showPrevious() {
    step(-1);
  }

  /// Draws what has changed; once a pulse.
  public void show(InstantOnScreen screen) {
    boolean replay = screen.mode() == Mode.REPLAY;
    TimeText text = new TimeText(zone.get());
    reading.ask(
        screen.districts().stream().map(OnScreen::district).toList(),
        screen.instant(),
        !replay,
        clock.ticks(),
        text);
    heading.setText(replay ? "Alarms at " + text.clock(screen.instant()) : "Alarms");
    Optional<AlarmList> newest = reading.newest();
    if (newest.isPresent() && !newest.get().equals(shown)) {
      shown = newest.get();
      showRows(shown);
    }
    showNotice(screen, newest, text);
    showEmpty(screen, newest);
    if (!selection.selected().equals(shownSelection)) {
      shownSelection = selection.selected();
      selectRowOf(shownSelection);
    }
  }

  private void showRows(AlarmList alarms) {
    AlarmRow selected = list.getSelectionModel().getSelectedItem();
    updating = true;
    rows.become(alarms.rows());
    if (selected != null) {
      selectRow(selected.key());
    }
    updating = false;
    selectRowOf(selection.selected());
    counts.set(alarms.counts());
    countLabels.forEach(
        (severity, label) -> {
          int count = counts.get().of(severity);
          label.setText(String.valueOf(count));
          label.setVisible(count > 0);
          label.setManaged(count > 0);
        });
  }

  private void showNotice(InstantOnScreen screen, Optional<AlarmList> newest, TimeText text) {
    boolean old = newest.isPresent() && clock.ticks() - newest.get().asked() > OLD;
    if (old) {
      notice.setText(
          "This list is of %s. It could not be brought up to date."
              .formatted(text.clock(newest.get().instant())));
    } else {
      notice.setText(missing(screen.ground(), list.getItems().isEmpty()));
    }
    notice.setManaged(old || !screen.ground().isLoaded());
    notice.setVisible(notice.isManaged());
  }

  /// What is listed where nothing is known.
  private static String missing(Ground ground, boolean empty) {
    String listed = empty ? "" : " What was known before it is listed.";
    return switch (ground) {
      case LOADED -> "";
      case NOT_LOADED -> "This time is not loaded." + listed;
      case LOST -> "This time is lost." + listed;
      case NOT_KEPT -> "Nothing is kept of this time.";
    };
  }

  /// That nothing is known to need a person is only good news if everything is known.
  private void showEmpty(InstantOnScreen screen, Optional<AlarmList> newest) {
    empty.setVisible(list.getItems().isEmpty());
    Optional<FeedStatus> hindrance =
        screen.districts().stream()
            .map(OnScreen::status)
            .filter(s -> !s.isLive() && screen.mode() != Mode.REPLAY)
            .findFirst();
    empty.setText(
        newest.isEmpty() || screen.districts().isEmpty() || !screen.ground().isLoaded()
            ? "Nothing is known" + (screen.ground().isLoaded() ? " yet." : ".")
            : hindrance.map(AlarmsPane::nothingKnown).orElse("Nothing needs you."));
  }

  private static String nothingKnown(FeedStatus status) {
    return switch (status.phase()) {
      case STARTING, CATCHING_UP -> "Nothing so far. The past is still being read.";
      case LOST, CLOSED -> "Nothing needed you when the feed was lost.";
      case LIVE -> "Nothing needs you.";
    };
  }

  private HBox header() {
    heading.getStyleClass().add("alarms-heading");
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox header = new HBox(heading, space);
    header.getStyleClass().add("alarms-header");
    for (Severity severity : List.of(Severity.P1, Severity.P2, Severity.P3, Severity.P4)) {
      Label count = new Label("", new SeverityBadge(severity));
      count.setVisible(false);
      count.setManaged(false);
      count.getStyleClass().add("alarms-count");
      countLabels.put(severity, count);
      count.setOnMouseClicked(e -> scrollTo(severity));
      header.getChildren().add(count);
    }
    return header;
  }

  private void scrollTo(Severity severity) {
    for (int i = 0; i < list.getItems().size(); i++) {
      if (list.getItems().get(i).alarm().severity() == severity) {
        list.scrollTo(i);
        return;
      }
    }
  }

  private void show(Alarm alarm) {
    selection.select(alarm.subject());
    flyTo.place(alarm.lon(), alarm.lat());
  }

  private void goToStart(Alarm alarm) {
    selection.select(alarm.subject());
    alarm.since().map(Onset::at).ifPresent(playhead::seek);
  }

  private void selectedByHand(AlarmRow row) {
    if (!updating && row != null) {
      selection.select(row.alarm().subject());
      shownSelection = row.alarm().subject();
    }
  }

  private void press(KeyEvent e) {
    AlarmRow row = list.getSelectionModel().getSelectedItem();
    if (e.getCode() == KeyCode.ENTER && row != null) {
      show(row.alarm());
      e.consume();
    }
  }

  private void step(int by) {
    int size = list.getItems().size();
    if (size > 0) {
      int from = list.getSelectionModel().getSelectedIndex();
      int to = Math.floorMod(from < 0 && by < 0 ? -1 : from + by, size);
      list.getSelectionModel().select(to);
      list.scrollTo(to);
      show(list.getItems().get(to).alarm());
    }
  }

  private void selectRowOf(Selected subject) {
    updating = true;
    AlarmRow current = list.getSelectionModel().getSelectedItem();
    if (current == null || !current.alarm().subject().equals(subject)) {
      list.getSelectionModel().clearSelection();
      list.getItems().stream()
          .filter(row -> row.alarm().subject().equals(subject))
          .findFirst()
          .ifPresent(row -> selectRow(row.key()));
    }
    updating = false;
  }

  private void selectRow(String key) {
    for (int i = 0; i < list.getItems().size(); i++) {
      if (list.getItems().get(i).key().equals(key)) {
        if (list.getSelectionModel().getSelectedIndex() != i) {
          list.getSelectionModel().clearAndSelect(i);
        }
        return;
      }
    }
    list.getSelectionModel().clearSelection();
  }
}
