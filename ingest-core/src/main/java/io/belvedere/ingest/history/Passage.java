package io.belvedere.ingest.history;

import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.time.TimeRange;
import io.belvedere.ingest.twin.Flags;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/// A way through the history of single datastreams, stretch by stretch, for one question.
final class Passage {
  private final Sealed all;
  private final Stretch stretch = new Stretch();

  Passage(Sealed all) {
    this.all = all;
  }

  /// See [History#range].
  Series range(int datastream, TimeRange range) {
    var series = new SeriesBuilder();
    int last = all.stretch(Math.max(range.from(), range.to() - 1));
    int first = all.stretch(range.from());
    for (int at = first; at <= last; at++) {
      all.load(datastream, at, stretch);
      int from = 0;
      if (at == first) {
        int holding = stretch.floor(range.from());
        from = stretch.floor(range.from() - 1) + 1;
        boolean holdsBefore = holding < from;
        if (holdsBefore && holding >= 0) {
          from = holding;
        } else if (holdsBefore && stretch.isHeld()) {
          series.addHeld(stretch);
        }
      }
      series.add(stretch, from, stretch.floor(range.to() - 1) + 1);
    }
    return series.finish();
  }

  /// See [History#envelope].
  static void envelope(Sealed all, int datastream, Stretch stretch, Envelope out) {
    TimeRange range = out.range();
    int last = all.stretch(Math.max(range.from(), range.to() - 1));
    int first = all.stretch(range.from());
    for (int at = first; at <= last; at++) {
      all.load(datastream, at, stretch);
      int from = 0;
      if (at == first) {
        int holding = stretch.floor(range.from() - 1);
        stretch.hold(holding, out);
        from = holding + 1;
      }
      stretch.addTo(out, from, stretch.floor(range.to() - 1) + 1);
    }
    out.end();
  }

  /// Counts into the columns between `edges`.
  ///
  /// @param out a count is added at `[severity.ordinal() * columns + column]`
  /// @return how many it counted
  int count(int datastreams, long[] edges, int[] out) {
    int columns = edges.length - 1;
    int counted = 0;
    int last = all.stretch(Math.max(edges[0], edges[columns] - 1));
    for (int at = all.stretch(edges[0]); at <= last; at++) {
      for (int d = 0; d < datastreams; d++) {
        all.load(d, at, stretch);
        int column = 0;
        int end = stretch.floor(edges[columns] - 1) + 1;
        for (int i = stretch.floor(edges[0] - 1) + 1; i < end; i++) {
          while (stretch.eventTime[i] >= edges[column + 1]) {
            column++;
          }
          out[Flags.severity(stretch.flags[i]).ordinal() * columns + column]++;
          counted++;
        }
      }
    }
    return counted;
  }

  /// See [History#onset].
  OptionalLong onset(int datastream, long t, Severity severity) {
    OptionalLong onset = OptionalLong.empty();
    long until = t;
    int at = all.stretch(t);
    while (at >= -1) {
      all.load(datastream, at, stretch);
      for (int i = stretch.floor(until); i >= 0; i--) {
        if (Flags.severity(stretch.flags[i]).compareTo(severity) < 0) {
          return onset;
        }
        onset = OptionalLong.of(stretch.eventTime[i]);
      }
      if (!stretch.isHeld() || Flags.severity(stretch.heldFlags).compareTo(severity) < 0) {
        return onset;
      }
      until = stretch.heldTime;
      onset = OptionalLong.of(until);
      at = Math.min(at - 1, all.stretch(until));
    }
    return onset;
  }

  /// The first event time after `t` at which a datastream changed in one aspect.
  OptionalLong nextChange(Aspect aspect, int datastreams, IntPredicate of, long t) {
    int first = all.stretch(t);
    for (int at = first; at <= all.last(); at++) {
      boolean isOfNothing = all.isOfNothing(aspect, at);
      long best = Long.MAX_VALUE;
      for (int d = 0; d < datastreams; d++) {
        if (of.test(d) && !all.isSteady(aspect, d, at, isOfNothing, stretch)) {
          all.load(d, at, stretch);
          best = Math.min(best, changeAfter(aspect, at == first ? stretch.floor(t) : -1));
        }
      }
      if (best != Long.MAX_VALUE) {
        return OptionalLong.of(best);
      }
    }
    return OptionalLong.empty();
  }

