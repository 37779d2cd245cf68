package io.github.softmax4j.export.reading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * LIBLINEAR's text files of logistic regressions of two classes: P(first label | x) = 1 / (1 + exp(-w x)), where x ends
 * with the bias if that is not negative (Fan, Chang, Hsieh, Wang and Lin, LIBLINEAR: a library for large linear
 * classification, 2008; {@code save_model} in its linear.cpp).
 *
 * <p>Of more classes it trains each against the rest. The rest of its solvers are no logistic regressions.
 */
public final class LiblinearModels implements ForeignFormat {
    private static final Set<String> LOGISTIC = Set.of("L2R_LR", "L2R_LR_DUAL", "L1R_LR");

    @Override
    public String word() {
        return "liblinear";
    }

    @Override
    public String library() {
        return "LIBLINEAR";
    }

    @Override
    public boolean fits(FileStart start) {
        return start.beginsText("solver_type");
    }

    @Override
    public ForeignModel read(Path file) throws IOException {
        return read(ForeignText.of(file));
    }

    static ForeignModel read(String text) {
        var words = new LiblinearWords(text);
        LiblinearHeader header = LiblinearHeader.read(words);
        requireLogistic(header);
        double[] w = words.numbers(header.features() + (header.hasBias() ? 1 : 0));
        words.requireEnd();
        double intercept = header.hasBias() ? header.bias() * w[header.features()] : 0;
        return new ForeignModel(
                        List.of(header.labels().get(1), header.labels().get(0)),
                        IntStream.rangeClosed(1, header.features())
                                .mapToObj(index -> "x" + index)
                                .toList(),
                        ForeignModel.twoColumns(Arrays.copyOf(w, header.features())),
                        new double[] {0, intercept},
                        List.of())
                .withFacts(Map.of("solver_type", header.solver()));
    }

    private static void requireLogistic(LiblinearHeader header) {
        if (!LOGISTIC.contains(header.solver())) {
            throw new IllegalArgumentException("solver_type must be L2R_LR, L2R_LR_DUAL or L1R_LR, the logistic"
                    + " regressions, but is " + header.solver());
        }
        if (header.labels().size() != 2) {
            throw new IllegalArgumentException("there must be 2 classes, but there are "
                    + header.labels().size() + ": LIBLINEAR trains each of them against the rest, which is no softmax"
                    + " regression");
        }
    }
}
