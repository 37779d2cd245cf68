package io.github.softmax4j.export.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What stands before the weights of LIBLINEAR's file.
 *
 * @param solver the name of the solver
 * @param labels whole numbers; a positive decision value speaks for the first of two
 * @param features how many, without the bias
 * @param bias the value of a feature more; negative where there is none
 */
record LiblinearHeader(String solver, List<String> labels, int features, double bias) {
    private static final String END = "w";

    boolean hasBias() {
        return bias >= 0;
    }

    /** Reads up to the word before the weights. */
    static LiblinearHeader read(LiblinearWords words) {
        String solver = null;
        int classes = 0;
        var labels = new ArrayList<String>();
        int features = 0;
        double bias = -1;
        var seen = new HashSet<String>();
        for (String key = words.next(); !key.equals(END); key = words.next()) {
            if (!seen.add(key)) {
                throw new IllegalArgumentException(words.place() + "'" + key + "' must stand once, but is there again");
            }
            switch (key) {
                case "solver_type" -> solver = words.next();
                case "nr_class" -> classes = words.count("nr_class");
                case "nr_feature" -> features = words.count("nr_feature");
                case "bias" -> bias = words.number();
                case "label" -> {
                    for (int k = 0; k < classes; k++) {
                        labels.add(words.whole());
                    }
                }
                default ->
                    throw new IllegalArgumentException(words.place()
                            + "solver_type, nr_class, label, nr_feature, bias or w was expected, but found '" + key
                            + "'");
            }
        }
        if (solver == null || labels.isEmpty() || labels.size() != classes || features == 0) {
            throw new IllegalArgumentException("solver_type, nr_class, label and nr_feature must stand before w, in"
                    + " this order, but found solver " + solver + ", " + classes + " classes, " + labels.size()
                    + " labels and " + features + " features");
        }
        return new LiblinearHeader(solver, labels, features, bias);
    }
}
