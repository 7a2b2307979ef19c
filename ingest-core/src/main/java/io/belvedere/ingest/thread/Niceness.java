package io.belvedere.ingest.thread;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has threads give way to others that want the same core. Java's own priorities say nothing on
/// Linux; there each thread has a niceness, which it hands on to the threads and processes that it
/// starts. Anybody may raise it and only few may lower it again, so it is for good.
///
/// Nothing relies on it: where the system has no niceness of a thread, or refuses it, all threads
/// are equal.
public enum Niceness {
  /// A third of the time that a thread gets which draws, where both want one core.
  BEHIND_THE_SCREEN(5),

  /// A tenth of the time that any other gets.
  BEHIND_ALL(10);

  private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
  private static final Path THREADS = Path.of("/proc/self/task");

  /// `PRIO_PROCESS` of setpriority(2): on Linux it means one thread.
  private static final int ONE_THREAD = 0;

  private static final int WHICH_CALLS = 0;

  private final int value;

  Niceness(int value) {
    this.value = value;
  }

  /// Gives the thread that calls this niceness, and all that it starts from now on.
  public void ofThisThread() {
    set(WHICH_CALLS);
  }

  /// Gives this niceness to threads of this process, also to those of the virtual machine that Java
  /// knows nothing of.
  ///
  /// @param names told the first 15 characters of a thread's name
  public void ofThreads(Predicate<String> names) {
    if (!Files.isDirectory(THREADS)) {
      return;
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        if (names.test(nameOf(thread))) {
          set(Integer.parseInt(String.valueOf(thread.getFileName())));
        }
      }
    } catch (IOException e) {
      LOG.debug("Nobody tells which threads there are.", e);
    }
  }

  /// @return nothing for one that has ended meanwhile
  private static String nameOf(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (IOException e) {
      LOG.debug("{} has ended.", thread, e);
      return "";
    }
  }

  private void set(int thread) {
    if (Kernel.SET.isEmpty()) {
      return;
    }
    try {
      int refused = (int) Kernel.SET.get().invokeExact(ONE_THREAD, thread, value);
      if (refused != 0) {
        LOG.debug("The system lets no thread give way.");
      }
    } catch (Throwable e) {
      LOG.debug("The system lets no thread give way.", e);
    }
  }

  /// What is asked of the system, looked up at the first use.
  private static final class Kernel {
    static final Optional<MethodHandle> SET = setPriority();

    @SuppressWarnings("restricted") // setpriority takes three numbers and no memory
    private static Optional<MethodHandle> setPriority() {
      // Elsewhere it is of the whole process, screen and all.
      if (!System.getProperty("os.name", "").equals("Linux")) {
        return Optional.empty();
      }
      Linker linker = Linker.nativeLinker();
      var types =
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT);
      return linker
          .defaultLookup()
          .find("setpriority")
          .map(function -> linker.downcallHandle(function, types));
    }
  }
}
