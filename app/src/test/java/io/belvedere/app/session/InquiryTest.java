package io.belvedere.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class InquiryTest {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final Inquiry<Integer, Integer> inquiry = new Inquiry<>(waiting::add, q -> 12 / q);

  @Test
  void anAnswerIsThereOnceItIsWorkedOut() {
    assertThat(inquiry.ask(3)).isTrue();
    assertThat(inquiry.answer()).isEmpty();
    waiting.remove().run();
    assertThat(inquiry.answer()).contains(4);
    assertThat(inquiry.isBusy()).isFalse();
  }

  @Test
  void nothingQueuesUp() {
    inquiry.ask(3);
    assertThat(inquiry.ask(4)).isFalse();
    assertThat(waiting).hasSize(1);
  }

  @Test
  void aFailureIsReportedAndTheNextQuestionGetsItsChance() {
    inquiry.ask(3);
    waiting.remove().run();
    inquiry.ask(0);
    assertThatThrownBy(() -> waiting.remove().run()).isInstanceOf(ArithmeticException.class);
    assertThat(inquiry.answer()).as("the last good answer").contains(4);
    assertThat(inquiry.ask(6)).isTrue();
    waiting.remove().run();
    assertThat(inquiry.answer()).contains(2);
  }
}
