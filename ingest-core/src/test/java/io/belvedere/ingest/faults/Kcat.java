package io.belvedere.ingest.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A producer that is not ours: kcat in a process of its own, which sends each line as a record.
final class Kcat implements AutoCloseable {
  private final Process process;
  private final Writer lines;

  /// Starts it.
  ///
  /// @param headers `name=value`, sent with every record
  Kcat(String bootstrapServers, String topic, String... headers) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("kcat", "-P", "-b", bootstrapServers, "-t", topic, "-K", "|"));
    command.addAll(List.of("-X", "topic.partitioner=murmur2", "-X", "linger.ms=5"));
    command.addAll(List.of("-X", "acks=all"));
    for (String header : headers) {
      command.addAll(List.of("-H", header));
    }
    process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.INHERIT)
            .start();
    lines = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8));
  }

  static boolean isInstalled() {
    return Command.run("kcat", "-V");
  }

  void write(String key, String value) throws IOException {
    lines.write(key + "|" + value + "\n");
  }

  /// Hands to kcat what was written.
  void flush() throws IOException {
    lines.flush();
  }

  /// Ends the input, and waits until the broker has acknowledged all of it.
  void finish() throws IOException, InterruptedException {
    lines.close();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("kcat did not send everything.");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
