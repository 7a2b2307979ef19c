package io.belvedere.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.decode.profile.Profile;
import io.belvedere.ingest.decode.profile.ProfileException;
import io.belvedere.ingest.model.Quality;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A district that has as many datastreams as it may have: one, called `first`.
class FullNamesTest {
  private static final String TIME = "\"phenomenonTime\":\"2026-01-10T08:15:30Z\"";

  private final List<String> asked = new ArrayList<>();
  private final List<String> out = new ArrayList<>();
  private final Names names =
      new Names() {
        @Override
        public int datastream(String id) {
          asked.add(id);
          return id.equals("first") ? 0 : FULL;
        }

        @Override
        public double category(int datastream, String name) {
          return 3;
        }
      };
  private final Sink sink =
      new Sink() {
        @Override
        public void observation(
            int datastream, long eventTime, double value, Quality quality, long e, long s) {
          out.add(datastream + "=" + value);
        }

        @Override
        public void rejected(String reason, String pointer) {
          out.add(reason + " at " + pointer);
        }
      };

  private List<String> read(Decoder decoder, String value, Map<String, String> headers) {
    out.clear();
    decoder.decode(
        Decoded.record(new byte[] {'k'}, value.getBytes(StandardCharsets.UTF_8), headers), sink);
    return List.copyOf(out);
  }

  @Test
  void oneMoreIsRejectedAndTheOthersOfTheRecordAreRead() {
    for (boolean fast : new boolean[] {true, false}) {
      assertThat(
              read(
                  new Decoder(names, Formats.found(), fast),
                  "[{\"datastream\":\"first\",%s,\"result\":1},".formatted(TIME)
                      + "{\"datastream\":\"more\",%s,\"result\":\"clear\"},".formatted(TIME)
                      + "{\"datastream\":\"first\",%s,\"result\":2}]".formatted(TIME),
                  Map.of()))
          .containsExactly("0=1.0", Reasons.NO_ROOM + " at /1", "0=2.0");
    }
  }

  @Test
  void foreignFormatsAreRejectedAlike() throws ProfileException {
    String sensorThings = "{\"Datastream\":{\"@iot.id\":7},%s,\"result\":1}".formatted(TIME);
    assertThat(read(new Decoder(names), sensorThings, Map.of()))
        .containsExactly(Reasons.NO_ROOM + " at ");
    String event =
        """
        {"specversion": "1.0", "id": "1", "source": "/gw", "type": "t", "subject": "more",
         "time": "2026-01-10T08:15:30Z", "data": 4}
        """;
    assertThat(
            read(new Decoder(names), event, Map.of("content-type", "application/cloudevents+json")))
        .containsExactly(Reasons.NO_ROOM + " at /data");
    Profile profile =
        Profile.parse(
            "profile",
            """
            profile: 1
            readings:
              - values: [{datastream: "{/s}", result: /v, time: /t}]
            """);
    String own = "{\"s\": \"more\", \"v\": 1, \"t\": \"2026-01-10T08:15:30Z\"}";
    assertThat(read(new Decoder(names, Formats.by(profile)), own, Map.of()))
        .containsExactly(Reasons.NO_ROOM + " at /v");
  }

  @Test
  void whatIsRefusedIsNotRememberedSoThatThereMayBeRoomLater() {
    Decoder decoder = new Decoder(names);
    for (String id : List.of("more", "first", "more", "first", "more")) {
      read(decoder, "{\"datastream\":\"%s\",%s,\"result\":1}".formatted(id, TIME), Map.of());
    }
    assertThat(asked).containsExactly("more", "first", "more", "more");
  }

  @Test
  void theTableOfIdsHoldsNothingThatHasNoNumber() {
    IdTable table = new IdTable();
    for (int i = 0; i < 2_000_000; i++) {
      assertThat(table.number("more-" + i, names)).isEqualTo(Names.FULL);
      asked.clear();
    }
    assertThat(table.number("first", names)).isZero();
    assertThat(table.size()).isOne();
  }
}
