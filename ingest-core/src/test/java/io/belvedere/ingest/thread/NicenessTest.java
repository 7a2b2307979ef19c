package io.belvedere.ingest.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NicenessTest {
  private static final Path THIS_THREAD = Path.of("/proc/thread-self/stat");

  /// In what proc(5) tells of a thread, behind its name.
  private static final int FIELD = 16;

  private final int usual = ofThisThread();

  @BeforeEach
  void onlyLinuxTellsOfTheNicenessOfAThread() {
    assumeTrue(Files.exists(THIS_THREAD), "only Linux tells of the niceness of a thread");
  }

  @Test
  void aThreadThatGivesWayIsNicerAndNoOtherIs() {
    assertThat(on("usual", NicenessTest::ofThisThread)).isEqualTo(usual);
    assertThat(
            on(
                "nice",
                () -> {
                  Niceness.BEHIND_THE_SCREEN.ofThisThread();
                  return ofThisThread();
                }))
        .isEqualTo(5);
    assertThat(ofThisThread()).isEqualTo(usual);
  }

  @Test
  void whatItStartsGivesWayAsWell() {
    assertThat(
            on(
                "parent",
                () -> {
                  Niceness.BEHIND_THE_SCREEN.ofThisThread();
                  return on("child", NicenessTest::ofThisThread);
                }))
        .isEqualTo(5);
  }

  @Test
  void threadsAreFoundByTheirName() throws InterruptedException {
    var named = new CountDownLatch(1);
    var begun = new CountDownLatch(2);
    CompletableFuture<Integer> found = later("found-by-name", begun, named);
    CompletableFuture<Integer> other = later("not-meant", begun, named);
    begun.await();
    Niceness.BEHIND_THE_SCREEN.ofThreads(name -> name.startsWith("found-by"));
    named.countDown();
    assertThat(List.of(found.join(), other.join())).containsExactly(5, usual);
  }

  @Test
  void aWorkerBehindAllOthersIsTheNicest() {
    var told = new CompletableFuture<Integer>();
    Worker worker =
        Worker.startBehind(
            "behind",
            () -> {
              told.complete(ofThisThread());
              return 0;
            },
            Duration.ofDays(1),
            _ -> {},
            () -> {});
    assertThat(told.join()).isEqualTo(10);
    worker.close();
  }

  private static CompletableFuture<Integer> later(
      String name, CountDownLatch begun, CountDownLatch until) {
    var told = new CompletableFuture<Integer>();
    Thread.ofPlatform()
        .name(name)
        .start(
            () -> {
              begun.countDown();
              try {
                until.await();
              } catch (InterruptedException e) {
                told.completeExceptionally(e);
              }
              told.complete(ofThisThread());
            });
    return told;
  }

  private static int on(String name, Supplier<Integer> what) {
    var told = new CompletableFuture<Integer>();
    Thread.ofPlatform().name(name).start(() -> told.complete(what.get()));
    return told.join();
  }

  private static int ofThisThread() {
    try {
      if (!Files.exists(THIS_THREAD)) {
        return 0;
      }
      String told = Files.readString(THIS_THREAD);
      String behindName = told.substring(told.lastIndexOf(')') + 2);
      return Integer.parseInt(behindName.split(" ", -1)[FIELD]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
