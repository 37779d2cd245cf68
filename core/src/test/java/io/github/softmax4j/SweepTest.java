package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Folds;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.ClassWeights;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Penalty;
import io.github.softmax4j.settings.Solver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class SweepTest {
    private static final SoftmaxRegression PRECISE =
            SoftmaxRegression.withDefaults().withTolerance(1e-8);
    private static final List<Double> LAMBDAS = List.of(1e-3, 1.0, 1e-1, 1e-2);

    /** Trained together, each model is the one that is trained alone. */
    @ParameterizedTest
    @EnumSource(Solver.Preconditioning.class)
    void modelsTogetherAreModelsAlone(Solver.Preconditioning preconditioning) {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine());
        SoftmaxRegression regression = PRECISE.withSolver(new Solver.FullBatch(10, preconditioning));
        List<Fit> together = Sweep.of(regression, LAMBDAS).fitAll(wine);
        assertEquals(4, together.size());
        for (int i = 0; i < 4; i++) {
            Fit alone = regression.withLambda(LAMBDAS.get(i)).fit(wine);
            assertEquals(alone.objective(), together.get(i).objective(), 1e-10 * alone.objective());
            assertEquals(LAMBDAS.get(i), together.get(i).settings().penalty().lambda());
            assertTrue(together.get(i).stopReason().converged());
        }
    }

    private static Dataset gaussianRows(int rows, int columns, int seed, BiFunction<float[], Random, String> label) {
        var random = new Random(seed);
        var features = new float[rows][columns];
        String[] labels = new String[rows];
        for (int i = 0; i < rows; i++) {
            float[] row = features[i];
            IntStream.range(0, columns).forEach(j -> row[j] = (float) random.nextGaussian());
            labels[i] = label.apply(row, random);
        }
        return Dataset.of(features, labels);
    }

    /** So many rows that the Hessian of a sample is taken; few columns, for which a kernel may be. */
    @Test
    void weightedRowsTogetherAreWeightedRowsAlone() {
        Dataset dataset = gaussianRows(
                10_000, 256, 42, (row, random) -> row[0] + row[1] + random.nextGaussian() > 1.5 ? "rare" : "frequent");
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withClassWeights(ClassWeights.equal());
        List<Double> lambdas = List.of(1e-2, 1e-1);
        List<Fit> together = Sweep.of(regression, lambdas).fitAll(dataset);
        for (int i = 0; i < lambdas.size(); i++) {
            Fit alone = regression.withLambda(lambdas.get(i)).fit(dataset);
            assertEquals(alone.objective(), together.get(i).objective(), 1e-6);
        }
    }

    /** No penalty at all is infinitely far from the others in log lambda; results keep the order of the list. */
    @Test
    void anyOrderAndNoPenaltyAreTrainedToo() {
        SoftmaxRegression smoothed = PRECISE.withLabelSmoothing(0.1);
        List<Double> lambdas = List.of(1e-3, 0.0, 1.0, 1e-9, 1e-2, 0.1);
        List<Fit> together = Sweep.of(smoothed, lambdas).fitAll(ReferenceData.iris());
        assertEquals(lambdas.size(), together.size());
        for (int i = 0; i < lambdas.size(); i++) {
            Fit alone = smoothed.withLambda(lambdas.get(i)).fit(ReferenceData.iris());
            assertEquals(lambdas.get(i), together.get(i).settings().penalty().lambda());
            assertEquals(alone.objective(), together.get(i).objective(), 1e-9, "lambda " + lambdas.get(i));
        }
    }

    @Test
    void elasticNetsTogetherAreElasticNetsAlone() {
        Dataset iris = ReferenceData.iris();
        List<Double> ratios = List.of(0.0, 0.5, 1.0);
        List<Double> lambdas = List.of(0.1, 0.01);
        List<Fit> together = Sweep.of(PRECISE, lambdas).withL1Ratios(ratios).fitAll(iris);
        for (int i = 0; i < 6; i++) {
            double lambda = lambdas.get(i % 2);
            double ratio = ratios.get(i / 2);
            Fit alone = PRECISE.withLambda(lambda).withL1Ratio(ratio).fit(iris);
            assertEquals(alone.objective(), together.get(i).objective(), 1e-8, lambda + ", " + ratio);
        }
    }

    /** Scores are those of models that are trained on the other folds alone, and tested on the fold. */
    @ParameterizedTest
    @CsvSource({"DOUBLE, 1e-6", "FLOAT, 1e-3"})
    void foldsAreModelsOfTheOtherRows(DataType type, double tolerance) {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine()).withType(type);
        CrossValidation validation = Sweep.of(PRECISE, LAMBDAS).crossValidate(wine, 3);
        Folds folds = Folds.stratified(wine, 3, PRECISE.seed());
        for (CrossValidation.Candidate candidate : validation.candidates()) {
            var losses = new double[3];
            var accuracies = new double[3];
            for (int fold = 0; fold < 3; fold++) {
                int[] heldOut = folds.heldOut(fold);
                int[] others = IntStream.range(0, 178)
                        .filter(row -> Arrays.binarySearch(heldOut, row) < 0)
                        .toArray();
                Fit fit = PRECISE.withPenalty(candidate.penalty()).fit(wine.subset(others));
                losses[fold] = fit.model().evaluate(wine.subset(heldOut)).logLoss();
                accuracies[fold] = fit.model().evaluate(wine.subset(heldOut)).accuracy();
            }
            double mean = Arrays.stream(losses).average().orElseThrow();
            double squares =
                    Arrays.stream(losses).map(l -> (l - mean) * (l - mean)).sum();
            assertEquals(mean, candidate.meanLoss(), tolerance);
            assertEquals(Math.sqrt(squares / 2 / 3), candidate.lossStandardError(), tolerance);
            assertEquals(Arrays.stream(accuracies).average().orElseThrow(), candidate.meanAccuracy(), 1e-9);
            assertTrue(candidate.converged());
        }
        assertChosen(validation);
        Penalty chosen = validation.candidates().get(validation.best()).penalty();
        Fit alone = PRECISE.withPenalty(chosen).fit(wine);
        assertEquals(alone.objective(), validation.refit().objective(), 1e-6 * alone.objective());
    }

    /** Labels by chance, which a model of enough weights knows by heart: whoever has not seen a row can only guess. */
    @Test
    void foldsKnowNothingOfWhatTheyHoldOut() {
        Dataset dataset = gaussianRows(200, 300, 5, (row, random) -> random.nextBoolean() ? "heads" : "tails");
        CrossValidation validation = Sweep.of(SoftmaxRegression.withDefaults(), List.of(1e-3, 1e-6, 0.0))
                .crossValidate(dataset, 4);
        assertEquals(1, validation.refit().model().evaluate(dataset).accuracy());
        for (CrossValidation.Candidate candidate : validation.candidates()) {
            assertEquals(0.5, candidate.meanAccuracy(), 0.15, candidate.toString()); // four standard deviations
        }
    }

    /** Models that are cut short are no path to go on along: no start is worse than where the one before has ended. */
    @Test
    void whatIsCutShortIsNotContinued() {
        SoftmaxRegression hasty = SoftmaxRegression.withDefaults().withMaxIterations(1);
        List<Fit> fits = Sweep.of(hasty, Sweep.logarithmic(1, 1e-6, 13)).fitAll(ReferenceData.wine());
        for (int i = 1; i < fits.size(); i++) {
            assertEquals(StopReason.MAX_ITERATIONS, fits.get(i).stopReason());
            double start = fits.get(i).history().get(0).objective();
            assertTrue(start <= fits.get(i - 1).objective(), i + ": " + start);
        }
    }

    private static void assertChosen(CrossValidation validation) {
        CrossValidation.Candidate best = validation.candidates().get(validation.best());
        CrossValidation.Candidate simplest = validation.candidates().get(validation.oneStandardError());
        for (CrossValidation.Candidate candidate : validation.candidates()) {
            assertTrue(best.meanLoss() <= candidate.meanLoss());
            boolean asGood = candidate.meanLoss() <= best.meanLoss() + best.lossStandardError();
            assertTrue(!asGood
                    || candidate.penalty().lambda() <= simplest.penalty().lambda());
        }
        assertTrue(simplest.penalty().lambda() >= best.penalty().lambda());
    }

    /** Each row is held out once, and each class evenly. */
    @Test
    void foldsAreStratified() {
        Dataset wine = ReferenceData.wine();
        Folds folds = Folds.stratified(wine, 5, 7);
        var seen = new int[178];
        for (int fold = 0; fold < 5; fold++) {
            var classes = new int[3];
            for (int row : folds.heldOut(fold)) {
                seen[row]++;
                classes[wine.labels()[row]]++;
            }
            assertTrue(Math.abs(classes[0] - 59 / 5.0) <= 1, Arrays.toString(classes));
            assertTrue(Math.abs(classes[1] - 71 / 5.0) <= 1, Arrays.toString(classes));
            assertTrue(Math.abs(classes[2] - 48 / 5.0) <= 1, Arrays.toString(classes));
        }
        assertTrue(Arrays.stream(seen).allMatch(count -> count == 1));
        assertEquals(
                Arrays.toString(folds.heldOut(0)),
                Arrays.toString(Folds.stratified(wine, 5, 7).heldOut(0)),
                "the same seed");
    }

    /** Many rows: the Hessian of a sample leads the way, and the way ends at the same optimum. */
    @Test
    void sampledHessiansLeadToTheSameOptimum() {
        Dataset dataset = noisyScores(250, 40, 20);
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withLambda(1e-2);
        Fit fit = regression.fit(dataset);
        assertTrue(
                fit.history().get(fit.history().size() - 1).passes() > fit.evaluations(),
                "there is a sampled Hessian, and what was read of it is counted");
        Solver without = new Solver.FullBatch(10, Solver.Preconditioning.FIXED_CURVATURE);
        Fit shared = regression.withSolver(without).fit(dataset);
        assertTrue(fit.stopReason().converged(), fit.cause());
        assertEquals(shared.objective(), fit.objective(), 1e-6 * fit.objective());
        Fit lasso = regression.withL1Ratio(1).fit(dataset);
        Fit lassoShared = regression.withL1Ratio(1).withSolver(without).fit(dataset);
        assertEquals(lassoShared.objective(), lasso.objective(), 1e-6 * lasso.objective());
        List<Fit> path = Sweep.of(regression, List.of(0.1, 0.03, 0.01)).fitAll(dataset);
        assertEquals(fit.objective(), path.get(2).objective(), 1e-6 * fit.objective());
    }

    /**
     * More weights than the sample has rows: its Hessian knows too little of the others, and is left for a simpler
     * approximation.
     */
    @Test
    void aHessianThatMisleadsIsLeft() {
        Dataset dataset = noisyScores(400, 5, 10);
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withLambda(1e-6);
        Fit fit = regression.fit(dataset);
        assertTrue(
                fit.history().get(fit.history().size() - 1).passes() > fit.evaluations(),
                "there is a sampled Hessian, and what was read of it is counted");
        Solver without = new Solver.FullBatch(10, Solver.Preconditioning.FIXED_CURVATURE);
        Fit shared = regression.withSolver(without).fit(dataset);
        double goal = 1.001 * Math.min(fit.objective(), shared.objective());
        double own = passesTo(goal, fit);
        double others = passesTo(goal, shared);
        assertTrue(own <= 3 * others, own + " passes, and without the Hessian " + others);
        List<Fit> path = Sweep.of(regression, List.of(1e-5, 3e-6, 1e-6)).fitAll(dataset);
        assertEquals(fit.objective(), path.get(2).objective(), 1e-5 * fit.objective());
    }

    /** Many rows, each of the class with the largest of some linear scores and noise. */
    private static Dataset noisyScores(int features, int classes, int noise) {
        int rows = 10_000;
        Nd4j.getRandom().setSeed(3);
        var x = Nd4j.randn(DataType.FLOAT, rows, features);
        var scores = x.mmul(Nd4j.randn(DataType.FLOAT, features, classes))
                .addi(Nd4j.randn(DataType.FLOAT, rows, classes).muli(noise));
        int[] labels = scores.argMax(1).toIntVector();
        return Dataset.of(x, Arrays.stream(labels).mapToObj(Integer::toString).toList());
    }

    private static double passesTo(double objective, Fit fit) {
        return fit.history().stream()
                .filter(step -> step.objective() <= objective)
                .findFirst()
                .orElseThrow()
                .passes();
    }

    @Test
    void cancellationEndsAllModels() {
        var evaluations = new AtomicInteger();
        List<Fit> fits = Sweep.of(PRECISE, Sweep.logarithmic(1e-4, 1, 6))
                .fitAll(
                        ReferenceData.wine(),
                        FitOptions.none().withCancellation(() -> evaluations.incrementAndGet() > 8));
        assertEquals(6, fits.size(), "each has its fit, however far it came");
        assertTrue(fits.stream().anyMatch(fit -> fit.stopReason() == StopReason.CANCELLED));
    }

    @Test
    void rangesAreEvenInTheirLogarithms() {
        List<Double> range = Sweep.logarithmic(1e-6, 1, 13);
        assertEquals(13, range.size());
        assertEquals(1e-6, range.get(0));
        assertEquals(1e-3, range.get(6), 1e-15);
        assertEquals(1.0, range.get(12));
    }

    @Test
    void refusesWhatCannotBeSwept() {
        var refused = new ArrayList<Runnable>();
        refused.add(() -> Sweep.of(PRECISE, List.of()));
        refused.add(() -> Sweep.of(PRECISE, List.of(1.0, 1.0)));
        refused.add(() -> Sweep.of(PRECISE, List.of(-1.0)));
        refused.add(() -> Sweep.of(PRECISE.withSolver(Solver.sgd()), List.of(1.0)));
        refused.add(() -> Sweep.logarithmic(0, 1, 3));
        refused.add(() -> Sweep.of(PRECISE, List.of(1.0)).crossValidate(ReferenceData.iris(), 1));
        refused.add(() -> Sweep.of(PRECISE, List.of(1.0)).crossValidate(ReferenceData.iris(), 151));
        refused.add(() -> Sweep.of(PRECISE, List.of(1.0))
                .fitAll(ReferenceData.iris(), FitOptions.none().withValidation(ReferenceData.iris(), 3)));
        refused.forEach(call -> assertThrows(IllegalArgumentException.class, call::run));
    }
}
