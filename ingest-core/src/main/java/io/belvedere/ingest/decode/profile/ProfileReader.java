package io.belvedere.ingest.decode.profile;

import static io.belvedere.ingest.model.Observation.NOT_SENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.belvedere.ingest.decode.JsonTree;
import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.RawRecord;
import io.belvedere.ingest.decode.Reasons;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.decode.TopicFormat;
import io.belvedere.ingest.decode.profile.Mapping.Category;
import io.belvedere.ingest.decode.profile.Mapping.Missing;
import io.belvedere.ingest.decode.profile.Mapping.QualityRule;
import io.belvedere.ingest.decode.profile.Mapping.Text;
import io.belvedere.ingest.model.Quality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads messages by a profile: one tree of Jackson, and one walk to the readings in it. What is
/// wrong costs the observation that it belongs to; only a message that is no JSON is rejected as a
/// whole.
///
/// Not safe for use by several threads.
public final class ProfileReader implements TopicFormat.Reader {
  private static final RawRecord NONE =
      new RawRecord("", 0, 0, 0, null, null, RawRecord.Headers.NONE);

  private final Profile profile;
  private final Names names;
  private final Cursor cursor;
  private final Rejection rejection = new Rejection();
  private final Map<String, Integer> numbers = new HashMap<>();
  private String unit = "";

  // The time that was read last: it is often the same for a hundred values of a message.
  private @Nullable JsonNode timeNode;
  private @Nullable TimeFormat timeFormat;
  private long time;

  // Of the observation that is being read.
  private double value;
  private @Nullable String category;
  private Quality quality = Quality.GOOD;
  private long integer;

  ProfileReader(Profile profile, Names names) {
    this.profile = profile;
    this.names = names;
    int depth = profile.readings().stream().mapToInt(Readings::depth).max().orElse(0);
    this.cursor = new Cursor(depth, NONE);
  }

  @Override
  public boolean readsCloudEvents() {
    return profile.cloudEvents();
  }

  /// The unit of the observation that was handed on last; empty if the profile does not say.
  public String unit() {
    return unit;
  }

  @Override
  public void read(RawRecord record, byte[] value, Sink sink) {
    JsonNode message = JsonTree.read(value, sink);
    if (message == null) {
      return;
    }
    cursor.begin(record, message);
    timeNode = null;
    if (Condition.allHold(profile.when(), cursor)) {
      List<Readings> all = profile.readings();
      for (int i = 0; i < all.size(); i++) {
        walk(all.get(i), 0, sink);
      }
    }
    cursor.end(NONE);
    timeNode = null;
  }

  /// Goes into the lists, the outermost first.
  private void walk(Readings readings, int level, Sink sink) {
    if (!Condition.allHold(readings.when().get(level), cursor)) {
      return;
    }
    if (level == readings.depth()) {
      List<Mapping> values = readings.values();
      for (int i = 0; i < values.size(); i++) {
        read(values.get(i), sink);
      }
      return;
    }
    Source.Place place = readings.lists().get(level);
    JsonNode list = place.in(cursor);
    if (list == null || list.isNull() || (list.isContainerNode() && list.isEmpty())) {
      if (readings.missing() == Missing.REJECT) {
        sink.rejected(Reasons.NO_READINGS, place.pointer(cursor));
      }
    } else if (list.isArray()) {
      for (int i = 0; i < list.size(); i++) {
        cursor.element(level + 1, i, list.get(i));
        walk(readings, level + 1, sink);
      }
    } else if (list.isObject()) {
      for (Map.Entry<String, JsonNode> member : list.properties()) {
        cursor.member(level + 1, member.getKey(), member.getValue());
        walk(readings, level + 1, sink);
      }
    } else {
      sink.rejected(Reasons.WRONG_TYPE, place.pointer(cursor));
    }
  }

  private void read(Mapping mapping, Sink sink) {
    if (!Condition.allHold(mapping.when(), cursor)) {
      return;
    }
    JsonNode result = mapping.result().in(cursor);
    if (result == null && mapping.missing() == Missing.SKIP) {
      return;
    }
    if (!observe(mapping, result, sink)) {
      sink.rejected(rejection.reason(), rejection.pointer());
    }
  }

