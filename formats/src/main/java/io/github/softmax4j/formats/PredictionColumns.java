package io.github.softmax4j.formats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is said about each row, and in which columns.
 *
 * <p>The columns are those carried along; {@code prediction,probability}, or {@code prediction_1,probability_1,...}
 * for the few most probable classes; and where all probabilities are wanted {@code probability_NAME} for each
 * class.
 *
 * @param classNames the classes, in the order of the columns of the probabilities
 * @param top how many of the most probable classes are written, at least 1
 * @param allProbabilities whether the probability of every class is written too
 * @param kept columns carried along, by name, one text per row
 */
public record PredictionColumns(
        List<String> classNames, int top, boolean allProbabilities, Map<String, List<String>> kept) {
    /**
     * A column: of text, or of numbers.
     *
     * @param name its name
     * @param isText whether it is text
     */
    record Column(String name, boolean isText) {}

    int shown() {
        return Math.min(top, classNames.size());
    }

    /** The columns, in the order of the values of a row. */
    List<Column> columns() {
        var columns = new ArrayList<Column>();
        kept.keySet().forEach(name -> columns.add(new Column(name, true)));
        for (int rank = 1; rank <= shown(); rank++) {
            String suffix = top == 1 ? "" : "_" + rank;
            columns.add(new Column("prediction" + suffix, true));
            columns.add(new Column("probability" + suffix, false));
        }
        if (allProbabilities) {
            classNames.forEach(name -> columns.add(new Column("probability_" + name, false)));
        }
        return columns;
    }

    /** A name that two columns have. */
    Optional<String> repeatedName() {
        List<String> names = columns().stream().map(Column::name).toList();
        return names.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .findFirst();
    }

    /** The values of a row: strings and doubles. */
    List<Object> row(int row, INDArray probabilities) {
        double[] all = probabilities.getRow(row).toDoubleVector();
        var values = new ArrayList<>();
        kept.values().forEach(texts -> values.add(texts.get(row)));
        for (int k : mostProbable(all)) {
            values.add(classNames.get(k));
            values.add(all[k]);
        }
        if (allProbabilities) {
            for (double probability : all) {
                values.add(probability);
            }
        }
        return values;
    }

    /** The classes of the largest probabilities, largest first; of equal ones the first class comes first. */
    private List<Integer> mostProbable(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -probabilities[k]))
                .limit(shown())
                .toList();
    }
}
