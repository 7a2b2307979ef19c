package io.belvedere.app.lag;

import io.belvedere.app.lag.LagTable.Details;
import io.belvedere.app.lag.LagWriter.Question;
import io.belvedere.app.session.Inquiry;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How far we are behind, and what became of every observation: all districts and partitions as a
/// list, and below it all of the one that is selected. Always of now, whatever instant is on
/// screen.
///
/// The list is written away from the JavaFX thread; one that could not be brought up to date says
/// so.
public final class LagPane extends VBox {
  /// Figures that change faster cannot be read, nanoseconds.
  private static final long REFRESH = 500_000_000L;

  /// A list that was asked for longer ago than this is old, nanoseconds.
  private static final long OLD = 3_000_000_000L;

  private final Clock clock;
  private final Supplier<ZoneId> zone;
  private final PaintMeter paint;
  private final Inquiry<Question, LagTable> inquiry;
  private final Label notice = new Label();
  private final LagList list = new LagList(this::chosen);
  private final Label title = DistrictLag.label("lag-heading");
  private final Label reason = DistrictLag.label("lag-text");
  private final Figures details = new Figures(2);
  private final DistrictLag district = new DistrictLag();
  private final Label drawing = new Label();
  private @Nullable LagTable shown;
  private boolean asked;
  private boolean written;
  private long askedAt;

  /// @param paint measures the way from the twin to the screen
  /// @param query where the list is written
  public LagPane(Clock clock, Supplier<ZoneId> zone, PaintMeter paint, Executor query) {
    this.clock = clock;
    this.zone = zone;
    this.paint = paint;
    this.inquiry = new Inquiry<>(query, LagWriter::write);
    getStyleClass().add("lag-pane");
    getStylesheets()
        .add(Objects.requireNonNull(LagPane.class.getResource("lag.css")).toExternalForm());
    notice.getStyleClass().addAll("drawer-notice", "lag-notice");
    notice.setWrapText(true);
    notice.setManaged(false);
    notice.setVisible(false);
    drawing.getStyleClass().add("lag-drawing");
    drawing.setId("drawing");
    title.setId("lag-title");
    reason.setId("lag-reason");
    VBox row = new VBox(title, reason, details);
    row.getStyleClass().add("lag-row-details");
    ScrollPane below = new ScrollPane(new VBox(row, district, drawing));
    below.getStyleClass().add("lag-below");
    below.setFitToWidth(true);
    // The list comes first; this takes what is left.
    below.setPrefHeight(0);
    VBox.setVgrow(below, Priority.ALWAYS);
    getChildren().addAll(notice, list, below);
  }

  /// Is run when somebody wants to see the dead letters.
  public void setOnLetters(Runnable open) {
    district.setOnLetters(open);
  }

  /// Gives the keyboard to the list.
  public void takeKeys() {
    list.view().requestFocus();
  }

  /// Brings the figures up to date, twice a second; once a pulse while it can be seen.
  ///
  /// @param drawn how the map is drawn, in words
  public void show(InstantOnScreen screen, Supplier<String> drawn) {
    long ticks = clock.ticks();
    boolean due = !asked || ticks - askedAt >= REFRESH;
    if (due && inquiry.ask(question(screen, ticks))) {
      asked = true;
      askedAt = ticks;
      written = false;
      drawing.setText(drawn.get());
    }
    Optional<LagTable> newest = inquiry.answer();
    if (newest.isPresent() && !newest.get().equals(shown)) {
      shown = newest.get();
      list.show(shown.rows());
      showDetails(shown.details());
    }
    showNotice(screen, newest);
    if (!written) {
      written = true;
      showDistrict(screen);
    }
  }

  private Question question(InstantOnScreen screen, long ticks) {
    return new Question(
        screen.districts().stream().map(OnScreen::district).toList(),
        list.open(),
        list.selected(),
        ticks,
        screen.now());
  }

  /// Another row is to be told of at once.
  private void chosen() {
    asked = false;
  }

  private void showDetails(Details of) {
    title.setText(of.title());
    reason.setText(of.reason());
    details.show(of.figures());
  }

  private void showDistrict(InstantOnScreen screen) {
    String wanted = list.selected().replaceFirst("/.*", "");
    Optional<OnScreen> part =
        screen.districts().stream()
            .filter(each -> each.district().id().value().equals(wanted))
            .findFirst();
    district.setVisible(part.isPresent());
    district.setManaged(part.isPresent());
    part.ifPresent(
        each -> district.show(each, paint.reading(), screen.now(), new TimeText(zone.get())));
  }

  private void showNotice(InstantOnScreen screen, Optional<LagTable> newest) {
    TimeText text = new TimeText(zone.get());
    String words = "";
    if (newest.isPresent() && clock.ticks() - newest.get().asked() > OLD) {
      words =
          "This list is of %s. It could not be brought up to date."
              .formatted(text.clock(newest.get().now()));
    } else if (screen.districts().isEmpty()) {
      words = "No district has been found yet.";
    } else if (screen.mode() == Mode.REPLAY) {
      words = "The feed as it is now, and not at " + text.clock(screen.instant()) + ".";
    }
    notice.setText(words);
    notice.setVisible(!words.isEmpty());
    notice.setManaged(!words.isEmpty());
  }
}
