package io.belvedere.ingest.feed;

import io.belvedere.ingest.decode.Decoder;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.feed.CounterReading.Fates;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.twin.Admission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What would come of dead letters if they were tried again: they are decoded, and nothing is
/// applied, nor is any datastream given a number. One thread, which need not be the feed's.
final class DryRun implements Names, Sink {
  private final Catalogue catalogue;
  private final long retention;
  private final long now;
  private final Decoder decoder;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private final SortedMap<String, Integer> refused = new TreeMap<>();
  private long appendTime;
  private boolean rejectedAny;
  private int records;
  private int read;
  private long readable;
  private long ahead;
  private long rejected;

  /// @param retention see [Admission#of]
  /// @param now microseconds UTC
  /// @param decoder makes one that asks for such names
  DryRun(Catalogue catalogue, long retention, long now, Function<Names, Decoder> decoder) {
    this.catalogue = catalogue;
    this.retention = retention;
    this.now = now;
    this.decoder = decoder.apply(this);
  }

  void take(KeptLetter kept) {
    appendTime = kept.letter().receiveTime();
    rejectedAny = false;
    records++;
    try {
      decoder.decode(kept.body().record(kept.letter()), this);
    } catch (RuntimeException e) {
      rejected("internal error: " + e, "");
    }
    read += rejectedAny ? 0 : 1;
  }

  Retried result() {
    var fates = new Fates(readable + ahead + rejected, readable, 0, 0, ahead, rejected);
    return new Retried(records, read, fates, refused, new TreeMap<>());
  }

  @Override
  public int datastream(String id) {
    return numbers.computeIfAbsent(
        id,
        _ -> {
          ids.add(id);
          return ids.size() - 1;
        });
  }

  @Override
  public double category(int datastream, String name) {
    Datastream known = catalogue.datastreams().get(ids.get(datastream));
    return known == null ? Double.NaN : known.valueOf(name).orElse(Double.NaN);
  }

  @Override
  public @Nullable String catalogued(String name) {
    return catalogue.idOf(name).orElse(null);
  }

  @Override
  public void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    if (now - Math.min(eventTime, appendTime) > retention) {
      rejected("older than what is kept", "");
      return;
    }
    switch (Admission.of(eventTime, appendTime, retention)) {
      case ADMITTED -> readable++;
      case QUARANTINED -> ahead++;
      case REJECTED -> rejected("older than what is kept", "");
    }
  }

  @Override
  public void rejected(String reason, String pointer) {
    rejected++;
    rejectedAny = true;
    refused.merge(reason, 1, Integer::sum);
  }
}
