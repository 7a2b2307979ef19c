package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.belvedere.ingest.history.Walked.Damage;
import io.belvedere.ingest.history.Walked.Found;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is at risk is that a crash, a full disk or a worn one costs more than the frames it hit, or
/// that something is read that was never written.
class FrameFileTest {
  private static final int JOURNAL = 7;
  private static final Path NOWHERE = Path.of("memory");

  @TempDir Path folder = Path.of("");

  @Test
  void whatWasAppendedIsThereAfterOpeningAgain() throws IOException {
    Path path = folder.resolve("frames");
    List<Found> written = new ArrayList<>();
    try (FrameFile file = FrameFile.create(path, JOURNAL)) {
      for (String payload : List.of("one", "", "three")) {
        long position = file.append(payload.length(), Walked.bytes(payload));
        written.add(new Found(position, payload.length(), payload));
      }
      file.force();
      assertThat(Walked.forward(file).frames).isEqualTo(written);
    }
    try (FrameFile file = FrameFile.open(path, JOURNAL)) {
      assertThat(file.cut()).isZero();
      assertThat(file.size()).isEqualTo(Files.size(path));
      long position = file.append(255, Walked.bytes("four"));
      written.add(new Found(position, 255, "four"));
      assertThat(Walked.forward(file).frames).isEqualTo(written);
      assertThat(Walked.backward(file).frames).isEqualTo(written.reversed());
    }
  }

  @Test
  void cutAtAnyByteItKeepsTheWholeFramesBeforeAndTellsWhatIsLost() throws IOException {
    Path path = folder.resolve("frames");
    List<Long> ends = writeFew(path);
    byte[] all = Files.readAllBytes(path);
    for (int length = 0; length <= all.length; length++) {
      Path torn = folder.resolve("torn");
      Files.write(torn, Arrays.copyOf(all, length));
      int cut = length;
      long whole =
          ends.stream().filter(end -> end <= cut).mapToLong(Long::longValue).max().orElse(0);
      int frames = (int) ends.stream().filter(end -> end <= cut).count() - 1;
      try (FrameFile file = FrameFile.open(torn, JOURNAL)) {
        assertThat(file.cut()).as("%d", cut).isEqualTo(whole == 0 ? 0 : cut - whole);
        assertThat(Walked.forward(file).frames).as("%d", cut).hasSize(Math.max(0, frames));
        assertThat(file.append(1, Walked.bytes("next")))
            .isEqualTo(Math.max(whole, ends.getFirst()));
      }
      try (FrameFile file = FrameFile.open(torn, JOURNAL)) {
        assertThat(file.cut()).isZero();
        assertThat(Walked.forward(file).frames).hasSize(Math.max(0, frames) + 1);
      }
    }
  }

