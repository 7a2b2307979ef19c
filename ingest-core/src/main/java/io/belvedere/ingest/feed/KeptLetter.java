package io.belvedere.ingest.feed;

/// A dead letter with all that is kept of its record.
public record KeptLetter(DeadLetter letter, LetterBody body) {}
