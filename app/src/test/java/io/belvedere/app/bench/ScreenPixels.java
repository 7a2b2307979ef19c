package io.belvedere.app.bench;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/// The pixels that an X server shows, in memory which it shares in a file (`-fbdir`): an XWD dump
/// that is always up to date, of 32 bits a pixel.
final class ScreenPixels {
  // Words of the header, each of four bytes, the greatest first.
  private static final int HEADER_SIZE = 0;
  private static final int WIDTH = 4;
  private static final int HEIGHT = 5;
  private static final int BITS_PER_PIXEL = 11;
  private static final int BYTES_PER_LINE = 12;
  private static final int COLOURS = 19;

  private static final int BYTES_PER_COLOUR = 12;

  private final MappedByteBuffer memory;
  private final int begin;
  private final int line;
  private final int width;
  private final int height;

  private ScreenPixels(MappedByteBuffer memory) throws IOException {
    this.memory = memory;
    begin = word(HEADER_SIZE) + word(COLOURS) * BYTES_PER_COLOUR;
    line = word(BYTES_PER_LINE);
    width = word(WIDTH);
    height = word(HEIGHT);
    if (word(BITS_PER_PIXEL) != Integer.SIZE) {
      throw new IOException("The screen has " + word(BITS_PER_PIXEL) + " bits a pixel, not 32.");
    }
  }

  /// @param folder that the X server was given
  static ScreenPixels in(Path folder) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve("Xvfb_screen0"))) {
      return new ScreenPixels(file.map(MapMode.READ_ONLY, 0, file.size()));
    }
  }

  private int word(int number) {
    return memory.getInt(number * Integer.BYTES);
  }

  /// How many pixels around a place have a colour.
  ///
  /// @param rgb without alpha
  int count(int x, int y, int reach, int rgb) {
    int count = 0;
    for (int row = Math.max(0, y - reach); row < Math.min(height, y + reach); row++) {
      for (int column = Math.max(0, x - reach); column < Math.min(width, x + reach); column++) {
        // The least byte first.
        int pixel = Integer.reverseBytes(memory.getInt(begin + row * line + column * 4));
        count += (pixel & 0xFFFFFF) == rgb ? 1 : 0;
      }
    }
    return count;
  }
}
