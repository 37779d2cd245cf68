package io.github.softmax4j.export.sql;

import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.sql.SqlColumn.Named;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One SELECT that scores the rows of a table, step by step:
 *
 * <pre>
 *   cells   the columns as numbers, NULL where there is nothing
 *   inputs  what takes the place of nothing; NULL where the row is refused, and so is a logit then
 *   logits  z_k = b_k + sum of terms
 *   peak    the largest of them; is_scored where none is NULL
 *   powers  e_k = exp(z_k - peak)
 *   total   their sum
 *   answer  e_k / total, and the first class of the largest
 * </pre>
 *
 * <p>{@code OFFSET 0} keeps PostgreSQL from writing a step into the next wherever it stands there, by which expressions
 * would grow with each step. It reports an exp of less than the smallest double as an error, so that no power is
 * smaller than exp(-700).
 */
final class ScoringQuery {
    private static final double SMALLEST_EXPONENT = -700;
    private static final String SCORED = "is_scored";

    private final ScoringForm form;
    private final OutputNames names;
    private final TableName table;
    private final boolean hasLabel;
    private final List<SqlColumn> columns;
    private final List<String> kept;

    ScoringQuery(ScoringForm form, TargetOptions options) {
        this.form = form;
        this.names = OutputNames.of(form, options);
        this.table = TableName.of(options.table());
        this.hasLabel = options.label();
        this.columns = SqlColumn.of(form);
        this.kept =
                IntStream.range(0, names.kept().size()).mapToObj(i -> "k" + i).toList();
    }

    /** The text, line by line. */
    Stream<String> lines() {
        return Stream.of(
                        step("WITH cells", cells(), table + " AS t"),
                        step(", inputs", inputs(), "cells"),
                        step(", logits", logits(), "inputs"),
                        step(", peak", peak(), "logits"),
                        step(", powers", powers(), "peak"),
                        step(", total", total(), "powers"),
                        select(answer(), "total"))
                .flatMap(lines -> lines);
    }

    private static Stream<String> step(String name, Stream<String> expressions, String from) {
        return Stream.of(Stream.of(name + " AS NOT MATERIALIZED ("), select(expressions, from), Stream.of("OFFSET 0)"))
                .flatMap(lines -> lines);
    }

    /** An expression a line. */
    private static Stream<String> select(Stream<String> expressions, String from) {
        List<String> all = expressions.toList();
        return Stream.of(
                        Stream.of("SELECT"),
                        IntStream.range(0, all.size())
                                .mapToObj(i -> "  " + all.get(i) + (i + 1 < all.size() ? "," : "")),
                        Stream.of("FROM " + from))
                .flatMap(lines -> lines);
    }

    private Stream<String> cells() {
        Stream<String> carried = IntStream.range(0, kept.size())
                .mapToObj(i -> "t." + SqlText.name(names.kept().get(i)) + " AS " + kept.get(i));
        return Stream.concat(
                carried,
                columns.stream().flatMap(column -> column.cells().stream()).map(Named::toString));
    }

    private Stream<String> inputs() {
        return after(
                Stream.empty(),
                columns.stream().flatMap(column -> column.inputs().stream()).map(Named::toString));
    }

    private Stream<String> logits() {
        return after(Stream.empty(), eachClass(k -> logit(k) + " AS z" + k));
    }

    private String logit(int k) {
        List<String> terms =
                columns.stream().flatMap(column -> column.terms(k).stream()).toList();
        String intercept = SqlText.doubleNumber(form.intercept()[k]);
        return terms.isEmpty() ? intercept : intercept + " + " + SqlText.joined("+", terms);
    }

    private Stream<String> peak() {
        List<String> logits = eachClass(k -> "z" + k).toList();
        return after(
                logits.stream(),
                Stream.of(
                        "greatest(" + String.join(", ", logits) + ") AS largest",
                        SqlText.joined("+", logits) + " IS NOT NULL AS " + SCORED));
    }

    private Stream<String> powers() {
        String smallest = SqlText.number(SMALLEST_EXPONENT);
        return after(
                Stream.of(SCORED), eachClass(k -> "exp(greatest(z" + k + " - largest, " + smallest + ")) AS e" + k));
    }

    private Stream<String> total() {
        return after(
                Stream.concat(Stream.of(SCORED), eachClass(k -> "e" + k)),
                Stream.of(SqlText.joined("+", eachClass(k -> "e" + k).toList()) + " AS total"));
    }

    private Stream<String> answer() {
        Stream<String> carried = IntStream.range(0, kept.size())
                .mapToObj(i -> kept.get(i) + " AS " + SqlText.name(names.kept().get(i)));
        Stream<String> label = hasLabel ? Stream.of(label() + " AS " + SqlText.name(names.label())) : Stream.empty();
        Stream<String> probabilities = eachClass(k -> "CASE WHEN " + SCORED + " THEN e" + k + " / total END AS "
                + SqlText.name(names.probabilities().get(k)));
        return Stream.of(carried, label, probabilities).flatMap(expressions -> expressions);
    }

    /** The first class whose power is that of the peak itself, exp(0). */
    private String label() {
        List<String> cases = eachClass(k -> "WHEN e" + k + " = " + SqlText.number(1) + " THEN "
                        + SqlText.text(form.classes().get(k)))
                .toList();
        return "CASE WHEN NOT " + SCORED + " THEN NULL " + String.join(" ", cases) + " END";
    }

    /** What a step carries on, and what it adds. */
    private Stream<String> after(Stream<String> carried, Stream<String> made) {
        return Stream.of(kept.stream(), carried, made).flatMap(expressions -> expressions);
    }

    private Stream<String> eachClass(IntFunction<String> made) {
        return IntStream.range(0, form.classes().size()).mapToObj(made);
    }
}
