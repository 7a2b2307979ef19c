/// Mapping profiles: a small file in, which says where in a city's payload the observations stand;
/// a [io.belvedere.ingest.decode.TopicFormat] out, by which a district's topic is read as it is.
///
/// A profile is read once, before the start: [Yaml] makes [Part]s of it that know where they stand,
/// [ProfileCompiler] makes a [Profile] of those, or tells all that is wrong. What a record costs
/// afterwards is one tree of Jackson and one walk through it, in [ProfileReader].
///
/// A profile is immutable and belongs to nobody; a reader belongs to one feed thread.
@NullMarked
package io.belvedere.ingest.decode.profile;

import org.jspecify.annotations.NullMarked;
