package io.github.softmax4j.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class PredictionWriterTest {
    @TempDir
    private Path directory;

    private static final List<String> CLASSES = List.of("a", "b, \"c\"", "d");

    private static String written(int top, boolean all) throws IOException {
        var out = new ByteArrayOutputStream();
        new PredictionWriter(new PredictionColumns(CLASSES, top, all, Map.of()), PredictionWriter.Format.CSV)
                .write(Nd4j.createFromArray(new double[][] {{0.25, 0.5, 0.25}, {1, 0, 0}}), out);
        return out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Test
    void theMostProbableClass() throws IOException {
        assertEquals("prediction,probability\n\"b, \"\"c\"\"\",0.5\na,1.0\n", written(1, false));
    }

    @Test
    void theMostProbableFewInOrder() throws IOException {
        assertEquals(
                "prediction_1,probability_1,prediction_2,probability_2\n"
                        + "\"b, \"\"c\"\"\",0.5,a,0.25\na,1.0,\"b, \"\"c\"\"\",0.0\n",
                written(2, false));
        assertEquals(3, written(9, false).lines().findFirst().orElseThrow().split("prediction_", -1).length - 1);
    }

    @Test
    void everyProbability() throws IOException {
        assertEquals(
                "prediction,probability,probability_a,\"probability_b, \"\"c\"\"\",probability_d\n"
                        + "\"b, \"\"c\"\"\",0.5,0.25,0.5,0.25\na,1.0,1.0,0.0,0.0\n",
                written(1, true));
    }

    private static PredictionColumns keeping(String name) {
        return new PredictionColumns(CLASSES, 1, true, Map.of(name, List.of("k\u00e4", "k2")));
    }

    @Test
    void columnsCarriedAlongComeFirst() throws IOException {
        var out = new ByteArrayOutputStream();
        new PredictionWriter(keeping("id"), PredictionWriter.Format.CSV)
                .write(Nd4j.createFromArray(new float[][] {{0.1f, 0.9f, 0}, {1, 0, 0}}), out);
        assertEquals(
                "id,prediction,probability,probability_a,\"probability_b, \"\"c\"\"\",probability_d\n"
                        + "k\u00e4,\"b, \"\"c\"\"\",0.9,0.1,0.9,0.0\nk2,a,1.0,1.0,0.0,0.0\n",
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void columnsMustNotHaveOneName() {
        PredictionColumns twice = keeping("prediction");
        assertThrows(IllegalArgumentException.class, () -> new PredictionWriter(twice, PredictionWriter.Format.CSV));
    }

    @Test
    void classesMayDifferInCaseOnly() throws IOException {
        var out = new ByteArrayOutputStream();
        new PredictionWriter(new PredictionColumns(List.of("a", "A"), 1, true, Map.of()), PredictionWriter.Format.CSV)
                .write(Nd4j.createFromArray(new float[][] {{0.25f, 0.75f}}), out);
        assertEquals(
                "prediction,probability,probability_a,probability_A\nA,0.75,0.25,0.75\n",
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void parquetHoldsTheSame() throws IOException, SQLException {
        Path file = directory.resolve("p.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            new PredictionWriter(keeping("id"), PredictionWriter.Format.PARQUET)
                    .write(Nd4j.createFromArray(new float[][] {{0.1f, 0.9f, 0}, {1, 0, 0}}), out);
        }
        try (DuckDb database = DuckDb.open()) {
            String from = "read_parquet(" + DuckDb.text(file.toString()) + ")";
            assertEquals(
                    List.of("VARCHAR", "VARCHAR", "FLOAT", "FLOAT", "FLOAT", "FLOAT"),
                    database.describe(from).stream().map(Relation.Column::type).toList());
            assertEquals(
                    List.of("k\u00e4", "b, \"c\"", 0.9f, 0.1f, 0.9f, 0f),
                    database.rows("SELECT * FROM " + from).get(0));
        }
    }

    /** Field after field, as numpy.load reads it; compared by hand with NumPy 1.24. */
    @Test
    void npyHasAFieldForEachColumn() throws IOException {
        var out = new ByteArrayOutputStream();
        new PredictionWriter(
                        new PredictionColumns(List.of("a", "it's"), 1, true, Map.of("id", List.of("k\u00e4", "k2"))),
                        PredictionWriter.Format.NPY)
                .write(Nd4j.createFromArray(new float[][] {{0.25f, 0.75f}, {1, 0}}), out);
        ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        int length = bytes.getInt(8);
        assertEquals(0, (12 + length) % 64);
        String header = new String(out.toByteArray(), 12, length, StandardCharsets.UTF_8);
        assertEquals(
                "{'descr': [('id', '<U2'), ('prediction', '<U4'), ('probability', '<f4'), ('probability_a', '<f4'),"
                        + " ('probability_it\\'s', '<f4')], 'fortran_order': False, 'shape': (2,), }",
                header.strip());
        bytes.position(12 + length);
        assertEquals('k', bytes.getInt());
        assertEquals('\u00e4', bytes.getInt());
        for (char c : "it's".toCharArray()) {
            assertEquals(c, bytes.getInt());
        }
        assertEquals(0.75f, bytes.getFloat());
        assertEquals(0.25f, bytes.getFloat());
        assertEquals(0.75f, bytes.getFloat());
        assertEquals(36, bytes.remaining());
    }
}
