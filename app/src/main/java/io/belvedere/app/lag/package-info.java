/// How far we are behind, and what became of every observation.
@NullMarked
package io.belvedere.app.lag;

import org.jspecify.annotations.NullMarked;
