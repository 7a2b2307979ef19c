package io.belvedere.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds what is left of views that were opened and closed again: the views themselves, and threads
/// that were not there before.
public final class Leftovers {
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final List<WeakReference<Object>> closed = new ArrayList<>();

  /// Does not keep it.
  public void add(Object view) {
    closed.add(new WeakReference<>(view));
  }

  /// Waits until all views are collected and their threads have ended.
  ///
  /// @param threads the names of the threads that such a view has
  public void requireNone(Set<String> threads) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(closed).filteredOn(view -> view.get() != null).isEmpty();
              assertThat(Thread.getAllStackTraces().keySet())
                  .filteredOn(t -> threads.contains(t.getName()) && !before.contains(t))
                  .isEmpty();
            });
  }
}
