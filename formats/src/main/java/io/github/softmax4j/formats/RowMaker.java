package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.nd4j.linalg.api.buffer.DataType;

/** Makes features of the values that {@link FeatureSql} selects. */
final class RowMaker {
    /** The most values of a block. */
    private static final int VALUES_AT_A_TIME = 1 << 18;

    private final FeatureRecipe recipe;
    private final List<SourceColumn> columns;
    private final double largest;
    private final int width;
    private final int texts;

    /** What stops the making. */
    enum Trouble {
        MISSING,
        WRONG,
        TOO_LARGE,
        UNSEEN,
        NO_LABEL,
        MANY_LABELS,
        UNKNOWN_LABEL
    }

    /** Trouble in a column, by its place in the recipe; with the label, in none of these. */
    record Problem(int column, Trouble trouble) {}

    /**
     * Some rows.
     *
     * @param values their features, row after row
     * @param count how many rows
     * @param texts the columns of text, one array per column; empty where a value is missing
     * @param tallies what the columns hold in these rows
     * @param problem what stopped the making, in these rows
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Block(
            double[] values, int count, List<String[]> texts, List<ColumnTally> tallies, Optional<Problem> problem) {}

    /** Takes rows. */
    @FunctionalInterface
    interface Taker {
        /** Takes a block; false if no more are wanted. */
        boolean take(Block block);
    }

    /**
     * A maker of rows by a recipe.
     *
     * @param recipe how the columns of features are made
     * @param type of the features
     * @param texts how many columns of text come behind those of features
     */
    RowMaker(FeatureRecipe recipe, DataType type, int texts) {
        this.recipe = recipe;
        this.columns = recipe.columns();
        this.width = columns.stream().mapToInt(RowMaker::width).sum();
        this.largest = type == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        this.texts = texts;
    }

    private static int width(SourceColumn column) {
        return column.values() + (column.hasIndicator() ? 1 : 0);
    }

    /** The number of features. */
    int width() {
        return width;
    }

    /** Hands out the rows of a result in their order, until a block has a problem, or no more rows are wanted. */
    void read(DuckDBChunkedResult result, Taker taker) throws SQLException {
        int atATime = Math.max(1, VALUES_AT_A_TIME / width);
        while (result.nextChunk()) {
            DuckDBDataChunkReader chunk = result.chunk();
            int all = Math.toIntExact(chunk.rowCount());
            for (int first = 0; first < all; first += atATime) {
                Block block = new Making(chunk, first, Math.min(atATime, all - first)).block();
                if (!taker.take(block) || block.problem.isPresent()) {
                    return;
                }
            }
        }
    }

    /** The making of one block. */
    private final class Making {
        private final DuckDBDataChunkReader chunk;
        private final int first;
        private final int count;
        private final double[] rows;
        private final List<ColumnTally> tallies;
        private Problem problem;

        Making(DuckDBDataChunkReader chunk, int first, int count) {
            this.chunk = chunk;
            this.first = first;
            this.count = count;
            this.rows = new double[count * width];
            this.tallies = columns.stream().map(ColumnTally::new).toList();
        }

        Block block() {
            addColumns();
            return new Block(rows, count, textColumns(), tallies, Optional.ofNullable(problem));
        }

        private void addColumns() {
            int vector = 0;
            int feature = 0;
            for (int c = 0; c < columns.size() && problem == null; c++) {
                SourceColumn column = columns.get(c);
                if (column.kind() == Kind.CATEGORY) {
                    addCategory(chunk.vector(vector), c, feature);
                    vector++;
                } else {
                    for (int i = 0; i < column.length(); i++) {
                        addValues(chunk.vector(vector), c, feature, i);
                        vector++;
                    }
                }
                feature += width(column);
            }
        }

        private void addValues(DuckDBReadableVector vector, int c, int feature, int index) {
            ColumnTally tally = tallies.get(c);
            for (int i = 0; i < count; i++) {
                double value = vector.getDouble(first + i, Double.NaN);
                if (Math.abs(value) <= largest) {
                    rows[i * width + feature + index] = value;
                    tally.add(value);
                } else if (Double.isNaN(value)) {
                    if (index == 0) {
                        tally.addMissing();
                    }
                    addMissing(i, c, feature, index);
                } else {
                    problem = new Problem(c, Double.isInfinite(value) ? Trouble.WRONG : Trouble.TOO_LARGE);
                }
            }
        }

        private void addCategory(DuckDBReadableVector vector, int c, int feature) {
            for (int i = 0; i < count; i++) {
                double code = vector.getDouble(first + i, Double.NaN);
                if (code >= 0) {
                    rows[i * width + feature + (int) code] = 1;
                    tallies.get(c).addCategory((int) code);
                } else if (Double.isNaN(code)) {
                    tallies.get(c).addMissing();
                    for (int k = 0; k < columns.get(c).values(); k++) {
                        addMissing(i, c, feature, k);
                    }
                } else if (recipe.unseen() == Unseen.ERROR) {
                    problem = new Problem(c, Trouble.UNSEEN);
                } else {
                    tallies.get(c).addUnseen();
                }
            }
        }

        private void addMissing(int row, int c, int feature, int index) {
            SourceColumn column = columns.get(c);
            if (column.fill().isEmpty()) {
                problem = new Problem(c, Trouble.MISSING);
                return;
            }
            rows[row * width + feature + index] = column.fill().get(index);
            if (column.hasIndicator()) {
                rows[row * width + feature + column.values()] = 1;
            }
        }

        private List<String[]> textColumns() {
            var all = new ArrayList<String[]>();
            long vectors = chunk.columnCount();
            for (long place = vectors - texts; place < vectors; place++) {
                DuckDBReadableVector vector = chunk.vector(place);
                var column = new String[count];
                for (int i = 0; i < count; i++) {
                    column[i] = vector.isNull(first + i) ? "" : vector.getString(first + i);
                }
                all.add(column);
            }
            return all;
        }
    }
}
