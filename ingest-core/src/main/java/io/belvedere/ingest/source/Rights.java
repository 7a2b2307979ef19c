package io.belvedere.ingest.source;

import io.belvedere.ingest.model.DistrictId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/// What Kafka allows us in one district, and what we are by that. What is not allowed need not be
/// offered.
///
/// @param who we are
/// @param why it is so, in a sentence for an operator
public record Rights(Identity who, Role role, Set<Act> allowed, String why) {
  /// What one may be allowed to do.
  public enum Act {
    READ,
    /// Write what operators do: acknowledge, shelve, note.
    OPERATE,
    PUBLISH_DEAD_LETTERS
  }

  /// Before Kafka has said.
  public static final Rights UNKNOWN =
      new Rights(
          Identity.ANONYMOUS, Role.UNKNOWN, Set.of(), "Kafka has not said yet what is allowed.");

  public Rights {
    allowed = Set.copyOf(allowed);
  }

  public boolean allows(Act act) {
    return allowed.contains(act);
  }

  /// Of all districts, by what Kafka allows with their topics.
  ///
  /// @param allowed by topic; one that does not exist or may not be seen is not there
  /// @param cluster what is allowed with the cluster itself
  static Map<DistrictId, Rights> of(
      Identity who,
      List<TopicNames> districts,
      Map<String, Set<AclOperation>> allowed,
      Set<AclOperation> cluster) {
    boolean everywhere =
        districts.stream()
            .allMatch(names -> acts(names, allowed).containsAll(Set.of(Act.READ, Act.OPERATE)));
    boolean manages = everywhere && cluster.contains(AclOperation.DESCRIBE);
    Map<DistrictId, Rights> rights = new HashMap<>();
    for (TopicNames names : districts) {
      Set<Act> acts = acts(names, allowed);
      Role role = manages ? Role.CITY_MANAGER : role(acts);
      rights.put(names.district(), new Rights(who, role, acts, why(who, names, role, allowed)));
    }
    return rights;
  }

  private static Set<Act> acts(TopicNames names, Map<String, Set<AclOperation>> allowed) {
    Set<Act> acts = EnumSet.noneOf(Act.class);
    if (may(allowed, names.observations(), AclOperation.READ)) {
      acts.add(Act.READ);
    }
    if (may(allowed, names.operations(), AclOperation.WRITE)) {
      acts.add(Act.OPERATE);
    }
    if (may(allowed, names.deadLetters(), AclOperation.WRITE)) {
      acts.add(Act.PUBLISH_DEAD_LETTERS);
    }
    return acts;
  }

  private static boolean may(
      Map<String, Set<AclOperation>> allowed, String topic, AclOperation operation) {
    return allowed.getOrDefault(topic, Set.of()).contains(operation);
  }

  private static Role role(Set<Act> acts) {
    if (!acts.contains(Act.READ)) {
      return Role.NOBODY;
    }
    return acts.contains(Act.OPERATE) ? Role.OPERATOR : Role.VIEWER;
  }

  private static String why(
      Identity who, TopicNames names, Role role, Map<String, Set<AclOperation>> allowed) {
    String start = "Kafka allows " + who.name() + " to ";
    return switch (role) {
      case UNKNOWN -> UNKNOWN.why();
      case NOBODY ->
          "Kafka does not allow " + who.name() + " to read " + names.observations() + ".";
      case VIEWER ->
          start
              + "read "
              + names.observations()
              + (allowed.containsKey(names.operations())
                  ? ", not to write " + names.operations() + "."
                  : "; there is no " + names.operations() + ", or it may not be seen.");
      case OPERATOR -> start + "write " + names.operations() + ".";
      case CITY_MANAGER -> start + "write the operations of all districts and see the cluster.";
    };
  }
}
