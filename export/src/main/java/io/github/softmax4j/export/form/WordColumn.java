package io.github.softmax4j.export.form;

import io.github.softmax4j.data.SourceColumn.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A column of words: the value of a row chooses a row of a table.
 *
 * @param name its name
 * @param words those that the training had, in the order of their features
 * @param weights words x classes
 * @param gap what takes the place of a missing word; empty where rows without one are refused
 * @param unseen what a word adds that the training did not have, one for each class; empty where such rows are refused
 * @param nothings words that mean that the value is missing, the empty one among them; none of {@code words}
 * @param places the index of each word
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, not compared
public record WordColumn(
        String name,
        List<String> words,
        double[][] weights,
        Optional<Gap> gap,
        Optional<double[]> unseen,
        List<String> nothings,
        Map<String, Integer> places)
        implements FormColumn {
    /**
     * A column.
     *
     * @param name its name
     * @param words those that the training had
     * @param weights words x classes
     * @param gap what takes the place of a missing word
     * @param unseen what a word adds that the training did not have
     * @param nothings words that mean that the value is missing, unless they are among the others
     * @return the column
     */
    static WordColumn of(
            String name,
            List<String> words,
            double[][] weights,
            Optional<Gap> gap,
            Optional<double[]> unseen,
            List<String> nothings) {
        Map<String, Integer> places =
                IntStream.range(0, words.size()).boxed().collect(Collectors.toMap(words::get, index -> index));
        List<String> others =
                nothings.stream().filter(word -> !places.containsKey(word)).toList();
        return new WordColumn(name, words, weights, gap, unseen, others, places);
    }

    @Override
    public Kind kind() {
        return Kind.CATEGORY;
    }

    /**
     * All that the column can add to the logits.
     *
     * @return (words + 2) x classes: the weights of each word, then what is added where the value is missing, then
     *     where the training did not have the word; NaN where such rows are refused
     */
    public double[][] table() {
        int classes = weights[0].length;
        double[][] table = Arrays.copyOf(weights, weights.length + 2);
        table[words.size()] = gap.map(Gap::logits).orElseGet(() -> refused(classes));
        table[words.size() + 1] = unseen.orElseGet(() -> refused(classes));
        return table;
    }

    static double[] refused(int classes) {
        var row = new double[classes];
        Arrays.fill(row, Double.NaN);
        return row;
    }

    /**
     * Where the table has what a value adds.
     *
     * @param word null where it is missing
     * @return a row of {@link #table()}
     */
    public int rowOf(String word) {
        if (word == null || nothings.contains(word)) {
            return words.size();
        }
        return places.getOrDefault(word, words.size() + 1);
    }

    @Override
    public boolean addLogits(Object value, double[] logits) {
        Optional<double[]> added = added((String) value);
        added.ifPresent(from -> {
            for (int k = 0; k < logits.length; k++) {
                logits[k] += from[k];
            }
        });
        return added.isPresent();
    }

    @Override
    public double magnitude(Object value) {
        return added((String) value).map(FormColumn::largest).orElse(0.0);
    }

    private Optional<double[]> added(String word) {
        int row = rowOf(word);
        return row < words.size() ? Optional.of(weights[row]) : row == words.size() ? gap.map(Gap::logits) : unseen;
    }
}
