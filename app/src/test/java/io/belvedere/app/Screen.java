package io.belvedere.app;

import io.belvedere.app.frame.Toolkit;
import io.belvedere.app.frame.Toolkit.NoDisplay;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Runs what a test does with JavaFX on its thread.
public final class Screen {
  private static final CompletableFuture<Void> UP = new CompletableFuture<>();

  private Screen() {}

  public static <T> T on(Supplier<T> task) {
    start();
    return CompletableFuture.supplyAsync(task, Toolkit.executor()).join();
  }

  public static void run(Runnable task) {
    start();
    CompletableFuture.runAsync(task, Toolkit.executor()).join();
  }

  private static synchronized void start() {
    if (!UP.isDone()) {
      try {
        Toolkit.start();
      } catch (NoDisplay e) {
        throw new CompletionException(e);
      } catch (IllegalStateException running) {
        // Another test class has started it.
      }
      UP.complete(null);
    }
  }
}
