package io.belvedere.ingest.sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real Kafka broker on a free loopback port, in a child process that ends with this one, however
/// this one ends. Topics are not created by use; everything is replicated once.
///
/// What the broker says stands in `broker.log` in its folder. Safe for use by any thread.
public final class Broker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
  private static final int START_LIMIT_SECONDS = 60;
  private static final int STOP_LIMIT_SECONDS = 15;
  private static final int TRIES = 3;
  private static final int LAST_WORDS = 20;

  private final Path folder;
  private final boolean temporary;
  private int clientPort;
  private @Nullable Process child;

  private Broker(Path folder, boolean temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /// Starts a broker on the data of `folder`, which is made if it is not there, and returns when
  /// clients can talk to it.
  ///
  /// @throws IOException if it does not come up, with its last words
  public static Broker start(Path folder) throws IOException {
    return new Broker(Files.createDirectories(folder).toRealPath(), false).firstStart();
  }

  /// Starts a broker on a new temporary folder, which is deleted when the broker is closed or when
  /// this process ends.
  ///
  /// @throws IOException if it does not come up, with its last words
  public static Broker startTemporary() throws IOException {
    return new Broker(Files.createTempDirectory("belvedere-broker-").toRealPath(), true)
        .firstStart();
  }

  /// Host and port for clients, the same over [#stop] and [#startAgain].
  public synchronized String bootstrapServers() {
    return "127.0.0.1:" + clientPort;
  }

  public Path folder() {
    return folder;
  }

  public synchronized boolean isRunning() {
    return child != null && child.isAlive();
  }

  /// The child's process id, for tests that look whether it has ended.
  ///
  /// @throws IllegalStateException if it is not running
  public synchronized long pid() {
    if (child == null) {
      throw new IllegalStateException("The broker in " + folder + " is stopped.");
    }
    return child.pid();
  }

  /// Ends the broker in good order and keeps its data. Does nothing if it is not running.
  public synchronized void stop() {
    end(BrokerChild.STOP);
  }

  /// Ends the broker at once, as a power cut would. Does nothing if it is not running.
  public synchronized void kill() {
    Process running = child;
    if (running != null) {
      running.destroyForcibly();
      awaitEnd(running);
      child = null;
    }
  }

  /// Starts a stopped or killed broker on the same port and data.
  ///
  /// @throws IOException if it does not come up, with its last words
  /// @throws IllegalStateException if it is running
  public synchronized void startAgain() throws IOException {
    if (isRunning()) {
      throw new IllegalStateException("The broker in " + folder + " is running already.");
    }
    launch();
  }

  /// Ends the broker, and deletes its folder if that is temporary.
  @Override
  public synchronized void close() {
    // A child that hears nothing more takes its temporary folder along, even if this process ends
    // before it comes to that.
    end(temporary ? "" : BrokerChild.STOP);
    if (temporary) {
      try {
        FolderTree.delete(folder);
      } catch (IOException e) {
        LOG.warn("Cannot delete the temporary folder {}.", folder, e);
      }
    }
  }

  private synchronized Broker firstStart() throws IOException {
    try {
      launch();
      return this;
    } catch (IOException e) {
      if (temporary) {
        FolderTree.delete(folder);
      }
      throw e;
    }
  }

  /// Somebody may take a port between our choice and the child's use of it; then we choose again,
  /// but for the clients' port once clients know it.
  private void launch() throws IOException {
    boolean first = clientPort == 0;
    for (int tries = 1; ; tries++) {
      if (first) {
        clientPort = LoopbackPort.free();
      }
      Process started = spawn(tries == 1 && first);
      child = started;
      try {
        awaitReady(started);
        return;
      } catch (IOException e) {
        started.destroyForcibly();
        awaitEnd(started);
        child = null;
        boolean portTaken =
            !started.isAlive() && started.exitValue() == BrokerChild.EXIT_PORT_TAKEN;
        if (!portTaken || tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private Process spawn(boolean newLog) throws IOException {
    List<String> command =
        List.of(
            java().toString(),
            "-Xmx256m",
            // A small heap on a desk that has better to do: no collector threads.
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dlogback.configurationFile=io/belvedere/ingest/sandbox/broker-logback.xml",
            // It logs through SLF4J; the Log4j API that it brings along is to keep silent.
            "-Dlog4j.provider=org.apache.logging.log4j.simple.internal.SimpleProvider",
            "-cp",
            BrokerLib.classPath(),
            BrokerChild.class.getName(),
            folder.toString(),
            Integer.toString(clientPort),
            Integer.toString(LoopbackPort.free()),
            Boolean.toString(temporary));
    var log = log().toFile();
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(newLog ? Redirect.to(log) : Redirect.appendTo(log))
        .start();
  }

  private void awaitReady(Process started) throws IOException {
    var line =
        CompletableFuture.supplyAsync(
            () -> firstLine(started),
            task -> Thread.ofPlatform().daemon().name("broker-ready").start(task));
    try {
      String answer = line.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!answer.startsWith(BrokerChild.READY)) {
        throw failure("it ended while it was starting");
      }
    } catch (TimeoutException e) {
      throw failure("it was not ready within " + START_LIMIT_SECONDS + " s");
    } catch (ExecutionException e) {
      throw new IOException("Cannot hear the broker in " + folder + ".", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while the broker was starting.");
    }
  }

  /// The empty string if it ends without a word. The child says nothing after this line.
  private static String firstLine(Process started) {
    try {
      String line = started.inputReader(StandardCharsets.UTF_8).readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      LOG.debug("The broker's output broke off.", e);
      return "";
    }
  }

  private IOException failure(String what) {
    return new IOException(
        "The sandbox's Kafka broker in "
            + folder
            + " did not start: "
            + what
            + ". The end of its log:\n"
            + String.join("\n", lastWords()));
  }

  private List<String> lastWords() {
    try {
      List<String> lines = Files.readAllLines(log(), StandardCharsets.UTF_8);
      return lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size());
    } catch (IOException e) {
      return List.of("(cannot be read: " + e + ")");
    }
  }

  private Path log() {
    return folder.resolve("broker.log");
  }

  private void end(String word) {
    Process running = child;
    if (running != null) {
      say(word, running);
      awaitEnd(running);
      child = null;
    }
  }

  private static void say(String word, Process running) {
    try (OutputStream words = running.getOutputStream()) {
      words.write((word + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended already, which is what we want of it.
      LOG.debug("The broker did not hear \"{}\".", word, e);
    }
  }

  private static void awaitEnd(Process running) {
    try {
      if (!running.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The broker did not end within {} s and is killed.", STOP_LIMIT_SECONDS);
        running.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static Path java() throws IOException {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    for (String name : List.of("java", "java.exe")) {
      Path java = bin.resolve(name);
      if (Files.isExecutable(java)) {
        return java;
      }
    }
    throw new IOException("The sandbox needs the java command, which is not in " + bin + ".");
  }
}
