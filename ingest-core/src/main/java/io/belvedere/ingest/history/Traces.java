package io.belvedere.ingest.history;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// In which eight seconds which datastreams have an observation: one bit each. It may say that
/// there is one where there is none, never the other way. So a question about all datastreams
/// passes by the courses of nearly all of them, each of which is a walk through memory that nobody
/// else has been to.
///
/// Time goes round, so that it takes some megabytes for any retention: two stretches of eight
/// seconds that are days apart share their bits.
///
/// One thread writes, any thread reads. Whoever has seen a course finds the bits of all that was in
/// it, if the writer adds them here first.
final class Traces {
  /// Eight seconds are 2 to this power of microseconds, about. Longer: more courses are looked at
  /// in vain. Shorter: it takes more memory.
  private static final int SPAN = 23;

  /// About 38 hours go round.
  private static final int SLOTS = 1 << 14;

  /// To look at more bits than that takes longer than to look at the course.
  private static final int MOST_SLOTS = 16;

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final AtomicReferenceArray<long @Nullable []> slots = new AtomicReferenceArray<>(SLOTS);

  /// Writer only.
  ///
  /// @param datastreams how many there are likely to be
  void add(int datastream, long eventTime, int datastreams) {
    int slot = slot(eventTime >> SPAN);
    int word = datastream / Long.SIZE;
    long[] words = slots.getPlain(slot);
    if (words == null || word >= words.length) {
      long[] more = new long[Math.max(datastreams / Long.SIZE, word) + 1];
      if (words != null) {
        System.arraycopy(words, 0, more, 0, words.length);
      }
      slots.setRelease(slot, more);
      words = more;
    }
    WORD.setRelease(words, word, words[word] | 1L << datastream);
  }

  /// Whether a datastream may have an observation from `from` to `to`.
  boolean mayHave(int datastream, long from, long to) {
    long first = from >> SPAN;
    long last = to >> SPAN;
    if (last - first >= MOST_SLOTS) {
      return true;
    }
    int word = datastream / Long.SIZE;
    long found = 0;
    for (long at = first; at <= last; at++) {
      long[] words = slots.getAcquire(slot(at));
      if (words != null && word < words.length) {
        found |= (long) WORD.getAcquire(words, word);
      }
    }
    return (found & 1L << datastream) != 0;
  }

  private static int slot(long span) {
    return (int) span & (SLOTS - 1);
  }
}
