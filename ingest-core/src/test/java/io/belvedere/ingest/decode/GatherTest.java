package io.belvedere.ingest.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.model.Quality;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is in several records is handed on in their order, and told apart.
class GatherTest {
  private static final String AT_ONE =
      "{\"datastream\":\"%s\",\"phenomenonTime\":1768032930120,\"result\":%d}";
  private static final double FAILS = 13;

  private final List<String> ids = new ArrayList<>();
  private final List<String> out = new ArrayList<>();
  private final List<Integer> announced = new ArrayList<>();
  private final Names names =
      new Names() {
        @Override
        public int datastream(String id) {
          if (!ids.contains(id)) {
            ids.add(id);
          }
          return ids.indexOf(id);
        }

        @Override
        public double category(int datastream, String name) {
          return name.equals("flooding") ? 3 : Double.NaN;
        }
      };

  private final Sink sink =
      new Sink() {
        @Override
        public void record(int record) {
          out.add("record " + record);
        }

        @Override
        public void soon(int datastream) {
          announced.add(datastream);
        }

        @Override
        public void observation(
            int datastream, long time, double value, Quality quality, long epoch, long sequence) {
          out.add(ids.get(datastream) + " " + (int) value);
          if (value == FAILS) {
            throw new IllegalStateException("It fails.");
          }
        }

        @Override
        public void rejected(String reason, String pointer) {
          out.add(reason + " at " + pointer);
        }
      };

  private final Decoder decoder = new Decoder(names);

  private boolean gather(int record, String value) {
    return decoder.gather(
        ByteBuffer.wrap("k".getBytes(UTF_8)), ByteBuffer.wrap(value.getBytes(UTF_8)), record);
  }

  private static String one(String id, int value) {
    return AT_ONE.formatted(id, value);
  }

  private static String several(String... elements) {
    return "[" + String.join(",", elements) + "]";
  }

  @Test
  void recordsAreHandedOnInTheirOrder() {
    assertThat(gather(3, one("a", 1))).isTrue();
    assertThat(gather(4, several(one("b", 2), one("a", 3)))).isTrue();
    assertThat(gather(7, one("b", 4))).isTrue();
    assertThat(decoder.gathered()).isEqualTo(4);
    assertThat(out).isEmpty();
    decoder.handOn(sink);
    assertThat(out).containsExactly("record 3", "a 1", "record 4", "b 2", "a 3", "record 7", "b 4");
    assertThat(decoder.gathered()).isZero();
    decoder.handOn(sink);
    assertThat(out).hasSize(7);
  }

  @Test
  void whatIsWrongIsPointedToInItsOwnRecord() {
    String unknown = one("a", 1).replace(":1}", ":\"unheard of\"}");
    assertThat(gather(0, several(one("a", 1), one("a", 2)))).isTrue();
    assertThat(gather(1, several(one("a", 3), unknown))).isTrue();
    assertThat(gather(2, unknown)).isTrue();
    decoder.handOn(sink);
    assertThat(out)
        .containsExactly(
            "record 0",
            "a 1",
            "a 2",
            "record 1",
            "a 3",
            Reasons.UNKNOWN_CATEGORY + " at /1/result",
            "record 2",
            Reasons.UNKNOWN_CATEGORY + " at /result");
  }

  @Test
  void anUnusualRecordLeavesTheOthersAsTheyWere() {
    assertThat(gather(0, one("a", 1))).isTrue();
    assertThat(gather(1, several(one("b", 2), "{\"datastream\":"))).isFalse();
    assertThat(gather(2, one("c", 3))).isTrue();
    decoder.handOn(sink);
    assertThat(out).containsExactly("record 0", "a 1", "record 2", "c 3");
  }

  @Test
  void afterAFailureTheNextRecordIsHandedOn() {
    assertThat(gather(0, one("a", 1))).isTrue();
    assertThat(gather(1, several(one("a", 2), one("a", (int) FAILS), one("a", 3)))).isTrue();
    assertThat(gather(2, one("a", 4))).isTrue();
    assertThatThrownBy(() -> decoder.handOn(sink)).isInstanceOf(IllegalStateException.class);
    assertThat(decoder.gathered()).isEqualTo(2);
    decoder.skipRecord();
    assertThat(decoder.gathered()).isEqualTo(1);
    decoder.handOn(sink);
    assertThat(out)
        .containsExactly("record 0", "a 1", "record 1", "a 2", "a 13", "record 2", "a 4");
    assertThat(decoder.gathered()).isZero();
  }

  @Test
  void datastreamsThatAreKnownAreAnnouncedBeforeAnythingOfThemIsHandedOn() {
    assertThat(gather(0, one("a", 1))).isTrue();
    decoder.handOn(sink);
    assertThat(announced).isEmpty();
    assertThat(gather(0, one("new", 2))).isTrue();
    assertThat(gather(1, one("a", 3))).isTrue();
    decoder.handOn(sink);
    assertThat(announced).containsExactly(0);
  }

  @Test
  void whatIsForgottenIsNotHandedOn() {
    assertThat(gather(0, one("a", 1))).isTrue();
    decoder.forget();
    decoder.handOn(sink);
    assertThat(out).isEmpty();
  }

  @Test
  void whoeverHasARecordDecodedAloneIsNotToldWhichItIs() {
    byte[] unusual = several(one("a", 1), "{\"datastream\":\"a\"}").getBytes(UTF_8);
    decoder.decode(
        new RawRecord("t", 0, 0, 0, "k".getBytes(UTF_8), unusual, RawRecord.Headers.NONE), sink);
    assertThat(out).containsExactly("a 1", Reasons.NO_TIME + " at /1");
  }
}
