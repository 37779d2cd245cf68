package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.backend.Backend;
import io.github.softmax4j.data.ArrayMemory;
import io.github.softmax4j.data.Batch;
import io.github.softmax4j.data.Blocks;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureBlock;
import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureStorage;
import io.github.softmax4j.data.Features;
import io.github.softmax4j.data.Folds;
import io.github.softmax4j.data.NearestNames;
import io.github.softmax4j.data.Notation;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.data.RecordFeatures;
import io.github.softmax4j.data.ShuffledBatches;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.data.Spelling;
import io.github.softmax4j.data.Targets;
import io.github.softmax4j.data.WrittenNumber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The examples of the room of the data; {@link JavadocExamplesTest} compares them with the Javadoc. */
class DataExamplesTest {
    private final Dataset training = Irises.training();

    @Test
    void dataset() {
        // begin Dataset
        float[][] features = {{5.1f, 0.2f}, {4.9f, 0.2f}, {6.3f, 2.5f}, {5.8f, 1.9f}};
        Dataset flowers = Dataset.of(features, "setosa", "setosa", "virginica", "virginica")
                .withFeatureNames(List.of("sepal length", "petal width"))
                .withWeights(1, 1, 2, 1);
        List<Dataset> parts = flowers.split(0.25, 1);
        Dataset training = parts.get(0);
        Dataset test = parts.get(1);
        // end
        assertEquals(3, training.rows());
        assertEquals(flowers.classes(), test.classes());
    }

    @Test
    void nearestNames() {
        // begin NearestNames
        String hint = NearestNames.hint("petal_width", List.of("petal length", "petal width"));
        String message = "there is no column petal_width" + hint; // ...; the nearest: 'petal width'
        // end
        assertTrue(message.contains("; the nearest: 'petal width'"), message);
    }

    @Test
    void targets() {
        // begin Targets
        String kind = "";
        INDArray features = Nd4j.createFromArray(new float[][] {{5.1f}, {6.0f}, {6.3f}});
        INDArray votes = Nd4j.createFromArray(new float[][] {{1, 0}, {0.4f, 0.6f}, {0, 1}});
        Dataset soft = Dataset.ofProbabilities(features, votes, ClassLabels.inOrder(List.of("setosa", "virginica")));
        if (soft.targets() instanceof Targets.Probabilities probabilities) {
            int mostProbable = probabilities.labels()[1];
            kind = soft.classes().names().get(mostProbable);
        }
        // end
        assertEquals("virginica", kind);
    }

    @Test
    void classLabels() {
        // begin ClassLabels
        ClassLabels classes = ClassLabels.of(List.of("setosa", "virginica", "setosa", "versicolor"));
        int versicolor = classes.indexOf("versicolor");
        String last = classes.names().get(classes.size() - 1); // names are sorted
        // end
        assertEquals(1, versicolor);
        assertEquals("virginica", last);
    }

    @Test
    void blocks() {
        // begin Blocks
        double sum = 0;
        try (Blocks<Batch> batches = training.batches(32)) {
            for (Batch batch : batches) {
                FeatureBlock block = batch.block();
                INDArray features = block.features(); // until those of the next batch are asked for
                sum += features.sumNumber().doubleValue();
            }
        }
        // end
        assertEquals(training.features().sumNumber().doubleValue(), sum, 1e-9 * sum);
    }

    @Test
    void shuffledBatches() {
        // begin ShuffledBatches
        long seen = 0;
        try (ShuffledBatches batches = new ShuffledBatches(training, 16, 1)) {
            for (int i = 0; i < batches.batchesPerEpoch(); i++) {
                Batch batch = batches.next(); // valid until the next one
                seen += batch.rows();
            }
        }
        // end
        assertEquals(training.rows(), seen);
    }

    @Test
    void featureStorage() {
        // begin FeatureStorage
        FeatureMatrix features;
        FeatureStorage storage = FeatureStorage.inMemory().withBudget(1L << 30); // beyond 1 GiB into a file
        try (FeatureBuilder rows = new FeatureBuilder(2, DataType.FLOAT, storage)) {
            rows.add(new double[] {5.1, 0.2});
            features = rows.build();
        }
        // end
        assertFalse(features.isInFile());
    }

    @Test
    void featureBuilder() {
        // begin FeatureBuilder
        Dataset dataset;
        try (FeatureBuilder rows = new FeatureBuilder(2, DataType.FLOAT)) {
            rows.expect(2);
            rows.add(new double[] {5.1, 0.2});
            rows.add(new double[] {6.3, 2.5});
            List<String> labels = List.of("setosa", "virginica");
            dataset = Dataset.of(rows.build(), labels, ClassLabels.of(labels));
        }
        // end
        assertEquals(2, dataset.rows());
    }

