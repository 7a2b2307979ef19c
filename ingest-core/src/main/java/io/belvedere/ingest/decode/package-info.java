/// Raw records in; observations out, or a reason why not with a JSON pointer to the place. Records
/// of the catalogue become entries of it.
///
/// A record meets them in this order: [RawRecord], [Decoder], then for what is usual the scanner,
/// which makes no object for an observation, and for all else Jackson, which alone says what is
/// wrong. A topic that speaks otherwise has a [TopicFormat], such as a mapping profile, in place of
/// them. Whatever a record holds, it ends in calls of the [Sink].
///
/// A decoder belongs to one feed thread, as do the [Names] that it asks for numbers; everything
/// else here is pure.
@NullMarked
package io.belvedere.ingest.decode;

import org.jspecify.annotations.NullMarked;
