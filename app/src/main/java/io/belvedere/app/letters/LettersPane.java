package io.belvedere.app.letters;

import io.belvedere.app.letters.LettersWriter.Question;
import io.belvedere.app.session.Inquiry;
import io.belvedere.app.session.InstantOnScreen;
import io.belvedere.app.session.InstantOnScreen.OnScreen;
import io.belvedere.app.session.Mode;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.time.Clock;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What could not be read: reasons with their counts, the letters of the chosen one, and all of the
/// selected letter with its bytes. Always of now, and it says so in a replay; there it can be cut
/// off at the instant on screen.
///
/// All is found and written away from the JavaFX thread.
public final class LettersPane extends VBox {
  private static final double ROW = 28;
  private static final int MOST_REASONS_SEEN = 6;

  /// The list is brought up to date so often, nanoseconds.
  private static final long REFRESH = 500_000_000L;

  /// A text is looked for on disk.
  private static final long REFRESH_OF_TEXT = 3_000_000_000L;

  /// A list that was asked for longer ago than this is old, nanoseconds.
  private static final long OLD = 10_000_000_000L;

  private final Clock clock;
  private final Supplier<ZoneId> zone;
  private final Inquiry<Question, LettersTable> inquiry;
  private final LetterActs acts;
  private final Label notice = new Label();
  private final Label summary = new Label();
  private final Label trouble = new Label();
  private final KeptList<ReasonRow, String> reasons =
      new KeptList<>(ROW, ReasonRow::key, this::choose);
  private final TextField text = new TextField();
  private final TextField partition = new TextField();
  private final ComboBox<Span> span = new ComboBox<>();
  private final Label matching = new Label();
  private final KeptList<LetterRow, LetterRow.Key> letters =
      new KeptList<>(ROW, LetterRow::key, _ -> askAgain());
  private final DetailView detail = new DetailView();
  private final Button copy = new Button("Copy");
  private final Button export = new Button("Export");
  private final Button look = new Button("What would come of it");
  private final Button again = new Button("Try again");
  private final Label outcome = new Label();
  private Wanted wanted = Wanted.ALL;
  private @Nullable LettersTable shown;
  private boolean asked;
  private long askedAt;

  /// @param folder for what is written
  /// @param query where the list is written
  /// @param work where letters are exported and tried again
  public LettersPane(
      Clock clock, Supplier<ZoneId> zone, Path folder, Executor query, Executor work) {
    this.clock = clock;
    this.zone = zone;
    this.inquiry = new Inquiry<>(query, new LettersWriter()::write);
    this.acts = new LetterActs(folder, work);
    getStyleClass().add("letters-pane");
    getStylesheets()
        .add(Objects.requireNonNull(LettersPane.class.getResource("letters.css")).toExternalForm());
    for (Label each : List.of(notice, summary, trouble, matching, outcome)) {
      each.setWrapText(true);
      each.setMinHeight(USE_PREF_SIZE);
      each.getStyleClass().add("letters-text");
    }
    notice.getStyleClass().setAll("label", "drawer-notice");
    notice.setId("letters-notice");
    summary.setId("letters-summary");
    trouble.setId("letters-trouble");
    matching.setId("letters-matching");
    outcome.setId("letters-outcome");
    say(notice, "");
    say(trouble, "");
    say(outcome, "");
    reasons.getStyleClass().add("letters-list");
    reasons.setId("letters-reasons");
    reasons.setCellFactory(_ -> new ReasonCell());
    letters.getStyleClass().add("letters-list");
    letters.setId("letters-list");
    letters.setCellFactory(_ -> new LetterCell());
    letters.addEventFilter(KeyEvent.KEY_PRESSED, e -> walk(e, detail.hex()));
    reasons.addEventFilter(KeyEvent.KEY_PRESSED, e -> walk(e, letters));
    VBox.setVgrow(letters, Priority.ALWAYS);
    VBox.setVgrow(detail, Priority.ALWAYS);
    letters.setPrefHeight(0);
    detail.setPrefHeight(0);
    HBox acting = new HBox(copy, export, look, again);
    acting.getStyleClass().add("letters-acts");
    getChildren()
        .addAll(
            notice, summary, trouble, reasons, filters(), matching, letters, detail, outcome,
            acting);
    prepareActs();
    fit(1);
  }

  private HBox filters() {
    text.setPromptText("Text in key or value");
    text.setId("letters-text");
    text.textProperty().subscribe(this::filter);
    HBox.setHgrow(text, Priority.ALWAYS);
    partition.setPromptText("Partition");
    partition.setId("letters-partition");
    partition.setMinWidth(96);
    partition.setMaxWidth(96);
    partition.textProperty().subscribe(this::filter);
    span.getItems().setAll(Span.values());
    span.setValue(Span.ANY);
    span.setId("letters-span");
    span.valueProperty().subscribe(this::filter);
    for (Region each : List.of(text, partition, span)) {
      each.getStyleClass().add("letters-field");
    }
    HBox filters = new HBox(text, partition, span);
    filters.getStyleClass().add("letters-filters");
    return filters;
  }

