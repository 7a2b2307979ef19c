package io.belvedere.ingest.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BitsPropertyTest {
  @Property
  void aColumnComesOutAsItWentIn(
      @ForAll @Size(max = 130) long[] numbers,
      @ForAll @IntRange(max = 64) int width,
      @ForAll @IntRange(max = 9) int start) {
    long mask = width == 64 ? -1 : (1L << width) - 1;
    long bytes = Bits.packedBytes(numbers.length, width);
    MemorySegment memory = MemorySegment.ofArray(new byte[(int) (start + bytes + Bits.PADDING)]);
    for (int i = 0; i < numbers.length; i++) {
      Bits.pack(memory, start, width, i, numbers[i] & mask);
    }
    for (int i = 0; i < numbers.length; i++) {
      assertThat(Bits.unpack(memory, start, width, i)).isEqualTo(numbers[i] & mask);
    }
    for (long i = start + bytes; i < memory.byteSize(); i++) {
      assertThat(memory.get(ValueLayout.JAVA_BYTE, i)).as("behind it").isZero();
    }
  }

  @Property
  void aSignedNumberComesOutOfAsManyBytesAsItNeeds(@ForAll long number, @ForAll byte behind) {
    int bytes = Bits.signedBytes(number);
    MemorySegment memory = MemorySegment.ofArray(new byte[bytes + Bits.PADDING]);
    memory.fill(behind);
    Bits.putSigned(memory, 0, number, bytes);
    assertThat(Bits.getSigned(memory, 0, bytes)).isEqualTo(number);
    assertThat(bytes == 1 || Bits.getSigned(memory, 0, bytes - 1) != number).isTrue();
  }

  @Property
  void zigzagKeepsSignsAndSmallness(@ForAll long number) {
    assertThat(Bits.unzigzag(Bits.zigzag(number))).isEqualTo(number);
    assertThat(Bits.zigzag(-1)).isEqualTo(1);
    assertThat(Bits.zigzag(1)).isEqualTo(2);
  }

  @Property
  void theWidthIsTheSmallestThatHoldsTheNumber(@ForAll long number) {
    int width = Bits.width(number);
    assertThat(width == 64 || (number >>> width) == 0).isTrue();
    assertThat(width == 0 || (number >>> (width - 1)) != 0).isTrue();
  }
}
