package io.belvedere.ingest.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import crosby.binary.Fileformat.Blob;
import crosby.binary.Fileformat.BlobHeader;
import crosby.binary.Osmformat.HeaderBBox;
import crosby.binary.Osmformat.HeaderBlock;
import crosby.binary.Osmformat.Node;
import crosby.binary.Osmformat.PrimitiveBlock;
import crosby.binary.Osmformat.PrimitiveGroup;
import crosby.binary.Osmformat.Relation;
import crosby.binary.Osmformat.StringTable;
import crosby.binary.Osmformat.Way;
import io.belvedere.ingest.city.OsmExtract.Member;
import io.belvedere.ingest.city.OsmExtract.MemberKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OsmFileTest {
  @Test
  void aRealFileIsReadToItsEnd() throws IOException {
    OsmExtract extract = OsmFile.read(Monaco.EXTRACT);
    assertThat(extract.nodes().size()).isEqualTo(25_423);
    assertThat(extract.ways()).hasSize(4_106);
    assertThat(extract.relations()).hasSize(243);
    assertThat(extract.dataTime()).map(Instant::toString).contains("2021-04-21T20:21:46Z");
    assertThat(extract.bounds())
        .hasValueSatisfying(box -> assertThat(box.contains(7.42, 43.73)).isTrue());
  }

  @Test
  void plainNodesOffsetsAndGranularityAreUndone() throws IOException {
    var strings =
        StringTable.newBuilder()
            .addAllS(
                Arrays.asList("", "highway", "bus_stop", "name", "Casino", "inner").stream()
                    .map(ByteString::copyFromUtf8)
                    .toList());
    var group =
        PrimitiveGroup.newBuilder()
            // The later id first: a file need not be sorted.
            .addNodes(Node.newBuilder().setId(9).setLon(20).setLat(-10))
            .addNodes(
                Node.newBuilder()
                    .setId(4)
                    .setLon(10)
                    .setLat(30)
                    .addAllKeys(List.of(1, 3))
                    .addAllVals(List.of(2, 4)))
            .addWays(Way.newBuilder().setId(5).addAllRefs(List.of(9L, -5L)).addKeys(3).addVals(4))
            .addWays(Way.newBuilder().setId(6).addRefs(9L))
            .addRelations(
                Relation.newBuilder()
                    .setId(7)
                    .addMemids(5)
                    .addRolesSid(5)
                    .addTypes(Relation.MemberType.WAY));
    var block =
        PrimitiveBlock.newBuilder()
            .setStringtable(strings)
            .setGranularity(1_000_000)
            .setLonOffset(7_000_000_000L)
            .setLatOffset(43_000_000_000L)
            .addPrimitivegroup(group);

    OsmExtract extract =
        read(bytes("OSMHeader", header(), "Other", header(), "OSMData", block.build()));

    int nine = extract.nodes().find(9);
    assertThat(extract.nodes().lon(nine)).isEqualTo(7.02);
    assertThat(extract.nodes().lat(nine)).isEqualTo(42.99);
    assertThat(extract.nodes().find(5)).isNegative();
    assertThat(extract.places())
        .singleElement()
        .satisfies(
            place -> {
              assertThat(place.lon()).isEqualTo(7.01);
              assertThat(place.tags()).isEqualTo(Map.of("highway", "bus_stop", "name", "Casino"));
            });
    // A way of one node is no line.
    assertThat(extract.ways())
        .singleElement()
        .satisfies(way -> assertThat(way.nodes()).containsExactly(9, 4));
    assertThat(extract.relations().getFirst().members())
        .containsExactly(new Member(MemberKind.WAY, 5, "inner"));
  }

  @Test
  void whatIsNoOsmFileIsRefusedInOneSentence() throws IOException {
    assertThatThrownBy(() -> read("<?xml version='1.0'?>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage("x.osm.pbf is not an OpenStreetMap PBF file, or damaged at byte 0.");
    assertThatThrownBy(() -> read(new byte[0]))
        .hasMessage("x.osm.pbf breaks off after 0 bytes of whole blocks: copy it again.");
    assertThatThrownBy(() -> OsmFile.read(Path.of("/nowhere/x.osm.pbf")))
        .hasMessage("There is no file /nowhere/x.osm.pbf.");
    assertThatThrownBy(() -> OsmFile.read(Path.of("/"))).hasMessage("There is no file /.");
    var needsMore = HeaderBlock.newBuilder().addRequiredFeatures("LocationsOnWays").build();
    assertThatThrownBy(() -> read(bytes("OSMHeader", needsMore)))
        .isInstanceOf(IOException.class)
        .hasMessage("x.osm.pbf cannot be read: it uses the feature LocationsOnWays.");
    var zstd = Blob.newBuilder().setZstdData(ByteString.copyFromUtf8("?")).build();
    assertThatThrownBy(() -> read(frame("OSMData", zstd)))
        .isInstanceOf(IOException.class)
        .hasMessage("x.osm.pbf cannot be read: it uses compression other than zlib.");
  }

  @Test
  void aFileThatBreaksOffIsNotTakenForWhole() throws IOException {
    byte[] whole = Files.readAllBytes(Monaco.EXTRACT);
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "x.osm.pbf breaks off after \\d+ bytes of whole blocks: copy it again.");
    byte[] one = bytes("OSMHeader", header());
    for (int more : new int[] {1, 2, 3}) {
      byte[] longer = Arrays.copyOf(one, one.length + more);
      assertThatThrownBy(() -> read(longer))
          .hasMessage(
              "x.osm.pbf breaks off after %d bytes of whole blocks: copy it again."
                  .formatted(one.length));
    }
  }

  @Property(tries = 60)
  void aDamagedFileNeverFailsButByAnIoException(
      @ForAll @IntRange(max = 445_314) int at, @ForAll byte with) throws IOException {
    byte[] bytes = Files.readAllBytes(Monaco.EXTRACT);
    bytes[at] = with;
    try {
      assertThat(read(bytes)).isNotNull();
    } catch (IOException e) {
      assertThat(e).hasMessageStartingWith("x.osm.pbf ");
    }
  }

  private static OsmExtract read(byte[] bytes) throws IOException {
    return OsmFile.read(new ByteArrayInputStream(bytes), "x.osm.pbf");
  }

  private static HeaderBlock header() {
    return HeaderBlock.newBuilder()
        .addRequiredFeatures("OsmSchema-V0.6")
        .setBbox(HeaderBBox.newBuilder().setLeft(7).setRight(8).setBottom(43).setTop(44))
        .build();
  }

  /// @param blocks type, content, type, content, ...
  private static byte[] bytes(Object... blocks) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < blocks.length; i += 2) {
      var content = ((MessageLite) blocks[i + 1]).toByteString();
      bytes.write(frame((String) blocks[i], Blob.newBuilder().setRaw(content).build()));
    }
    return bytes.toByteArray();
  }

  private static byte[] frame(String type, Blob blob) throws IOException {
    var bytes = new ByteArrayOutputStream();
    byte[] header =
        BlobHeader.newBuilder()
            .setType(type)
            .setDatasize(blob.getSerializedSize())
            .build()
            .toByteArray();
    new DataOutputStream(bytes).writeInt(header.length);
    bytes.write(header);
    bytes.write(blob.toByteArray());
    return bytes.toByteArray();
  }
}
