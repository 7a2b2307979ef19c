/// What all panes share: the mode, the playhead, the selection, and the state of the instant on
/// screen.
///
/// All of it belongs to the JavaFX thread. What must be looked up in the past is asked of other
/// threads (`query` for the instant on screen, `panes` for single panes, `trust` for what of it is
/// not to be believed) and picked up in a later pulse; a question and its answer are immutable, or
/// columns that only one side holds at a time.
@NullMarked
package io.belvedere.app.session;

import org.jspecify.annotations.NullMarked;
