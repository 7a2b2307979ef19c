package io.belvedere.ingest.city;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes small Shapefiles, right or wrong, for tests. All columns of the table are text of one
/// width; a row whose first value begins with an asterisk is marked as deleted.
final class ShapeFileWriter {
  private static final int WIDTH = 12;

  private final List<byte[]> records = new ArrayList<>();
  private final List<String[]> rows = new ArrayList<>();
  private final String[] columns;
  private double west = Double.POSITIVE_INFINITY;
  private double east = Double.NEGATIVE_INFINITY;

  ShapeFileWriter(String... columns) {
    this.columns = columns;
  }

  ShapeFileWriter point(double x, double y, String... row) {
    spans(x);
    return record(little(20).putInt(1).putDouble(x).putDouble(y), row);
  }

  ShapeFileWriter lines(List<double[]> lines, String... row) {
    return parts(3, lines, 0, row);
  }

  ShapeFileWriter polygon(List<double[]> rings, String... row) {
    return parts(5, rings, 0, row);
  }

  /// With a height for each point, as type 15.
  ShapeFileWriter polygonWithHeights(List<double[]> rings, String... row) {
    return parts(15, rings, 16 + 8 * points(rings), row);
  }

  /// A record of any content, for example of a type that there is not.
  ShapeFileWriter raw(int type, String... row) {
    return record(little(4).putInt(type), row);
  }

  private static int points(List<double[]> parts) {
    return parts.stream().mapToInt(part -> part.length / 2).sum();
  }

  private ShapeFileWriter parts(int type, List<double[]> parts, int after, String... row) {
    int points = points(parts);
    ByteBuffer record = little(44 + 4 * parts.size() + 16 * points + after);
    record.putInt(type).position(36);
    record.putInt(parts.size()).putInt(points);
    int start = 0;
    for (double[] part : parts) {
      record.putInt(start);
      start += part.length / 2;
    }
    for (double[] part : parts) {
      for (double number : part) {
        record.putDouble(number);
      }
      spans(part.length == 0 ? 0 : part[0]);
    }
    return record(record, row);
  }

  private void spans(double x) {
    west = Math.min(west, x);
    east = Math.max(east, x);
  }

  private ShapeFileWriter record(ByteBuffer content, String... row) {
    records.add(bytes(content));
    rows.add(row);
    return this;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// @return the `.shp`
  Path write(Path folder, String name, Charset charset) throws IOException {
    int size = 100 + records.stream().mapToInt(record -> 8 + record.length).sum();
    ByteBuffer shapes = ByteBuffer.allocate(size);
    shapes.putInt(0, 9994).putInt(24, size / 2);
    shapes.order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putDouble(36, west).putDouble(52, east);
    shapes.order(ByteOrder.BIG_ENDIAN).position(100);
    for (int i = 0; i < records.size(); i++) {
      shapes.putInt(i + 1).putInt(records.get(i).length / 2).put(records.get(i));
    }
    Files.write(folder.resolve(name + ".dbf"), table(charset));
    return Files.write(folder.resolve(name + ".shp"), bytes(shapes));
  }

  private byte[] table(Charset charset) {
    int header = 32 + 32 * columns.length + 1;
    int row = 1 + WIDTH * columns.length;
    ByteBuffer table = little(header + row * rows.size());
    table.put((byte) 3).putInt(4, rows.size());
    table.putShort(8, (short) header).putShort(10, (short) row).position(32);
    for (String column : columns) {
      int start = table.position();
      table.put(column.getBytes(StandardCharsets.US_ASCII));
      table.put(start + 11, (byte) 'C').put(start + 16, (byte) WIDTH).position(start + 32);
    }
    table.put((byte) 0x0d);
    for (String[] values : rows) {
      boolean deleted = values.length > 0 && values[0].startsWith("*");
      table.put((byte) (deleted ? '*' : ' '));
      for (int i = 0; i < columns.length; i++) {
        byte[] value = (i < values.length ? values[i] : "").replace("*", "").getBytes(charset);
        for (int at = 0; at < WIDTH; at++) {
          table.put(at < value.length ? value[at] : (byte) ' ');
        }
      }
    }
    return bytes(table);
  }
}
