/// The words of the twin as records: what a district, a thing and a datastream are, and the pure
/// functions over them. Nothing comes in but values, nothing goes out but values; there is no
/// clock, no I/O and no thread here.
///
/// Times are microseconds since 1970-01-01T00:00:00Z in a `long`; a missing value is NaN; inside a
/// district a datastream is a dense `int` that is given once and never used again.
@NullMarked
package io.belvedere.ingest.model;

import org.jspecify.annotations.NullMarked;
