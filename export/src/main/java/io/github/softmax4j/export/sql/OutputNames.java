package io.github.softmax4j.export.sql;

import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns of the answer: those that are carried along, label, and probability_ of each class. A name that is taken
 * gets a _ behind it; capitals do not make another name, as DuckDB does not tell them apart.
 *
 * @param kept as they are called in the table
 * @param label of the class that wins
 * @param probabilities one for each class
 */
record OutputNames(List<String> kept, String label, List<String> probabilities) {
    /**
     * Finds names.
     *
     * @throws IllegalArgumentException if two columns that are carried along have one name
     */
    static OutputNames of(ScoringForm form, TargetOptions options) {
        var taken = new HashSet<String>();
        for (String name : options.keep()) {
            if (!taken.add(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "columns that are kept must differ in more than capitals, but '" + name + "' is there twice");
            }
        }
        String label = options.label() ? free("label", taken) : "label";
        var probabilities = new ArrayList<String>();
        for (String name : form.classes()) {
            probabilities.add(free("probability_" + name, taken));
        }
        return new OutputNames(options.keep(), label, probabilities);
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        while (!taken.add(name.toLowerCase(Locale.ROOT))) {
            name += "_";
        }
        return name;
    }
}
