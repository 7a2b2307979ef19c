/// How the panes stand, what is seen of the mode around them, the table of keys, and what is
/// remembered between starts. Knows the panes only as regions.
@NullMarked
package io.belvedere.app.workspace;

import org.jspecify.annotations.NullMarked;
