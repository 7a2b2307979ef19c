package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

  @Property(tries = 5_000)
  void digitsAreReadAsTheNumberThatTheyMake(@ForAll Random random) {
    String digits = "%08d".formatted(random.nextInt(100_000_000));
    int count = random.nextInt(9);
    byte[] text = digits.getBytes(StandardCharsets.US_ASCII);
    if (count < text.length) {
      byte other = (byte) random.nextInt(256);
      text[count] = other >= '0' && other <= '9' ? (byte) '/' : other;
    }
    long word = Words.at(text, 0);
    assertThat(Words.digits(word)).isEqualTo(count);
    if (count > 0) {
      assertThat(Words.number(word, count)).isEqualTo(Integer.parseInt(digits.substring(0, count)));
    }
  }
}