  /// The first event time behind `index` at which something else holds than before;
  /// `Long.MAX_VALUE` if there is none.
  private long changeAfter(Aspect aspect, int index) {
    long held = aspectOf(aspect, index);
    int i = index + 1;
    while (i < stretch.size) {
      int last = stretch.floor(stretch.eventTime[i]);
      if (aspectOf(aspect, last) != held) {
        return stretch.eventTime[last];
      }
      i = last + 1;
    }
    return Long.MAX_VALUE;
  }

  /// The last event time before `t` at which a datastream changed in one aspect.
  OptionalLong previousChange(Aspect aspect, int datastreams, IntPredicate of, long t) {
    if (t == Long.MIN_VALUE) {
      return OptionalLong.empty();
    }
    int first = all.stretch(t - 1);
    for (int at = first; at >= -1; at--) {
      boolean isOfNothing = all.isOfNothing(aspect, at);
      long best = Long.MIN_VALUE;
      for (int d = 0; d < datastreams; d++) {
        if (of.test(d) && !all.isSteady(aspect, d, at, isOfNothing, stretch)) {
          all.load(d, at, stretch);
          int index = at == first ? stretch.floor(t - 1) : stretch.size - 1;
          best = Math.max(best, changeBefore(aspect, index));
        }
      }
      if (best != Long.MIN_VALUE) {
        return OptionalLong.of(best);
      }
    }
    return OptionalLong.empty();
  }

  /// The last event time up to `index` at which something else holds than before; `Long.MIN_VALUE`
  /// if there is none.
  private long changeBefore(Aspect aspect, int index) {
    int i = index;
    while (i >= 0) {
      int before = stretch.floor(stretch.eventTime[i] - 1);
      if (aspectOf(aspect, before) != aspectOf(aspect, i)) {
        return stretch.eventTime[i];
      }
      i = before;
    }
    return Long.MIN_VALUE;
  }

  private long aspectOf(Aspect aspect, int index) {
    return index < 0
        ? stretch.held(aspect)
        : aspect.of(stretch.valueBits[index], stretch.flags[index]);
  }

  /// Columns that grow.
  private static final class SeriesBuilder {
    private long[] eventTime = new long[64];
    private long[] receiveTime = new long[64];
    private double[] value = new double[64];
    private int[] flags = new int[64];
    private int size;

    void addHeld(Stretch from) {
      makeRoom(1);
      eventTime[size] = from.heldTime;
      receiveTime[size] = from.heldReceived;
      value[size] = Double.longBitsToDouble(from.heldBits);
      flags[size] = from.heldFlags;
      size++;
    }

    void add(Stretch from, int first, int end) {
      int more = Math.max(0, end - first);
      makeRoom(more);
      System.arraycopy(from.eventTime, first, eventTime, size, more);
      System.arraycopy(from.receiveTime, first, receiveTime, size, more);
      System.arraycopy(from.flags, first, flags, size, more);
      for (int i = 0; i < more; i++) {
        value[size + i] = Double.longBitsToDouble(from.valueBits[first + i]);
      }
      size += more;
    }

    private void makeRoom(int more) {
      if (size + more > eventTime.length) {
        int room = Math.max(size + more, size * 2);
        eventTime = Arrays.copyOf(eventTime, room);
        receiveTime = Arrays.copyOf(receiveTime, room);
        value = Arrays.copyOf(value, room);
        flags = Arrays.copyOf(flags, room);
      }
    }

    Series finish() {
      return new Series(
          Arrays.copyOf(eventTime, size),
          Arrays.copyOf(receiveTime, size),
          Arrays.copyOf(value, size),
          Arrays.copyOf(flags, size));
    }
  }
}
