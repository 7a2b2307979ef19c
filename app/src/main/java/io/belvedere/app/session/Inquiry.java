package io.belvedere.app.session;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Has a question answered away from the JavaFX thread. A pane asks when it sees that its answer is
/// out of date, and picks the newest answer up in a later pulse: nobody waits, nothing is queued,
/// and however slow the answer is, at most one is being worked on.
///
/// [#ask] and [#answer] may be called by any one thread; `answering` runs on the executor's
/// threads, never twice at a time, and sees all that its earlier runs wrote.
///
/// @param <Q> the question: immutable
/// @param <A> the answer: immutable
public final class Inquiry<Q, A> {
  private final Executor executor;
  private final Function<Q, A> answering;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicReference<Optional<A>> answer = new AtomicReference<>(Optional.empty());

  public Inquiry(Executor executor, Function<Q, A> answering) {
    this.executor = executor;
    this.answering = answering;
  }

  /// Has `question` answered, unless an earlier one is still being worked on.
  ///
  /// @return whether it was taken
  public boolean ask(Q question) {
    if (!busy.compareAndSet(false, true)) {
      return false;
    }
    executor.execute(
        () -> {
          try {
            answer.set(Optional.of(answering.apply(question)));
          } finally {
            // Also after a failure, which the executor reports: the next question gets its chance.
            busy.set(false);
          }
        });
    return true;
  }

  /// The newest answer; the same object until there is a newer one. Empty before the first.
  public Optional<A> answer() {
    return answer.get();
  }

  public boolean isBusy() {
    return busy.get();
  }
}
