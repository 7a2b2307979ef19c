package io.belvedere.ingest.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerTest {
  private static final Duration NO_PAUSE = Duration.ZERO;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Test
  void runsTheStepOnAThreadOfItsNameUntilItIsClosed() throws InterruptedException {
    var rounds = new AtomicInteger();
    var several = new CountDownLatch(3);
    Worker worker =
        Worker.start(
            "a-name",
            () -> {
              told.add(Thread.currentThread().getName());
              rounds.incrementAndGet();
              several.countDown();
              return 1;
            },
            Duration.ofDays(1),
            _ -> {},
            () -> told.add("end on " + Thread.currentThread().getName()));
    several.await();
    worker.close();
    int atTheEnd = rounds.get();
    assertThat(told.stream().distinct()).containsExactly("a-name", "end on a-name");
    assertThat(told.stream().filter("a-name"::equals)).hasSize(atTheEnd);
  }

  @Test
  void pausesOnlyWhenThereWasNothingToDo() throws InterruptedException {
    var left = new AtomicInteger(3);
    var idle = new CountDownLatch(1);
    Worker worker =
        Worker.start(
            "pausing",
            () -> {
              told.add("round");
              if (left.decrementAndGet() == 0) {
                idle.countDown();
                return 0;
              }
              return 1;
            },
            Duration.ofDays(1),
            _ -> {});
    idle.await();
    // The end does not wait for the pause, which is a day.
    worker.close();
    assertThat(told).hasSize(3);
  }

  @Test
  void aStepThatFailsIsToldAndRunAgain() throws InterruptedException {
    var round = new AtomicInteger();
    Worker worker =
        Worker.start(
            "failing",
            () ->
                switch (round.incrementAndGet()) {
                  case 1 -> throw new IllegalStateException("out of ideas");
                  case 2 -> throw new AssertionError("not even an exception");
                  default -> {
                    told.add("fine");
                    yield 0;
                  }
                },
            Duration.ofDays(1),
            e -> told.add(String.valueOf(e.getMessage())));
    assertThat(List.of(next(), next(), next()))
        .containsExactly("out of ideas", "not even an exception", "fine");
    worker.close();
  }

  @Test
  void closingLetsTheRoundThatRunsComeToItsEnd() throws InterruptedException {
    var running = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    Worker worker =
        Worker.start(
            "slow",
            () -> {
              running.countDown();
              mayEnd.await();
              told.add("round ended");
              return 1;
            },
            NO_PAUSE,
            _ -> {},
            () -> told.add("end"));
    running.await();
    Thread closing = Thread.ofPlatform().start(worker::close);
    mayEnd.countDown();
    closing.join();
    assertThat(told).startsWith("round ended").endsWith("end");
  }

  @Test
  void whatFailsBecauseOfTheEndIsNotTold() throws InterruptedException {
    var running = new CountDownLatch(1);
    Worker worker =
        Worker.start(
            "interrupted",
            () -> {
              running.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("as Kafka's clients tell it", e);
              }
              return 1;
            },
            NO_PAUSE,
            e -> told.add("told: " + e.getMessage()),
            () -> told.add("end, interrupted: " + Thread.currentThread().isInterrupted()));
    running.await();
    worker.interrupt();
    assertThat(told).containsExactly("end, interrupted: false");
  }

  private String next() throws InterruptedException {
    String words = told.poll(30, TimeUnit.SECONDS);
    return words == null ? "nothing within 30 s" : words;
  }
}
