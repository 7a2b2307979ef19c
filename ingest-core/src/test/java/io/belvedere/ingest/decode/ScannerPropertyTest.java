package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever the bytes, the fast way comes to the same end as Jackson.
class ScannerPropertyTest {
  private static final String[] IDS = {
    "\"speed-0042\"",
    "\"a\"",
    "\"\"",
    "\"\u00e9tat\"",
    "\"\\u0061\"",
    "\"b\\\"c\"",
    "17",
    "null",
    "\"" + "x".repeat(200) + "\"",
    "\"" + "x".repeat(201) + "\"",
    "\"tab\\t\""
  };
  private static final String[] TIMES = {
    "\"2026-01-10T08:15:30.120Z\"",
    "\"2026-01-10T08:15:30+01:00\"",
    "\"2026-02-30T08:15:30Z\"",
    "\"2026-01-10T08:15:60Z\"",
    "\"2026-01-10T08:15:30\"",
    "\"2026-01-10T08:15:30.1234567Z\"",
    "1768032930120",
    "0",
    "-1",
    "1e3",
    "1.0",
    "999999999999999",
    "1000000000000000",
    "9223372036854775807",
    "99999999999999999999",
    "null",
    "{}",
    "\"\u0662026-01-10T08:15:30Z\""
  };
  private static final String[] RESULTS = {
    "0",
    "-0",
    "-0.0",
    "12.4",
    "-273.15",
    "0.1",
    "1e3",
    "1E-7",
    "1e999",
    "NaN",
    "-Infinity",
    "+INF",
    "123456789012345",
    "1234567890123456",
    "0.30000000000000004",
    "0.1000000000000000055511",
    "9007199254740993",
    "99999999999999999999",
    "1.",
    ".5",
    "01",
    "-",
    "+1",
    "0x1",
    "null",
    "nul",
    "true",
    "false",
    "\"clear\"",
    "\"flooding\"",
    "\"drizzle\"",
    "\"\"",
    "\"cl\\u0065ar\"",
    "[1]",
    "{\"a\":1}",
    "1 ",
    " 1",
    "1\t",
    "0.000000000000001",
    "1.0000000000000000000"
  };
  private static final String[] QUALITIES = {
    "\"good\"",
    "\"uncertain\"",
    "\"bad\"",
    "\"Good\"",
    "\"goo\"",
    "\"\"",
    "null",
    "1",
    "\"ba\\u0064\""
  };
  private static final String[] INTEGERS = {
    "0",
    "-0",
    "17",
    "-17",
    "999999999999999999",
    "1000000000000000000",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "1.0",
    "1e2",
    "\"1\"",
    "null",
    "true",
    "00"
  };
  private static final String[] EXTRAS = {
    "1",
    "\"x\"",
    "null",
    "true",
    "false",
    "truex",
    "[1,{\"a\":[]}]",
    "{\"datastream\":\"z\"}",
    "-1.5e7",
    "\"\u00b5g/m\u00b3\"",
    "123456789012345678901234567890",
    "nulll",
    "\"a\u0001b\""
  };
  private static final String[] NAMES = {
    "unit",
    "x",
    "resul",
    "results",
    "Result",
    "sequenc3",
    "phenomenontime",
    "\u00e9",
    "specversion",
    "d\\u0061tastream",
    ""
  };

  @Property(tries = 20_000)
  void usualAndUnusualObservationsAreReadAlike(@ForAll Random random) {
    agree(record(random).getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 20_000)
  void damagedObservationsAreReadAlike(@ForAll Random random) {
    byte[] value = record(random).getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(1, 4); i > 0 && value.length > 0; i--) {
      value = damaged(value, random);
    }
    agree(value);
  }

  /// One program's objects: the same names, order and blanks again and again, then also damaged.
  @Property(tries = 3_000)
  void objectsOfOneShapeAreReadAlike(@ForAll Random random) {
    Decoded fast = new Decoded(true);
    Decoded slow = new Decoded(false);
    List<String> names = new ArrayList<>(List.of("datastream", "phenomenonTime", "result"));
    names.addAll(
        List.of("resultQuality", "sequence", "epoch", "unit").subList(0, random.nextInt(5)));
    Collections.shuffle(names, random);
    String blank = blank(random);
    for (int i = 0; i < 40; i++) {
      boolean usual = i < 20 || random.nextInt(3) > 0;
      StringBuilder object = new StringBuilder("{" + blank);
      for (String name : names) {
        object.append(object.length() > 1 + blank.length() ? "," + blank : "");
        object.append('"').append(name).append("\":").append(blank);
        object.append(value(name, usual, random));
      }
      byte[] value = object.append(blank).append('}').toString().getBytes(StandardCharsets.UTF_8);
      agree(fast, slow, i < 30 || random.nextBoolean() ? value : damaged(value, random));
    }
  }

