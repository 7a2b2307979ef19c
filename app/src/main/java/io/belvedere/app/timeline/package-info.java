/// The last hours at a glance, and the way back into them.
@NullMarked
package io.belvedere.app.timeline;

import org.jspecify.annotations.NullMarked;
