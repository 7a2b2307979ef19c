/// What needs a person at the instant on screen, worst first. The thread `panes` of the control
/// room assesses it and writes it down; all else on the JavaFX thread.
@NullMarked
package io.belvedere.app.alarms;

import org.jspecify.annotations.NullMarked;
