package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WordsTest {
  private static byte[] text(Random random) {
    byte[] text = new byte[random.nextInt(20)];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) (random.nextInt(10) == 0 ? random.nextInt(256) : random.nextInt('a', 'z'));
    }
    return text;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }

  @Property(tries = 20_000)
  void plainTextEndsAtTheFirstByteThatIsNotPlain(@ForAll Random random) {
    byte[] text = text(random);
    int at = random.nextInt(text.length + 1);
    int plain = 0;
    while (plain < Long.BYTES && at + plain < text.length && isPlain(text[at + plain])) {
      plain++;
    }
    long end = Words.endOfPlain(Words.at(text, at));
    if (plain == Long.BYTES) {
      assertThat(end).isZero();
    } else {
      assertThat(end).isNotZero();
      assertThat(Words.before(end)).isEqualTo(plain);
    }
  }

  @Property(tries = 5_000)
  void theHashIsThatOfTheBytesWhereverTheyStand(@ForAll Random random) {
    byte[] text = text(random);
    int from = random.nextInt(text.length + 1);
    int to = random.nextInt(from, text.length + 1);
    byte[] alone = Arrays.copyOfRange(text, from, to);
    assertThat(Words.hash(text, from, to)).isEqualTo(Words.hash(alone, 0, alone.length));
  }
}
