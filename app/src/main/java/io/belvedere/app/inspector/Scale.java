package io.belvedere.app.inspector;

import io.belvedere.ingest.model.Category;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Limits;
import io.belvedere.ingest.model.Severity;
import io.belvedere.ingest.model.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From values to heights, and which values are marked at the side.
///
/// @param bottom the value at the lower edge
/// @param top the value at the upper edge, greater than `bottom`
record Scale(double bottom, double top, List<Mark> marks) {
  /// Part of the height that is left free above and below.
  private static final double AIR = 0.08;

  Scale {
    marks = List.copyOf(marks);
  }

  /// Takes in all that was measured, and each limit that is not so far away that it would press the
  /// course flat.
  static Scale of(Course course, @Nullable Datastream datastream) {
    double low = course.bottom();
    double high = course.top();
    if (Double.isNaN(low)) {
      return new Scale(0, 1, List.of());
    }
    List<Mark> marks = new ArrayList<>();
    double reach = Math.max(high - low, Math.max(Math.abs(high), Math.abs(low)));
    for (Mark mark : marksOf(datastream)) {
      if (mark.value() <= high + reach && mark.value() >= low - reach) {
        marks.add(mark);
        low = Math.min(low, mark.value());
        high = Math.max(high, mark.value());
      }
    }
    double span = high - low;
    if (span == 0) {
      span = Math.max(1, Math.abs(high));
      low -= span / 2;
      high += span / 2;
    }
    return new Scale(low - span * AIR, high + span * AIR, marks);
  }

  /// 0 at the upper edge, 1 at the lower.
  double depth(double value) {
    return (top - value) / (top - bottom);
  }

  private static List<Mark> marksOf(@Nullable Datastream datastream) {
    List<Mark> marks = new ArrayList<>();
    if (datastream == null) {
      return marks;
    }
    for (Category category : datastream.categories()) {
      marks.add(new Mark(category.value(), category.name(), category.severity()));
    }
    Optional<Limits> limits = datastream.limits();
    if (limits.isPresent() && datastream.categories().isEmpty()) {
      Limits l = limits.get();
      for (double value : new double[] {l.hihi(), l.hi(), l.lo(), l.lolo()}) {
        if (!Double.isNaN(value)) {
          Severity severity = l.severityOf(value);
          marks.add(new Mark(value, severity + " " + ValueText.number(value), severity));
        }
      }
    }
    return marks;
  }

  /// A value that means something: a limit or a category.
  record Mark(double value, String words, Severity severity) {}
}
