package io.belvedere.ingest.feed;

import java.util.OptionalLong;

/// What the past of a district takes beside what it may take, and whether it is kept for the next
/// start.
///
/// @param memory bytes outside the heap that the past takes
/// @param most what it may take, bytes; above that the oldest goes
/// @param onDisk whether it is kept in a folder
/// @param loaded whether all that was in the folder is known, and here if it belongs into memory
/// @param trouble why something cannot be kept, in words for an operator; empty if all is well
/// @param disk what it takes in the folder
public record Keeping(
    long memory, long most, boolean onDisk, boolean loaded, String trouble, Disk disk) {
  /// Nothing is kept, and nothing is to be.
  public static final Keeping NOTHING = new Keeping(0, 0, false, true, "");

  /// What takes nothing on disk.
  public Keeping(long memory, long most, boolean onDisk, boolean loaded, String trouble) {
    this(memory, most, onDisk, loaded, trouble, Disk.NOTHING);
  }

  /// The past on disk.
  ///
  /// @param bytes of its slabs
  /// @param most what they may take; above that the oldest go
  /// @param oldest the oldest instant of them, microseconds UTC
  /// @param cold how many ranges are on disk and not in memory
  public record Disk(long bytes, long most, OptionalLong oldest, int cold) {
    public static final Disk NOTHING = new Disk(0, 0, OptionalLong.empty(), 0);
  }
}
