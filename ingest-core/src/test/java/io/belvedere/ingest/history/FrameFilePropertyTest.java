package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.history.Walked.Damage;
import io.belvedere.ingest.history.Walked.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/// What is at risk is a payload that nobody wrote, and a frame that is lost though it is whole.
class FrameFilePropertyTest {
  private static final Path NOWHERE = Path.of("memory");
  private static final int KIND = 2;

  /// What a walk through a file could stumble over.
  private static final List<String> TRAPS =
      List.of(
          "",
          magic(FrameFile.BEGINS),
          magic(FrameFile.ENDS),
          magic(FrameFile.BEGINS)
              + magic(0)
              + magic(1)
              + magic(0)
              + magic(0)
              + magic(FrameFile.ENDS),
          magic(FrameFile.BEGINS).repeat(20),
          magic(FrameFile.ENDS).repeat(20),
          "x" + frames(List.of("a whole", "file in a payload")).content);

  /// What is cut out may bring these to the very place where they belong in their own file.
  private static final List<Found> OF_THE_TRAP =
      frames(List.of("a whole", "file in a payload")).frames;

  private record Written(List<Found> frames, String content) {
    MemoryChannel channel() {
      return new MemoryChannel(Walked.bytes(content).array());
    }
  }

  @Property(tries = 200)
  void forwardIsBackwardReversed(
      @ForAll("payloads") List<String> payloads,
      @ForAll @IntRange(min = 1, max = 100_000) int stroke)
      throws IOException {
    Written written = frames(payloads);
    MemoryChannel channel = written.channel();
    channel.stroke = stroke;
    FrameFile file = FrameFile.open(NOWHERE, channel, KIND);
    assertThat(file.cut()).isZero();
    Walked forward = Walked.forward(file);
    Walked backward = Walked.backward(file);
    assertThat(forward.frames).isEqualTo(written.frames);
    assertThat(backward.frames).isEqualTo(written.frames.reversed());
    assertThat(forward.damage).isEmpty();
    assertThat(backward.damage).isEmpty();
  }

  @Property(tries = 200)
  void garbageHidesNoFrameAndBecomesNone(
      @ForAll("payloads") List<String> payloads, @ForAll("garbage") List<String> garbage)
      throws IOException {
    var channel = new MemoryChannel();
    FrameFile.create(NOWHERE, channel, KIND);
    List<Found> written = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    for (int i = 0; i < payloads.size(); i++) {
      long at = channel.size();
      FrameFile file = FrameFile.openKeeping(NOWHERE, channel, KIND);
      written.add(new Found(at, i % 256, payloads.get(i)));
      file.append(i % 256, Walked.bytes(payloads.get(i)));
      String trash = garbage.get(i % garbage.size());
      if (!trash.isEmpty()) {
        damage.add(new Damage(channel.size(), trash.length()));
        channel.write(Walked.bytes(trash), channel.size());
      }
    }
    FrameFile file = FrameFile.openKeeping(NOWHERE, channel, KIND);
    assertThat(Walked.forward(file).frames).isEqualTo(written);
    assertThat(Walked.forward(file).damage).isEqualTo(damage);
    assertThat(Walked.backward(file).frames).isEqualTo(written.reversed());
    assertThat(Walked.backward(file).damage).isEqualTo(damage.reversed());
  }

  @Example
  void aMagicAcrossTheEdgeOfWhatIsLookedAtIsFound() throws IOException {
    for (int length = Strokes.MOST - 8; length <= Strokes.MOST + 8; length++) {
      var channel = new MemoryChannel();
      FrameFile.create(NOWHERE, channel, KIND).append(1, Walked.bytes("before"));
      long damaged = channel.size();
      channel.write(ByteBuffer.allocate(length), damaged);
      FrameFile file = FrameFile.openKeeping(NOWHERE, channel, KIND);
      file.append(1, Walked.bytes("after"));
      Damage damage = new Damage(damaged, length);
      assertThat(Walked.forward(file).damage).containsExactly(damage);
      assertThat(Walked.backward(file).damage).containsExactly(damage);
    }
  }

  @Example
  void cutOffAtAFlippedBitItKeepsExactlyTheFramesBefore() throws IOException {
    Written written = frames(TRAPS);
    byte[] content = Walked.bytes(written.content).array();
    for (int bit = 8 * FrameFile.HEADER; bit < 8 * content.length; bit++) {
      int at = bit / 8;
      MemoryChannel channel = new MemoryChannel(flipped(content, bit));
      FrameFile file = FrameFile.open(NOWHERE, channel, KIND);
      List<Found> before = written.frames.stream().filter(frame -> end(frame) <= at).toList();
      assertThat(Walked.forward(file).frames).as("bit %d", bit).isEqualTo(before);
      long whole = before.isEmpty() ? FrameFile.HEADER : end(before.getLast());
      assertThat(file.cut()).isEqualTo(content.length - whole);
      assertThat(channel.content()).isEqualTo(Arrays.copyOf(content, (int) whole));
    }
  }

