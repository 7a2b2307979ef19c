package io.belvedere.app.timeline;

import io.belvedere.ingest.model.Severity;
import java.util.List;

/// How the district stood at one instant, as we know it now.
///
/// @param byArea the worst of each area; the last stands for what lies in none
/// @param culprit the datastream that was the worst of each area; means nothing where it was normal
/// @param late how many values of that instant were learnt late
/// @param taken counts the samples in the order in which they were taken
@SuppressWarnings("ArrayRecordComponent") // never compared
record Sample(Severity worst, List<Severity> byArea, int[] culprit, int late, long taken) {}
