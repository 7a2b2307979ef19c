package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private static final String A = "{\"a\":1,\"b\":2}";
  private static final String B = "{\"b\": 1, \"a\": 2}";

  private final Shape shape = new Shape();

  /// Reads an object of one-digit values as the scanner does, name by name.
  private void read(String object) {
    byte[] b = bytes(object);
    shape.begin(1);
    for (int at = 1; at < b.length; at++) {
      if (b[at] == ':') {
        at += b[at + 1] == ' ' ? 1 : 0;
        shape.name(0, at + 1);
        shape.valueEnds(at + 2);
      }
    }
    shape.end(b, b.length);
  }

  private boolean holds(String object) {
    byte[] b = bytes(object);
    int at = 1;
    for (int i = 0; i < shape.fields(); i++) {
      at = shape.skip(i, b, at, b.length);
      if (at < 0) {
        return false;
      }
      at++;
    }
    boolean holds = shape.fields() > 0 && shape.skip(shape.fields(), b, at, b.length) == b.length;
    if (holds) {
      shape.held();
    }
    return holds;
  }

  private static byte[] bytes(String object) {
    return object.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void isLearntFromManyInARow() {
    read(A);
    assertThat(holds(A)).isFalse();
    for (int i = 0; i < 20; i++) {
      read(A);
    }
    assertThat(holds(A)).isTrue();
    assertThat(holds(A.replace('2', '9'))).as("other values").isTrue();
    assertThat(holds(B)).isFalse();
    assertThat(holds(A.replace(',', ';'))).isFalse();
    assertThat(holds(A + " ")).isFalse();
    assertThat(holds(A.substring(0, A.length() - 1))).isFalse();
  }

  @Test
  void staysWhenTwoProgramsTakeTurns() {
    for (int i = 0; i < 20; i++) {
      read(A);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(holds(A)).isTrue();
      assertThat(holds(B)).isFalse();
      read(B);
    }
    for (int i = 0; i < 20; i++) {
      read(B);
    }
    assertThat(holds(B)).as("only one of them goes on").isTrue();
  }

  @Test
  void anObjectWithVeryManyFieldsHasNone() {
    StringBuilder large = new StringBuilder("{\"x\":1");
    for (int i = 0; i < 40; i++) {
      large.append(",\"f").append(i).append("\":1");
    }
    for (int i = 0; i < 50; i++) {
      read(large + "}");
    }
    assertThat(shape.fields()).isZero();
  }
}
