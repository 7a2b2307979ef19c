/// How far we are behind, and what became of every observation.
///
/// | thread | owns | hands over by |
/// |---|---|---|
/// | `panes` | [LagWriter]: writes the list down | [LagTable], immutable |
/// | JavaFX | the pane, the selection, [PaintMeter] | [LagWriter.Question], immutable |
@NullMarked
package io.belvedere.app.lag;

import org.jspecify.annotations.NullMarked;
