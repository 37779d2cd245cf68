package io.github.softmax4j.formats;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes predictions.
 *
 * <p>For example:
 *
 * <pre>{@code
 * Table rows = Tables.readTest(csv, ReadOptions.forModel(model).withoutLabels());
 * var writer = new PredictionWriter(PredictionColumns.of(model), PredictionWriter.Format.CSV);
 * writer.write(model.probabilities(rows.matrix()), out); // such as System.out
 * }</pre>
 *
 * @param columns what is said about each row
 * @param format how it is written
 */
public record PredictionWriter(PredictionColumns columns, Format format) {
    private static final Pattern PLAIN = Pattern.compile("[^,\"\\r\\n]+");

    /** How predictions are written. */
    public enum Format {
        /** Text with commas and a header. */
        CSV,
        /** Parquet: strings, and probabilities in their own type. */
        PARQUET,
        /** An array of NumPy with a field for each column. */
        NPY;

        /**
         * Finds the format by a file's name.
         *
         * @param name of the file
         * @return CSV where nothing speaks against it
         */
        public static Format ofName(String name) {
            Objects.requireNonNull(name, "name");
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.endsWith(".parquet") ? PARQUET : lower.endsWith(".npy") ? NPY : CSV;
        }
    }

    /**
     * Checks that no two columns have one name.
     *
     * @param columns what is said about each row
     * @param format how it is written
     * @throws IllegalArgumentException if a column carried along has the name of another
     */
    public PredictionWriter {
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(format, "format");
        columns.repeatedName().ifPresent(name -> {
            throw new IllegalArgumentException(
                    "names of columns must differ, but there would be two called '" + name + "'");
        });
    }

    /**
     * Writes all rows.
     *
     * @param probabilities rows x classes
     * @param out not closed
     * @throws IOException if that fails
     */
    public void write(INDArray probabilities, OutputStream out) throws IOException {
        Objects.requireNonNull(probabilities, "probabilities");
        Objects.requireNonNull(out, "out");
        if (format == Format.NPY) {
            new NpyWriter(columns).write(probabilities, out);
            return;
        }
        try (DuckDb database = DuckDb.open()) {
            append(database, probabilities);
            Path file = database.folder().resolve("predictions");
            String to = " TO " + DuckDb.text(file.toString());
            if (format == Format.CSV) {
                out.write(header());
                database.execute("COPY predictions" + to + " (FORMAT csv, HEADER false)");
            } else {
                database.execute("COPY (SELECT " + renamed() + " FROM predictions)" + to + " (FORMAT parquet)");
            }
            Files.copy(file, out);
        } catch (SQLException e) {
            throw new IOException("predictions cannot be written: " + e.getMessage(), e);
        }
    }

    private byte[] header() {
        return columns.columns().stream()
                .map(column -> PLAIN.matcher(column.name()).matches()
                        ? column.name()
                        : '"' + column.name().replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String renamed() {
        List<PredictionColumns.Column> all = columns.columns();
        return IntStream.range(0, all.size())
                .mapToObj(i -> "c" + i + " AS \"" + all.get(i).name().replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(", "));
    }

    /** The columns get names of their own, because DuckDB takes A and a for one name. */
    private void append(DuckDb database, INDArray probabilities) throws SQLException {
        List<PredictionColumns.Column> all = columns.columns();
        String number = probabilities.dataType() == DataType.FLOAT ? "FLOAT" : "DOUBLE";
        database.execute(IntStream.range(0, all.size())
                .mapToObj(i -> "c" + i + " " + (all.get(i).isText() ? "VARCHAR" : number))
                .collect(Collectors.joining(", ", "CREATE TEMP TABLE predictions (", ")")));
        boolean isFloat = probabilities.dataType() == DataType.FLOAT;
        try (DuckDBAppender appender = database.connection().createAppender("temp", "main", "predictions")) {
            for (int row = 0; row < probabilities.rows(); row++) {
                append(appender, columns.row(row, probabilities), isFloat);
            }
        }
    }

    private static void append(DuckDBAppender appender, List<Object> values, boolean isFloat) throws SQLException {
        appender.beginRow();
        for (Object value : values) {
            if (value instanceof String text) {
                appender.append(text);
            } else if (isFloat) {
                appender.append(((Double) value).floatValue());
            } else {
                appender.append((double) (Double) value);
            }
        }
        appender.endRow();
    }
}
