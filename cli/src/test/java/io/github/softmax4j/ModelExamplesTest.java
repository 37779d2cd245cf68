package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.io.HeaderStrings;
import io.github.softmax4j.io.ModelFile;
import io.github.softmax4j.io.ModelFormatException;
import io.github.softmax4j.io.ModelHeader;
import io.github.softmax4j.io.ReadingCodec;
import io.github.softmax4j.io.RecipeCodec;
import io.github.softmax4j.metrics.ClassScores;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.metrics.ReliabilityBin;
import io.github.softmax4j.metrics.RocCurve;
import io.github.softmax4j.model.NameMatch;
import io.github.softmax4j.model.Prediction;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.model.Version;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of model, metrics and io; {@link JavadocExamplesTest} compares them with the Javadoc. */
class ModelExamplesTest {
    private final Dataset test = Irises.test();
    private final SoftmaxModel model = Irises.model();

    @TempDir
    private Path folder;

    @Test
    void softmaxModel() {
        // begin SoftmaxModel
        Prediction prediction = model.predict(5.1f, 3.5f, 1.4f, 0.2f);
        String kind = prediction.label();
        float[] row = {6.3f, 2.5f, 5.0f, 1.9f};
        List<Prediction> firstTwo = model.topK(row, 2);
        float[] probabilities = model.probabilities(row); // in the order of model.classes()
        double weight = model.coefficient("petal width", "virginica");
        TrainingSummary training = model.training();
        // end
        assertEquals("setosa", kind);
        assertEquals("virginica", firstTwo.get(0).label());
        assertEquals(3, probabilities.length);
        assertTrue(weight > 0, "weight " + weight);
        assertEquals(105, training.rows());
    }

    @Test
    void version() {
        // begin Version
        String madeBy = model.training().version();
        boolean isOfThisVersion = madeBy.equals(Version.current());
        // end
        assertTrue(isOfThisVersion, madeBy);
    }

    @Test
    void evaluation() {
        // begin Evaluation
        Evaluation evaluation = model.evaluate(test);
        double accuracy = evaluation.accuracy();
        ClassScores virginica = evaluation.scores("virginica");
        String found = virginica.recall() + " of the virginicas were found";
        String report = evaluation.report(); // a line for each class
        List<ReliabilityBin> bins = evaluation.reliability(); // of a chart, and their mean error:
        double tooSure = evaluation.calibrationError();
        double area = evaluation.rocCurve(test.classes().indexOf("virginica")).area();
        // end
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
        assertTrue(found.matches("(0\\.9.*|1\\.0) of.*"), found);
        assertTrue(report.contains("versicolor"), report);
        assertEquals(
                (double) test.rows(),
                bins.stream().mapToDouble(ReliabilityBin::weight).sum());
        assertTrue(tooSure >= 0 && tooSure < 0.2, "calibration error " + tooSure);
        assertTrue(area > 0.9, "area " + area);
    }

    @Test
    void rocCurve() {
        // begin RocCurve
        RocCurve curve = model.evaluate(test).rocCurve(0);
        double[] thresholds = curve.thresholds();
        double[] found = curve.truePositiveRates();
        int half = 0;
        while (found[half] < 0.5) {
            half++;
        }
        double falseAlarms = curve.falsePositiveRates()[half];
        String operatingPoint = "from probability " + thresholds[half] + " on, half are found";
        // end
        assertTrue(operatingPoint.matches("from probability 0\\.9.* on, half are found"), operatingPoint);
        assertEquals(0, falseAlarms, "setosas are easily told");
    }

    @Test
    void modelFile() throws IOException {
        Path file = folder.resolve("irises.s4j");
        // begin ModelFile
        ModelFile.write(model, file);
        ModelHeader header = ModelFile.readHeader(file); // ND4J is not started for that
        List<String> features = header.featureNames();
        SoftmaxModel read = ModelFile.read(file);
        byte[] bytes = ModelFile.toBytes(model); // for a database
        SoftmaxModel same = ModelFile.ofBytes(bytes);
        // end
        assertEquals(test.featureNames(), features);
        assertEquals(model, read);
        assertEquals(model, same);
    }

    @Test
    void modelFormatException() {
        // begin ModelFormatException
        String problem = "";
        byte[] upload = {'P', 'K', 3, 4}; // a ZIP file
        try {
            ModelFile.ofBytes(upload);
        } catch (ModelFormatException e) {
            problem = e.getMessage(); // what was expected, and what was found
        }
        // end
        assertTrue(problem.length() > 10, problem);
    }

    @Test
    void recipeCodec() throws IOException {
        // begin RecipeCodec
        FeatureRecipe recipe = FeatureRecipe.ofNumbers(List.of("width", "height"));
        var bytes = new ByteArrayOutputStream();
        RecipeCodec.write(new DataOutputStream(bytes), Optional.of(recipe));
        int features = recipe.featureNames().size();
        Optional<FeatureRecipe> read = RecipeCodec.read(ByteBuffer.wrap(bytes.toByteArray()), features);
        // end
        assertEquals(Optional.of(recipe), read);
    }

    @Test
    void readingCodec() throws IOException {
        // begin ReadingCodec
        Reading reading = Reading.NONE.and(Map.of("decimal", ","), List.of("Fields are divided by semicolons."));
        var bytes = new ByteArrayOutputStream();
        ReadingCodec.write(new DataOutputStream(bytes), reading);
        Reading read = ReadingCodec.read(ByteBuffer.wrap(bytes.toByteArray()));
        // end
        assertEquals(reading, read);
    }

    @Test
    void headerStrings() throws IOException {
        // begin HeaderStrings
        var bytes = new ByteArrayOutputStream();
        HeaderStrings.write(new DataOutputStream(bytes), List.of("bee", "fly"));
        List<String> names = HeaderStrings.readList(ByteBuffer.wrap(bytes.toByteArray()));
        // end
        assertEquals(List.of("bee", "fly"), names);
    }

    @Test
    void nameMatch() {
        // begin NameMatch
        ClassLabels now = ClassLabels.of(List.of("setosa", "versicolor", "virginica", "sibirica"));
        NameMatch match = new NameMatch(model, now, model.featureNames());
        List<String> added = match.newClasses(); // begin with weights of 0
        List<String> dropped = match.goneFeatures();
        // end
        assertEquals(List.of("sibirica"), added);
        assertEquals(List.of(), dropped);
    }
}
