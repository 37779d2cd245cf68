package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.settings.Solver;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * The same rows are the same problem, in memory or in a file, from where they are mapped or streamed: in some blocks on
 * a processor.
 */
class FeaturesInFileTest {
    private static final int ROWS = 11_000;
    private static final int COLUMNS = 200;
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withLambda(1e-2);

    /** Enough for the sample of the Hessian, less than the features. */
    private static final FeatureStorage SMALL = FeatureStorage.inMemory().withBudget(6 << 20);

    private static Dataset inMemory;
    private static Dataset inFile;

    @BeforeAll
    static void makeRows() {
        var random = new Random(5);
        var memory = new FeatureBuilder(COLUMNS, DataType.DOUBLE);
        var file = new FeatureBuilder(COLUMNS, DataType.DOUBLE, SMALL);
        var labels = new String[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double[] row = random.doubles(COLUMNS).toArray();
            row[0] += 1e6; // in float kept as a difference from a center
            memory.add(row);
            file.add(row);
            labels[i] = row[1] + row[2] + 0.3 * random.nextGaussian() > 1 ? "a" : row[3] > 0.5 ? "b" : "c";
        }
        ClassLabels classes = ClassLabels.of(List.of(labels));
        FeatureMatrix matrix = file.build();
        assertTrue(matrix.isInFile());
        inMemory = Dataset.of(memory.build(), List.of(labels), classes);
        inFile = Dataset.of(matrix, List.of(labels), classes);
    }

    @AfterAll
    static void forgetRows() {
        inMemory = null;
        inFile = null;
    }

    private static void assertClose(double expected, double found, double tolerance) {
        assertEquals(expected, found, tolerance * Math.abs(expected));
    }

    /** Mini-batches have their rows in another order. */
    @ParameterizedTest
    @CsvSource({
        "lbfgs, DOUBLE, 0, 1e-9",
        "lbfgs, FLOAT, 0, 1e-6",
        "lbfgs, DOUBLE, 0.5, 1e-9",
        "fixed-lbfgs, DOUBLE, 0, 1e-9",
        "sgd, FLOAT, 0, 1e-2"
    })
    void fitsAreTheSame(String solver, DataType type, double l1Ratio, double tolerance) {
        Solver wanted = switch (solver) {
            case "fixed-lbfgs" -> new Solver.FullBatch(10, Solver.Preconditioning.FIXED_CURVATURE);
            case "sgd" -> Solver.sgd();
            default -> Solver.lbfgs();
        };
        SoftmaxRegression regression = REGRESSION.withSolver(wanted).withL1Ratio(l1Ratio);
        Dataset present = inMemory.withType(type);
        Dataset coming = inFile.withType(type);
        assertTrue(coming.featureMatrix().isInFile());
        assertEquals(type == DataType.FLOAT, coming.featureMatrix().isCentered());
        Fit expected = regression.fit(present);
        Fit found = regression.fit(coming);
        assertClose(expected.objective(), found.objective(), tolerance);
        assertEquals(
                expected.model().evaluate(present).logLoss(),
                expected.model().evaluate(coming).logLoss(),
                1e-6);
    }

    @Test
    void sweepsAreTheSame() {
        var sweep =
                Sweep.of(REGRESSION.withTolerance(1e-8), List.of(1e-1, 1e-2)); // other rows in the sample, other ends
        CrossValidation expected = sweep.crossValidate(inMemory, 2);
        CrossValidation found = sweep.crossValidate(inFile, 2);
        for (int i = 0; i < 2; i++) {
            assertClose(
                    expected.candidates().get(i).meanLoss(),
                    found.candidates().get(i).meanLoss(),
                    1e-6);
        }
        assertClose(expected.refit().objective(), found.refit().objective(), 1e-9);
    }

    @Test
    void estimatesAreTheSame() {
        Fit fit = REGRESSION.withLambda(0).fit(inMemory);
        Estimates expected = Estimates.of(fit, inMemory);
        Estimates found = Estimates.of(fit, inFile);
        for (int i = 0; i < expected.rows().size(); i += 50) {
            assertClose(
                    expected.rows().get(i).standardError(), found.rows().get(i).standardError(), 1e-6);
        }
    }

    @Test
    void fingerprintsAndPartsAreTheSame() {
        assertEquals(inFile.subset(7, 3).fingerprint(), inMemory.subset(7, 3).fingerprint());
        assertEquals(inFile.fingerprint(), inMemory.fingerprint());
    }
}
