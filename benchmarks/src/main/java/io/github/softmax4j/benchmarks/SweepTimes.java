package io.github.softmax4j.benchmarks;

import io.github.softmax4j.CrossValidation;
import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.Sweep;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A sweep and a cross-validation against fits of single models, side by side in some rounds of one run, in float. */
public final class SweepTimes {
    private static final int FOLDS = 5;

    /** The virtual machine goes on compiling for some time, and single fits gain the most from it. */
    private static final int ROUNDS = 4;

    private SweepTimes() {}

    /** A result and the time it took. */
    private record Timed<T>(T result, double seconds) {
        static <T> Timed<T> of(Supplier<T> work) {
            long start = System.nanoTime();
            T result = work.get();
            return new Timed<>(result, (System.nanoTime() - start) / 1e9);
        }
    }

    /**
     * Prints times, ratios, and the largest difference of objectives.
     *
     * @param arguments a source such as a file of IDX images, the smallest lambda, the largest, and how many
     * @throws IOException if the source cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Dataset dataset =
                Tables.readTraining(arguments[0], ReadOptions.forTraining()).trainingSet();
        List<Double> lambdas = Sweep.logarithmic(
                Double.parseDouble(arguments[1]), Double.parseDouble(arguments[2]), Integer.parseInt(arguments[3]));
        SoftmaxRegression regression = SoftmaxRegression.withDefaults();
        double middle = lambdas.get(lambdas.size() / 2);
        regression.withLambda(middle).fit(dataset); // the virtual machine warms up
        List<Fit> sweep = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            Timed<Fit> single = Timed.of(() -> regression.withLambda(middle).fit(dataset));
            say("one fit at lambda %.1e: %.1f s%n", middle, single.seconds);
            Timed<List<Fit>> together =
                    Timed.of(() -> Sweep.of(regression, lambdas).fitAll(dataset));
            sweep = together.result;
            say(
                    "sweep of %d: %.1f s, ratio %.1f%n",
                    lambdas.size(), together.seconds, together.seconds / single.seconds);
            Timed<CrossValidation> folds =
                    Timed.of(() -> Sweep.of(regression, lambdas).crossValidate(dataset, FOLDS));
            say(
                    "%d folds x %d, and the refit: %.1f s, ratio %.1f%n",
                    FOLDS, lambdas.size(), folds.seconds, folds.seconds / single.seconds);
        }
        Timed<List<Fit>> singles = Timed.of(() -> lambdas.stream()
                .map(lambda -> regression.withLambda(lambda).fit(dataset))
                .toList());
        say("%d fits one after the other: %.1f s%n", lambdas.size(), singles.seconds);
        double difference = 0;
        for (int i = 0; i < lambdas.size(); i++) {
            double alone = singles.result.get(i).objective();
            difference = Math.max(difference, Math.abs(sweep.get(i).objective() / alone - 1));
        }
        say("largest relative difference of the objectives: %.1e%n", difference);
    }

    private static void say(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}
