/// Bytes in; observations out, or a reason why not with a JSON pointer to the place. Pure but for
/// the dictionary that it asks for numbers; used by the feed thread.
@NullMarked
package io.belvedere.ingest.decode;

import org.jspecify.annotations.NullMarked;
