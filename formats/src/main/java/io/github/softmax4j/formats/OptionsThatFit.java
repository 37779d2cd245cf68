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
        for (Map.Entry<String, Use> told : told().entrySet()) {
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
            throw new InputException(source.name(), "--date-format is for the columns of --dates, but there are none");
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

    private Map<String, Use> told() {
        var told = new LinkedHashMap<String, Use>();
        TableOptions table = options.table();
        TextOptions text = table.text();
        boolean isTraining = options.expected().isEmpty();
        put(told, options.label().isPresent(), "--label", Use.COLUMNS_OR_ARRAYS);
        put(told, options.labelFile().isPresent(), "--labels", Use.LABEL_FILES);
        put(told, options.npz().array().isPresent(), "--array", Use.NPZ);
        put(told, options.libsvm().hashFeatures().isPresent(), "--hash-features", Use.LIBSVM);
        put(told, options.libsvm().indexBase().isPresent(), "--index-base", Use.LIBSVM);
        put(told, options.idx().pixelScale().isPresent(), "--pixel-scale", Use.IDX);
        put(told, table.database().isPresent(), "--database", Use.QUERIES);
        put(told, text.header().isPresent() && !(source instanceof Source.BuiltIn), "--header", Use.TEXT);
        put(told, text.separator().isPresent(), "--separator", Use.TEXT);
        put(told, text.quote().isPresent(), "--quote", Use.TEXT);
        put(told, text.encoding().isPresent(), "--encoding", Use.TEXT);
        put(told, text.skippedLines() > 0, "--skip-rows", Use.TEXT);
        put(told, !table.drop().isEmpty(), "--drop", Use.TABLES);
        put(told, !table.features().isEmpty(), "--features", Use.TABLES);
        put(told, !table.categories().isEmpty(), "--categories", Use.TABLES);
        put(told, !table.numbers().isEmpty(), "--numbers", Use.TABLES);
        put(told, !table.dates().isEmpty(), "--dates", Use.TABLES);
        put(told, !table.flags().isEmpty(), "--flags", Use.TABLES);
        put(told, table.dateFormat().isPresent(), "--date-format", Use.TABLES);
        put(told, !table.naValues().isEmpty(), "--na-values", Use.TABLES);
        put(told, table.decimal().isPresent(), "--decimal", Use.TABLES);
        put(told, table.thousands().isPresent(), "--thousands", Use.TABLES);
        put(told, table.unseen().isPresent(), "--unseen", Use.TABLES);
        put(told, isTraining && table.missing() != Missing.ERROR, "--missing", Use.TABLES);
        put(told, isTraining && !table.keep().isEmpty(), "--keep", Use.TABLES);
        return told;
    }

    private static void put(Map<String, Use> told, boolean isTold, String option, Use use) {
        if (isTold) {
            told.put(option, use);
        }
    }
}
