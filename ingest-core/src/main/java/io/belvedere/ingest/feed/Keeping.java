package io.belvedere.ingest.feed;

/// What the past of a district takes, and whether it is kept for the next start.
///
/// @param memory bytes outside the heap that the past takes
/// @param most what it may take, bytes; above that the oldest goes
/// @param onDisk whether it is kept in a folder
/// @param loaded whether all that was in the folder is here
/// @param trouble why something cannot be kept, in words for an operator; empty if all is well
public record Keeping(long memory, long most, boolean onDisk, boolean loaded, String trouble) {
  /// Nothing is kept, and nothing is to be.
  public static final Keeping NOTHING = new Keeping(0, 0, false, true, "");
}
