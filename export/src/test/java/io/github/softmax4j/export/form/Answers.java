package io.github.softmax4j.export.form;

import io.github.softmax4j.model.SoftmaxModel;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a model says, and NaN where it refuses to. */
final class Answers {
    private Answers() {}

    static double[] of(SoftmaxModel model, Map<String, ?> record) {
        try {
            return model.probabilities(record);
        } catch (IllegalArgumentException e) {
            var refused = new double[model.classes().size()];
            Arrays.fill(refused, Double.NaN);
            return refused;
        }
    }

    /** As predict has it: in the number type of the model. */
    static double[] ofFloat(SoftmaxModel model, double[] features) {
        try (INDArray row = Nd4j.createFromArray(new double[][] {features});
                INDArray said = model.probabilities(row)) {
            return said.toDoubleVector();
        }
    }
}
