package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever the bytes and whatever their headers say, no decoder lets an exception out, and what
/// comes of a record is bounded by its size.
class ForeignBytesPropertyTest {
  private static final FormatName[] FORMATS = FormatName.values();
  private static final String[] TOPICS = {
    "spBv1.0/g/DDATA/n/d",
    "spBv1.0/g/NBIRTH/n",
    "spBv1.0/g/NDEATH/n",
    "spBv1.0/",
    "spBv1.0/STATE/h",
    "v1.1/Datastreams(1)/Observations",
    "Datastreams('%zz')/Observations",
    ""
  };

  private final List<GoldenPayloads> golden = new ArrayList<>();

  ForeignBytesPropertyTest() {
    for (FormatName format : FORMATS) {
      golden.addAll(GoldenPayloads.of(format.toString()));
    }
  }

  @Property(tries = 30_000)
  void damagedPayloadsEndInRejectionsAtWorst(@ForAll Random random) {
    GoldenPayloads from = golden.get(random.nextInt(golden.size()));
    byte[] value = from.bytes();
    for (int i = random.nextInt(4); i > 0 && value.length > 0; i--) {
      value = damaged(value, random);
    }
    Map<String, String> headers = new HashMap<>(from.headers());
    if (random.nextInt(3) == 0) {
      headers.put("content-type", "application/vnd.belvedere." + any(FORMATS, random));
    }
    if (random.nextInt(4) == 0) {
      headers.put("mqtt.topic", any(TOPICS, random));
    }
    decode(from.record(value, headers), value);
  }

  @Property(tries = 10_000)
  void garbageEndsInRejectionsAtWorst(@ForAll byte[] garbage, @ForAll Random random) {
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/vnd.belvedere." + any(FORMATS, random),
            "mqtt.topic",
            any(TOPICS, random));
    decode(Decoded.record(new byte[] {'k'}, garbage, headers), garbage);
  }

  private static void decode(RawRecord record, byte[] value) {
    Decoded decoded = new Decoded(true);
    for (int i = 0; i < 2; i++) {
      assertThat(decoded.decode(record)).hasSizeLessThanOrEqualTo(value.length + 1);
    }
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  private static byte[] damaged(byte[] value, Random random) {
    int at = random.nextInt(value.length);
    int to = Math.min(value.length, at + random.nextInt(1, 20));
    byte[] damaged = value.clone();
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(value, at);
      case 1 -> {
        damaged[at] = (byte) random.nextInt();
        yield damaged;
      }
      case 2 -> {
        damaged[at] = (byte) "{}[]\",:\\0e.-ntf".charAt(random.nextInt(15));
        yield damaged;
      }
      default -> {
        // A part of it twice, or written over what follows.
        System.arraycopy(value, at, damaged, random.nextInt(value.length - (to - at) + 1), to - at);
        yield damaged;
      }
    };
  }
}
