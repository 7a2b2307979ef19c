/// Measurements that are run by hand: `mvn -q -Pbench -Dbench=NAME`, `-Dbench=list` for their
/// names. Each prints a table for people and one line `figure NAME VALUE UNIT` for each figure.
@NullMarked
package io.belvedere.ingest.bench;

import org.jspecify.annotations.NullMarked;
