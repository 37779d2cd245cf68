package io.github.softmax4j.export.sql;

import io.github.softmax4j.export.form.Gap;
import io.github.softmax4j.export.form.NumberColumn;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A vector: an array of numbers, as long in every row. One that lacks some of them is refused.
 *
 * @param column what it adds
 * @param name of its length, 0 where it is missing; {@code ..._1} and so on are its numbers
 * @param largest the largest number that no logit is infinite for
 */
record SqlVector(NumberColumn column, String name, double largest) implements SqlColumn {
    @Override
    public List<Named> cells() {
        String cell = "t." + SqlText.name(column.name());
        String length = "CASE WHEN " + cell + " IS NULL THEN 0 ELSE coalesce(array_length(" + cell + ", 1), -1) END";
        return Stream.concat(
                        Stream.of(new Named(length, name)),
                        places().mapToObj(i -> new Named(SqlText.asDouble(cell + "[" + i + "]"), element(i))))
                .toList();
    }

    private IntStream places() {
        return IntStream.rangeClosed(1, column.length());
    }

    private String element(int place) {
        return name + "_" + place;
    }

    @Override
    public List<Named> inputs() {
        Stream<Named> indicator = hasIndicator()
                ? Stream.of(new Named("CASE WHEN " + name + " = 0 THEN 1 ELSE 0 END", missingName()))
                : Stream.empty();
        return Stream.concat(places().mapToObj(i -> new Named(input(i), element(i))), indicator)
                .toList();
    }

    private String input(int place) {
        String missing = name + " = 0 THEN "
                + column.gap().map(gap -> SqlText.number(gap.fill()[place - 1])).orElse("NULL");
        String wrong = name + " <> " + column.length() + " THEN NULL";
        return "CASE WHEN " + missing + " WHEN " + wrong + " " + SqlNumber.usable(element(place), largest);
    }

    private boolean hasIndicator() {
        return column.gap().filter(Gap::hasIndicator).isPresent();
    }

    private String missingName() {
        return name + "_missing";
    }

    @Override
    public List<String> terms(int k) {
        Stream<String> numbers =
                places().boxed().flatMap(i -> SqlNumber.product(column.weights()[i - 1], k, element(i)));
        Stream<String> indicator = hasIndicator()
                ? SqlNumber.product(column.gap().orElseThrow().indicator(), k, missingName())
                : Stream.empty();
        return Stream.concat(numbers, indicator).toList();
    }

    @Override
    public String type() {
        return "array of " + column.length() + " numbers";
    }
}
