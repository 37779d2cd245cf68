package io.github.softmax4j.formats;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes predictions as CSV with a header.
 *
 * <p>The columns are {@code prediction,probability}; for the most probable few {@code prediction_1,probability_1,...};
 * and where all probabilities are wanted {@code probability_NAME} for each class after them.
 *
 * @param classNames the classes, in the order of the columns of the probabilities
 * @param top how many of the most probable classes are written, at least 1
 * @param allProbabilities whether the probability of every class is written too
 */
public record PredictionWriter(List<String> classNames, int top, boolean allProbabilities) {
    /**
     * Writes all rows.
     *
     * @param probabilities rows x classes
     * @param out not closed
     * @throws IOException if that fails
     */
    public void write(INDArray probabilities, OutputStream out) throws IOException {
        var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CsvWriter csv = CsvWriter.builder().build(text);
        csv.writeRecord(header());
        for (int row = 0; row < probabilities.rows(); row++) {
            csv.writeRecord(record(probabilities.getRow(row).toDoubleVector()));
        }
        csv.flush();
        text.flush();
    }

    private int shown() {
        return Math.min(top, classNames.size());
    }

    private List<String> header() {
        var header = new ArrayList<String>();
        for (int rank = 1; rank <= shown(); rank++) {
            String suffix = top == 1 ? "" : "_" + rank;
            header.add("prediction" + suffix);
            header.add("probability" + suffix);
        }
        if (allProbabilities) {
            classNames.forEach(name -> header.add("probability_" + name));
        }
        return header;
    }

    private List<String> record(double[] probabilities) {
        var record = new ArrayList<String>();
        for (int k : mostProbable(probabilities)) {
            record.add(classNames.get(k));
            record.add(text(probabilities[k]));
        }
        if (allProbabilities) {
            for (double probability : probabilities) {
                record.add(text(probability));
            }
        }
        return record;
    }

    /** The classes of the largest probabilities, largest first; of equal ones the first class comes first. */
    private List<Integer> mostProbable(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -probabilities[k]))
                .limit(shown())
                .toList();
    }

    private static String text(double probability) {
        boolean isFloat = (float) probability == probability;
        return isFloat ? Float.toString((float) probability) : Double.toString(probability);
    }
}
