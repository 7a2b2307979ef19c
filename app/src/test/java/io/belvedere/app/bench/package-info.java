/// Measurements of what is on screen, run by hand: `mvn -q -Pbench -Dbench=NAME`. Each prints a
/// table for people and one line `figure NAME VALUE UNIT` for each figure.
@NullMarked
package io.belvedere.app.bench;

import org.jspecify.annotations.NullMarked;