  /// @return whether there was an observation, and no rejection
  private boolean observe(Mapping mapping, @Nullable JsonNode result, Sink sink) {
    String id = mapping.datastream().id(cursor, rejection);
    if (id == null) {
      return false;
    }
    Source timeSource = mapping.time().source();
    JsonNode sent = timeSource.in(cursor);
    if (sent == null || sent.isNull()) {
      return fail(Reasons.NO_TIME, timeSource);
    }
    readTime(mapping.time().format(), sent);
    if (!TimeFormat.isTime(time)) {
      return fail(TimeFormat.reason(time), timeSource);
    }
    if (result == null) {
      return fail(Reasons.NO_RESULT, mapping.result());
    }
    if (!result(mapping, result) || !quality(mapping.quality()) || !integer(mapping.epoch())) {
      return false;
    }
    long epoch = integer;
    if (!integer(mapping.sequence())) {
      return false;
    }
    long sequence = integer;
    int number = number(id);
    if (number == Names.FULL) {
      return fail(Reasons.NO_ROOM, mapping.result());
    }
    String name = category;
    double observed = name == null ? value : names.category(number, name);
    if (name != null && Double.isNaN(observed)) {
      return fail(Reasons.UNKNOWN_CATEGORY, mapping.result());
    }
    unit = mapping.unit();
    sink.observation(number, time, observed, quality, epoch, sequence);
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // the same place in the same tree
  private void readTime(TimeFormat format, JsonNode sent) {
    if (sent != timeNode || format != timeFormat) {
      time = format.micros(sent, cursor.appendTime());
      timeNode = sent;
      timeFormat = format;
    }
  }

  /// Like every table of ids it only grows with the dictionary.
  private int number(String id) {
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    int number = names.datastream(id);
    if (number != Names.FULL) {
      numbers.put(id, number);
    }
    return number;
  }

  /// Leaves a value, or the name of a category.
  private boolean result(Mapping mapping, JsonNode result) {
    category = null;
    value = Double.NaN;
    if (isNone(mapping, result)) {
      return true;
    }
    if (!mapping.categories().isEmpty()) {
      return fromTable(mapping, result);
    }
    if (result.isNull()) {
      return true;
    }
    if (result.isNumber()) {
      return number(mapping, result.doubleValue());
    }
    if (!result.isTextual()) {
      return fail(Reasons.WRONG_TYPE, mapping.result());
    }
    if (mapping.text() == Text.CATEGORY) {
      category = result.textValue();
      return true;
    }
    double number = Scalars.number(result.textValue());
    return Double.isNaN(number)
        ? fail(Reasons.NOT_A_NUMBER, mapping.result())
        : number(mapping, number);
  }

  private static boolean isNone(Mapping mapping, JsonNode result) {
    for (int i = 0; i < mapping.noValue().size(); i++) {
      if (Scalars.same(result, mapping.noValue().get(i))) {
        return true;
      }
    }
    return false;
  }

  private boolean fromTable(Mapping mapping, JsonNode result) {
    String text = Scalars.text(result);
    Category meant = text == null ? null : mapping.categories().get(text);
    switch (meant) {
      case null -> {
        if (result.isNull()) {
          return true;
        }
        return fail(text == null ? Reasons.WRONG_TYPE : Reasons.UNKNOWN_CATEGORY, mapping.result());
      }
      case Category.Value(double number) -> value = number;
      case Category.Named(String name) -> category = name;
    }
    return true;
  }

  private boolean number(Mapping mapping, double number) {
    // Adding zero turns -0.0 into 0.0: one number, one value.
    value = mapping.linear().apply(number) + 0.0;
    return Double.isFinite(value) || fail(Reasons.NOT_FINITE, mapping.result());
  }

  private boolean quality(Optional<QualityRule> rule) {
    quality = Quality.GOOD;
    if (rule.isEmpty()) {
      return true;
    }
    JsonNode sent = rule.get().source().in(cursor);
    if (sent == null || sent.isNull()) {
      return true;
    }
    String text = Scalars.text(sent);
    Quality meant = text == null ? null : rule.get().table().get(text);
    if (meant == null) {
      meant = rule.get().otherwise().orElse(null);
    }
    if (meant == null) {
      return fail(Reasons.UNKNOWN_QUALITY, rule.get().source());
    }
    quality = meant;
    return true;
  }

  /// Leaves a sequence or an epoch: a whole number, also as text.
  private boolean integer(Optional<Source> source) {
    integer = NOT_SENT;
    if (source.isEmpty()) {
      return true;
    }
    JsonNode sent = source.get().in(cursor);
    if (sent == null || sent.isNull()) {
      return true;
    }
    if (sent.isIntegralNumber() && sent.canConvertToLong()) {
      integer = sent.longValue();
      return integer != NOT_SENT || fail(Reasons.OUT_OF_RANGE, source.get());
    }
    if (sent.isIntegralNumber()) {
      return fail(Reasons.OUT_OF_RANGE, source.get());
    }
    if (sent.isTextual() && Scalars.isLong(sent.textValue())) {
      integer = Long.parseLong(sent.textValue());
      return true;
    }
    return fail(
        sent.isNumber() || sent.isTextual() ? Reasons.NOT_AN_INTEGER : Reasons.WRONG_TYPE,
        source.get());
  }

  private boolean fail(String reason, Source source) {
    rejection.because(reason, source, cursor);
    return false;
  }
}