  @Example
  void keptWithAFlippedBitItLosesOnlyThatFrame() throws IOException {
    Written written = frames(TRAPS);
    byte[] content = Walked.bytes(written.content).array();
    for (int bit = 8 * FrameFile.HEADER; bit < 8 * content.length; bit++) {
      int at = bit / 8;
      FrameFile file =
          FrameFile.openKeeping(NOWHERE, new MemoryChannel(flipped(content, bit)), KIND);
      List<Found> others = new ArrayList<>(written.frames);
      others.removeIf(frame -> frame.position() <= at && at < end(frame));
      Found hit =
          written.frames.stream()
              .filter(frame -> !others.contains(frame))
              .findFirst()
              .orElseThrow();
      Damage damage = new Damage(hit.position(), end(hit) - hit.position());
      Walked forward = Walked.forward(file);
      Walked backward = Walked.backward(file);
      assertThat(forward.frames).as("bit %d", bit).isEqualTo(others);
      assertThat(backward.frames).as("bit %d", bit).isEqualTo(others.reversed());
      assertThat(forward.damage).as("bit %d", bit).containsExactly(damage);
      assertThat(backward.damage).as("bit %d", bit).containsExactly(damage);
      assertThatThrownBy(() -> file.read(hit.position())).isInstanceOf(IOException.class);
    }
  }

  @Example
  void aFlippedBitInTheHeaderIsRefusedAndLeftAsItIs() throws IOException {
    byte[] content = Walked.bytes(frames(TRAPS).content).array();
    for (int bit = 0; bit < 8 * FrameFile.HEADER; bit++) {
      byte[] flipped = flipped(content, bit);
      for (int kind : new int[] {KIND, KIND + 1}) {
        MemoryChannel channel = new MemoryChannel(flipped);
        assertThatThrownBy(() -> FrameFile.open(NOWHERE, channel, kind))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith("memory is ");
        assertThat(channel.content()).isEqualTo(flipped);
      }
    }
  }

  @Property(tries = 300)
  void whateverIsInTheFileNothingFailsButTheHeader(
      @ForAll("payloads") List<String> payloads,
      @ForAll long from,
      @ForAll long to,
      @ForAll("garbage") List<String> garbage)
      throws IOException {
    Written written = frames(payloads);
    byte[] content = Walked.bytes(written.content).array();
    String trash = String.join("", garbage);
    int start =
        FrameFile.HEADER + (int) Math.floorMod(from, (long) content.length - FrameFile.HEADER + 1);
    int end = start + (int) Math.floorMod(to, (long) content.length - start + 1);
    String broken = written.content.substring(0, start) + trash + written.content.substring(end);
    var channel = new MemoryChannel(Walked.bytes(broken).array());
    FrameFile file = FrameFile.openKeeping(NOWHERE, channel, KIND);
    Walked forward = Walked.forward(file);
    Walked backward = Walked.backward(file);
    List<Found> possible = new ArrayList<>(written.frames);
    possible.addAll(OF_THE_TRAP);
    assertThat(possible).containsAll(forward.frames);
    assertThat(backward.frames).isEqualTo(forward.frames.reversed());
    assertThat(backward.damage).isEqualTo(forward.damage.reversed());
    assertThat(forward.frames)
        .containsAll(written.frames.stream().filter(frame -> end(frame) <= start).toList());
  }

  @Provide
  Arbitrary<List<String>> payloads() {
    Arbitrary<String> random =
        Arbitraries.strings().withCharRange('\0', '\u00ff').ofMinLength(0).ofMaxLength(300);
    Arbitrary<String> large =
        Arbitraries.integers()
            .between(60_000, 140_000)
            .map(length -> "abcdefgh".repeat(length / 8));
    return Arbitraries.frequencyOf(
            Tuple.of(6, random), Tuple.of(3, Arbitraries.of(TRAPS)), Tuple.of(1, large))
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<String>> garbage() {
    return Arbitraries.of(TRAPS).list().ofMinSize(1).ofMaxSize(5);
  }

  private static long end(Found frame) {
    return frame.position() + FrameFile.AROUND + frame.payload().length();
  }

  private static byte[] flipped(byte[] content, int bit) {
    byte[] flipped = content.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }

  private static String magic(int number) {
    return Walked.text(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).flip());
  }

  private static Written frames(List<String> payloads) {
    try {
      var channel = new MemoryChannel();
      FrameFile file = FrameFile.create(NOWHERE, channel, KIND);
      List<Found> frames = new ArrayList<>();
      for (String payload : payloads) {
        int kind = frames.size() % 256;
        frames.add(new Found(file.append(kind, Walked.bytes(payload)), kind, payload));
      }
      return new Written(frames, Walked.text(ByteBuffer.wrap(channel.content())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
