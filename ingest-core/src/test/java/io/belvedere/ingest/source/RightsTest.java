package io.belvedere.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.belvedere.ingest.model.DistrictId;
import io.belvedere.ingest.source.Rights.Act;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final Set<AclOperation> READS = Set.of(AclOperation.READ, AclOperation.DESCRIBE);
  private static final Set<AclOperation> WRITES =
      Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DESCRIBE);
  private static final Set<AclOperation> SEES_CLUSTER = Set.of(AclOperation.DESCRIBE);
  private static final Identity ANNA = new Identity("anna");

  private final TopicNames harbour = TopicNames.of(new DistrictId("harbour"));
  private final TopicNames hills = TopicNames.of(new DistrictId("hills"));

  @Test
  void whoWritesOperationsOfOneDistrictIsItsOperatorAndViewerOfTheOther() {
    Map<DistrictId, Rights> rights =
        Rights.of(
            ANNA,
            List.of(harbour, hills),
            Map.of(
                harbour.observations(), READS,
                harbour.operations(), WRITES,
                hills.observations(), READS,
                hills.operations(), READS),
            SEES_CLUSTER);
    assertThat(of(rights, harbour).role()).isEqualTo(Role.OPERATOR);
    assertThat(of(rights, harbour).allowed()).containsExactlyInAnyOrder(Act.READ, Act.OPERATE);
    assertThat(of(rights, hills).role()).isEqualTo(Role.VIEWER);
    assertThat(of(rights, hills).allows(Act.OPERATE)).isFalse();
  }

  @Test
  void whoSeesOneDistrictOnlyIsNoManagerForThatItIsAll() {
    Map<String, Set<AclOperation>> allowed =
        Map.of(harbour.observations(), READS, harbour.operations(), WRITES);
    assertThat(role(allowed, Set.of())).isEqualTo(Role.OPERATOR);
    assertThat(role(allowed, SEES_CLUSTER)).isEqualTo(Role.CITY_MANAGER);
  }

  @Test
  void whoMayNotReadIsNobodyWhateverElse() {
    Map<String, Set<AclOperation>> allowed =
        Map.of(harbour.observations(), Set.of(AclOperation.DESCRIBE), harbour.operations(), WRITES);
    assertThat(role(allowed, SEES_CLUSTER)).isEqualTo(Role.NOBODY);
  }

  @Test
  void aDistrictWithoutOperationsHasViewersOnlyAndSaysSo() {
    Rights rights =
        of(
            Rights.of(ANNA, List.of(harbour), Map.of(harbour.observations(), READS), SEES_CLUSTER),
            harbour);
    assertThat(rights.role()).isEqualTo(Role.VIEWER);
    assertThat(rights.why())
        .isEqualTo(
            "Kafka allows anna to read belvedere.harbour.observations; there is no"
                + " belvedere.harbour.operations, or it may not be seen.");
  }

  private Role role(Map<String, Set<AclOperation>> allowed, Set<AclOperation> cluster) {
    return of(Rights.of(ANNA, List.of(harbour), allowed, cluster), harbour).role();
  }

  private static Rights of(Map<DistrictId, Rights> all, TopicNames names) {
    return all.getOrDefault(names.district(), Rights.UNKNOWN);
  }
}
