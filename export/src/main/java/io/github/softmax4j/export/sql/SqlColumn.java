package io.github.softmax4j.export.sql;

import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.NumberColumn;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.WordColumn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A column of a model as expressions: first its cells, out of the table; then its inputs, out of the cells, all of them
 * numbers that can be computed with, or NULL where the row is refused; then terms of the logits, out of the inputs. At
 * least one class has a term of each input, so that a row that is refused has no logit in some class.
 */
interface SqlColumn {
    /** An expression, and the name that it has for the next step. */
    record Named(String sql, String name) {
        @Override
        public String toString() {
            return sql.equals(name) ? name : sql + " AS " + name;
        }
    }

    /** Out of the table, which is {@code t}: what is missing is NULL, what is wrong can be told. */
    List<Named> cells();

    /** Out of the cells: what takes the place of what is missing; NULL where the row is refused. */
    List<Named> inputs();

    /** Out of the inputs: what is added to the logit of a class. */
    List<String> terms(int k);

    /** The type that the table must have, for people. */
    String type();

    /** All columns of a model. */
    static List<SqlColumn> of(ScoringForm form) {
        double room = Double.MAX_VALUE / (numbers(form) + 1.0) / form.classes().size();
        return IntStream.range(0, form.columns().size())
                .mapToObj(i -> of(form.columns().get(i), i, room))
                .toList();
    }

    private static int numbers(ScoringForm form) {
        return form.columns().stream()
                .mapToInt(column -> column instanceof NumberColumn number ? number.length() : 1)
                .sum();
    }

    private static SqlColumn of(FormColumn column, int index, double room) {
        if (column instanceof WordColumn words) {
            return new SqlWord(words, "x" + index);
        }
        var numbers = (NumberColumn) column;
        double steepest = Arrays.stream(numbers.weights())
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        double largest = Math.min(Double.MAX_VALUE, room / Math.max(steepest, Double.MIN_NORMAL));
        return numbers.kind() == Kind.VECTOR
                ? new SqlVector(numbers, "x" + index, largest)
                : new SqlNumber(numbers, "x" + index, largest);
    }
}
