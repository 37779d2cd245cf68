package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.settings.Solver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** What Java's Flight Recorder shows of a fit is what the fit says of itself. */
class RecordingTest {
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withLambda(1e-3);

    @TempDir
    private Path directory;

    private List<RecordedEvent> recorded(Runnable work) throws IOException {
        Path file = directory.resolve("recording.jfr");
        try (var recording = new Recording()) {
            for (String name : List.of("Fit", "Pass", "Solve")) {
                recording.enable("io.github.softmax4j." + name).withThreshold(Duration.ZERO);
            }
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file);
    }

    private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("io.github.softmax4j." + name))
                .toList();
    }

    @Test
    void aFit() throws IOException {
        Dataset digits = ReferenceData.digits().withType(DataType.FLOAT);
        REGRESSION.fit(digits); // so that the classes of events were there before the recording
        var fits = new Fit[1];
        List<RecordedEvent> events = recorded(() -> fits[0] = REGRESSION.fit(digits));
        Fit fit = fits[0];
        List<RecordedEvent> told = named(events, "Fit");
        assertEquals(1, told.size());
        RecordedEvent event = told.get(0);
        assertEquals(digits.rows(), event.getLong("rows"));
        assertEquals(64, event.getInt("features"));
        assertEquals(10, event.getInt("classes"));
        assertEquals(fit.settings().solver().name(), event.getString("solver"));
        assertEquals(fit.stopReason().name(), event.getString("stopReason"));
        assertEquals(fit.iterations(), event.getInt("iterations"));
        assertEquals(fit.objective(), event.getDouble("objective"));
        assertEquals("Fit", event.getEventType().getLabel());
        assertEquals(List.of("Softmax4J"), event.getEventType().getCategoryNames());

        List<RecordedEvent> passes = named(events, "Pass");
        assertEquals(fit.evaluations(), passes.size());
        assertTrue(
                passes.stream().allMatch(pass -> pass.getInt("models") == 1 && pass.getLong("rows") == digits.rows()));
        List<RecordedEvent> solves = named(events, "Solve");
        assertTrue(solves.size() >= fit.iterations(), solves.size() + " for " + fit.iterations());
        Duration inside = passes.stream().map(RecordedEvent::getDuration).reduce(Duration.ZERO, Duration::plus);
        assertTrue(inside.compareTo(event.getDuration()) < 0, "passes are within the fit");
    }

    @Test
    void epochs() throws IOException {
        Dataset iris = ReferenceData.iris();
        var sgd = (Solver.MiniBatch) Solver.sgd();
        List<RecordedEvent> events = recorded(() -> REGRESSION.withSolver(sgd).fit(iris));
        long epochs = named(events, "Pass").stream()
                .filter(pass -> pass.getLong("rows") == iris.rows())
                .count();
        assertEquals(sgd.epochs() + 1, epochs, "and the objective at the end, over all rows");
    }

    @Test
    void modelsOfASweepShareTheirPasses() throws IOException {
        Dataset iris = ReferenceData.iris();
        Sweep sweep = Sweep.of(REGRESSION, List.of(1e-2, 1e-1));
        List<RecordedEvent> events = recorded(() -> sweep.crossValidate(iris, 3));
        assertEquals(2 * 3 + 1, named(events, "Fit").size());
        assertEquals(
                "lambda 1.0e-01, fold 0",
                named(events, "Fit").get(0).getString("model").replaceAll("fold \\d", "fold 0"));
        assertEquals(3, named(events, "Pass").get(0).getInt("models"));
    }
}
