package io.github.softmax4j.export.pmml;

import io.github.softmax4j.data.SourceColumn.Kind;
import io.github.softmax4j.export.form.FormColumn;
import io.github.softmax4j.export.form.ScoringForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The names of fields, which share one space in PMML: of inputs as the model has them, of all others with a _ behind
 * where a name is taken.
 *
 * @param inputs of each column: one name, of a vector {@code name[i]} for each number
 * @param label of the output that names the class that wins
 * @param probabilities of the outputs of each class
 * @param filled of each input with something in the place of what is missing
 * @param missing of each column: 1 where its value is missing, and else 0
 * @param target of the classes
 */
record PmmlNames(
        List<List<String>> inputs,
        String label,
        List<String> probabilities,
        List<List<String>> filled,
        List<String> missing,
        String target) {
    static PmmlNames of(ScoringForm form, String labelColumn) {
        var taken = new HashSet<String>();
        form.columns().stream()
                .filter(column -> column.kind() != Kind.VECTOR)
                .forEach(column -> taken.add(column.name()));
        List<List<String>> inputs =
                form.columns().stream().map(column -> inputs(column, taken)).toList();
        String label = free("label", taken);
        List<String> probabilities = form.classes().stream()
                .map(name -> free("probability_" + name, taken))
                .toList();
        var filled = new ArrayList<List<String>>();
        var missing = new ArrayList<String>();
        for (int i = 0; i < inputs.size(); i++) {
            filled.add(inputs.get(i).stream()
                    .map(name -> free("filled " + name, taken))
                    .toList());
            missing.add(free(form.columns().get(i).name() + " is missing", taken));
        }
        String target = free(labelColumn.isEmpty() ? "class" : labelColumn, taken);
        return new PmmlNames(inputs, label, probabilities, filled, missing, target);
    }

    private static List<String> inputs(FormColumn column, Set<String> taken) {
        return column.kind() == Kind.VECTOR
                ? IntStream.range(0, column.weights().length)
                        .mapToObj(j -> free(column.name() + "[" + j + "]", taken))
                        .toList()
                : List.of(column.name());
    }

    private static String free(String wanted, Set<String> taken) {
        String name = wanted;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }
}
