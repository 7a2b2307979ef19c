package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A small file that is replaced as a whole: a frame that says how many things there are, and one
/// for each. Damage costs the things that it hit.
///
/// @param kind of the file
/// @param lost what is told where damage has cost something; goes on from the name of the file
record CountedFile(Path path, int kind, String lost) {
  private static final int COUNT = 1;
  private static final int THING = 2;

  /// Takes one thing.
  interface Taker {
    void take(ByteBuffer payload) throws IOException;
  }

  /// Reads the file, if it is there. Nothing that is in it keeps anybody from starting.
  ///
  /// @return whether all that was written has been taken
  boolean read(Damage damage, Taker taker) {
    if (!Files.exists(path)) {
      return true;
    }
    long[] count = {-1};
    long[] taken = {0};
    boolean[] hit = {false};
    try (FrameFile file = FrameFiles.openKeeping(path, kind, damage)) {
      file.forward(
          FrameFiles.whole(
              path,
              position -> hit[0] = true,
              (frameKind, payload) -> {
                switch (frameKind) {
                  case COUNT -> count[0] = Varints.get(payload);
                  case THING -> {
                    taker.take(payload);
                    taken[0]++;
                  }
                  default ->
                      throw new IOException("There is nothing of kind " + frameKind + " in it.");
                }
              }));
    } catch (IOException e) {
      hit[0] = true;
    }
    boolean isWhole = !hit[0] && count[0] == taken[0];
    if (!isWhole) {
      damage.found(path, lost);
    }
    return isWhole;
  }

  /// Replaces the file, durably.
  void write(List<ByteBuffer> things) throws IOException {
    FrameFiles.replace(
        path,
        kind,
        file -> {
          file.append(COUNT, new Varints.Out().put(things.size()).toBuffer());
          for (ByteBuffer each : things) {
            file.append(THING, each);
          }
        });
  }
}
