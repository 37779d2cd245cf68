package io.github.softmax4j.export.sql;

import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WordColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The comment at the top: what the query reads and answers, and which model it is.
 *
 * @param form the model
 * @param facts what else there is to say of it
 * @param options what was decided
 */
record SqlHead(ScoringForm form, ModelFacts facts, TargetOptions options) {
    /** So many columns are listed; a picture has thousands, all alike. */
    private static final int MOST_LISTED = 100;

    Stream<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Softmax regression of " + form.classes().size() + " classes as one SELECT, for DuckDB and for"
                + " PostgreSQL 12 or later; computes in double.");
        lines.add("As a view: CREATE VIEW scored AS, then the text below. A WHERE on the view scores all rows"
                + " first:");
        lines.add("to score some rows only, let it read a view of those.");
        lines.add("A row that the model refuses has NULL in " + (options.label() ? "label and " : "")
                + "all probabilities: " + refused());
        lines.add("");
        lines.add("Model " + facts.fingerprint() + ", trained by Softmax4J " + facts.version()
                + (facts.labelColumn().isEmpty() ? "" : " on column '" + facts.labelColumn() + "'")
                + (facts.temperature() == 1 ? "" : ", at temperature " + facts.temperature()) + ".");
        lines.add("Reads " + TableName.of(options.table()) + ":");
        lines.addAll(columns());
        return lines.stream().map(SqlText::comment);
    }

    private String refused() {
        boolean needsAll =
                form.columns().stream().anyMatch(column -> column.gap().isEmpty());
        boolean refusesUnseen = form.columns().stream()
                .anyMatch(column ->
                        column instanceof WordColumn words && words.unseen().isEmpty());
        return "infinite numbers" + (needsAll ? ", missing values" + missingWhere() : "")
                + (refusesUnseen ? ", words that the training did not have" : "") + ".";
    }

    private String missingWhere() {
        return facts.missing().filter(Missing::fills).isPresent() && !form.ofFeatures()
                ? " of columns that lacked none in the training"
                : "";
    }

    private List<String> columns() {
        List<SqlColumn> typed = SqlColumn.of(form);
        Stream<String> listed = IntStream.range(0, Math.min(MOST_LISTED, typed.size()))
                .mapToObj(i -> "  " + described(form.columns().get(i), typed.get(i)));
        Stream<String> rest = typed.size() > MOST_LISTED
                ? Stream.of("  and " + (typed.size() - MOST_LISTED) + " more")
                : Stream.empty();
        return Stream.concat(listed, rest).toList();
    }

    private static String described(FormColumn column, SqlColumn typed) {
        return SqlText.name(column.name()) + " " + typed.type() + (column.gap().isPresent() ? ", may be NULL" : "");
    }
}
