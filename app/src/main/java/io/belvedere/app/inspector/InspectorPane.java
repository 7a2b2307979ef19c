package io.belvedere.app.inspector;

import io.belvedere.app.look.SensorLayers;
import io.belvedere.app.look.SeverityBadge;
import io.belvedere.app.look.SymbolGlyph;
import io.belvedere.app.look.SymbolNode;
import io.belvedere.app.look.Theme;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Playhead;
import io.belvedere.app.session.Selected;
import io.belvedere.app.session.Selection;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.alarm.Onset;
import io.belvedere.ingest.city.CityMap;
import io.belvedere.ingest.city.CityMap.FacilityKind;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// One selected thing, road or facility at the instant on screen: its values, how far they can be
/// believed, since when they need a person and what to do, and their course.
public final class InspectorPane extends ScrollPane {
  /// The course is read anew this often while nothing is touched, nanoseconds.
  private static final long REFRESH = 1_000_000_000L;

  /// And while the playhead moves.
  private static final long REFRESH_MOVING = 250_000_000L;

  /// What is listed below the course; a gateway has hundreds.
  private static final int LISTED = 40;

  private final Clock clock;
  private final Selection selection;
  private final Supplier<ZoneId> zone;
  private final Subjects subjects;
  private final CourseReading reading;

  private SensorLayers layers = SensorLayers.shipped();
  private final StackPane glyph = new StackPane();
  private final Label name = label("inspector-name");
  private final Label place = label("inspector-place");
  private final SeverityBadge badge = new SeverityBadge();
  private final Label value = label("inspector-value");
  private final Label property = label("inspector-property");
  private final Label liveness = label("inspector-liveness");
  private final Label since = label("inspector-since");
  private final Label guidance = label("inspector-guidance");
  private final VBox notes = new VBox();
  private final GroupBox group = new GroupBox(this::pick);
  private final CourseChart chart;
  private final VBox rows = new VBox();
  private final Label more = label("inspector-silent");
  private final VBox readings;
  private final Label silent = label("inspector-silent");
  private final VBox content;

  private Selected shownSelection = Selected.NOTHING;
  private long shownRoster = -1;
  private long shownVersion = -1;
  private Optional<Subject> subject = Optional.empty();
  private int primary = -1;
  private long askedAt;
  private int askedOf = -1;
  private int askedColumns;
  private long askedInstant = Long.MIN_VALUE;

  /// @param query where the course is read: neither the JavaFX thread nor the one that a scrub
  ///     waits for
  public InspectorPane(
      Clock clock,
      Playhead playhead,
      Selection selection,
      Supplier<ZoneId> zone,
      CityMap map,
      Executor query,
      Theme theme) {
    this.clock = clock;
    this.selection = selection;
    this.zone = zone;
    this.subjects = new Subjects(map);
    this.reading = new CourseReading(query);
    this.chart = new CourseChart(playhead::seek, playhead::drag, theme);
    getStyleClass().add("inspector-pane");
    getStylesheets()
        .add(
            Objects.requireNonNull(InspectorPane.class.getResource("inspector.css"))
                .toExternalForm());
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    place.setWrapText(true);
    name.setWrapText(true);
    guidance.setWrapText(true);
    silent.setText("Nothing is measured here.");
    // A value without its unit is none; its name can be read below as well.
    value.setMinWidth(USE_PREF_SIZE);
    VBox title = new VBox(name, place);
    HBox.setHgrow(title, Priority.ALWAYS);
    glyph.setMinSize(24, 24);
    HBox header = new HBox(glyph, title);
    header.getStyleClass().add("inspector-header");
    badge.managedProperty().bind(badge.visibleProperty());
    HBox reading = new HBox(badge, value, new VBox(property, liveness));
    reading.getStyleClass().add("inspector-reading");
    notes.getStyleClass().add("inspector-notes");
    rows.getStyleClass().add("inspector-rows");
    readings = new VBox(reading, since, guidance, notes, group, chart, rows, more);
    readings.getStyleClass().add("inspector-readings");
    content = new VBox(header, readings, silent);
    content.getStyleClass().add("inspector-content");
    setContent(content);
    setVisible(false);
    setManaged(false);
  }

  public void setTheme(Theme theme) {
    chart.setTheme(theme);
  }

  /// What the symbols of things are; those that come with Belvedere until it is told.
  public void setSensorLayers(SensorLayers layers) {
    this.layers = layers;
  }

  /// Whether there is something to inspect; without, the pane takes no room.
  public boolean isOpen() {
    return subject.isPresent();
  }

  /// Draws what has changed; once a pulse.
  public void show(InstantOnScreen screen) {
    Optional<OnScreen> part = partOf(selection.selected(), screen);
    long roster = part.map(p -> p.roster().version()).orElse(-1L);
    boolean other = !selection.selected().equals(shownSelection);
    if (other || roster != shownRoster) {
      shownSelection = selection.selected();
      shownRoster = roster;
      subject = part.flatMap(p -> subjects.find(shownSelection, p.roster()));
      subject.ifPresent(this::showSubject);
      setVisible(subject.isPresent());
      setManaged(subject.isPresent());
      primary = -1;
      shownVersion = -1;
    }
    if (subject.isEmpty() || part.isEmpty() || subject.get().datastreams().isEmpty()) {
      return;
    }
    TimeText text = new TimeText(zone.get());
    if (screen.version() != shownVersion) {
      shownVersion = screen.version();
      showReadings(subject.get(), part.get(), text);
    }
    ask(part.get(), screen);
    showCourse(part.get(), screen, text);
  }

