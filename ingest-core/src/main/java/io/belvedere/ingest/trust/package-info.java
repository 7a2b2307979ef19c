/// Which values are not to be believed although they are fresh: datastreams that go on reporting
/// one and the same value, and groups of redundant sensors that do not agree.
///
/// Neither is an alarm, and neither changes a severity. [io.belvedere.ingest.trust.TrustWatch]
/// judges what is live, once a second on the feed thread, and looks only at what has come since the
/// second before; [io.belvedere.ingest.trust.TrustReading#at] judges any instant of the past, on
/// any thread. Readings are immutable.
@NullMarked
package io.belvedere.ingest.trust;

import org.jspecify.annotations.NullMarked;
