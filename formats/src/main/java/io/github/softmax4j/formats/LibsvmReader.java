package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reads LIBSVM or SVMlight: {@code label index:value index:value ... # comment}, indices ascending; a missing value
 * is 0.
 *
 * <p>The files are read twice: first for their size and their smallest index, then for the rows, which become dense.
 * Features are named after the indices, x1, x2, ... Where the dense matrix would be too large, indices are hashed into
 * fewer columns, with a sign that makes collisions cancel on average: Weinberger, Dasgupta, Langford, Smola and
 * Attenberg, Feature hashing for large scale multitask learning (2009).
 */
final class LibsvmReader {
    private static final String FEWER_COLUMNS = ReadOption.HASH_FEATURES.of(4096) + " or the like";
    /** Features of more bytes than this are not made dense. */
    private static final long MOST_DENSE_BYTES = 2L << 30;

    private static final int MOST_COLUMNS = 1 << 24;

    private final String source;
    private final List<SourceFile> files;
    private final ReadOptions options;

    /** The rows of all files, one after the other. */
    LibsvmReader(String source, List<SourceFile> files, ReadOptions options) {
        this.source = source;
        this.files = files;
        this.options = options;
    }

    Table read() throws IOException {
        var extent = new Extent();
        for (SourceFile file : files) {
            new LibsvmLines(file, options).forEach(extent);
        }
        if (extent.rows == 0) {
            throw new InputException(source, "has no rows");
        }
        LibsvmLayout layout =
                options.expected().isPresent() ? trained(options.expected().get(), extent) : fresh(extent);
        var labels = new LibsvmLabels(options);
        var row = new double[layout.columns()];
        try (FeatureBuilder builder = options.features(layout.columns())) {
            builder.expect(extent.rows);
            for (SourceFile file : files) {
                var lines = new LibsvmLines(file, options);
                lines.forEach((label, indices, values, count, line) -> {
                    layout.fill(row, indices, values, count);
                    builder.add(row);
                    if (options.labelsAreWanted()) {
                        labels.add(label, () -> lines.place(line));
                    }
                });
            }
            return Table.ofArrays(
                    source,
                    builder.build(),
                    layout.names(),
                    options.labelsAreWanted() ? Optional.of(labels.labels()) : Optional.empty(),
                    reading(layout, labels));
        }
    }

    private Reading reading(LibsvmLayout layout, LibsvmLabels labels) {
        var notes = new ArrayList<String>();
        notes.add(
                options.expected().isPresent()
                        ? "indices begin at " + layout.base() + " as in the training"
                        : LibsvmBase.note(layout.base(), options.libsvm().indexBase()));
        if (labels.areWords()) {
            notes.add("labels are words");
        }
        if (files.size() > 1) {
            notes.add("rows of " + files.size() + " files, in the order of their names");
        }
        List<String> doubts = options.expected().isPresent()
                ? List.of()
                : LabelTexts.measurements(labels.different()).stream().toList();
        return new Reading(LibsvmBase.setting(layout.base()), notes, List.of(), doubts);
    }

    /** What the first pass looks for. */
    private static final class Extent implements LibsvmLines.Taker {
        private long rows;
        private int smallest = Integer.MAX_VALUE;
        private int largest = -1;

        @Override
        public void take(String label, int[] indices, double[] values, int count, long line) {
            rows++;
            if (count > 0) {
                smallest = Math.min(smallest, indices[0]);
                largest = Math.max(largest, indices[count - 1]);
            }
        }
    }

    private LibsvmLayout fresh(Extent extent) throws InputException {
        int base =
                LibsvmBase.ofTraining(source, extent.smallest, options.libsvm().indexBase());
        int columns = extent.largest - base + 1;
        if (columns < 1) {
            throw new InputException(source, "no row has a feature");
        }
        if (options.libsvm().hashFeatures().isPresent()) {
            return new LibsvmLayout(base, options.libsvm().hashFeatures().getAsInt(), true);
        }
        double bytes = (double) extent.rows * columns * (options.type() == DataType.FLOAT ? Float.BYTES : Double.BYTES);
        if (bytes > MOST_DENSE_BYTES) {
            throw new InputException(
                    source,
                    String.format(
                            Locale.ROOT,
                            "%d rows x %d features would take %.1f GiB, and at most 2 are made dense; fold the features"
                                    + " into fewer columns with %s",
                            extent.rows,
                            columns,
                            bytes / (1 << 30),
                            FEWER_COLUMNS));
        }
        if (columns > MOST_COLUMNS) {
            throw new InputException(
                    source,
                    "at most " + MOST_COLUMNS + " features are made dense, but there are " + columns
                            + "; fold them into fewer columns with " + FEWER_COLUMNS);
        }
        return new LibsvmLayout(base, columns, false);
    }

    /** The columns of a model; hashed where those of the training were. */
    private LibsvmLayout trained(ReadOptions.Expected model, Extent extent) throws InputException {
        List<String> names = model.featureNames();
        boolean isHashed = names.get(0).startsWith(LibsvmLayout.HASHED);
        int base = LibsvmBase.ofModel(
                source, model, extent.smallest, options.libsvm().indexBase());
        if (!isHashed && extent.largest >= base + names.size()) {
            throw new InputException(
                    source,
                    "indices must be " + base + " to " + (base + names.size() - 1) + " as in the training, but are "
                            + extent.smallest + " to " + extent.largest);
        }
        return new LibsvmLayout(base, names.size(), isHashed);
    }
}
