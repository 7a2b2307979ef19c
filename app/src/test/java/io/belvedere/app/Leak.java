package io.belvedere.app;

import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.Supplier;
import org.testfx.util.WaitForAsyncUtils;

/// Whether a view lets go of itself when nobody shows it any more.
public final class Leak {
  private Leak() {}

  /// Makes one on the JavaFX thread, uses it, drops it, and waits until it is collected.
  public static void requireCollected(Supplier<?> madeAndUsed) {
    WeakReference<?> reference =
        WaitForAsyncUtils.waitForAsyncFx(
            20_000, () -> new WeakReference<Object>(madeAndUsed.get()));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              System.gc();
              return reference.get() == null;
            });
  }
}
