package io.github.softmax4j.formats;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refuses options that a source has no use for: passed over in silence they would promise what is not done. */
record OptionsThatFit(Source source, Format format, ReadOptions options) {
    /** Which sources an option is for. */
    private enum Use {
        TABLES("tables"),
        TEXT("text with separators"),
        NPZ("NPZ files"),
        LIBSVM("LIBSVM"),
        IDX("IDX"),
        LABEL_FILES("IDX and NPY"),
        COLUMNS_OR_ARRAYS("tables and NPZ files"),
        QUERIES("sql:");

        private final String words;

        Use(String words) {
            this.words = words;
        }
    }

    void require() throws InputException {
        if (options.isBesideTraining()) {
            return; // they fit the training rows
        }
        for (Map.Entry<ReadOption, Use> told : told().entrySet()) {
            if (!suits(told.getValue())) {
                throw new InputException(
                        source.name(),
                        told.getKey() + " is for " + told.getValue().words + " only, but this is "
                                + (source instanceof Source.Query ? "a query" : format));
            }
        }
        TableOptions table = options.table();
        if (table.dateFormat().isPresent()
                && table.dates().isEmpty()
                && options.expected().isEmpty()) {
            throw new InputException(
                    source.name(),
                    ReadOption.DATE_FORMAT + " is for the columns of " + ReadOption.DATES + ", but there are none");
        }
    }

    private boolean suits(Use use) {
        boolean isQuery = source instanceof Source.Query;
        return switch (use) {
            case TABLES -> format.isTable();
            case TEXT -> format.isText() && !isQuery;
            case NPZ -> format == Format.NPZ;
            case LIBSVM -> format == Format.LIBSVM;
            case IDX -> format == Format.IDX;
            case LABEL_FILES -> format == Format.IDX || format == Format.NPY;
            case COLUMNS_OR_ARRAYS -> format.isTable() || format == Format.NPZ;
            case QUERIES -> isQuery;
        };
    }

    private Map<ReadOption, Use> told() {
        var told = new LinkedHashMap<ReadOption, Use>();
        TableOptions table = options.table();
        TextOptions text = table.text();
        boolean isTraining = options.expected().isEmpty();
        put(told, options.label().isPresent(), ReadOption.LABEL, Use.COLUMNS_OR_ARRAYS);
        put(told, options.labelFile().isPresent(), ReadOption.LABEL_FILE, Use.LABEL_FILES);
        put(told, options.npz().array().isPresent(), ReadOption.ARRAY, Use.NPZ);
        put(told, options.libsvm().hashFeatures().isPresent(), ReadOption.HASH_FEATURES, Use.LIBSVM);
        put(told, options.libsvm().indexBase().isPresent(), ReadOption.INDEX_BASE, Use.LIBSVM);
        put(told, options.idx().pixelScale().isPresent(), ReadOption.PIXEL_SCALE, Use.IDX);
        put(told, table.database().isPresent(), ReadOption.DATABASE, Use.QUERIES);
        put(told, text.header().isPresent() && !(source instanceof Source.BuiltIn), ReadOption.HEADER, Use.TEXT);
        put(told, text.separator().isPresent(), ReadOption.SEPARATOR, Use.TEXT);
        put(told, text.quote().isPresent(), ReadOption.QUOTE, Use.TEXT);
        put(told, text.encoding().isPresent(), ReadOption.ENCODING, Use.TEXT);
        put(told, text.skippedLines() > 0, ReadOption.SKIPPED_LINES, Use.TEXT);
        put(told, !table.drop().isEmpty(), ReadOption.DROP, Use.TABLES);
        put(told, !table.features().isEmpty(), ReadOption.FEATURES, Use.TABLES);
        put(told, !table.categories().isEmpty(), ReadOption.CATEGORIES, Use.TABLES);
        put(told, !table.numbers().isEmpty(), ReadOption.NUMBERS, Use.TABLES);
        put(told, !table.dates().isEmpty(), ReadOption.DATES, Use.TABLES);
        put(told, !table.flags().isEmpty(), ReadOption.FLAGS, Use.TABLES);
        put(told, table.dateFormat().isPresent(), ReadOption.DATE_FORMAT, Use.TABLES);
        put(told, !table.naValues().isEmpty(), ReadOption.NA_VALUES, Use.TABLES);
        put(told, table.decimal().isPresent(), ReadOption.DECIMAL, Use.TABLES);
        put(told, table.thousands().isPresent(), ReadOption.THOUSANDS, Use.TABLES);
        put(told, table.unseen().isPresent(), ReadOption.UNSEEN, Use.TABLES);
        put(told, isTraining && table.missing() != Missing.ERROR, ReadOption.MISSING, Use.TABLES);
        put(told, isTraining && !table.keep().isEmpty(), ReadOption.KEEP, Use.TABLES);
        return told;
    }

    private static void put(Map<ReadOption, Use> told, boolean isTold, ReadOption option, Use use) {
        if (isTold) {
            told.put(option, use);
        }
    }
}
