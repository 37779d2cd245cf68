package io.github.softmax4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.CrossValidation;
import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.Sweep;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.Reading;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.settings.FitOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What is told of a fit, a sweep, an evaluation, and in which numbers. */
class SectionsTest {
    private static final List<String> OF_FIT = List.of("summary", "data", "training", "weights", "settings");
    private static final List<String> OF_EVALUATION =
            List.of("summary", "data", "scores", "confusions", "classes", "weights", "settings");

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void ofAFit(int classes) {
        Fit fit = SoftmaxRegression.withDefaults().fit(Rows.of(classes, 20, 300));
        var page = new Html(Report.of(fit));
        assertEquals(OF_FIT, page.sections());
        assertTrue(page.text("summary").contains("tell " + classes + " classes apart"), page.text("summary"));
        assertTrue(page.text("summary").contains("20 features of 300 rows"), page.text("summary"));
        assertTrue(page.text("summary").contains("converged: " + fit.cause()), page.text("summary"));
        assertTrue(page.text("settings").contains("lambda=1.0E-4"), page.text("settings"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10})
    void ofAnEvaluation(int classes) {
        Dataset rows = Rows.of(classes, 10, 200);
        Fit fit = SoftmaxRegression.withDefaults().fit(rows);
        Evaluation evaluation = fit.model().evaluate(rows);
        var page = new Html(Report.of(fit.model()).withEvaluation("test rows", evaluation));
        assertEquals(OF_EVALUATION, page.sections());
        assertTrue(
                page.text("summary")
                        .contains("On 200 test rows, the most probable class is the right one for "
                                + Numbers.percent(evaluation.accuracy())),
                page.text("summary"));
        List<List<String>> scores = Html.lines(page.section("scores"));
        assertTrue(
                scores.stream()
                        .anyMatch(line -> line.get(0).equals("Accuracy")
                                && line.get(1).equals(Numbers.fixed(evaluation.accuracy(), 4))),
                scores.toString());
        List<String> third = Html.lines(page.section("classes")).get(1 + classes - 1);
        int last = classes - 1;
        assertEquals(
                List.of(
                        "class " + last,
                        Integer.toString(200 / classes),
                        Numbers.fixed(evaluation.precision(last), 3),
                        Numbers.fixed(evaluation.recall(last), 3),
                        Numbers.fixed(evaluation.f1(last), 3),
                        Numbers.fixed(evaluation.rocAuc(last), 3)),
                third);
    }

    /** The counts of the table are those of the evaluation, and so is the worst pair. */
    @Test
    void confusions() {
        Dataset rows = Rows.of(4, 4, 400);
        Fit fit = SoftmaxRegression.withDefaults().withLambda(1).fit(rows);
        Evaluation evaluation = fit.model().evaluate(rows);
        Element section = new Html(Report.of(fit).withEvaluation("rows", evaluation)).section("confusions");
        List<List<String>> lines = Html.lines(section);
        long worst = 0;
        for (int k = 0; k < 4; k++) {
            List<Long> counts = evaluation.confusion().get(k);
            List<String> line = lines.get(lines.size() - 4 + k);
            assertEquals("class " + k, line.get(0));
            assertEquals(counts.stream().map(String::valueOf).toList(), line.subList(1, 5));
            for (int j = 0; j < 4; j++) {
                worst = j == k ? worst : Math.max(worst, counts.get(j));
            }
        }
        assertTrue(worst > 0);
        assertEquals(Long.toString(worst), lines.get(1).get(2));
    }

    @Test
    void ofASweep() {
        Dataset rows = Rows.of(3, 6, 120);
        Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), List.of(1e-4, 1e-2, 1.0))
                .withL1Ratios(List.of(0.0, 1.0));
        CrossValidation validation = sweep.crossValidate(rows, 3);
        var page = new Html(Report.of(validation.refit()).withSweep(validation, sweep.fitAll(rows)));
        assertEquals(List.of("summary", "data", "training", "sweep", "weights", "settings"), page.sections());
        List<List<String>> lines = Html.lines(page.section("sweep"));
        assertEquals(6, lines.size() - 1, "a line for each penalty");
        for (int i = 0; i < 6; i++) {
            CrossValidation.Candidate candidate = validation.candidates().get(i);
            assertEquals(
                    Numbers.fixed(candidate.meanLoss(), 5), lines.get(i + 1).get(2));
            assertEquals(
                    Numbers.fixed(candidate.lossStandardError(), 5),
                    lines.get(i + 1).get(3));
        }
        assertTrue(lines.get(1 + validation.best()).get(6).startsWith("best"), lines.toString());
        assertTrue(page.text("sweep").contains("Weights along the path"));
        assertTrue(page.text("summary").contains("Of 6 penalties"), page.text("summary"));
    }

    /** A penalty of 0 has no place on a logarithmic axis, and one alone spans none. */
    @Test
    void sweepsWithoutASpan() {
        Dataset rows = Rows.of(2, 3, 60);
        for (List<Double> lambdas : List.of(List.of(0.0), List.of(0.1), List.of(0.0, 0.1, 1.0))) {
            Sweep sweep = Sweep.of(SoftmaxRegression.withDefaults(), lambdas);
            CrossValidation validation = sweep.crossValidate(rows, 2);
            var page = new Html(Report.of(validation.refit()).withSweep(validation, sweep.fitAll(rows)));
            assertFalse(page.section("sweep").getTextContent().contains("NaN"));
            assertFalse(Report.of(validation.refit())
                    .withSweep(validation, sweep.fitAll(rows))
                    .html()
                    .matches("(?s).*\"[^\"]*(NaN|Infinity)[^\"]*\".*"));
        }
    }

    @Test
    void picturesOfPixels() {
        Dataset digits =
                Rows.of(10, 64, 200).withReading(Reading.NONE.and(Map.of(Reading.IMAGE_SHAPE, "8x8"), List.of()));
        Fit fit = SoftmaxRegression.withDefaults().fit(digits);
        var page = new Html(Report.of(fit).withSpread(digits));
        List<Element> pictures = Html.all(page.section("weights"), "img");
        assertEquals(10, pictures.size());
        assertTrue(page.text("weights").contains("images of 8 x 8 (as the file of images says)"));
        int largest = largest(
                new Weights(fit.model(), Report.of(fit).withSpread(digits).spread()).column(3));
        assertTrue(
                pictures.get(3)
                        .getAttribute("alt")
                        .contains("is in row " + (largest / 8 + 1) + " of 8, column " + (largest % 8 + 1) + " of 8"),
                pictures.get(3).getAttribute("alt"));
    }

    private static int largest(double[] values) {
        int largest = 0;
        for (int j = 1; j < values.length; j++) {
            largest = values[j] > values[largest] ? j : largest;
        }
        return largest;
    }

    /** Columns of words, gaps and warnings. */
    @Test
    void whatWasRead() {
        var columns = List.of(
                new Reading.Column("town", "category", 3, 2, "Ulm, Bonn"),
                new Reading.Column("width", "number", 1, 0, "1 to 3"));
        var reading = new Reading(
                Map.of("decimal", ","), List.of("Two lines were passed over."), columns, List.of("Odd dates."));
        Dataset rows = Rows.of(List.of("bee", "fly"), List.of("town=Ulm", "town=Bonn", "town=", "width"), 40)
                .withReading(reading);
        var page = new Html(Report.of(SoftmaxRegression.withDefaults().fit(rows)));
        String text = page.text("data");
        assertTrue(text.contains("The 2 columns became 4 features. 1 column lack"), text);
        assertTrue(text.contains("Two lines were passed over.") && text.contains("Odd dates."), text);
        assertEquals(
                List.of("town", "category", "3", "2", "", "Ulm, Bonn"),
                Html.lines(page.section("data")).get(3));
    }

    @Test
    void validationLoss() {
        List<Dataset> parts = Rows.of(3, 10, 200).split(0.5, 1);
        Fit fit = SoftmaxRegression.withDefaults()
                .fit(parts.get(0), FitOptions.none().withValidation(parts.get(1), 3));
        double lowest = fit.history().stream()
                .mapToDouble(step -> step.validation().getAsDouble())
                .min()
                .getAsDouble();
        String text = new Html(Report.of(fit)).text("training");
        assertTrue(text.contains("the loss was lowest, " + Numbers.brief(lowest)), text);
    }

    @Test
    void whatIsToldBeside() {
        Fit fit = SoftmaxRegression.withDefaults().fit(Rows.of(2, 2, 20));
        Report report = Report.of(fit)
                .withTitle("Bees")
                .withFact("Asked by", "the botanists")
                .withCommand("softmax4j train --data " + "x".repeat(5000));
        var page = new Html(report);
        assertEquals("Bees", page.all("h1").get(0).getTextContent());
        assertEquals("Bees", page.all("title").get(0).getTextContent());
        assertTrue(Html.lines(page.section("settings")).contains(List.of("Asked by", "the botanists")));
        assertTrue(page.text("settings").contains("x".repeat(5000)), "a command that is cut makes nothing again");
        assertTrue(page.text("settings").contains(fit.model().training().dataFingerprint()));
    }

    /** What a program keeps in a model. */
    @Test
    void job() {
        var model = SoftmaxRegression.withDefaults().fit(Rows.of(2, 2, 20)).model();
        assertFalse(new Html(Report.of(model)).text("settings").contains("What the program was told"));
        var told = model.withTraining(model.training().withJob(Map.of("lambda", "0.25", "seed", "5")));
        List<List<String>> lines = Html.lines(new Html(Report.of(told)).section("settings"));
        assertTrue(lines.containsAll(List.of(List.of("lambda", "0.25"), List.of("seed", "5"))), lines.toString());
    }

    /** Links of the navigation lead to the sections that are there, and every id is there once. */
    @Test
    void linksLead() {
        Dataset rows = Rows.of(2, 2, 20);
        Fit fit = SoftmaxRegression.withDefaults().fit(rows);
        var page = new Html(Report.of(fit).withEvaluation("rows", fit.model().evaluate(rows)));
        assertEquals(
                page.sections().stream().map(id -> "#" + id).toList(),
                page.all("a").stream().map(link -> link.getAttribute("href")).toList());
        assertEquals(page.sections().size(), page.sections().stream().distinct().count());
    }

    /** No paragraph is there for nothing. */
    @Test
    void noParagraphIsEmpty() {
        Dataset rows = Rows.of(2, 2, 20);
        Fit fit = SoftmaxRegression.withDefaults().fit(rows);
        var page = new Html(Report.of(fit).withEvaluation("rows", fit.model().evaluate(rows)));
        assertTrue(page.all("p").stream().noneMatch(p -> p.getTextContent().isBlank()));
    }
}
