package io.github.softmax4j.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.formats.ReadOptions;
import io.github.softmax4j.formats.Tables;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** The programs of docs/coming-from.md, one for each library, in its order. */
class ComingFromTest {
    private static final int ROWS = 90;
    private static final int FEATURES = 4;

    @TempDir
    private Path folder;

    private final double[][] x = new double[ROWS][FEATURES];
    private final int[] y = new int[ROWS];

    /** Three classes that lie apart. */
    ComingFromTest() {
        var random = new Random(1);
        for (int i = 0; i < ROWS; i++) {
            y[i] = i % 3;
            for (int j = 0; j < FEATURES; j++) {
                x[i][j] = random.nextGaussian() + (j == y[i] ? 4 : 0);
            }
        }
    }

    private static String[] words(int... labels) {
        return Arrays.stream(labels).mapToObj(label -> "c" + label).toArray(String[]::new);
    }

    private void requireSame(SoftmaxModel model, Path file) throws IOException {
        assertEquals(model, ModelFile.read(file));
    }

    @Test
    void scikitLearn() throws IOException {
        double[][] trainRows = x;
        String[] trainLabels = words(y);
        double[][] testRows = x;
        String[] testLabels = words(y);
        Path file = folder.resolve("model.s4j");
        // begin
        Dataset train = Dataset.of(trainRows, trainLabels);
        double c = 1.0;
        SoftmaxModel model = SoftmaxRegression.withDefaults()
                .withLambda(1 / (c * train.rows()))
                .fit(train)
                .model();
        double accuracy = model.evaluate(Dataset.of(testRows, testLabels)).accuracy();
        double[][] probabilities = model.probabilities(testRows);
        ModelFile.write(model, file);
        // end
        assertTrue(accuracy > 0.95, () -> "accuracy " + accuracy);
        assertEquals(1, Arrays.stream(probabilities[0]).sum(), 1e-12);
        requireSame(model, file);
    }

    @Test
    void smile() throws IOException {
        double[] row = x[1];
        Path file = folder.resolve("model.s4j");
        // begin
        SoftmaxModel model = SoftmaxRegression.withDefaults()
                .withLambda(0.1 / x.length)
                .fit(Dataset.of(x, y))
                .model();
        double[] posteriori = new double[model.classes().size()];
        model.probabilities(row, posteriori);
        Prediction likely = model.predict(row);
        ModelFile.write(model, file);
        // end
        assertEquals("1", likely.label());
        assertEquals(likely.probability(), posteriori[1]);
        requireSame(model, file);
    }

    @Test
    void tribuo() throws IOException {
        Path file = csv("train.csv");
        Path testFile = csv("test.csv");
        Path modelFile = folder.resolve("model.s4j");
        // begin
        Dataset train = Tables.readTraining(file, ReadOptions.forTraining().withLabel("species"))
                .trainingSet();
        SoftmaxModel model = SoftmaxRegression.withDefaults().fit(train).model();
        Dataset test = Tables.readTest(testFile, ReadOptions.forModel(model)).dataset(model.classes());
        Evaluation evaluation = model.evaluate(test);
        System.out.println(evaluation.report());
        ModelFile.write(model, modelFile);
        // end
        assertTrue(evaluation.accuracy() > 0.95, evaluation::toString);
        requireSame(model, modelFile);
    }

    private Path csv(String name) throws IOException {
        var lines = new ArrayList<>(List.of("a,b,c,d,species"));
        for (int i = 0; i < ROWS; i++) {
            lines.add(x[i][0] + "," + x[i][1] + "," + x[i][2] + "," + x[i][3] + ",s" + y[i]);
        }
        return Files.write(folder.resolve(name), lines);
    }

    @Test
    void spark() throws IOException {
        Dataset rows = Dataset.of(x, y);
        double[] weights = new Random(2).doubles(ROWS, 0.5, 1.5).toArray();
        double[][] others = x;
        Path file = folder.resolve("model.s4j");
        // begin
        SoftmaxModel model = SoftmaxRegression.withDefaults()
                .withLambda(0.01)
                .withL1Ratio(0.5)
                .withStandardize(true)
                .fit(rows.withWeights(weights))
                .model();
        List<Prediction> predictions = model.predict(others);
        ModelFile.write(model, file);
        // end
        assertEquals(ROWS, predictions.size());
        assertEquals("2", predictions.get(2).label());
        requireSame(model, file);
    }

    @Test
    void dl4j() throws IOException {
        INDArray features = Nd4j.createFromArray(x);
        INDArray oneHot = Nd4j.zeros(ROWS, 3);
        for (int i = 0; i < ROWS; i++) {
            oneHot.putScalar(i, y[i], 1);
        }
        DataSetIterator iterator = new SingletonDataSetIterator(new DataSet(features, oneHot));
        Path file = folder.resolve("model.s4j");
        // begin
        SoftmaxModel model = SoftmaxRegression.withDefaults()
                .withLambda(1e-4)
                .fit(Dataset.of(iterator))
                .model();
        INDArray probabilities = model.probabilities(features);
        ModelFile.write(model, file);
        // end
        assertArrayEquals(new long[] {ROWS, 3}, probabilities.shape());
        assertEquals(1, probabilities.getRow(0).sumNumber().doubleValue(), 1e-6);
        requireSame(model, file);
    }
}
