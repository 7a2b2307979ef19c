package io.belvedere.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A [WatchedRoom] in a process of its own, and what is asked of it.
final class RoomProcess implements AutoCloseable {
  private final Process process;
  private final PrintStream asks;
  private final BufferedReader answers;

  private RoomProcess(Process process) {
    this.process = process;
    this.asks = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /// @param display of the X server
  /// @param folder for what it keeps
  /// @param args as on the command line
  static RoomProcess open(String display, Path folder, List<String> args) throws IOException {
    List<String> command = new ArrayList<>(OneCore.java(WatchedRoom.class));
    command.addAll(args);
    command.addAll(List.of("--data", folder.resolve("data").toString(), "--theme", "light"));
    var builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().put("DISPLAY", display);
    // Not the settings of whoever measures.
    builder.environment().put("XDG_CONFIG_HOME", folder.resolve("config").toString());
    return new RoomProcess(builder.start());
  }

  /// Asks for something; others may work meanwhile, until [#answer] is called.
  void ask(String what) {
    asks.println(what);
  }

  /// Whether there is something to read of an answer.
  boolean isAnswering() throws IOException {
    return answers.ready();
  }

  /// All lines of the answer.
  List<String> answer() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = answers.readLine(); ; line = answers.readLine()) {
      if (line == null) {
        throw new IOException("The control room has ended; it said " + lines + ".");
      }
      if (line.equals(WatchedRoom.DONE)) {
        return lines;
      }
      lines.add(line);
    }
  }

  List<String> answer(String what) throws IOException {
    ask(what);
    return answer();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
