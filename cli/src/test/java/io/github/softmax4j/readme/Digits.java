package io.github.softmax4j.readme;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The program of the README; ReadmeTest runs it and compares it with the README. */
public class Digits {
    public static void main(String[] args) throws IOException {
        Dataset digits =
                Tables.readTraining("sample:digits", ReadOptions.forTraining()).trainingSet();

        Fit fit = SoftmaxRegression.withDefaults().withLambda(1e-4).fit(digits);
        System.out.println(fit.stopReason() + " after " + fit.iterations() + " iterations: " + fit.objective());

        Path file = Path.of("digits.s4j");
        ModelFile.write(fit.model(), file);

        SoftmaxModel model = ModelFile.read(file);
        Dataset test =
                Tables.readTest("sample:digits", ReadOptions.forModel(model)).dataset(model.classes());
        float[] row = test.features().getRow(0).toFloatVector();
        Prediction prediction = model.predict(row);
        System.out.println(prediction.label() + " with probability " + prediction.probability());
        System.out.println("the most probable: " + model.topK(row, 3));
        INDArray probabilities = model.probabilities(test.features());
        System.out.println("rows x classes: " + probabilities.rows() + " x " + probabilities.columns());
        Evaluation evaluation = model.evaluate(test);
        System.out.println("accuracy " + evaluation.accuracy());
    }
}
