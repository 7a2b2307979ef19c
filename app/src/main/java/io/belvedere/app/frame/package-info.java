/// The one door between data and JavaFX: one pulse, one read, one draw. No other package names
/// `Platform` or `AnimationTimer`.
@NullMarked
package io.belvedere.app.frame;

import org.jspecify.annotations.NullMarked;
