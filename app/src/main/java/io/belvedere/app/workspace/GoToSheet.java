package io.belvedere.app.workspace;

import io.belvedere.app.session.InstantParser;
import io.belvedere.app.session.InstantParser.Parsed;
import io.belvedere.app.session.TimeText;
import io.belvedere.ingest.time.Clock;
import java.time.ZoneId;
import java.util.function.LongConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

/// Asks for an instant, in the words in which an operator says it.
final class GoToSheet extends Sheet {
  private static final String EXAMPLES = "14:03 · 14:03:22 · -20m · 2026-11-23 14:03";

  private final Clock clock;
  private final InstantParser parser;
  private final TimeText time;
  private final LongConsumer go;
  private final TextField field = new TextField();
  private final Label answer = new Label(EXAMPLES);
  private final HBox choice = new HBox(8);

  /// @param go takes the instant, microseconds UTC
  GoToSheet(Clock clock, ZoneId zone, LongConsumer go) {
    super("Go to");
    this.clock = clock;
    this.parser = new InstantParser(zone);
    this.time = new TimeText(zone);
    this.go = go;
    setId("go-to");
    field.setId("go-to-field");
    field.setPromptText("14:03");
    field.setPrefWidth(320);
    field.setOnAction(e -> understand());
    field.textProperty().addListener((text, was, is) -> say(EXAMPLES));
    answer.setId("go-to-answer");
    answer.setWrapText(true);
    answer.setMaxWidth(320);
    answer.getStyleClass().addAll("small", "secondary");
    getChildren().addAll(field, answer, choice);
  }

  @Override
  void opened() {
    field.requestFocus();
  }

  private void understand() {
    switch (parser.parse(field.getText(), clock.now())) {
      case Parsed.At(long instant) -> go.accept(instant);
      case Parsed.NotUnderstood(String why) -> say(why);
      case Parsed.Twice(long first, long second) -> {
        say("The clocks were set back: it was that time twice. Which one?");
        choice.getChildren().setAll(button(first), button(second));
      }
    }
  }

  private Button button(long instant) {
    var button = new Button(time.clock(instant) + " " + time.offset(instant));
    button.setOnAction(e -> go.accept(instant));
    return button;
  }

  private void say(String sentence) {
    answer.setText(sentence);
    choice.getChildren().clear();
  }
}
