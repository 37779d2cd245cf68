package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Folds;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.settings.FitOptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cross-validation with folds, groups and scores of one's own. */
class OwnFoldsTest {
    private static final SoftmaxRegression PRECISE =
            SoftmaxRegression.withDefaults().withTolerance(1e-8);

    /**
     * Rows of a group are alike, and have one label by chance: whoever has seen one of a group knows the others, and
     * whoever has not can only guess.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aGroupIsNeverOnBothSides(long seed) {
        int groupCount = 60;
        int columns = 120;
        var random = new Random(seed);
        double[][] centers = IntStream.range(0, groupCount)
                .mapToObj(g -> random.doubles(columns).toArray())
                .toArray(double[][]::new);
        boolean[] isHeads = new boolean[groupCount];
        IntStream.range(0, groupCount).forEach(g -> isHeads[g] = random.nextBoolean());
        List<Integer> groups = IntStream.range(0, 4 * groupCount)
                .mapToObj(row -> row % groupCount)
                .toList();
        double[][] features = groups.stream()
                .map(g -> Arrays.stream(centers[g])
                        .map(x -> x + 0.01 * random.nextGaussian())
                        .toArray())
                .toArray(double[][]::new);
        String[] labels =
                groups.stream().map(g -> isHeads[g] ? "heads" : "tails").toArray(String[]::new);
        Dataset dataset = Dataset.of(features, labels);
        Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), List.of(1e-4));
        double leaking = sweep.crossValidate(dataset, 4).bestCandidate().meanAccuracy();
        double honest = sweep.crossValidate(dataset, Folds.grouped(dataset, groups, 4, seed))
                .bestCandidate()
                .meanAccuracy();
        assertTrue(leaking > 0.9, leaking + " where groups are on both sides");
        assertEquals(0.5, honest, 4 * Math.sqrt(0.25 / groupCount), "four standard deviations of so many groups");
    }

    /** Given folds are what is held out, in whatever order the rows come; what is never held out is trained on. */
    @Test
    void givenFoldsAreHeldOut() {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine());
        int[] foldOfRow = IntStream.range(0, 178).map(row -> row % 4 - 1).toArray();
        CrossValidation validation = Sweep.of(PRECISE, List.of(0.1)).crossValidate(wine, Folds.of(foldOfRow));
        double loss = IntStream.range(0, 3)
                .mapToDouble(fold -> {
                    int[] others = rows(row -> foldOfRow[row] != fold);
                    int[] heldOut = rows(row -> foldOfRow[row] == fold);
                    Fit fit = PRECISE.withLambda(0.1).fit(wine.subset(others));
                    return fit.model().evaluate(wine.subset(heldOut)).logLoss();
                })
                .average()
                .orElseThrow();
        assertEquals(loss, validation.bestCandidate().meanLoss(), 1e-6);
    }

    private static int[] rows(IntPredicate which) {
        return IntStream.range(0, 178).filter(which).toArray();
    }

    /** Of one number of folds and one seed the stratified folds are those of before. */
    @Test
    void stratifiedFoldsAreTheDefault() {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine());
        Sweep sweep = Sweep.of(PRECISE, List.of(1.0, 0.01));
        CrossValidation byCount = sweep.crossValidate(wine, 3);
        CrossValidation byFolds = sweep.crossValidate(wine, Folds.stratified(wine, 3, PRECISE.seed()));
        assertEquals(byCount.candidates(), byFolds.candidates());
        assertEquals(byCount.refit().model(), byFolds.refit().model());
        for (CrossValidation.Candidate candidate : byCount.candidates()) {
            assertEquals(-candidate.meanLoss(), candidate.meanScore());
            assertEquals(candidate.lossStandardError(), candidate.scoreStandardError());
        }
    }

    /** What the score prefers is chosen and trained on all rows, be it the worst by its loss. */
    @Test
    void ownScoresDecide() {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine());
        Sweep sweep = Sweep.of(PRECISE, List.of(10.0, 0.01, 1.0));
        Folds folds = Folds.stratified(wine, 3, 1);
        CrossValidation worst = sweep.crossValidate(wine, folds, FitOptions.none(), Evaluation::logLoss);
        CrossValidation.Candidate byLoss = worst.candidates().stream()
                .max(Comparator.comparingDouble(CrossValidation.Candidate::meanLoss))
                .orElseThrow();
        assertEquals(byLoss, worst.bestCandidate());
        assertEquals(10, worst.bestCandidate().penalty().lambda());
        assertEquals(10, worst.refit().settings().penalty().lambda());
        CrossValidation f1 = sweep.crossValidate(wine, folds, FitOptions.none(), Evaluation::macroF1);
        f1.candidates()
                .forEach(candidate ->
                        assertTrue(candidate.meanScore() <= f1.bestCandidate().meanScore()));
        CrossValidation.Candidate simplest = f1.oneStandardErrorCandidate();
        assertTrue(simplest.meanScore()
                >= f1.bestCandidate().meanScore() - f1.bestCandidate().scoreStandardError());
        assertTrue(simplest.penalty().lambda() >= f1.bestCandidate().penalty().lambda());
    }

    @Test
    void aScoreThatIsNoNumberIsLast() {
        Dataset wine = ReferenceData.standardised(ReferenceData.wine());
        ToDoubleFunction<Evaluation> score =
                evaluation -> evaluation.logLoss() < 0.3 ? Double.NaN : -evaluation.logLoss();
        CrossValidation validation = Sweep.of(PRECISE, List.of(10.0, 0.01))
                .crossValidate(wine, Folds.stratified(wine, 3, 1), FitOptions.none(), score);
        assertTrue(Double.isNaN(validation.candidates().get(1).meanScore()));
        assertEquals(0, validation.best());
        assertEquals(0, validation.oneStandardError());
        assertTrue(
                validation.toString().startsWith("CrossValidation[2 candidates, best: lambda 10.00, "),
                validation::toString);
    }

    @Test
    void refusesFoldsOfOtherRows() {
        Dataset iris = ReferenceData.iris();
        Sweep sweep = Sweep.of(PRECISE, List.of(1.0));
        assertRefused("150 rows and folds of 4", () -> sweep.crossValidate(iris, Folds.of(0, 1, 0, 1)));
        var weights = new double[150];
        weights[0] = 1;
        weights[2] = 1;
        int[] alternating = IntStream.range(0, 150).map(row -> row % 2).toArray();
        assertRefused(
                "fold 0 holds out 2.0 of 2.0",
                () -> sweep.crossValidate(iris.withWeights(weights), Folds.of(alternating)));
    }

    private static void assertRefused(String words, Executable action) {
        String message = assertThrows(IllegalArgumentException.class, action).getMessage();
        assertTrue(message.contains(words), message);
    }
}