  @Test
  void aFileThatIsKeptLosesNotAByte() throws IOException {
    Path path = folder.resolve("frames");
    List<Long> ends = writeFew(path);
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(ends.getLast() - 3);
    }
    try (FrameFile file = FrameFile.openKeeping(path, JOURNAL)) {
      assertThat(file.cut()).isZero();
      assertThat(file.size()).isEqualTo(ends.getLast() - 3);
      long next = file.append(9, Walked.bytes("next"));
      Walked walked = Walked.forward(file);
      assertThat(walked.frames).hasSize(ends.size() - 1).contains(new Found(next, 9, "next"));
      long lost = ends.get(ends.size() - 2);
      assertThat(walked.damage).containsExactly(new Damage(lost, next - lost));
    }
  }

  @Test
  void aFrameIsReadByItsPositionAndByNoOther() throws IOException {
    Path path = folder.resolve("frames");
    try (FrameFile file = FrameFile.create(path, JOURNAL)) {
      long first = file.append(1, Walked.bytes("first"));
      long second = file.append(2, Walked.bytes("second"));
      assertThat(file.read(first).kind()).isEqualTo(1);
      assertThat(Walked.text(file.read(second).payload())).isEqualTo("second");
      for (long no : new long[] {-1, 0, first + 1, file.size(), Long.MAX_VALUE, Long.MIN_VALUE}) {
        assertThatThrownBy(() -> file.read(no))
            .isInstanceOf(IOException.class)
            .hasMessage(path + " has no whole frame at byte " + no + ".");
      }
    }
  }

  @Test
  void aVisitorMayReadAndStop() throws IOException {
    var channel = new MemoryChannel();
    FrameFile file = FrameFile.create(NOWHERE, channel, JOURNAL);
    long first = file.append(1, Walked.bytes("first"));
    long second = file.append(1, Walked.bytes("second"));
    List<String> seen = new ArrayList<>();
    file.backward(
        new FrameFile.Visitor() {
          @Override
          public boolean frame(long position, int kind, ByteBuffer payload) throws IOException {
            seen.add(Walked.text(file.read(first).payload()));
            seen.add(Walked.text(payload));
            return position > second;
          }

          @Override
          public void damaged(long position, long bytes) {
            seen.add("damage");
          }
        });
    assertThat(seen).containsExactly("first", "second");
  }

  @Test
  void aFileThatIsThereIsNotBegunAgain() throws IOException {
    Path path = folder.resolve("frames");
    writeFew(path);
    byte[] before = Files.readAllBytes(path);
    assertThatThrownBy(() -> FrameFile.create(path, JOURNAL))
        .isInstanceOf(IOException.class)
        .hasMessage(path + " is there already.");
    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void noFileIsOpenedThatIsNotThere() {
    Path path = folder.resolve("frames");
    assertThatThrownBy(() -> FrameFile.open(path, JOURNAL))
        .isInstanceOf(IOException.class)
        .hasMessage("There is no " + path + ".");
  }

  @Test
  void aFileOfAnotherKindIsRefused() throws IOException {
    Path path = folder.resolve("frames");
    writeFew(path);
    byte[] before = Files.readAllBytes(path);
    assertThatThrownBy(() -> FrameFile.open(path, JOURNAL + 1))
        .isInstanceOf(IOException.class)
        .hasMessage(path + " is of kind 7 at byte 10, not of kind 8.");
    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void aFileOfANewerFormatIsRefused() {
    var header = new byte[FileHeader.BYTES];
    FileHeader.of(JOURNAL).get(header);
    header[8] = FileHeader.VERSION + 1;
    var crc = new CRC32C();
    crc.update(header, 0, 12);
    ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(12, (int) crc.getValue());
    assertRefused("has format 4 at byte 8, and this Belvedere reads only format 3.", header);
  }

  @Test
  void aFileOfSomethingElseIsRefused() {
    String why = "is no file of the history: it begins with other bytes.";
    assertRefused(why, new byte[100]);
    assertRefused(why, new byte[3]);
    assertRefused(why, "a text that somebody put here".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void whatCannotBeReadIsNotCutOff() throws IOException {
    var channel = new MemoryChannel(few().content());
    FrameFile file = FrameFile.openKeeping(NOWHERE, channel, JOURNAL);
    channel.reads = false;
    assertThatThrownBy(() -> Walked.forward(file))
        .isInstanceOf(IOException.class)
        .hasMessage("memory cannot be read at byte 16: Input/output error.");
    assertThatThrownBy(() -> FrameFile.open(NOWHERE, channel, JOURNAL))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("memory cannot be read at byte 0");
    assertThat(channel.content()).isEqualTo(few().content());
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aCutIsForcedSoThatNothingOldComesBack() throws IOException {
    byte[] all = few().content();
    var channel = new MemoryChannel(Arrays.copyOf(all, all.length - 1));
    assertThat(FrameFile.open(NOWHERE, channel, JOURNAL).cut()).isPositive();
    assertThat(channel.forced).isPositive();
  }

  @Test
  void aFullDiskCostsOnlyTheFrameThatDidNotFit() throws IOException {
    byte[] before = few().content();
    int frame = FrameFile.AROUND + 10;
    for (int room = 0; room < frame; room++) {
      var channel = new MemoryChannel(before);
      channel.stroke = 3;
      FrameFile file = FrameFile.openKeeping(NOWHERE, channel, JOURNAL);
      channel.room = (long) before.length + room;
      assertThatThrownBy(() -> file.append(1, Walked.bytes("0123456789")))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "memory cannot be written at byte %d: No space left on device.", before.length);
      assertThat(channel.content()).isEqualTo(before);
      channel.room = Long.MAX_VALUE;
      assertThat(file.append(1, Walked.bytes("again"))).isEqualTo(before.length);
      Walked walked = Walked.forward(file);
      assertThat(walked.damage).isEmpty();
      assertThat(walked.frames.getLast().payload()).isEqualTo("again");
    }
  }

  @Test
  void whatCannotBeCutBackIsCutBackLater() throws IOException {
    byte[] before = few().content();
    var channel = new MemoryChannel(before);
    FrameFile file = FrameFile.openKeeping(NOWHERE, channel, JOURNAL);
    channel.room = before.length + 30L;
    channel.truncates = false;
    ByteBuffer payload = Walked.bytes("0123456789");
    assertThatThrownBy(() -> file.append(1, payload))
        .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    assertThat(payload.remaining()).isEqualTo(10);
    assertThat(Walked.forward(file).damage).isEmpty();
    assertThatThrownBy(() -> file.append(1, Walked.bytes(""))).isInstanceOf(IOException.class);
    channel.truncates = true;
    file.append(1, Walked.bytes(""));
    assertThat(channel.size()).isEqualTo(file.size()).isEqualTo(before.length + FrameFile.AROUND);
    assertThat(Walked.backward(file).damage).isEmpty();
  }

  @Test
  void aFullDiskLeavesNoFileThatWasOnlyBegun() {
    var channel = new MemoryChannel();
    channel.room = 9;
    assertThatThrownBy(() -> FrameFile.create(NOWHERE, channel, JOURNAL))
        .isInstanceOf(IOException.class)
        .hasMessage("memory cannot be begun: No space left on device.");
    Path path = folder.resolve("frames");
    assertThatIllegalArgumentException().isThrownBy(() -> FrameFile.create(path, 1 << 16));
    assertThat(path).doesNotExist();
  }

  @Test
  void whatDoesNotFitIntoAFrameIsRefused() throws IOException {
    FrameFile file = FrameFile.create(NOWHERE, new MemoryChannel(), JOURNAL);
    assertThatIllegalArgumentException().isThrownBy(() -> file.append(256, Walked.bytes("")));
    assertThatIllegalArgumentException().isThrownBy(() -> file.append(-1, Walked.bytes("")));
    ByteBuffer large = ByteBuffer.allocateDirect(FrameFile.MOST + 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> file.append(1, large))
        .withMessage("A frame of kind 1 with 67108865 bytes does not fit into memory.");
    assertThat(file.size()).isEqualTo(FrameFile.HEADER);
  }

  @Test
  void walkingTakesLittleMoreMemoryThanTheLargestFrame() throws IOException {
    int largest = 1 << 20;
    var channel = new MemoryChannel();
    FrameFile file = FrameFile.create(NOWHERE, channel, JOURNAL);
    for (int i = 0; i < 20; i++) {
      file.append(1, ByteBuffer.allocate(largest - i));
    }
    int second = FrameFile.HEADER + FrameFile.AROUND + largest;
    channel.write(ByteBuffer.wrap(new byte[] {1}), second + 4);
    var sizes = new Sizes();
    file.forward(sizes);
    file.backward(sizes);
    long before = allocated();
    file.forward(sizes);
    long between = allocated();
    file.backward(sizes);
    long after = allocated();
    assertThat(between - before).isBetween((long) largest, largest + 4L * Strokes.MOST);
    assertThat(after - between).isBetween((long) largest, largest + 4L * Strokes.MOST);
    assertThat(sizes.frames).isEqualTo(4 * 19);
    assertThat(channel.longest).isLessThanOrEqualTo(Strokes.MOST);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  private static final class Sizes implements FrameFile.Visitor {
    int frames;

    @Override
    public boolean frame(long position, int kind, ByteBuffer payload) {
      frames++;
      return true;
    }

    @Override
    public void damaged(long position, long bytes) {}
  }

  private static void assertRefused(String why, byte... content) {
    var channel = new MemoryChannel(content);
    assertThatThrownBy(() -> FrameFile.open(NOWHERE, channel, JOURNAL))
        .isInstanceOf(IOException.class)
        .hasMessage("memory " + why);
    assertThat(channel.content()).isEqualTo(content);
    assertThat(channel.isOpen()).isFalse();
  }

  private static MemoryChannel few() throws IOException {
    var channel = new MemoryChannel();
    appendFew(FrameFile.create(NOWHERE, channel, JOURNAL));
    return channel;
  }

  /// Returns where the header and each frame ends.
  private static List<Long> writeFew(Path path) throws IOException {
    try (FrameFile file = FrameFile.create(path, JOURNAL)) {
      return appendFew(file);
    }
  }

  private static List<Long> appendFew(FrameFile file) throws IOException {
    List<Long> ends = new ArrayList<>();
    ends.add(file.size());
    for (String payload : List.of("the first", "", "another", "x")) {
      file.append(3, Walked.bytes(payload));
      ends.add(file.size());
    }
    return ends;
  }
}
