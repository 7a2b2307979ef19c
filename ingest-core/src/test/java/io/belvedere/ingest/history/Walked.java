package io.belvedere.ingest.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a walk came by, in its order.
final class Walked implements FrameFile.Visitor {
  /// @param payload as text, a character a byte
  record Found(long position, int kind, String payload) {}

  record Damage(long position, long bytes) {}

  final List<Found> frames = new ArrayList<>();
  final List<Damage> damage = new ArrayList<>();

  static Walked forward(FrameFile file) throws IOException {
    var walked = new Walked();
    file.forward(walked);
    return walked;
  }

  static Walked backward(FrameFile file) throws IOException {
    var walked = new Walked();
    file.backward(walked);
    return walked;
  }

  static ByteBuffer bytes(String payload) {
    return ByteBuffer.wrap(payload.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String text(ByteBuffer payload) {
    return StandardCharsets.ISO_8859_1.decode(payload).toString();
  }

  @Override
  public boolean frame(long position, int kind, ByteBuffer payload) {
    frames.add(new Found(position, kind, text(payload)));
    return true;
  }

  @Override
  public void damaged(long position, long bytes) {
    damage.add(new Damage(position, bytes));
  }
}
