package io.belvedere.ingest.decode;

import static io.belvedere.ingest.model.Observation.NOT_SENT;

import io.belvedere.ingest.decode.Births.Birth;
import io.belvedere.ingest.decode.SparkplugPayload.Metric;
import io.belvedere.ingest.model.Quality;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sparkplug B (Eclipse Sparkplug 3.0): metrics of edge nodes and their devices.
///
/// The datastream of a metric is called `<group>/<edge node>[/<device>]/<metric>`. Group, node and
/// device come from the MQTT topic, see [MqttTopic]. The event time is the metric's timestamp, else
/// the payload's, but for historical metrics, which need one of their own. The payload's `seq` is
/// the sequence. Births hold observations too, which are as of the payload's timestamp; what is no
/// number there is read only if the catalogue knows it.
///
/// A death makes the quality of every metric bad that the last birth named, with no value, at its
/// append time (its own timestamp is when the session began). Commands and states of hosts hold no
/// observation.
final class Sparkplug implements TopicFormat {
  private static final int INT_8 = 1;
  private static final int INT_16 = 2;
  private static final int INT_32 = 3;
  private static final int INT_64 = 4;
  private static final int UINT_8 = 5;
  private static final int UINT_16 = 6;
  private static final int UINT_32 = 7;
  private static final int UINT_64 = 8;
  private static final int LAST_NUMBER = 11;

  private static final String SESSION = "bdSeq";

  /// What a node or device tells of itself.
  private static final List<String> NOT_OBSERVED =
      List.of("Node Control/", "Device Control/", "Properties/", "_types_/");

  private final Births births = new Births();

  /// Whether Sparkplug's messages come under that topic.
  static boolean isTopic(String mqttTopic) {
    return mqttTopic.startsWith(SparkplugTopic.NAMESPACE);
  }

  @Override
  public TopicFormat.Reader reader(Names names) {
    return new Reader(births, new Found(names));
  }

  private record Reader(Births births, Found found) implements TopicFormat.Reader {
    @Override
    public void read(RawRecord record, byte[] value, Sink sink) {
      found.begin(sink);
      try {
        SparkplugTopic topic = SparkplugTopic.parse(MqttTopic.of(record));
        if (topic == null) {
          throw new Fields.Wrong(Reasons.NO_SPARKPLUG_TOPIC, "");
        }
        if (topic.isBirth()) {
          SparkplugPayload payload = SparkplugPayload.read(value);
          Birth birth = birth(topic, payload);
          births.put(topic.node(), record.appendTime(), birth);
          metrics(topic, payload, birth);
        } else if (topic.isData()) {
          Birth birth = births.at(topic.node(), topic.path(), record.appendTime());
          metrics(topic, SparkplugPayload.read(value), birth);
        } else if (topic.isDeath()) {
          death(topic, SparkplugPayload.read(value), record.appendTime());
        }
      } catch (Fields.Wrong e) {
        found.rejected(e);
      }
    }

    private static Birth birth(SparkplugTopic topic, SparkplugPayload payload) {
      Map<String, Births.Metric> byName = new LinkedHashMap<>();
      Map<Long, Births.Metric> byAlias = new HashMap<>();
      for (Metric sent : payload.metrics()) {
        String name = sent.name();
        Long alias = sent.alias();
        if (name != null) {
          Births.Metric metric = new Births.Metric(name, sent.datatype());
          byName.put(name, metric);
          if (alias != null) {
            byAlias.put(alias, metric);
          }
        }
      }
      return new Birth(topic.path(), session(payload), byName, byAlias);
    }

    private static @Nullable Long session(SparkplugPayload payload) {
      for (Metric metric : payload.metrics()) {
        if (SESSION.equals(metric.name()) && metric.holder() == SparkplugPayload.LONG) {
          return metric.whole();
        }
      }
      return null;
    }

    private void metrics(SparkplugTopic topic, SparkplugPayload payload, @Nullable Birth birth) {
      List<Metric> metrics = payload.metrics();
      for (int i = 0; i < metrics.size(); i++) {
        try {
          metric(topic, payload, metrics.get(i), birth, "/metrics/" + i);
        } catch (Fields.Wrong e) {
          found.rejected(e);
        }
      }
    }

    private void metric(
        SparkplugTopic topic,
        SparkplugPayload payload,
        Metric sent,
        @Nullable Birth birth,
        String at)
        throws Fields.Wrong {
      Births.Metric born = born(sent, birth, at);
      if (!isObserved(born.name())) {
        return;
      }
      String called = topic.path() + "/" + born.name();
      boolean isNumber =
          sent.holder() == SparkplugPayload.NONE
              || (sent.holder() <= SparkplugPayload.BOOLEAN && born.datatype() <= LAST_NUMBER);
      if (topic.isBirth() && !isNumber && !found.isCatalogued(called)) {
        return;
      }
      long time = time(payload, sent, topic.isBirth(), at);
      Scalar result = result(sent, born.datatype(), at);
      long sequence = payload.sequence() == null ? NOT_SENT : payload.sequence();
      found.observation(called, at, time, result, quality(sent, at), sequence);
    }

