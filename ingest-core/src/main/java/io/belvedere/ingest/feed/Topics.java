package io.belvedere.ingest.feed;

import io.belvedere.ingest.lag.HeldBack;
import io.belvedere.ingest.lag.LagMeter;
import io.belvedere.ingest.lag.ProgressClock;
import io.belvedere.ingest.source.CatalogueSource;
import io.belvedere.ingest.source.Gap;
import io.belvedere.ingest.source.OffsetIntervals;
import io.belvedere.ingest.source.PartitionId;
import io.belvedere.ingest.source.ProbeReading;
import io.belvedere.ingest.source.TopicLayout;
import io.belvedere.ingest.source.TopicNames;
import io.belvedere.ingest.source.TopicSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// The topics of a district as the probe finds them, and what reads them: opened when a topic is
/// found, and told when it has become another. Feed thread only.
final class Topics implements AutoCloseable {
  private final TopicNames names;
  private final DistrictFeed.Sources sources;
  private final Map<PartitionId, OffsetIntervals> read;
  private final Losses losses;
  private final LagMeter lagMeter;
  private final ProgressClock progress;
  private final DoubleSupplier pastWritten;
  private final HeldBack heldBack = new HeldBack();
  private @Nullable ProbeReading lastReading;
  private @Nullable CatalogueSource catalogue;
  private @Nullable TopicSource observations;
  private Optional<TopicLayout> layout = Optional.empty();
  private long lastAnswer;
  private String trouble = "";
  private String refused = "";

  /// @param read which offsets of each partition an earlier run has applied
  /// @param pastWritten see [FeedOptions]
  /// @param now until when Kafka is taken to have answered so far, microseconds UTC
  Topics(
      TopicNames names,
      DistrictFeed.Sources sources,
      Map<PartitionId, OffsetIntervals> read,
      Losses losses,
      LagMeter lagMeter,
      ProgressClock progress,
      DoubleSupplier pastWritten,
      long now) {
    this.names = names;
    this.sources = sources;
    this.read = read;
    this.losses = losses;
    this.lagMeter = lagMeter;
    this.progress = progress;
    this.pastWritten = pastWritten;
    this.lastAnswer = now;
  }

  /// Null as long as there is no such topic.
  @Nullable CatalogueSource catalogue() {
    return catalogue;
  }

  /// Null as long as there is no such topic.
  @Nullable TopicSource observations() {
    return observations;
  }

  /// That of the observations, once it was found.
  Optional<TopicLayout> layout() {
    return layout;
  }

  /// When the newest question was sent that Kafka has answered, microseconds UTC.
  long lastAnswer() {
    return lastAnswer;
  }

  /// Why the observations cannot be read, empty if they can.
  String trouble() {
    return trouble;
  }

  /// Why the catalogue cannot be read, empty if it can.
  String refused() {
    return refused;
  }

  /// What of the observations Kafka holds back, empty if nothing.
  String heldBack() {
    return heldBack.words();
  }

  /// Which partitions have lost copies, empty if none has.
  String copies() {
    return layout
        .filter(l -> l.underReplicated() > 0)
        .map(
            l ->
                "%d of %d partitions of %s have lost copies."
                    .formatted(l.underReplicated(), l.partitions(), l.topic()))
        .orElse("");
  }

  @SuppressWarnings(
      "ReferenceEquality") // the probe promises the same object until there is another
  void follow(ProbeReading reading) {
    if (reading == lastReading) {
      return;
    }
    lastReading = reading;
    judge(reading);
    reading.layout(names.catalogue()).ifPresent(this::followCatalogue);
    reading.layout(names.observations()).ifPresent(found -> followObservations(found, reading));
  }

  private void judge(ProbeReading reading) {
    if (reading.failure().isPresent()) {
      trouble = reading.failure().get();
      return;
    }
    String topic = names.observations();
    lastAnswer = reading.sent();
    trouble =
        reading.layout(topic).isPresent()
            ? ""
            : reading.refusal(topic).orElse("There is no topic " + topic + ".");
    refused =
        reading
            .refusal(names.catalogue())
            .map(words -> words + " Until then nothing is known of what sends.")
            .orElse("");
  }

  private void followCatalogue(TopicLayout found) {
    if (catalogue == null) {
      catalogue = sources.catalogue(found);
    } else {
      catalogue.follow(found);
    }
  }

  private void followObservations(TopicLayout found, ProbeReading reading) {
    if (observations == null) {
      observations = sources.observations(found, next(found));
    } else {
      observations.follow(found);
    }
    layout = Optional.of(found);
    progress.ensure(found.partitions());
    // While producers still owe their past, its end is not the end: nothing that is silent in it
    // can be blamed yet.
    long seenUntil = pastWritten.getAsDouble() >= 1 ? reading.sent() : ProgressClock.NONE;
    lagMeter.retained(reading.retention(found.topic()));
    for (int partition = 0; partition < found.partitions(); partition++) {
      measure(partition, observations, reading, seenUntil);
    }
  }

  private void measure(int partition, TopicSource source, ProbeReading reading, long seenUntil) {
    String topic = names.observations();
    OptionalLong position = source.position(partition);
    OptionalLong end = reading.end(topic, partition);
    reading.start(topic, partition).ifPresent(start -> lagMeter.begins(partition, start));
    // Nothing need come from it to know that nothing is missing.
    position.ifPresent(p -> lagMeter.positioned(partition, p));
    end.ifPresent(e -> lagMeter.probed(partition, e, seenUntil));
    if (position.isPresent() && end.isPresent()) {
      OptionalLong left = source.currentLag(partition);
      heldBack.reading(partition, position.getAsLong(), end.getAsLong(), left);
    }
  }

  /// Where an earlier run ended; what it has left out before is for the backfill. What it read of
  /// another topic of that name says nothing of this one.
  private Map<PartitionId, Long> next(TopicLayout found) {
    boolean isAnother =
        !read.isEmpty() && read.keySet().stream().noneMatch(p -> p.topicId().equals(found.id()));
    if (isAnother) {
      losses.recreated();
    }
    Map<PartitionId, Long> next = new HashMap<>();
    for (Map.Entry<PartitionId, OffsetIntervals> each : Map.copyOf(read).entrySet()) {
      long end = each.getValue().lastEnd();
      if (!each.getKey().topicId().equals(found.id())) {
        read.remove(each.getKey());
        losses.note(
            new Gap(found.topic(), each.getKey(), Gap.Cause.RECREATED, Math.max(0, end), 0));
      } else if (end >= 0) {
        next.put(each.getKey(), end);
      }
    }
    return next;
  }

  @Override
  public void close() {
    if (catalogue != null) {
      catalogue.close();
    }
    if (observations != null) {
      observations.close();
    }
  }
}
