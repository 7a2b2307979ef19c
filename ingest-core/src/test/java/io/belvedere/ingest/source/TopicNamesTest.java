package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.belvedere.ingest.model.DistrictId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicNamesTest {
  private static final DistrictId PORT = new DistrictId("port");

  @Test
  void aDistrictIsFoundInTheNameOfItsObservations() {
    assertThat(TopicNames.districtOf(TopicNames.of(PORT).observations())).contains(PORT);
    assertThat(TopicNames.districtOf("belvedere.port.catalogue")).isEmpty();
    assertThat(TopicNames.districtOf("belvedere.Port.observations")).isEmpty();
    assertThat(TopicNames.districtOf("belvedere.a.b.observations")).isEmpty();
    assertThat(TopicNames.districtOf("xbelvedere.port.observations")).isEmpty();
  }

  @Test
  void configuredNamesReplaceTheUsualOnesOneByOne() {
    var settings =
        new KafkaSettings(
            "h:1",
            Map.of(
                "belvedere.topics.port.observations", "city-telemetry",
                "belvedere.topics.port.dead-letters", "city-errors",
                "linger.ms", "1"));
    assertThat(TopicNames.configured(settings))
        .containsExactly(
            new TopicNames(
                PORT,
                "city-telemetry",
                "belvedere.port.catalogue",
                "belvedere.port.operations",
                "belvedere.port.alarms",
                "city-errors"));
    assertThat(TopicNames.of(PORT, settings).observations()).isEqualTo("city-telemetry");
    var other = new DistrictId("other");
    assertThat(TopicNames.of(other, settings)).isEqualTo(TopicNames.of(other));
  }

  @Test
  void aRoleThatDoesNotExistIsRefusedWithTheRolesThatDo() {
    var settings = new KafkaSettings("h:1", Map.of("belvedere.topics.port.observation", "x"));
    assertThatThrownBy(() -> TopicNames.configured(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ROLE one of observations")
        .hasMessageContaining("belvedere.topics.port.observation.");
  }
}