  private static Optional<OnScreen> partOf(Selected selected, InstantOnScreen screen) {
    Optional<DistrictId> district =
        switch (selected) {
          case Selected.Nothing nothing -> Optional.empty();
          case Selected.OfThing(DistrictId d, String thing) -> Optional.of(d);
          case Selected.OfRoad(DistrictId d, String road) -> Optional.of(d);
          case Selected.OfDatastream(DistrictId d, String datastream) -> Optional.of(d);
          case Selected.OfFacility(DistrictId d, String facility) -> Optional.of(d);
        };
    return district.flatMap(
        d -> screen.districts().stream().filter(p -> p.district().id().equals(d)).findFirst());
  }

  private void showSubject(Subject of) {
    glyph
        .getChildren()
        .setAll(
            SymbolNode.glyph(
                of.district().isEmpty()
                    ? SymbolGlyph.of(FacilityKind.valueOf(of.kind()))
                    : layers.of(of.kind().split(" ", -1)).symbol()));
    name.setText(of.name());
    place.setText(of.place());
    boolean measured = !of.datastreams().isEmpty();
    readings.setVisible(measured);
    readings.setManaged(measured);
    silent.setVisible(!measured);
    silent.setManaged(!measured);
    setVvalue(0);
  }

  private void showReadings(Subject of, OnScreen part, TimeText text) {
    List<ReadingLine> lines = new ArrayList<>();
    for (int datastream : of.datastreams()) {
      lines.add(ReadingLine.of(datastream, part, text));
    }
    // The worst is shown first, unless the operator picked one; it stays while it is looked at.
    if (of.primary().isPresent()) {
      primary = of.primary().getAsInt();
    } else if (primary < 0) {
      primary =
          lines.stream()
              .max(
                  Comparator.comparing(ReadingLine::severity)
                      .thenComparing(Comparator.comparing(ReadingLine::datastream).reversed()))
              .map(ReadingLine::datastream)
              .orElse(-1);
    }
    lines.stream().filter(l -> l.datastream() == primary).findFirst().ifPresent(this::showPrimary);
    group.show(primary, part, text);
    showRows(of, lines);
    showGuidance(part.roster().datastream(primary), part);
  }

  private void showPrimary(ReadingLine line) {
    badge.setSeverity(line.severity());
    badge.setVisible(line.severity().isAbnormal());
    value.setText(line.value());
    property.setText(line.name());
    liveness.setText(line.liveness());
    List<String> shown = notes.getChildren().stream().map(n -> ((Label) n).getText()).toList();
    if (!shown.equals(line.notes())) {
      notes.getChildren().clear();
      for (String note : line.notes()) {
        Label label = label("inspector-note");
        label.setText(note);
        label.setWrapText(true);
        notes.getChildren().add(label);
      }
    }
    notes.setManaged(!line.notes().isEmpty());
  }

  private void showRows(Subject of, List<ReadingLine> lines) {
    boolean several = lines.size() > 1;
    rows.setVisible(several);
    rows.setManaged(several);
    int listed = Math.min(LISTED, lines.size());
    more.setText("and %,d more".formatted(lines.size() - listed));
    more.setVisible(lines.size() > listed);
    more.setManaged(lines.size() > listed);
    while (rows.getChildren().size() > listed) {
      rows.getChildren().removeLast();
    }
    while (rows.getChildren().size() < listed) {
      rows.getChildren().add(new ReadingRow());
    }
    for (int i = 0; i < listed; i++) {
      ReadingRow row = (ReadingRow) rows.getChildren().get(i);
      ReadingLine line = lines.get(i);
      row.setOnAction(e -> pick(of, line.id()));
      row.show(line, line.datastream() == primary);
    }
  }

  private void pick(String datastream) {
    subject.ifPresent(of -> pick(of, datastream));
  }

  private void pick(Subject of, String datastream) {
    of.district().ifPresent(d -> selection.select(new Selected.OfDatastream(d, datastream)));
  }

  private void showGuidance(@Nullable Datastream described, OnScreen part) {
    String words =
        described == null || !part.state().severity(primary).isAbnormal()
            ? ""
            : described.limits().map(Limits::guidance).orElse("");
    guidance.setText(words);
    guidance.setVisible(!words.isEmpty());
    guidance.setManaged(!words.isEmpty());
  }

  private void ask(OnScreen part, InstantOnScreen screen) {
    long waited = clock.ticks() - askedAt;
    boolean moved = screen.instant() != askedInstant;
    if (primary != askedOf
        || chart.columns() != askedColumns
        || waited >= (moved ? REFRESH_MOVING : REFRESH)) {
      Datastream described = part.roster().datastream(primary);
      CourseReading.Question question =
          new CourseReading.Question(
              part.district(),
              primary,
              CourseChart.rangeFor(screen.instant(), screen.now()),
              chart.columns(),
              screen.instant(),
              screen.now(),
              part.state().severity(primary),
              described == null ? Long.MAX_VALUE / Course.HOLDS : described.period());
      if (reading.ask(question)) {
        askedAt = clock.ticks();
        askedOf = primary;
        askedColumns = chart.columns();
        askedInstant = screen.instant();
      }
    }
  }

  private void showCourse(OnScreen part, InstantOnScreen screen, TimeText text) {
    Optional<Course> course = reading.newest().filter(c -> c.datastream() == primary);
    chart.show(course, part.roster().datastream(primary), screen.instant(), screen.mode(), text);
    Optional<Onset> began = course.flatMap(Course::since);
    boolean abnormal = began.isPresent() && part.state().severity(primary).isAbnormal();
    since.setVisible(abnormal);
    since.setManaged(abnormal);
    if (abnormal) {
      since.setText(
          part.state().severity(primary) + " since " + since(began.get(), screen.instant(), text));
    }
  }

  private static String since(Onset began, long instant, TimeText text) {
    return TimeText.since(began, text.clockNear(began.at(), instant), instant);
  }

  private static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }
}
