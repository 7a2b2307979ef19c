package io.belvedere.ingest.headless;

import io.belvedere.ingest.feed.Feed;
import io.belvedere.ingest.feed.LiveDistrict;
import io.belvedere.ingest.history.FolderInUseException;
import io.belvedere.ingest.history.FolderLock;
import io.belvedere.ingest.sandbox.Sandbox;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The feed that the arguments ask for: of the city's Kafka, or of a sandbox that is started for it
/// and ends with it. The same with and without a screen.
public final class CityFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CityFeed.class);

  private final Optional<FolderLock> lock;
  private final Optional<Sandbox> sandbox;
  private final Feed feed;
  private final Clock clock;

  private CityFeed(Optional<FolderLock> lock, Optional<Sandbox> sandbox, Feed feed, Clock clock) {
    this.lock = lock;
    this.sandbox = sandbox;
    this.feed = feed;
    this.clock = clock;
  }

  /// Connects, or starts the sandbox and connects to that.
  ///
  /// @param server whether dead letters are published; in the sandbox they always are
  /// @throws IllegalArgumentException with a sentence for the operator if an argument is wrong
  /// @throws FolderInUseException with a sentence for the operator if another instance has the
  ///     folder
  /// @throws IOException with a sentence for the operator if the sandbox does not come up
  public static CityFeed open(
      FeedArguments arguments, SandboxArguments sandboxArguments, Clock machine, boolean server)
      throws IOException {
    Optional<FolderLock> lock = lock(arguments.data());
    try {
      return open(arguments, sandboxArguments, machine, server, lock);
    } catch (RuntimeException | IOException e) {
      release(lock);
      throw e;
    }
  }

  private static CityFeed open(
      FeedArguments arguments,
      SandboxArguments sandboxArguments,
      Clock machine,
      boolean server,
      Optional<FolderLock> lock)
      throws IOException {
    // What is wrong there is told before the sandbox is started.
    arguments.formats();
    Optional<KafkaSettings> kafka = arguments.kafka();
    if (kafka.isPresent()) {
      Feed feed = Feed.open(arguments.feed(kafka.get(), server, () -> 1), machine);
      return new CityFeed(lock, Optional.empty(), feed, machine);
    }
    Clock clock = sandboxArguments.clock(machine);
    Sandbox sandbox = Sandbox.start(sandboxArguments.options(arguments.data()), clock);
    try {
      KafkaSettings settings = KafkaSettings.of(sandbox.bootstrapServers());
      Feed feed = Feed.open(arguments.feed(settings, true, sandbox::past), clock);
      return new CityFeed(lock, Optional.of(sandbox), feed, clock);
    } catch (RuntimeException | IOException e) {
      sandbox.close();
      throw e;
    }
  }

  /// A folder that cannot be written to keeps nobody from watching: whoever writes there says so.
  private static Optional<FolderLock> lock(Optional<Path> folder) throws FolderInUseException {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(folder.get());
      return Optional.of(FolderLock.take(folder.get()));
    } catch (FolderInUseException e) {
      throw e;
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
      return Optional.empty();
    }
  }

  private static void release(Optional<FolderLock> lock) {
    try {
      if (lock.isPresent()) {
        lock.get().close();
      }
    } catch (IOException e) {
      LOG.warn("The folder's lock cannot be given back: {}", e.toString());
    }
  }

  public List<LiveDistrict> districts() {
    return feed.districts();
  }

  /// Why no district is found, in words for an operator; empty if there is nothing to say.
  public String trouble() {
    return feed.trouble();
  }

  /// The clock of what is shown; in the sandbox it may be the story's.
  public Clock clock() {
    return clock;
  }

  public Optional<Sandbox> sandbox() {
    return sandbox;
  }

  /// Whether every district is live, with nothing more of the past to come.
  public boolean isLive() {
    List<LiveDistrict> all = districts();
    return !all.isEmpty() && all.stream().allMatch(district -> district.status().isLive());
  }

  @Override
  public void close() {
    feed.close();
    sandbox.ifPresent(Sandbox::close);
    release(lock);
  }
}
