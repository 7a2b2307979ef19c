package io.belvedere.ingest.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.belvedere.ingest.source.KafkaSettings;
import io.belvedere.ingest.time.Micros;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/// Writes observations as native JSON, each a record of its own with its receive time as timestamp.
final class LogWriter implements AutoCloseable {
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final byte[][] keys;
  private final String[] heads;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  LogWriter(KafkaSettings settings, String topic, List<String> datastreams) {
    this.producer = new KafkaProducer<>(settings.producer("bench"));
    this.topic = topic;
    this.keys = datastreams.stream().map(id -> id.getBytes(UTF_8)).toArray(byte[][]::new);
    this.heads = datastreams.stream().map(LogWriter::head).toArray(String[]::new);
  }

  private static String head(String id) {
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(id));
    return "{\"datastream\":\"" + quoted + "\",\"phenomenonTime\":\"";
  }

  void write(Arrivals batch) {
    for (int i = 0; i < batch.size(); i++) {
      int datastream = batch.datastream(i);
      double value = batch.value(i);
      String json =
          heads[datastream]
              + Micros.toInstant(batch.eventTime(i))
              + "\",\"result\":"
              + (Double.isNaN(value) ? "null" : Double.toString(value))
              + "}";
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topic,
                  null,
                  Micros.toMillis(batch.receiveTime(i)),
                  keys[datastream],
                  json.getBytes(UTF_8)),
              (metadata, exception) -> failure.compareAndSet(null, exception));
    }
  }

  /// Returns when all is written.
  ///
  /// @throws IllegalStateException if something could not be
  @Override
  public void close() {
    producer.close();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("Kafka did not take everything.", failed);
    }
  }
}
