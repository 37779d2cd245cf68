package io.github.softmax4j;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The example of the README, between the marks; ReadmeTest runs it and compares it with the README. */
final class ReadmeExample {
    private ReadmeExample() {}

    static Evaluation run(Path file) throws IOException {
        // begin
        Dataset digits =
                Tables.readTraining("sample:digits", ReadOptions.forTraining()).trainingSet();

        Fit fit = SoftmaxRegression.withDefaults().withLambda(1e-4).fit(digits);
        System.out.println(fit.stopReason() + " after " + fit.iterations() + " iterations: " + fit.objective());

        SoftmaxModel model = fit.model();
        ModelFile.write(model, file);

        SoftmaxModel read = ModelFile.read(file);
        Dataset test =
                Tables.readTest("sample:digits", ReadOptions.forTraining()).dataset(read.classes());
        List<String> classes = read.predict(test.features());
        INDArray probabilities = read.probabilities(test.features());
        INDArray logProbabilities = read.logProbabilities(test.features());
        System.out.println(classes.get(0) + " " + probabilities.getRow(0) + " " + logProbabilities.getRow(0));
        Evaluation evaluation = read.evaluate(test);
        System.out.println("accuracy " + evaluation.accuracy());
        // end
        return evaluation;
    }
}
