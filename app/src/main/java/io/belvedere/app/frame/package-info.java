/// The one door between data and JavaFX: one pulse, one read, one draw. No other package names
/// `Platform` or `AnimationTimer`.
///
/// | thread | owns | hands over by |
/// |---|---|---|
/// | JavaFX | the pulse, every pane, pictures | - |
/// | `fx-watch` | what was told of freezes | a mark that each pulse leaves |
@NullMarked
package io.belvedere.app.frame;

import org.jspecify.annotations.NullMarked;