  private static String value(String name, boolean usual, Random random) {
    String[] values =
        switch (name) {
          case "datastream" -> IDS;
          case "phenomenonTime" -> TIMES;
          case "result" -> RESULTS;
          case "resultQuality" -> QUALITIES;
          case "unit" -> EXTRAS;
          default -> INTEGERS;
        };
    return usual ? values[random.nextInt(2)] : values[random.nextInt(values.length)];
  }

  @Property(tries = 5_000)
  void garbageIsReadAlike(@ForAll byte[] garbage) {
    agree(garbage);
  }

  private static void agree(byte[] value) {
    Decoded fast = new Decoded(true);
    Decoded slow = new Decoded(false);
    // Twice, because the second time ids and names are known.
    for (int i = 0; i < 2; i++) {
      agree(fast, slow, value);
    }
  }

  private static void agree(Decoded fast, Decoded slow, byte[] value) {
    assertThat(fast.decode(value, Map.of()))
        .as("%s", new String(value, StandardCharsets.UTF_8))
        .isEqualTo(slow.decode(value, Map.of()))
        .isNotEmpty();
  }

  private static String record(Random random) {
    if (random.nextBoolean()) {
      return element(random) + blank(random);
    }
    StringBuilder array = new StringBuilder(blank(random)).append('[');
    for (int i = random.nextInt(5); i > 0; i--) {
      array.append(blank(random)).append(element(random)).append(blank(random));
      array.append(i == 1 ? "" : ",");
    }
    return array.append(']').append(blank(random)).toString();
  }

  private static String element(Random random) {
    List<String> fields = new ArrayList<>();
    // Most are as they should be, so that most of a record can be read.
    add(fields, "datastream", IDS, 20, random);
    add(fields, "phenomenonTime", TIMES, 20, random);
    add(fields, "result", RESULTS, 3, random);
    if (random.nextBoolean()) {
      add(fields, "resultQuality", QUALITIES, 5, random);
      add(fields, "sequence", INTEGERS, 5, random);
      add(fields, "epoch", INTEGERS, 5, random);
    }
    if (random.nextInt(3) == 0) {
      add(fields, NAMES[random.nextInt(NAMES.length)], EXTRAS, 1, random);
    }
    if (random.nextInt(12) == 0) {
      fields.add(fields.get(random.nextInt(fields.size())));
    }
    if (random.nextInt(12) == 0) {
      fields.remove(random.nextInt(fields.size()));
    }
    Collections.shuffle(fields, random);
    return blank(random) + "{" + String.join(",", fields) + blank(random) + "}";
  }

  private static void add(
      List<String> fields, String name, String[] values, int usual, Random random) {
    String value = random.nextInt(usual) > 0 ? values[0] : values[random.nextInt(values.length)];
    fields.add(blank(random) + "\"" + name + "\"" + blank(random) + ":" + blank(random) + value);
  }

  private static String blank(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> " ";
      case 1 -> "\r\n\t";
      default -> "";
    };
  }

  private static byte[] damaged(byte[] value, Random random) {
    int at = random.nextInt(value.length);
    byte[] with = {(byte) "{}[]\",:\\0e.-+ntf\u0000\u007f".charAt(random.nextInt(18))};
    return switch (random.nextInt(5)) {
      case 0 -> java.util.Arrays.copyOf(value, at);
      case 1 -> joined(value, at, new byte[0], at + 1);
      case 2 -> joined(value, at, with, at);
      case 3 -> joined(value, at, with, at + 1);
      default -> joined(value, at, new byte[] {(byte) random.nextInt()}, at + 1);
    };
  }

  /// The start of `value`, something, and the rest of it from `rest`.
  private static byte[] joined(byte[] value, int length, byte[] middle, int rest) {
    byte[] joined = new byte[length + middle.length + value.length - rest];
    System.arraycopy(value, 0, joined, 0, length);
    System.arraycopy(middle, 0, joined, length, middle.length);
    System.arraycopy(value, rest, joined, length + middle.length, value.length - rest);
    return joined;
  }
}