    /// What the metric is, as it says itself or said at its birth.
    private static Births.Metric born(Metric sent, @Nullable Birth birth, String at)
        throws Fields.Wrong {
      String name = sent.name();
      Long alias = sent.alias();
      if (name == null && alias == null) {
        throw new Fields.Wrong(Reasons.NO_METRIC_NAME, at);
      }
      Births.Metric born = null;
      if (birth != null) {
        born = name == null ? birth.byAlias().get(alias) : birth.byName().get(name);
      }
      if (name == null) {
        if (born == null) {
          throw new Fields.Wrong(Reasons.UNKNOWN_ALIAS, at + "/alias");
        }
        name = born.name();
      }
      int datatype = sent.datatype() == 0 && born != null ? born.datatype() : sent.datatype();
      return new Births.Metric(name, datatype);
    }

    private static boolean isObserved(String name) {
      return !name.equals(SESSION) && NOT_OBSERVED.stream().noneMatch(name::startsWith);
    }

    /// A birth tells what holds when it is sent, however long it has held: after a death, which is
    /// later than the metric's own time, it is known again.
    private static long time(SparkplugPayload payload, Metric sent, boolean isBirth, String at)
        throws Fields.Wrong {
      Long own = sent.timestamp();
      Long ofAll = payload.timestamp();
      if (own != null && (sent.historical() || !isBirth || ofAll == null)) {
        return ForeignTime.ofMillis(own, at + "/timestamp");
      }
      if (ofAll == null || sent.historical()) {
        throw new Fields.Wrong(Reasons.NO_TIME, at);
      }
      return ForeignTime.ofMillis(ofAll, "/timestamp");
    }

    private static Scalar result(Metric sent, int datatype, String at) throws Fields.Wrong {
      String valueAt = at + "/value";
      if (sent.absent()) {
        return new Scalar(Double.NaN, null, valueAt);
      }
      return switch (sent.holder()) {
        case SparkplugPayload.NONE -> throw new Fields.Wrong(Reasons.NO_RESULT, at);
        case SparkplugPayload.INT, SparkplugPayload.LONG ->
            Scalar.of(whole(sent, datatype, valueAt), valueAt);
        case SparkplugPayload.FLOAT, SparkplugPayload.DOUBLE -> Scalar.of(sent.fraction(), valueAt);
        case SparkplugPayload.BOOLEAN -> Scalar.of((double) sent.whole(), valueAt);
        case SparkplugPayload.TEXT -> new Scalar(Double.NaN, sent.text(), valueAt);
        default -> throw new Fields.Wrong(Reasons.WRONG_TYPE, valueAt);
      };
    }

    /// Integers travel unsigned, whatever they are.
    private static double whole(Metric sent, int datatype, String valueAt) throws Fields.Wrong {
      long bits = sent.whole();
      return switch (datatype) {
        case 0 -> throw new Fields.Wrong(Reasons.UNKNOWN_DATATYPE, valueAt);
        case INT_8 -> (byte) bits;
        case INT_16 -> (short) bits;
        case INT_32 -> (int) bits;
        case INT_64 -> bits;
        case UINT_8 -> bits & 0xFF;
        case UINT_16 -> bits & 0xFFFF;
        case UINT_32 -> bits & 0xFFFF_FFFFL;
        case UINT_64 -> bits >= 0 ? bits : (bits >>> 1) * 2.0 + (bits & 1);
        default -> throw new Fields.Wrong(Reasons.WRONG_TYPE, valueAt);
      };
    }

    private static Quality quality(Metric sent, String at) throws Fields.Wrong {
      Long quality = sent.quality();
      if (quality == null || quality == 192) {
        return Quality.GOOD;
      }
      if (quality == 500) {
        return Quality.UNCERTAIN;
      }
      if (quality == 0) {
        return Quality.BAD;
      }
      throw new Fields.Wrong(Reasons.UNKNOWN_QUALITY, at + "/properties");
    }

    private void death(SparkplugTopic topic, SparkplugPayload payload, long time)
        throws Fields.Wrong {
      Birth own = births.at(topic.node(), topic.path(), time);
      Long ended = session(payload);
      if (own != null
          && own.session() != null
          && ended != null
          && !Objects.equals(own.session(), ended)) {
        throw new Fields.Wrong(Reasons.EARLIER_SESSION, "/metrics");
      }
      List<Birth> dead =
          topic.isDevice()
              ? own == null ? List.of() : List.of(own)
              : births.allAt(topic.node(), time);
      for (Birth birth : dead) {
        dead(birth, ForeignTime.checked(time, ""));
      }
    }

    private void dead(Birth birth, long time) {
      Scalar nothing = new Scalar(Double.NaN, null, "");
      for (Births.Metric metric : birth.byName().values()) {
        String called = birth.path() + "/" + metric.name();
        boolean isNumber = metric.datatype() > 0 && metric.datatype() <= LAST_NUMBER;
        if (isObserved(metric.name()) && (isNumber || found.isCatalogued(called))) {
          found.observation(called, "", time, nothing, Quality.BAD, NOT_SENT);
        }
      }
    }
  }
}
