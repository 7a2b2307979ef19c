/// Raw records in; observations out, or a reason why not with a JSON pointer to the place. Records
/// of the catalogue become entries of it.
///
/// A record meets them in this order: [RawRecord], [Decoder], then for what is usual the scanner,
/// which makes no object for an observation, and for all else Jackson, which alone says what is
/// wrong. What is in a foreign format is read by a [TopicFormat] of its own, and so is a topic that
/// has a mapping profile. Whatever a record holds, it ends in calls of the [Sink], unless it is a
/// command or a certificate of Sparkplug's that tells of no observation.
///
/// A decoder belongs to one feed thread, as do the [Names] that it asks for numbers. [Formats],
/// which remember the births of Sparkplug, are shared by all who read a topic, and safe for that;
/// everything else here is pure.
@NullMarked
package io.belvedere.ingest.decode;

import org.jspecify.annotations.NullMarked;