    @Test
    void featureMatrix() {
        // begin FeatureMatrix
        INDArray seconds = Nd4j.createFromArray(new double[][] {{1.6e9}, {1.6e9 + 1}, {1.6e9 + 3}});
        FeatureMatrix matrix = FeatureMatrix.of(seconds).withType(DataType.FLOAT);
        double third = matrix.original().getDouble(2, 0); // in float alone it would be 1.6e9
        // end
        assertTrue(matrix.isCentered());
        assertEquals(1.6e9 + 3, third);
    }

    @Test
    void folds() {
        // begin Folds
        Folds folds = Folds.stratified(training, 5, 1); // or by groups, such as patients
        Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), List.of(0.1, 0.01));
        CrossValidation result = sweep.crossValidate(training, folds);
        int[] firstFold = folds.heldOut(0); // rows of the training set
        // end
        assertEquals(2, result.candidates().size());
        assertEquals(21, firstFold.length);
    }

    @Test
    void featureRecipe() {
        // begin FeatureRecipe
        FeatureRecipe recipe = new FeatureRecipe(
                List.of(SourceColumn.number("age"), SourceColumn.category("port", List.of("Cork", "Dover"))),
                FeatureRecipe.Missing.ERROR,
                FeatureRecipe.Unseen.ZERO);
        List<String> features = recipe.featureNames(); // age, port=Cork, port=Dover
        // end
        assertEquals(List.of("age", "port=Cork", "port=Dover"), features);
    }

    @Test
    void sourceColumn() {
        // begin SourceColumn
        double mean = 29.5; // takes the place of an age that is missing
        SourceColumn age = SourceColumn.number("age").filledWith(List.of(mean), true);
        List<String> features = age.featureNames(); // age, age is missing
        // end
        assertEquals(List.of("age", "age is missing"), features);
    }

    @Test
    void reading() {
        // begin Reading
        Reading reading = Reading.NONE.and(Map.of("decimal", ","), List.of("Two lines were passed over."));
        Dataset told = training.withReading(reading); // and so will be models of these rows
        var model = SoftmaxRegression.withDefaults().fit(told).model();
        List<String> notes = model.training().reading().notes();
        // end
        assertEquals(List.of("Two lines were passed over."), notes);
    }

    @Test
    void features() {
        // begin Features
        var problems = new ArrayList<String>();
        INDArray rows = Nd4j.createFromArray(new float[][] {{5.1f, Float.NaN}});
        try {
            Features.requireFinite("measurements", rows);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage()); // measurements must be finite, but row 0, column 1 is NaN
        }
        // end
        assertEquals(List.of("measurements must be finite, but row 0, column 1 is NaN"), problems);
    }

    @Test
    void arrayMemory() {
        // begin ArrayMemory
        float[] values = {};
        INDArray array = Nd4j.createFromArray(new float[] {1, 2, 3});
        if (Backend.computesInHostMemory() && ArrayMemory.isDense(array)) {
            ByteBuffer bytes = ArrayMemory.of(array); // not a copy
            values = new float[bytes.asFloatBuffer().remaining()];
            bytes.asFloatBuffer().get(values);
        }
        // end
        assertArrayEquals(Backend.computesInHostMemory() ? new float[] {1, 2, 3} : new float[0], values);
    }

    @Test
    void recordFeatures() {
        // begin RecordFeatures
        SourceColumn kind = SourceColumn.category("kind", List.of("ale", "stout"));
        FeatureRecipe recipe = new FeatureRecipe(
                List.of(SourceColumn.number("strength"), kind),
                FeatureRecipe.Missing.ERROR,
                FeatureRecipe.Unseen.ERROR);
        RecordFeatures records = new RecordFeatures(recipe, Notation.USUAL, DataType.FLOAT);
        double[] features = records.of(Map.of("strength", 5.5, "kind", "stout", "brewed", "today"));
        // end
        assertArrayEquals(new double[] {5.5, 0, 1}, features);
    }

    @Test
    void spelling() {
        // begin Spelling
        String label = Spelling.of("1.0"); // as pandas writes 1 where its column lacks values
        String version = Spelling.of("1.10");
        // end
        assertEquals("1", label);
        assertEquals("1.10", version);
    }

    @Test
    void writtenNumber() {
        // begin WrittenNumber
        double thousand = WrittenNumber.parse(" 1e3 ");
        boolean isNumber = WrittenNumber.looksLikeNumber("0x10"); // Java would read it
        // end
        assertEquals(1000, thousand);
        assertFalse(isNumber);
    }
}
