package io.github.softmax4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Step;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Pages stay small where classes, features, columns or steps are many, and say what they leave out. */
class LargePagesTest {
    private static final int MOST_BYTES = 3_000_000;
    private static final int CLASSES = 1000;
    private static final int FEATURES = 20_000;

    private static final Fit FIT = SoftmaxRegression.withDefaults().fit(Rows.of(2, 2, 20));

    private static SoftmaxModel model(int classes, List<String> features, Reading reading) {
        INDArray matrix = Nd4j.randn(DataType.FLOAT, features.size() + 1L, classes);
        TrainingSummary trained = FIT.model().training();
        var told = new TrainingSummary(
                trained.solver(),
                trained.settings(),
                trained.convergence(),
                trained.logLoss(),
                trained.rows(),
                trained.dataFingerprint(),
                trained.labelColumn(),
                trained.version(),
                trained.backend(),
                trained.finishedAt(),
                reading,
                Map.of());
        return new SoftmaxModel(
                matrix, DataType.FLOAT, ClassLabels.inOrder(Rows.names("class", classes)), features, told);
    }

    private static int size(Report report) {
        int bytes = report.html().getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < MOST_BYTES, bytes + " bytes");
        return bytes;
    }

    /** Rows of which every second one is taken for the next class. */
    private static Evaluation evaluation(SoftmaxModel model) {
        int classes = model.classes().size();
        int rows = 2 * classes;
        int[] labels = IntStream.range(0, rows).map(i -> i % classes).toArray();
        var scores = new float[rows][classes];
        for (int i = 0; i < rows; i++) {
            Arrays.fill(scores[i], (float) Math.log(0.5 / (classes - 1)));
            scores[i][(labels[i] + i / classes) % classes] = (float) Math.log(0.5);
        }
        var weights = new double[rows];
        Arrays.fill(weights, 1);
        return Evaluation.of(model.classes(), labels, weights, Nd4j.createFromArray(scores));
    }

    @Test
    void manyClassesAndFeatures() {
        List<Reading.Column> columns = IntStream.range(0, FEATURES)
                .mapToObj(i -> new Reading.Column("column " + i, "number", 1, 0, "0 to 1"))
                .toList();
        List<String> sentences = Collections.nCopies(5000, "A sentence about a column.");
        SoftmaxModel model =
                model(CLASSES, Rows.names("feature", FEATURES), new Reading(Map.of(), sentences, columns, sentences));
        Report report = Report.of(model).withEvaluation("test rows", evaluation(model));
        size(report);
        var page = new Html(report);
        assertTrue(page.text("data").contains("19,800 more columns are left out."));
        assertTrue(page.text("data").contains("and 4950 more"));
        assertTrue(page.text("confusions").contains("These are the 30 classes with the most wrong rows, of 1,000."));
        assertTrue(page.text("classes").contains("These have the lowest F1; 940 more classes are left out."));
        assertTrue(page.text("scores").contains("These are the 8 of 1,000 classes"), page.text("scores"));
        assertTrue(page.text("weights").contains("These are the first 12 of 1,000 classes."));
        assertTrue(page.text("weights").contains("The largest of 20,000"));
    }

    /** Twenty pictures of this size would be 4 MB. */
    @Test
    void largePictures() {
        int side = 300;
        List<String> pixels = Rows.names("pixel", side * side).stream()
                .map(name -> name.replace(" ", "_"))
                .toList();
        Report report = Report.of(model(20, pixels, Reading.NONE));
        size(report);
        var page = new Html(report);
        int shown = page.all("img").size();
        assertTrue(shown >= 1 && shown < 20, shown + " pictures");
        assertTrue(page.text("weights").contains("These are the first " + shown + " of 20 classes."));
    }

    @Test
    void manySteps() {
        Step first = FIT.history().get(0);
        List<Step> steps = IntStream.range(0, 100_000)
                .mapToObj(i -> new Step(
                        i,
                        i,
                        i,
                        first.objective() / (i + 1),
                        first.gradientNorm() / (i + 1),
                        1,
                        i,
                        Double.NaN,
                        OptionalDouble.empty()))
                .toList();
        var fit = new Fit(FIT.settings(), FIT.model(), FIT.convergence(), FIT.cause(), FIT.logLoss(), steps);
        assertTrue(size(Report.of(fit)) < 100_000);
        var page = new Html(Report.of(fit));
        assertTrue(page.text("training").contains("Some of 100,000 steps"));
        List<List<String>> lines = Html.lines(page.section("training"));
        assertEquals("0", lines.get(1).get(0));
        assertEquals("99999", lines.get(lines.size() - 1).get(0));
    }
}
