package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.ResidentMemory;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.settings.FitOptions;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Fits and predictions one after the other: what they take of the machine's memory, they give back. */
class SoakTest {
    private static final long MOST_GROWTH = 10 << 20;

    @Test
    void fits() {
        Dataset iris = ReferenceData.iris().withType(DataType.FLOAT);
        assertFlat(100, () -> SoftmaxRegression.withDefaults().fit(iris));
    }

    @Test
    void fitsWithValidationAndL1() {
        Dataset wine = ReferenceData.wine().withType(DataType.FLOAT);
        SoftmaxRegression lasso =
                SoftmaxRegression.withDefaults().withLambda(1e-2).withL1Ratio(1);
        assertFlat(30, () -> lasso.fit(wine, FitOptions.none().withValidation(wine, 10)));
    }

    @Test
    void predictions() {
        Dataset iris = ReferenceData.iris().withType(DataType.FLOAT);
        SoftmaxModel model = SoftmaxRegression.withDefaults().fit(iris).model();
        INDArray features = iris.features();
        assertFlat(3000, () -> model.probabilities(features).close());
    }

    private static void assertFlat(int times, Runnable action) {
        long growth = ResidentMemory.growth(times, action);
        assertTrue(growth < MOST_GROWTH, growth + " bytes more after " + times + " times");
    }
}
