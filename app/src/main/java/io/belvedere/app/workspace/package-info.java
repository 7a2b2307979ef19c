/// How the panes stand, and what is remembered between starts.
@NullMarked
package io.belvedere.app.workspace;

import org.jspecify.annotations.NullMarked;
