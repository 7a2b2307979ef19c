package io.belvedere.ingest.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Another process that takes the lock of a folder, if it can, and keeps it until it is killed or
/// its standard input ends.
final class LockHolder {
  static final String HOLDS = "holds";

  private LockHolder() {}

  /// @param args the folder
  public static void main(String[] args) throws IOException {
    try {
      FolderLock lock = FolderLock.take(Path.of(args[0]));
      System.out.println(HOLDS);
      while (System.in.read() >= 0) {}
      lock.close();
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }

  static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /// What the process says once it has the lock or has been refused.
  static String answer(Process process) throws IOException {
    var answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return String.valueOf(answers.readLine());
  }
}