  private void prepareActs() {
    copy.setId("letters-copy");
    copy.setOnAction(_ -> copy());
    export.setId("letters-export");
    export.setOnAction(_ -> asShown(acts::export));
    look.setId("letters-look");
    look.setOnAction(_ -> asShown(question -> acts.tryAgain(question, /* dryRun= */ true)));
    again.setId("letters-again");
    again.setOnAction(_ -> asShown(question -> acts.tryAgain(question, /* dryRun= */ false)));
    for (Button each : List.of(copy, export, look, again)) {
      each.getStyleClass().add("letters-button");
      each.setDisable(true);
    }
  }

  /// What is done is done with what is seen, also if something else has been asked for meanwhile.
  private void asShown(Consumer<Question> act) {
    if (shown != null) {
      act.accept(shown.question());
    }
  }

  /// Gives the keyboard to the reasons.
  public void takeKeys() {
    reasons.requestFocus();
  }

  /// Brings all up to date; once a pulse while it can be seen.
  @SuppressWarnings("ReferenceEquality") // an answer stays the same until there is a newer one
  public void show(InstantOnScreen screen) {
    long ticks = clock.ticks();
    long every = wanted.text().isEmpty() ? REFRESH : REFRESH_OF_TEXT;
    if (!asked || ticks - askedAt >= every) {
      Question question = question(screen, ticks);
      if (inquiry.ask(question)) {
        asked = true;
        askedAt = ticks;
      }
    }
    Optional<LettersTable> newest = inquiry.answer();
    if (newest.isPresent() && newest.get() != shown) {
      show(newest.get());
    }
    detail.hex().pulse();
    boolean replay = screen.mode() == Mode.REPLAY;
    say(notice, notice(screen, ticks));
    showActs(replay);
  }

  private String notice(InstantOnScreen screen, long ticks) {
    var words = new TimeText(zone.get());
    if (shown != null && ticks - shown.question().ticks() > OLD) {
      return "This list is of %s. It could not be brought up to date."
          .formatted(words.clock(shown.question().now()));
    }
    return screen.mode() == Mode.REPLAY
        ? "What could not be read until now, and not until %s. Nothing is tried again in a replay."
            .formatted(words.clock(screen.instant()))
        : "";
  }

  private Question question(InstantOnScreen screen, long ticks) {
    return new Question(
        screen.districts().stream().map(OnScreen::district).toList(),
        wanted,
        letters.selected(),
        screen.instant(),
        screen.now(),
        ticks,
        zone.get());
  }

  private void show(LettersTable table) {
    shown = table;
    say(summary, table.summary());
    say(trouble, table.trouble());
    reasons.show(table.reasons());
    fit(table.reasons().size());
    chooseWhatIsSelected();
    letters.show(table.rows());
    say(matching, matchingWords(table));
    detail.show(table.detail());
  }

  private String matchingWords(LettersTable table) {
    boolean nothing = table.reasons().stream().allMatch(row -> row.records() == 0);
    if (nothing) {
      return "";
    }
    if (table.matching() == 0) {
      return "None is so.";
    }
    String columns = ": received, partition and offset, key, reason";
    return table.rows().size() < table.matching()
        ? "The newest %,d of %,d letters".formatted(table.rows().size(), table.matching()) + columns
        : LettersWords.letters(table.matching()) + ", the newest first" + columns;
  }

  private void showActs(boolean replay) {
    LettersTable table = shown;
    boolean busy = acts.isBusy();
    int count = table == null ? 0 : table.matching();
    int triable = table == null ? 0 : table.triable();
    copy.setDisable(table == null || table.detail().isEmpty());
    export.setDisable(busy || count == 0);
    look.setDisable(busy || triable == 0);
    again.setDisable(busy || replay || triable == 0);
    export.setText(count == 0 ? "Export" : "Export %,d".formatted(count));
    again.setText(triable == 0 ? "Try again" : "Try %,d again".formatted(triable));
    say(outcome, acts.words());
  }

  private void copy() {
    if (shown != null && shown.detail().isPresent()) {
      var content = new ClipboardContent();
      content.putString(shown.detail().get().line());
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  /// A row that has gone takes with it what was wanted by it.
  private void chooseWhatIsSelected() {
    ReasonRow row = reasons.getSelectionModel().getSelectedItem();
    if (row != null && !wanted.with(row).equals(wanted)) {
      choose(row);
    }
  }

  private void choose(ReasonRow row) {
    wanted = wanted.with(row);
    askAgain();
  }

  private void filter() {
    String of = partition.getText().strip();
    OptionalInt number =
        of.isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(of.matches("[0-9]{1,9}") ? Integer.parseInt(of) : -1);
    wanted = wanted.with(text.getText().strip(), number, span.getValue());
    askAgain();
  }

  /// What was chosen is to be seen at once.
  private void askAgain() {
    asked = false;
  }

  /// Enter goes on to the next list.
  private static void walk(KeyEvent event, Node next) {
    if (event.getCode() == KeyCode.ENTER) {
      next.requestFocus();
      event.consume();
    }
  }

  private void fit(int rows) {
    double height = Math.clamp(rows, 1, MOST_REASONS_SEEN) * ROW + 2;
    reasons.setMinHeight(Math.min(height, 3 * ROW));
    reasons.setPrefHeight(height);
    reasons.setMaxHeight(height);
  }

  private static void say(Label label, String words) {
    label.setText(words);
    label.setVisible(!words.isEmpty());
    label.setManaged(!words.isEmpty());
  }
}
