/// Time as a value that is handed in. [Clock] is the only way to learn what time it is; nothing
/// else in Belvedere reads the system's clocks (a test forbids it).
@NullMarked
package io.belvedere.ingest.time;

import org.jspecify.annotations.NullMarked;
