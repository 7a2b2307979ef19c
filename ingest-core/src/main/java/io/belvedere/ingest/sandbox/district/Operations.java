package io.belvedere.ingest.sandbox.district;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belvedere.ingest.time.Micros;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// What people do in the story, as the operations topic has it.
final class Operations {
  private Operations() {}

  static Sent report(Script.Report report, long seed) {
    Dice dice = new Dice(Dice.mix(seed ^ report.time()));
    UUID id = new UUID((dice.next() & ~0xF000L) | 0x4000L, (dice.next() >>> 2) | Long.MIN_VALUE);
    String target = report.lon() + "," + report.lat();
    ObjectNode operation = JsonNodeFactory.instance.objectNode();
    operation.put("id", id.toString());
    operation.put("type", "report");
    operation.put("target", target);
    operation.putObject("by").put("name", report.by()).put("desk", "1");
    operation.put("at", Micros.toInstant(report.time()).toString());
    operation.put("text", report.text());
    return new Sent(
        Sent.Topic.OPERATIONS,
        report.time(),
        target.getBytes(StandardCharsets.UTF_8),
        operation.toString().getBytes(StandardCharsets.UTF_8),
        0);
  }
}
