package io.belvedere.ingest.faults;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/// Runs what the system has for things that Java cannot do.
final class Command {
  private Command() {}

  /// @return whether it went well; false too if there is no such command
  static boolean run(String... words) {
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
