package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.nd4j.linalg.api.buffer.DataType;

/** Makes features of the numbers that {@link FeatureSql} selects. */
final class RowMaker implements AutoCloseable {
    /** Rows are made so many numbers at a time. */
    private static final int NUMBERS_AT_A_TIME = 1 << 18;

    private final FeatureRecipe recipe;
    private final List<SourceColumn> columns;
    private final FeatureBuilder features;
    private final double largest;
    private final int width;
    private final int rowsAtATime;
    private final double[] rows;
    private int count;
    private Problem problem;

    /** What stops the making. */
    enum Trouble {
        MISSING,
        WRONG,
        TOO_LARGE,
        UNSEEN,
        NO_LABEL
    }

    /** Trouble in a column, by its place in the recipe; with the label, in none of these. */
    record Problem(int column, Trouble trouble) {}

    RowMaker(FeatureRecipe recipe, DataType type, FeatureStorage storage) {
        this.recipe = recipe;
        this.columns = recipe.columns();
        this.width = columns.stream().mapToInt(RowMaker::width).sum();
        this.features = new FeatureBuilder(width, type, storage);
        this.largest = type == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        this.rowsAtATime = Math.max(1, NUMBERS_AT_A_TIME / width);
        this.rows = new double[rowsAtATime * width];
    }

    private static int width(SourceColumn column) {
        return column.values() + (column.hasIndicator() ? 1 : 0);
    }

    void expect(long likelyRows) {
        features.expect(likelyRows);
    }

    long rows() {
        return features.rows();
    }

    @Override
    public void close() {
        features.close();
    }

    FeatureMatrix build() {
        return features.build();
    }

    /** Takes the rows of a chunk; returns the first problem met, after which no more is taken. */
    Optional<Problem> add(DuckDBDataChunkReader chunk) {
        int all = Math.toIntExact(chunk.rowCount());
        for (int first = 0; first < all && problem == null; first += rowsAtATime) {
            count = Math.min(rowsAtATime, all - first);
            Arrays.fill(rows, 0, count * width, 0);
            addColumns(chunk, first);
            if (problem == null) {
                features.addAll(rows, count);
            }
        }
        return Optional.ofNullable(problem);
    }

    private void addColumns(DuckDBDataChunkReader chunk, int first) {
        int vector = 0;
        int feature = 0;
        for (int c = 0; c < columns.size() && problem == null; c++) {
            SourceColumn column = columns.get(c);
            if (column.kind() == Kind.CATEGORY) {
                addCategory(chunk.vector(vector), first, c, feature);
                vector++;
            } else {
                for (int i = 0; i < column.length(); i++) {
                    addNumbers(chunk.vector(vector), first, new Target(c, feature, i));
                    vector++;
                }
            }
            feature += width(column);
        }
    }

    /** Where numbers go: the column, its first feature, and which of them. */
    private record Target(int column, int first, int index) {}

    private void addNumbers(DuckDBReadableVector vector, int first, Target target) {
        for (int i = 0; i < count; i++) {
            double value = vector.getDouble(first + i, Double.NaN);
            if (Math.abs(value) <= largest) {
                rows[i * width + target.first + target.index] = value;
            } else if (Double.isNaN(value)) {
                addMissing(i, target.column, target.first, target.index);
            } else {
                problem = new Problem(target.column, Double.isInfinite(value) ? Trouble.WRONG : Trouble.TOO_LARGE);
            }
        }
    }

    private void addCategory(DuckDBReadableVector vector, int first, int c, int feature) {
        for (int i = 0; i < count; i++) {
            double code = vector.getDouble(first + i, Double.NaN);
            if (code >= 0) {
                rows[i * width + feature + (int) code] = 1;
            } else if (Double.isNaN(code)) {
                for (int k = 0; k < columns.get(c).values(); k++) {
                    addMissing(i, c, feature, k);
                }
            } else if (recipe.unseen() == Unseen.ERROR) {
                problem = new Problem(c, Trouble.UNSEEN);
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
}
