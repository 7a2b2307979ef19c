/// What all panes share: the mode, the playhead, the selection, and the state of the instant on
/// screen.
@NullMarked
package io.belvedere.app.session;

import org.jspecify.annotations.NullMarked;
