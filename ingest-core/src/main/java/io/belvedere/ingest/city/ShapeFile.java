package io.belvedere.ingest.city;

import io.belvedere.ingest.city.CityMap.Bounds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a Shapefile: shapes from the `.shp` as Esri's "Shapefile Technical Description" (1998) has
/// them, properties from the `.dbf` beside it, the projection from the `.prj`. Heights and measures
/// are passed over. The `.shx` is not needed.
final class ShapeFile {
  private static final int HEADER = 100;
  private static final int FILE_CODE = 9994;

  /// No shape of a city has more bytes.
  private static final long LONGEST = 1 << 30;

  private static final int POINT = 1;
  private static final int LINE = 3;
  private static final int POLYGON = 5;
  private static final int POINTS = 8;

  private final InputStream in;
  private final long size;
  private final Path file;
  private final String called;
  private final FeatureSink sink;
  private long at;

  private ShapeFile(InputStream in, Path file, FeatureSink sink) throws IOException {
    this.in = in;
    this.size = Files.size(file);
    this.file = file;
    this.called = String.valueOf(file.getFileName());
    this.sink = sink;
  }

  /// What a record holds: shapes, or why there are none.
  private record Content(List<Shape> shapes, String trouble) {}

  /// @throws IOException with one sentence for the operator, if the file cannot be read or is in a
  ///     projection that is not known
  static void read(Path file, FeatureSink sink) throws IOException {
    try (InputStream in = MapFiles.open(file)) {
      new ShapeFile(in, file, sink).all();
    }
  }

  private void all() throws IOException {
    ByteBuffer header = bytes(HEADER);
    if (header.remaining() < HEADER || header.getInt(0) != FILE_CODE) {
      throw new IOException(file + " is no Shapefile: it does not begin like one.");
    }
    header.order(ByteOrder.LITTLE_ENDIAN);
    var covered =
        new Bounds(
            header.getDouble(36), header.getDouble(44), header.getDouble(52), header.getDouble(60));
    Projection projection = PrjFile.beside(file, covered, sink);
    try (DbfFile rows = DbfFile.beside(file, sink)) {
      int records = 0;
      while (at < size) {
        long start = at;
        ByteBuffer head = bytes(8);
        // Twice as many bytes as it says: it counts in words.
        long length = head.remaining() < 8 ? -1 : 2L * head.getInt(4);
        if (length < 4 || length > Math.min(size - at, LONGEST)) {
          sink.fault(
              called, "breaks off at byte %d, after %d whole records".formatted(start, records));
          return;
        }
        Content content = content(bytes((int) length));
        records++;
        content.shapes().forEach(shape -> shape.strands().forEach(projection::toDegrees));
        DbfFile.Row row = rows.next();
        sink.feature(
            new Feature(
                MapFiles.layer(file),
                "%s record %d at byte %d".formatted(called, records, start),
                "",
                row.values(),
                content.shapes(),
                row.isDeleted() ? "is marked as deleted" : content.trouble()));
      }
    }
  }

  private ByteBuffer bytes(int count) throws IOException {
    byte[] read = in.readNBytes(count);
    at += read.length;
    return ByteBuffer.wrap(read);
  }

  private static Content content(ByteBuffer record) {
    record.order(ByteOrder.LITTLE_ENDIAN);
    int type = record.getInt();
    // With heights it is 10 more, with measures 20.
    int flat = type < 30 ? type % 10 : type;
    return switch (flat) {
      case 0 -> new Content(List.of(), "has no geometry");
      case POINT -> point(record);
      case LINE, POLYGON, POINTS -> parts(record, flat);
      default -> new Content(List.of(), "has the unknown geometry type " + type);
    };
  }

  private static Content point(ByteBuffer record) {
    return record.remaining() < 16
        ? misfit()
        : new Content(List.of(Shape.points(List.of(numbers(record, 1)))), "");
  }

  private static Content parts(ByteBuffer record, int type) {
    int box = 4 * Double.BYTES;
    if (record.remaining() < box + 4 + (type == POINTS ? 0 : 4)) {
      return misfit();
    }
    record.position(record.position() + box);
    int parts = type == POINTS ? 0 : record.getInt();
    int points = record.getInt();
    if (parts < 0 || points < 0 || 4L * parts + 16L * points > record.remaining()) {
      return misfit();
    }
    int[] starts = new int[parts + 1];
    for (int i = 0; i < parts; i++) {
      starts[i] = record.getInt();
    }
    starts[parts] = points;
    if (!isAscending(starts)) {
      return misfit();
    }
    List<double[]> strands = new ArrayList<>();
    if (type == POINTS) {
      for (int i = 0; i < points; i++) {
        strands.add(numbers(record, 1));
      }
      return new Content(List.of(Shape.points(strands)), "");
    }
    for (int i = 0; i < parts; i++) {
      strands.add(numbers(record, starts[i + 1] - starts[i]));
    }
    strands.removeIf(strand -> strand.length == 0);
    Shape shape = type == LINE ? Shape.lines(strands) : Shape.polygons(ShapeRings.grouped(strands));
    return new Content(List.of(shape), "");
  }

  /// From 0, since nothing may lie before the first part.
  private static boolean isAscending(int[] starts) {
    boolean ascending = starts.length == 1 || starts[0] == 0;
    for (int i = 1; i < starts.length; i++) {
      ascending &= starts[i - 1] <= starts[i];
    }
    return ascending;
  }

  private static Content misfit() {
    return new Content(List.of(), "has parts that do not fit into it");
  }

  private static double[] numbers(ByteBuffer record, int points) {
    double[] numbers = new double[2 * points];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = record.getDouble();
    }
    return numbers;
  }
}
