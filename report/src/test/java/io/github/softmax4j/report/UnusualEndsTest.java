package io.github.softmax4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.TrainingSummary;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Fits that were cut short, scores that are not defined, models that say nothing. */
class UnusualEndsTest {
    private static final Dataset ROWS = Rows.of(3, 8, 90);

    /** Why, and what to do, in a notice of the first section. */
    @ParameterizedTest
    @EnumSource(
            value = StopReason.class,
            names = {"GRADIENT", "LOSS_CHANGE", "VALIDATION", "IMPORTED"},
            mode = EnumSource.Mode.EXCLUDE)
    void cutShort(StopReason reason) {
        Fit fit = SoftmaxRegression.withDefaults().withMaxIterations(1).fit(ROWS);
        Convergence end = fit.convergence();
        var other = new Convergence(
                reason, end.objective(), end.gradientNorm(), end.iterations(), end.evaluations(), end.seconds());
        var page = new Html(
                Report.of(new Fit(fit.settings(), fit.model(), other, reason.words(), fit.logLoss(), fit.history())));
        String text = page.text("summary");
        assertTrue(text.contains("It did not converge: " + reason.words() + "."), text);
        assertTrue(text.contains(Advice.after(reason)), text);
        assertFalse(text.contains("Nothing needs to be done"), text);
    }

    @Test
    void outOfIterations() {
        Fit fit = SoftmaxRegression.withDefaults().withMaxIterations(1).fit(ROWS);
        assertEquals(StopReason.MAX_ITERATIONS, fit.stopReason());
        String text = new Html(Report.of(fit).withWords(sentence -> "[" + sentence + "]")).text("summary");
        assertTrue(text.contains("It did not converge: [" + fit.cause() + "]."), text);
        assertTrue(text.contains("Allow more iterations"), text);
        // a model alone knows it, too
        text = new Html(Report.of(fit.model())).text("summary");
        assertTrue(text.contains("It did not converge") && text.contains("Allow more iterations"), text);
    }

    @Test
    void cancelledBeforeTheFirstStep() {
        Fit fit = SoftmaxRegression.withDefaults().fit(ROWS, FitOptions.none().withCancellation(() -> true));
        var page = new Html(Report.of(fit));
        assertTrue(page.text("summary").contains("Go on from this model"), page.text("summary"));
        assertTrue(page.text("training").contains("nothing to draw")
                || fit.history().size() > 1);
    }

    /** All epochs of SGD are what was asked for. */
    @Test
    void epochs() {
        Fit fit = SoftmaxRegression.withDefaults()
                .withSolver(new Solver.MiniBatch(5, 16, new Sgd(0.1)))
                .fit(ROWS);
        var page = new Html(Report.of(fit));
        assertTrue(page.text("summary").contains("5 epochs"), page.text("summary"));
        assertTrue(page.text("summary").contains("which were all that it was to make"), page.text("summary"));
        assertFalse(page.text("summary").contains("did not converge"));
        assertTrue(page.text("training").contains("mean objective of the epoch"));
    }

    /** A model that was not trained here neither failed to converge nor converged, and its rows are not known. */
    @Test
    void imported() {
        var model = SoftmaxRegression.withDefaults().fit(ROWS).model();
        var told = new Reading(Map.of(), List.of(), List.of(), List.of("Classes have no names."));
        var page = new Html(Report.of(model.withTraining(TrainingSummary.imported(
                "Spark 3.5.6", "LogisticRegressionModel[regParam=0.01]", "", Instant.EPOCH, told))));
        String text = page.text("summary");
        assertTrue(text.contains("It was imported from Spark 3.5.6: how it was trained"), text);
        assertFalse(text.contains("converge") || text.contains(" 0 ") || text.contains("NaN"), text);
        String settings = page.text("settings");
        assertTrue(settings.contains("regParam0.01") && settings.contains("Imported1970"), settings);
        assertFalse(settings.contains("Fingerprint") || settings.contains("Time of"), settings);
        assertTrue(page.text("data").contains("Classes have no names."), page.text("data"));
    }

    /** Without rows of other classes there is no curve, and no area. */
    @Test
    void undefinedScores() {
        var model = SoftmaxRegression.withDefaults().fit(ROWS).model();
        int[] first = {0, 3, 6, 9};
        Evaluation evaluation = model.evaluate(ROWS.subset(first));
        assertTrue(Double.isNaN(evaluation.macroRocAuc()));
        Report report = Report.of(model).withEvaluation("test rows", evaluation);
        var page = new Html(report);
        assertFalse(report.html().contains("NaN"));
        List<List<String>> scores = Html.lines(page.section("scores"));
        assertTrue(
                scores.stream()
                        .anyMatch(line ->
                                line.get(0).startsWith("ROC AUC") && line.get(1).equals("undefined")),
                scores.toString());
        assertTrue(page.text("scores").contains("There are no ROC curves: "), page.text("scores"));
        assertEquals("undefined", Html.lines(page.section("classes")).get(2).get(5));
    }

    /** Rows of weight 0 leave nothing to measure. */
    @Test
    void noWeight() {
        ClassLabels classes = ClassLabels.of(List.of("class 0", "class 1"));
        var model = SoftmaxRegression.withDefaults().fit(Rows.of(2, 2, 20)).model();
        Evaluation evaluation =
                Evaluation.of(classes, new int[] {0, 1}, new double[] {0, 0}, Nd4j.createFromArray(new double[][] {
                    {-0.5, -1}, {-1, -0.5}
                }));
        String html = Report.of(model).withEvaluation("test rows", evaluation).html();
        assertFalse(html.contains("NaN"), html);
        assertTrue(html.contains("undefined"));
    }

    /** An L1 penalty that is too strong leaves the intercept. */
    @Test
    void noWeights() {
        Fit fit =
                SoftmaxRegression.withDefaults().withLambda(100).withL1Ratio(1).fit(ROWS);
        var page = new Html(Report.of(fit).withSpread(ROWS));
        assertTrue(page.text("weights").contains("All weights are 0; intercept "), page.text("weights"));
        assertFalse(Report.of(fit).html().contains("NaN"));
    }

    @Test
    void certainty() {
        assertEquals("undefined", Numbers.brief(Double.NaN));
        assertEquals("infinite", Numbers.brief(Double.POSITIVE_INFINITY));
        assertEquals("-infinite", Numbers.fixed(Double.NEGATIVE_INFINITY, 2));
    }
}
