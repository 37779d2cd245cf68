package io.github.softmax4j.export.sql;

import io.github.softmax4j.data.Spelling;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetFormat;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WrittenScorer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One SELECT for DuckDB and PostgreSQL: docs/serving.md. Computes in double. */
public final class SqlTarget implements TargetFormat {
    /** PostgreSQL has room for 1664 columns in a step, one of which is is_scored. */
    private static final int MOST_COLUMNS = 1663;

    /** DuckDB plans a query of so many numbers a row in a minute, and takes four times as long for twice as many. */
    private static final int MOST_NUMBERS = 5000;

    /** Products of numbers and weights; of words there are none. */
    private static final int MOST_PRODUCTS = 100_000;

    /** Bytes of a name in PostgreSQL: NAMEDATALEN - 1. */
    private static final int LONGEST_NAME = 63;

    @Override
    public String suffix() {
        return ".sql";
    }

    @Override
    public Set<Choice> choices() {
        return Set.of(Choice.NO_LABEL, Choice.TABLE);
    }

    @Override
    public void write(ScoringForm form, ModelFacts facts, TargetOptions options, OutputStream out) throws IOException {
        requireDifferentNames(form);
        requireFewProducts(form);
        Stream<String> lines =
                Stream.concat(new SqlHead(form, facts, options).lines(), new ScoringQuery(form, options).lines());
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder()); // reports half characters
        for (String line : (Iterable<String>) lines::iterator) {
            writer.write(line + "\n");
        }
        writer.flush();
    }

    private static void requireDifferentNames(ScoringForm form) {
        Spelling.differInCapitals(form.columns().stream().map(FormColumn::name).toList())
                .ifPresent(two -> {
                    throw new IllegalArgumentException("names of columns must differ in more than capitals, which"
                            + " DuckDB does not tell apart, but there are '" + two.get(0) + "' and '" + two.get(1)
                            + "'");
                });
    }

    private static void requireFewProducts(ScoringForm form) {
        long numbers = form.columns().stream()
                .filter(NumberColumn.class::isInstance)
                .mapToLong(column -> column.weights().length)
                .sum();
        long products = numbers * form.classes().size();
        if (numbers > MOST_NUMBERS || products > MOST_PRODUCTS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a query must have at most %d numbers in a row and %d products of them with weights, so that it is"
                            + " planned in time, but the model has %d and %d; ONNX has room for it",
                    MOST_NUMBERS,
                    MOST_PRODUCTS,
                    numbers,
                    products));
        }
    }

    @Override
    public String description(ScoringForm form, TargetOptions options) {
        return String.format(
                Locale.ROOT,
                "one SELECT from %s, %d columns in, %s%d probabilities out; DuckDB, PostgreSQL 12 or later",
                TableName.of(options.table()),
                form.columns().size(),
                options.label() ? "label and " : "",
                form.classes().size());
    }

    @Override
    public List<String> warnings(ScoringForm form, TargetOptions options) {
        var warnings = new ArrayList<String>();
        long columns = Math.max(
                        SqlColumn.of(form).stream()
                                .mapToLong(column -> Math.max(
                                        column.cells().size(), column.inputs().size()))
                                .sum(),
                        form.classes().size() + 1L)
                + options.keep().size();
        if (columns > MOST_COLUMNS) {
            warnings.add("A step of the query has " + columns + " columns; PostgreSQL takes up to " + MOST_COLUMNS
                    + ", DuckDB more.");
        }
        longName(form, options)
                .ifPresent(name -> warnings.add("PostgreSQL cuts names after " + LONGEST_NAME + " bytes, such as '"
                        + name + "'; DuckDB does not."));
        return warnings;
    }

    private static Optional<String> longName(ScoringForm form, TargetOptions options) {
        OutputNames outputs = OutputNames.of(form, options);
        return Stream.of(
                        form.columns().stream().map(FormColumn::name),
                        outputs.kept().stream(),
                        outputs.probabilities().stream())
                .flatMap(names -> names)
                .filter(name -> name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME)
                .findFirst();
    }

    @Override
    public Optional<WrittenScorer> reader(Path file, ScoringForm form, TargetOptions options) throws IOException {
        return DuckDbScorer.open(file, form, options).map(scorer -> scorer);
    }

    @Override
    public String readerName() {
        return "DuckDB (org.duckdb:duckdb_jdbc)";
    }
}
