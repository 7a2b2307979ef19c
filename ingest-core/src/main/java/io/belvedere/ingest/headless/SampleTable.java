package io.belvedere.ingest.headless;

import io.belvedere.ingest.decode.Names;
import io.belvedere.ingest.decode.Reasons;
import io.belvedere.ingest.decode.Sink;
import io.belvedere.ingest.model.Catalogue;
import io.belvedere.ingest.model.Datastream;
import io.belvedere.ingest.model.Observation;
import io.belvedere.ingest.model.Quality;
import io.belvedere.ingest.model.ValueText;
import io.belvedere.ingest.time.Micros;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What comes of a sample's messages, as a table for whoever writes a profile.
final class SampleTable implements Sink, Names {
  private static final List<String> HEAD =
      List.of("MESSAGE", "DATASTREAM", "PHENOMENON TIME", "RESULT", "QUALITY", "");

  /// What is whole and smaller is shown without decimals.
  private static final double MOST_WHOLE = 1e15;

  private sealed interface Row {}

  /// An observation in words, one for each column.
  private record Cells(List<String> cells) implements Row {}

  /// Something that goes over all columns but the first.
  private record Line(int message, String text) implements Row {}

  private final Catalogue catalogue;
  private final boolean isCatalogued;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private final BitSet observed = new BitSet();
  private final List<Row> rows = new ArrayList<>();
  private Supplier<String> units = () -> "";
  private int messages;
  private int rowsBefore;
  private int observations;
  private int rejections;
  private boolean lacksCategories;

  /// @param isCatalogued whether there is a catalogue at all
  SampleTable(Catalogue catalogue, boolean isCatalogued) {
    this.catalogue = catalogue;
    this.isCatalogued = isCatalogued;
  }

  /// Asks for the unit of each observation when it comes.
  void unitsFrom(Supplier<String> source) {
    units = source;
  }

  /// Begins with the next message.
  void begin() {
    end();
    messages++;
  }

  private void end() {
    if (messages > 0 && rows.size() == rowsBefore) {
      rows.add(new Line(messages, "nothing in it is to be read"));
    }
    rowsBefore = rows.size();
  }

  int messages() {
    return messages;
  }

  int rejections() {
    return rejections;
  }

  @Override
  public int datastream(String id) {
    Integer known = numbers.get(id);
    if (known != null) {
      return known;
    }
    numbers.put(id, ids.size());
    ids.add(id);
    return ids.size() - 1;
  }

  @Override
  public @Nullable String catalogued(String name) {
    return catalogue.idOf(name).orElse(null);
  }

  @Override
  public double category(int datastream, String name) {
    return catalogue
        .find(ids.get(datastream))
        .map(known -> known.valueOf(name).orElse(Double.NaN))
        .orElse(Double.NaN);
  }

  @Override
  public void observation(
      int datastream, long eventTime, double value, Quality quality, long epoch, long sequence) {
    observations++;
    observed.set(datastream);
    String id = ids.get(datastream);
    Optional<Datastream> known = catalogue.find(id);
    String unit = units.get();
    List<String> remarks = new ArrayList<>();
    if (epoch != Observation.NOT_SENT) {
      remarks.add("epoch " + epoch);
    }
    if (sequence != Observation.NOT_SENT) {
      remarks.add("sequence " + sequence);
    }
    if (isCatalogued && known.isEmpty()) {
      remarks.add("not in the catalogue");
    }
    known
        .map(Datastream::unit)
        .filter(other -> !unit.isEmpty() && !other.equals(unit))
        .ifPresent(other -> remarks.add("the catalogue has \"" + other + "\" for it"));
    rows.add(
        new Cells(
            List.of(
                Integer.toString(messages),
                id,
                Micros.toInstant(eventTime).toString(),
                result(value, known, unit),
                quality.name().toLowerCase(Locale.ROOT),
                String.join(", ", remarks))));
  }

  private static String result(double value, Optional<Datastream> known, String unit) {
    if (Double.isNaN(value)) {
      return ValueText.NONE;
    }
    boolean isWhole = value == Math.rint(value) && Math.abs(value) < MOST_WHOLE;
    String number = isWhole ? Long.toString((long) value) : Double.toString(value);
    Optional<String> category = known.flatMap(datastream -> datastream.categoryOf(value));
    if (category.isPresent()) {
      return category.get() + " (" + number + ")";
    }
    String shown = unit.isEmpty() ? known.map(Datastream::unit).orElse("") : unit;
    return shown.isEmpty() ? number : number + " " + shown;
  }

  @Override
  public void rejected(String reason, String pointer) {
    rejections++;
    lacksCategories |= !isCatalogued && reason.equals(Reasons.UNKNOWN_CATEGORY);
    rows.add(
        new Line(messages, "rejected: " + reason + (pointer.isEmpty() ? "" : " at " + pointer)));
  }

  /// Prints all of it, and a last line that sums it up.
  void print(PrintWriter to) {
    end();
    int[] widths = new int[HEAD.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = HEAD.get(i).length();
    }
    for (Row row : rows) {
      if (row instanceof Cells(List<String> cells)) {
        for (int i = 0; i < widths.length; i++) {
          widths[i] = Math.max(widths[i], cells.get(i).length());
        }
      }
    }
    print(HEAD, widths, to);
    for (Row row : rows) {
      switch (row) {
        case Cells(List<String> cells) -> print(cells, widths, to);
        case Line(int message, String text) ->
            print(List.of(Integer.toString(message), text), widths, to);
      }
    }
    to.printf(
        "%n%s of %s and %s in %s.%n",
        count(observations, "observation"),
        count(observed.cardinality(), "datastream"),
        count(rejections, "rejection"),
        count(messages, "message"));
    if (lacksCategories) {
      to.println("Names of categories stand in the catalogue: --catalogue FILE.");
    }
  }

  private static void print(List<String> cells, int[] widths, PrintWriter to) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(cell).append(" ".repeat(Math.max(0, widths[i] - cell.length()) + 2));
    }
    to.println(line.toString().stripTrailing());
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
