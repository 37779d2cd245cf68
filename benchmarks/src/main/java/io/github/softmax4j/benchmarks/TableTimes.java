package io.github.softmax4j.benchmarks;

import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** How fast tables become features, beside DuckDB's own reading of the same file into a table of floats, in one run. */
public final class TableTimes {
    private static final int COLUMNS = 50;
    private static final int RUNS = 5;

    private final Path folder;

    private TableTimes(Path folder) {
        this.folder = folder;
    }

    /** Something that is timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, SQLException;
    }

    /**
     * Prints the best of some alternating runs.
     *
     * @param arguments a folder for the files, and the number of rows
     * @throws IOException if a file cannot be read
     * @throws SQLException if DuckDB fails
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        new TableTimes(Path.of(arguments[0])).run(Integer.parseInt(arguments[1]));
    }

    private void run(int rows) throws IOException, SQLException {
        Path csv = folder.resolve("numbers.csv");
        Path parquet = folder.resolve("numbers.parquet");
        Path words = folder.resolve("words.csv");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            String values = columns(COLUMNS, i -> "(random() * " + (i + 1) + ")::FLOAT AS c" + i);
            String label = ", 'k' || (range % 10) AS label FROM range(" + rows + ")";
            duckDb.execute("COPY (SELECT " + values + label + ") TO '" + csv + "' (HEADER)");
            duckDb.execute("COPY (SELECT * FROM '" + csv + "') TO '" + parquet + "'");
            duckDb.execute("COPY (SELECT " + columns(COLUMNS - 10, i -> "(random() * " + (i + 1) + ")::FLOAT AS c" + i)
                    + ", " + columns(10, i -> "'w' || (random() * 8)::INT AS w" + i) + label + ") TO '" + words
                    + "' (HEADER)");
            String floats = columns(COLUMNS, i -> "c" + i + "::FLOAT AS c" + i);
            System.out.printf("%-34s %8s %8s %8s%n", "", "MB", "s", "MB/s");
            for (Path file : new Path[] {csv, parquet, words}) {
                String selected = file.equals(words) ? "*" : floats + ", label";
                double own = Double.MAX_VALUE;
                double blocks = Double.MAX_VALUE;
                double ours = Double.MAX_VALUE;
                for (int i = 0; i < RUNS; i++) {
                    own = Math.min(
                            own,
                            seconds(() -> duckDb.execute(
                                    "CREATE OR REPLACE TABLE t AS SELECT " + selected + " FROM '" + file + "'")));
                    if (!file.equals(words)) {
                        blocks = Math.min(
                                blocks,
                                seconds(() -> readBlocks(connection, "SELECT " + floats + " FROM '" + file + "'")));
                    }
                    ours = Math.min(ours, seconds(() -> read(file)));
                }
                print(file, "DuckDB, into a table", own);
                if (!file.equals(words)) {
                    print(file, "DuckDB, into float blocks", blocks);
                }
                print(file, "into features", ours);
            }
        }
    }

    private static String columns(int count, java.util.function.IntFunction<String> column) {
        return IntStream.range(0, count).mapToObj(column).collect(Collectors.joining(", "));
    }

    /** What a program has that asks DuckDB once, and copies what comes, in order, into blocks of rows. */
    private static List<float[]> readBlocks(Connection connection, String sql) throws SQLException {
        try (DuckDBPreparedStatement statement =
                        connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
                DuckDBChunkedResult result = statement.query()) {
            var blocks = new ArrayList<float[]>();
            while (result.nextChunk()) {
                DuckDBDataChunkReader chunk = result.chunk();
                int rows = Math.toIntExact(chunk.rowCount());
                var block = new float[rows * COLUMNS];
                for (int column = 0; column < COLUMNS; column++) {
                    DuckDBReadableVector vector = chunk.vector(column);
                    for (int row = 0; row < rows; row++) {
                        block[row * COLUMNS + column] = vector.getFloat(row);
                    }
                }
                blocks.add(block);
            }
            return blocks;
        }
    }

    private static void read(Path file) throws IOException {
        Tables.readTraining(file.toString(), ReadOptions.forTraining()).trainingSet();
    }

    private static double seconds(Work work) throws IOException, SQLException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(Path file, String how, double seconds) throws IOException {
        double megabytes = Files.size(file) / 1e6;
        System.out.printf(
                Locale.ROOT,
                "%-34s %8.1f %8.2f %8.0f%n",
                file.getFileName() + ", " + how,
                megabytes,
                seconds,
                megabytes / seconds);
    }
}
