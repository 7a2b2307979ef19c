/// Tests of the rules that hold for the whole of ingest-core.
@NullMarked
package io.belvedere.ingest;

import org.jspecify.annotations.NullMarked;
