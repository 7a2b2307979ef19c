package io.belvedere.ingest.feed;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/// The dead letters of a district: what could not be read and is kept, and the trying again. Any
/// thread; what reads the disk says so.
public interface Letters {
  /// A district that keeps none.
  Letters NONE =
      new Letters() {
        @Override
        public Reading reading() {
          return Reading.NOTHING;
        }

        @Override
        public List<DeadLetter> all() {
          return List.of();
        }

        @Override
        public List<DeadLetter> find(LetterFilter filter) {
          return List.of();
        }

        @Override
        public Optional<LetterBody> body(DeadLetter letter) {
          return Optional.empty();
        }

        @Override
        public Retried tryAgain(Collection<DeadLetter> which, boolean dryRun, IntConsumer done) {
          return Retried.NOTHING;
        }
      };

  /// How it stands with them.
  ///
  /// @param version another one as soon as there are other letters
  /// @param since from when on what is rejected is kept, microseconds UTC; empty if nobody knows
  ///     yet
  /// @param kept how many there are
  /// @param gone how many had to go since, to make room for newer ones
  /// @param leftOut how many came too fast to be kept anywhere, in this run
  /// @param onDisk whether they outlive the process
  /// @param trouble why they cannot be kept, in words for an operator; empty if all is well
  /// @param retried what became of what was tried again, in this run
  record Reading(
      long version,
      OptionalLong since,
      int kept,
      long gone,
      long leftOut,
      boolean onDisk,
      String trouble,
      CounterReading.Fates retried) {
    public static final Reading NOTHING =
        new Reading(0, OptionalLong.empty(), 0, 0, 0, false, "", CounterReading.Fates.NONE);

    /// What the beginning of a file tells.
    static Reading ofFolder(long since, long gone) {
      return new Reading(
          0, OptionalLong.of(since), 0, gone, 0, true, "", CounterReading.Fates.NONE);
    }
  }

  Reading reading();

  /// All that are kept, the newest first; the same object until there are others.
  List<DeadLetter> all();

  /// Those that are wanted, the newest first. Reads the disk if a text is looked for.
  List<DeadLetter> find(LetterFilter filter);

  /// What a letter holds; empty if it has gone meanwhile. Reads the disk.
  Optional<LetterBody> body(DeadLetter letter);

  /// Decodes letters once more, by what is known now, and applies what can be read, in the order of
  /// partition and offset. What all of a record can be read of is marked as read. What is there
  /// already is a duplicate, so it can be done as often as one likes. Waits for the feed.
  ///
  /// @param dryRun tells only what would come of it
  /// @param done is told how many records have been tried, on the way
  /// @throws InterruptedException if it is not to be waited for any more; what has been applied
  ///     stays
  Retried tryAgain(Collection<DeadLetter> which, boolean dryRun, IntConsumer done)
      throws InterruptedException;
}
