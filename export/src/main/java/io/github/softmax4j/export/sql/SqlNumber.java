package io.github.softmax4j.export.sql;

import io.github.softmax4j.data.Notation;
import io.github.softmax4j.export.form.Gap;
import io.github.softmax4j.export.form.NumberColumn;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * A number, flag or date.
 *
 * <p>PostgreSQL answers with an error, for all rows, where a product or a sum of doubles is too large for one, or a
 * product too small. So what would be too large is refused before, and what is next to nothing counts as 0.
 *
 * @param column what it adds
 * @param name of its number; {@code ..._missing} is 1 where there is none, and else 0
 * @param largest the largest number that no logit is infinite for
 */
record SqlNumber(NumberColumn column, String name, double largest) implements SqlColumn {
    /** Its product with a weight that is as small, or larger, is a double. */
    static final double NEXT_TO_NOTHING = 1e-150;

    private static final double SECONDS_OF_A_DAY = 86_400;
    private static final String WRONG = "CAST('Infinity' AS " + SqlText.DOUBLE + ")";

    @Override
    public List<Named> cells() {
        String cell = "t." + SqlText.name(column.name());
        String number = switch (column.kind()) {
            case FLAG -> flag(cell);
            case DATE -> day(cell);
            default -> SqlText.asDouble(cell);
        };
        return List.of(new Named(number, name));
    }

    /** A flag may also be the number 0 or 1, or a word. */
    private static String flag(String cell) {
        String word = "lower(CAST(" + cell + " AS TEXT))";
        return "CASE WHEN " + cell + " IS NULL OR " + word + " = 'nan' THEN NULL WHEN " + word + " IN ("
                + words(Notation.YES) + ") THEN " + SqlText.number(1) + " WHEN " + word + " IN (" + words(Notation.NO)
                + ") THEN " + SqlText.number(0) + " ELSE " + WRONG + " END";
    }

    private static String words(Collection<String> words) {
        return SqlText.texts(words.stream().sorted().toList());
    }

    /** Days; a time with a zone counts in UTC, one without as it stands. DuckDB has NULL for infinite dates. */
    private static String day(String cell) {
        return "CASE WHEN " + cell + " IS NULL THEN NULL ELSE coalesce(CAST(EXTRACT(EPOCH FROM " + cell + ") AS "
                + SqlText.DOUBLE + ") / " + SqlText.number(SECONDS_OF_A_DAY) + ", " + WRONG + ") END";
    }

    @Override
    public List<Named> inputs() {
        String fill = column.gap()
                .map(gap -> "WHEN " + name + " IS NULL THEN " + SqlText.number(gap.fill()[0]) + " ")
                .orElse("");
        var number = new Named("CASE " + fill + usable(name, largest), name);
        return hasIndicator()
                ? List.of(number, new Named("CASE WHEN " + name + " IS NULL THEN 1 ELSE 0 END", missingName()))
                : List.of(number);
    }

    private boolean hasIndicator() {
        return column.gap().filter(Gap::hasIndicator).isPresent();
    }

    private String missingName() {
        return name + "_missing";
    }

    /** The rest of a CASE that ends in a number of which no product is an error. */
    static String usable(String cell, double largest) {
        String smallest = SqlText.number(NEXT_TO_NOTHING);
        return "WHEN abs(" + cell + ") BETWEEN " + smallest + " AND " + SqlText.number(largest) + " THEN " + cell
                + " WHEN abs(" + cell + ") < " + smallest + " THEN " + SqlText.number(0) + " END";
    }

    @Override
    public List<String> terms(int k) {
        Stream<String> indicator =
                hasIndicator() ? product(column.gap().orElseThrow().indicator(), k, missingName()) : Stream.empty();
        return Stream.concat(product(column.weights()[0], k, name), indicator).toList();
    }

    /** None where the weight is 0 or next to nothing, unless no class would have one. */
    static Stream<String> product(double[] weights, int k, String number) {
        if (Math.abs(weights[k]) >= NEXT_TO_NOTHING) {
            return Stream.of(SqlText.number(weights[k]) + " * " + number);
        }
        boolean isNeeded = k == 0 && Arrays.stream(weights).allMatch(weight -> Math.abs(weight) < NEXT_TO_NOTHING);
        return isNeeded ? Stream.of(SqlText.number(0) + " * " + number) : Stream.empty();
    }

    @Override
    public String type() {
        return switch (column.kind()) {
            case FLAG -> "boolean";
            case DATE -> "date or timestamp";
            default -> "number";
        };
    }
}
