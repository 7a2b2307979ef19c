/// The room for what brings other brokers' messages into Kafka: MQTT, AMQP, Kinesis, SQS. Empty so
/// far: nothing is bridged yet.
@NullMarked
package io.belvedere.ingest.bridge;

import org.jspecify.annotations.NullMarked;
