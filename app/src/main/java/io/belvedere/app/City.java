package io.belvedere.app;

import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.headless.CityFeed;
import io.belvedere.ingest.sandbox.Sandbox;
import io.belvedere.ingest.thread.Niceness;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The city that is looked at, the named one or a sandbox. It comes up on the thread `city` while
/// the screen is already there; [#districts()] fills when it has.
///
/// Safe for use by any thread.
final class City implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(City.class);

  private final Options options;
  private volatile @Nullable CityFeed feed;
  private volatile @Nullable String failure;
  private boolean closed;

  private City(Options options) {
    this.options = options;
  }

  /// Begins to come up.
  static City open(Options options, Clock machine) {
    var city = new City(options);
    Thread.ofPlatform().daemon().name("city").start(() -> city.comeUp(machine));
    return city;
  }

  List<LiveDistrict> districts() {
    CityFeed opened = feed;
    return opened == null ? List.of() : opened.districts();
  }

  /// Whether there is nothing more of the past to come.
  boolean isComplete() {
    CityFeed opened = feed;
    return opened != null && opened.isLive();
  }

  /// Whether nobody lives there.
  boolean isSandbox() {
    return options.feed().kafka().isEmpty();
  }

  /// Why it will never come up, as a sentence.
  Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /// What is not there yet, in words for an operator; empty if nothing.
  String waitingFor() {
    String failed = failure;
    if (failed != null) {
      return failed;
    }
    CityFeed opened = feed;
    if (opened == null) {
      return isSandbox()
          ? "Starting a sandbox: a Kafka of its own and a simulated Monaco"
          : "Connecting to Kafka";
    }
    if (opened.sandbox().filter(sandbox -> !sandbox.broker().isRunning()).isPresent()) {
      return "The sandbox's Kafka has ended; nothing new will come. Start Belvedere again.";
    }
    Optional<Double> past = opened.sandbox().map(Sandbox::past).filter(written -> written < 1);
    if (past.isPresent()) {
      return "The sandbox writes its last two hours: %d %%".formatted((int) (past.get() * 100));
    }
    if (!opened.districts().isEmpty()) {
      return "";
    }
    return opened.trouble().isEmpty()
        ? "Looking for districts in Kafka"
        : "Looking for districts in Kafka. " + opened.trouble();
  }

  private void comeUp(Clock machine) {
    // What reads and keeps is started from here, and gives way with it.
    Niceness.BEHIND_THE_SCREEN.ofThisThread();
    Niceness.BEHIND_THE_SCREEN.ofThreads(City::compiles);
    try {
      CityFeed opened =
          CityFeed.open(options.feed(), options.sandbox(), machine, /* server= */ false);
      if (!keep(opened)) {
        opened.close();
      }
    } catch (IOException | IllegalArgumentException | KafkaException e) {
      failure = e.getMessage();
      log.error("The city does not come up.", e);
    }
  }

  /// Whether the virtual machine compiles there, which it does most while much comes in.
  private static boolean compiles(String thread) {
    return thread.startsWith("C1 Compiler") || thread.startsWith("C2 Compiler");
  }

  private synchronized boolean keep(CityFeed opened) {
    if (!closed) {
      feed = opened;
    }
    return !closed;
  }

  @Override
  public synchronized void close() {
    closed = true;
    CityFeed opened = feed;
    feed = null;
    if (opened != null) {
      opened.close();
    }
  }
}
