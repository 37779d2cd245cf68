package io.github.softmax4j.export.onnx;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of a graph, which all share one space: those of inputs are those of columns, and whatever would clash with
 * them gives way.
 */
final class Names {
    /** What a graph of features calls its one input. */
    static final String FEATURES = "features";

    private static final String LABEL = "label";
    private static final String PROBABILITIES = "probabilities";

    private final Set<String> inputs;
    private final String prefix;

    /**
     * Names beside inputs.
     *
     * @param inputs their names
     * @throws IllegalArgumentException if one cannot be the name of an input, or two are alike
     */
    Names(List<String> inputs) {
        inputs.forEach(Names::requireUsable);
        this.inputs = new HashSet<>(inputs);
        if (this.inputs.size() < inputs.size()) {
            throw new IllegalArgumentException("columns must have names that differ, but some are alike");
        }
        this.prefix = prefix(inputs);
    }

    /** An empty name is no input in ONNX, and C, which its runtimes speak, ends a name at a NUL. */
    private static void requireUsable(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("each column must have a name without NUL in ONNX, but one is called '"
                    + name.replace("\0", "\\0") + "'");
        }
    }

    private static String prefix(List<String> inputs) {
        String begin = "s4j";
        while (startsOne(inputs, begin + "/")) {
            begin += "_";
        }
        return begin + "/";
    }

    private static boolean startsOne(List<String> inputs, String begin) {
        return inputs.stream().anyMatch(input -> input.startsWith(begin));
    }

    /** The name of something within the graph. */
    String inner(String word) {
        return prefix + word;
    }

    String label() {
        return free(LABEL);
    }

    String probabilities() {
        return free(PROBABILITIES);
    }

    /** Whether an output gives way to a column. */
    boolean renames() {
        return inputs.contains(LABEL) || inputs.contains(PROBABILITIES);
    }

    private String free(String wanted) {
        String name = wanted;
        while (inputs.contains(name)) {
            name += "_";
        }
        return name;
    }
}
