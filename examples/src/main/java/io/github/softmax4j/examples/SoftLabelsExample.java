package io.github.softmax4j.examples;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Soft labels: a small model learns the probabilities that a large one gives to rows without labels. */
public final class SoftLabelsExample {
    private static final int SIDE = 8;
    private static final int LABELLED = 1000;

    private SoftLabelsExample() {}

    /**
     * Runs the example.
     *
     * @param args none
     * @throws IOException if the sample cannot be read
     */
    public static void main(String[] args) throws IOException {
        Dataset digits =
                Tables.readTraining("sample:digits", ReadOptions.forTraining()).trainingSet();
        Dataset test =
                Tables.readTest("sample:digits", ReadOptions.forTraining()).dataset(digits.classes());
        Dataset labelled = digits.range(0, LABELLED);
        INDArray unlabelled = digits.range(LABELLED, (int) digits.rows()).features();

        // begin
        SoftmaxRegression regression = SoftmaxRegression.withDefaults().withLambda(1e-3);
        SoftmaxModel teacher = regression.fit(labelled).model();

        INDArray probabilities = teacher.probabilities(unlabelled); // or the shares of annotators' votes
        Dataset soft = Dataset.ofProbabilities(halved(unlabelled), probabilities, teacher.classes());
        SoftmaxModel student = regression.fit(soft).model();
        // end

        double ofTeacher = teacher.evaluate(test).accuracy();
        double ofStudent = student.evaluate(Dataset.of(halved(test.features()), test.labels(), test.classes()))
                .accuracy();
        System.out.println("64 pixels: " + ofTeacher + ", 16 pixels, without a label: " + ofStudent);
        if (ofTeacher < 0.9 || ofStudent < 0.75) {
            throw new IllegalStateException(
                    "accuracies of at least 0.9 and 0.75 were expected, but are " + ofTeacher + " and " + ofStudent);
        }
    }

    /** Images of 4 x 4: the means of squares of 2 x 2 pixels. */
    private static INDArray halved(INDArray images) {
        float[][] halves = Arrays.stream(images.toFloatMatrix())
                .map(SoftLabelsExample::halved)
                .toArray(float[][]::new);
        return Nd4j.createFromArray(halves);
    }

    private static float[] halved(float[] image) {
        var half = new float[SIDE * SIDE / 4];
        for (int pixel = 0; pixel < image.length; pixel++) {
            int row = pixel / SIDE / 2;
            int column = pixel % SIDE / 2;
            half[row * SIDE / 2 + column] += image[pixel] / 4;
        }
        return half;
    }
}
