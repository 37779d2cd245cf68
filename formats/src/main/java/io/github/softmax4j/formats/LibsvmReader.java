package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reads LIBSVM or SVMlight: {@code label index:value index:value ... # comment}, indices ascending; a missing value
 * is 0.
 *
 * <p>The file is read twice: first for its size and its smallest index, then for the rows, which become dense. An
 * index of 0 anywhere means that indices begin at 0, otherwise at 1; features are named after them, x1, x2, ...
 * Where the dense matrix would be too large, indices are hashed into fewer columns, with a sign that makes
 * collisions cancel on average: Weinberger, Dasgupta, Langford, Smola and Attenberg, Feature hashing for large
 * scale multitask learning (2009).
 */
final class LibsvmReader {
    /** Features of more bytes than this are not made dense. */
    private static final long MOST_DENSE_BYTES = 2L << 30;

    private static final int MOST_COLUMNS = 1 << 24;
    private static final Pattern NAME = Pattern.compile("x(\\d{1,9})");

    private final SourceFile file;
    private final ReadOptions options;

    LibsvmReader(SourceFile file, ReadOptions options) {
        this.file = file;
        this.options = options;
    }

    Table read() throws IOException {
        var extent = new Extent();
        var lines = new LibsvmLines(file, options);
        lines.forEach(extent);
        if (extent.rows == 0) {
            throw new InputException(file.name(), "has no rows");
        }
        LibsvmLayout layout = options.expected().isPresent()
                ? trained(options.expected().get().featureNames(), extent)
                : fresh(extent);
        var labels = new ArrayList<String>();
        var row = new double[layout.columns()];
        boolean wanted = options.labelsAreWanted();
        try (var builder = new FeatureBuilder(layout.columns(), options.type(), options.storage())) {
            builder.expect(extent.rows);
            lines.forEach((label, indices, values, count, place) -> {
                layout.fill(row, indices, values, count);
                builder.add(row);
                if (wanted) {
                    options.knownLabels().require(label, () -> place);
                    labels.add(label);
                }
            });
            return Table.ofArrays(
                    file.name(), builder.build(), layout.names(), wanted ? Optional.of(labels) : Optional.empty());
        }
    }

    /** What the first pass looks for. */
    private static final class Extent implements LibsvmLines.Taker {
        private long rows;
        private int smallest = Integer.MAX_VALUE;
        private int largest = -1;

        @Override
        public void take(String label, int[] indices, double[] values, int count, String place) {
            rows++;
            if (count > 0) {
                smallest = Math.min(smallest, indices[0]);
                largest = Math.max(largest, indices[count - 1]);
            }
        }
    }

    private LibsvmLayout fresh(Extent extent) throws InputException {
        int base = extent.smallest == 0 ? 0 : 1;
        int columns = extent.largest - base + 1;
        if (columns < 1) {
            throw new InputException(file.name(), "no row has a feature");
        }
        if (options.libsvm().hashFeatures().isPresent()) {
            return new LibsvmLayout(base, options.libsvm().hashFeatures().getAsInt(), true);
        }
        double bytes = (double) extent.rows * columns * (options.type() == DataType.FLOAT ? Float.BYTES : Double.BYTES);
        if (bytes > MOST_DENSE_BYTES) {
            throw new InputException(
                    file.name(),
                    String.format(
                            Locale.ROOT,
                            "%d rows x %d features would take %.1f GiB, and at most 2 are made dense; fold the features"
                                    + " into fewer columns with --hash-features, for example 4096",
                            extent.rows,
                            columns,
                            bytes / (1 << 30)));
        }
        if (columns > MOST_COLUMNS) {
            throw new InputException(
                    file.name(),
                    "at most " + MOST_COLUMNS + " features are made dense, but there are " + columns
                            + "; fold them into fewer columns with --hash-features, for example 4096");
        }
        return new LibsvmLayout(base, columns, false);
    }

    /** The columns of a model; hashed where those of the training were. */
    private LibsvmLayout trained(List<String> names, Extent extent) throws InputException {
        boolean hashed = names.get(0).startsWith(LibsvmLayout.HASHED);
        var first = NAME.matcher(names.get(0));
        int base = hashed ? (extent.smallest == 0 ? 0 : 1) : first.matches() ? Integer.parseInt(first.group(1)) : 1;
        if (!hashed && (extent.smallest < base || extent.largest >= base + names.size())) {
            throw new InputException(
                    file.name(),
                    "indices must be " + base + " to " + (base + names.size() - 1) + " as in the training, but are "
                            + extent.smallest + " to " + extent.largest);
        }
        return new LibsvmLayout(base, names.size(), hashed);
    }
}
