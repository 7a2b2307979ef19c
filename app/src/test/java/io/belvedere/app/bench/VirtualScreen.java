package io.belvedere.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An X server that draws into memory, as long as it is open.
final class VirtualScreen implements AutoCloseable {
  static final int WIDTH = 1920;
  static final int HEIGHT = 1080;

  private final Process server;
  private final String display;

  private VirtualScreen(Process server, String display) {
    this.server = server;
    this.display = display;
  }

  /// @param core that it runs on
  /// @throws IOException with a sentence if it does not start
  static VirtualScreen open(int core) throws IOException {
    return open(List.of("taskset", "-c", String.valueOf(core)), List.of());
  }

  /// On any core.
  ///
  /// @param pixels a folder in which its [pixels][ScreenPixels] are to be seen
  /// @throws IOException with a sentence if it does not start
  static VirtualScreen open(Path pixels) throws IOException {
    return open(List.of(), List.of("-fbdir", pixels.toString()));
  }

  private static VirtualScreen open(List<String> before, List<String> more) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(List.of("Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-screen", "0"));
    command.add(WIDTH + "x" + HEIGHT + "x24");
    command.addAll(more);
    Process server;
    try {
      server = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new IOException(
          "What is on screen is measured under Xvfb: install xvfb and util-linux.", e);
    }
    BufferedReader told = server.inputReader(StandardCharsets.UTF_8);
    String number = told.readLine();
    if (number == null) {
      server.destroy();
      throw new IOException("Xvfb ended before it had a display; is xvfb installed?");
    }
    return new VirtualScreen(server, ":" + number.strip());
  }

  /// As programs name it in `DISPLAY`.
  String display() {
    return display;
  }

  @Override
  public void close() {
    server.destroy();
  }
}
