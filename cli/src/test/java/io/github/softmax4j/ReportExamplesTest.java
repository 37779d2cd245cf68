package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the report; {@link JavadocExamplesTest} compares it with the Javadoc. */
class ReportExamplesTest {
    private final Dataset training = Irises.training();
    private final Dataset test = Irises.test();

    @TempDir
    private Path folder;

    @Test
    void report() throws IOException {
        Path file = folder.resolve("irises.html");
        // begin Report
        Fit fit = SoftmaxRegression.withDefaults().fit(training);
        Report report = Report.of(fit)
                .withSpread(training)
                .withEvaluation("test rows", fit.model().evaluate(test))
                .withFact("Asked by", "the botanists");
        report.writeTo(file);
        // end
        String page = Files.readString(file);
        assertTrue(page.contains("petal length") && page.contains("the botanists"));
    }
}
