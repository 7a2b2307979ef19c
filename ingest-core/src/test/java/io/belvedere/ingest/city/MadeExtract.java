package io.belvedere.ingest.city;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import crosby.binary.Fileformat.Blob;
import crosby.binary.Fileformat.BlobHeader;
import crosby.binary.Osmformat.DenseNodes;
import crosby.binary.Osmformat.HeaderBlock;
import crosby.binary.Osmformat.PrimitiveBlock;
import crosby.binary.Osmformat.PrimitiveGroup;
import crosby.binary.Osmformat.StringTable;
import crosby.binary.Osmformat.Way;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.DeflaterOutputStream;

/// Writes an OpenStreetMap extract of as many bytes as are asked for: the streets and houses of
/// [MadeCity], with corners that are a little off, as surveyed ones are. The same size gives the
/// same bytes.
public final class MadeExtract {
  private static final int BREADTH = 300;

  /// Units of 1e-7 degrees.
  private static final long BLOCK = 10_000;

  private static final int CROSSINGS_A_BLOB = 300;
  private static final int NODES_A_CROSSING = 27;

  private final Random random = new Random(5);
  private DenseNodes.Builder nodes = DenseNodes.newBuilder();
  private PrimitiveGroup.Builder ways = PrimitiveGroup.newBuilder();
  private long lastId;
  private long lastLat;
  private long lastLon;

  private MadeExtract() {}

  /// @return how many crossings there are
  public static int write(Path file, long bytes) throws IOException {
    return new MadeExtract().writeAll(file, bytes);
  }

  private int writeAll(Path file, long bytes) throws IOException {
    int crossings = 0;
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      HeaderBlock header =
          HeaderBlock.newBuilder()
              .addRequiredFeatures("OsmSchema-V0.6")
              .addRequiredFeatures("DenseNodes")
              .build();
      write(out, "OSMHeader", header);
      while (out.size() < bytes) {
        nodes = DenseNodes.newBuilder();
        ways = PrimitiveGroup.newBuilder();
        lastId = 0;
        lastLat = 0;
        lastLon = 0;
        for (int i = 0; i < CROSSINGS_A_BLOB; i++) {
          block(crossings++);
        }
        write(out, "OSMData", primitives());
      }
    }
    return crossings;
  }

  private PrimitiveBlock primitives() {
    var strings = StringTable.newBuilder();
    List.of("", "highway", "residential", "service", "building", "yes", "name", "Street")
        .forEach(word -> strings.addS(ByteString.copyFromUtf8(word)));
    return PrimitiveBlock.newBuilder()
        .setStringtable(strings)
        .addPrimitivegroup(PrimitiveGroup.newBuilder().setDense(nodes))
        .addPrimitivegroup(ways)
        .build();
  }

  private void block(int crossing) {
    long lon = 70_000_000 + crossing % BREADTH * BLOCK;
    long lat = 430_000_000 + crossing / BREADTH * BLOCK;
    long first = (long) crossing * NODES_A_CROSSING + 1;
    for (int i = 0; i <= 9; i++) {
      node(first + i, lon + i * 1_000L + aLittle(400), lat + aLittle(400));
    }
    node(first + 10, lon, lat + 5_000);
    long east = first + NODES_A_CROSSING;
    long north = first + (long) BREADTH * NODES_A_CROSSING;
    boolean isLast = crossing % BREADTH == BREADTH - 1;
    ways.addWays(
        line(crossing * 6L + 1, List.of(1, 6), List.of(2, 7), bends(first, isLast ? 0 : east)));
    ways.addWays(line(crossing * 6L + 2, List.of(1), List.of(3), first, first + 10, north));
    for (int house = 0; house < 4; house++) {
      long corner = first + 11 + house * 4L;
      long west = lon + (house + 1) * 2_000L + aLittle(400);
      long south = lat + 3_000 + aLittle(400);
      node(corner, west + aLittle(200), south + aLittle(200));
      node(corner + 1, west + 1_000 + aLittle(200), south + aLittle(200));
      node(corner + 2, west + 1_000 + aLittle(200), south + 1_000 + aLittle(200));
      node(corner + 3, west + aLittle(200), south + 1_000 + aLittle(200));
      ways.addWays(
          line(
              crossing * 6L + 3 + house,
              List.of(4),
              List.of(5),
              corner,
              corner + 1,
              corner + 2,
              corner + 3,
              corner));
    }
  }

  private long aLittle(int most) {
    return random.nextInt(-most, most);
  }

  /// Nodes that follow each other, and then one more (0 for none).
  private static long[] bends(long first, long end) {
    LongStream bends = LongStream.range(first, first + 10);
    return end == 0 ? bends.toArray() : LongStream.concat(bends, LongStream.of(end)).toArray();
  }

  private static Way line(long id, List<Integer> keys, List<Integer> values, long... along) {
    var way = Way.newBuilder().setId(id).addAllKeys(keys).addAllVals(values);
    long before = 0;
    for (long node : along) {
      way.addRefs(node - before);
      before = node;
    }
    return way.build();
  }

  private void node(long id, long lon, long lat) {
    nodes.addId(id - lastId).addLon(lon - lastLon).addLat(lat - lastLat);
    lastId = id;
    lastLon = lon;
    lastLat = lat;
  }

  private static void write(DataOutputStream out, String type, MessageLite content)
      throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(packed)) {
      content.writeTo(deflater);
    }
    Blob blob =
        Blob.newBuilder()
            .setZlibData(ByteString.copyFrom(packed.toByteArray()))
            .setRawSize(content.getSerializedSize())
            .build();
    BlobHeader header =
        BlobHeader.newBuilder().setType(type).setDatasize(blob.getSerializedSize()).build();
    out.writeInt(header.getSerializedSize());
    header.writeTo(out);
    blob.writeTo(out);
  }
}
