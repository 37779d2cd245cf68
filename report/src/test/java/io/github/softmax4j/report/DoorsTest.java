package io.github.softmax4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.CrossValidation;
import io.github.softmax4j.Fit;
import io.github.softmax4j.SoftmaxRegression;
import io.github.softmax4j.Sweep;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.metrics.Evaluation;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doors refuse, and that a report never changes. */
class DoorsTest {
    private static final Dataset ROWS = Rows.of(2, 3, 30);
    private static final CrossValidation SWEEP =
            Sweep.of(SoftmaxRegression.withDefaults(), List.of(0.1)).crossValidate(ROWS, 2);
    private static final Fit FIT = SWEEP.refit();
    private static final Map<Class<?>, Object> VALUES = Map.of(
            Fit.class, FIT,
            SoftmaxModel.class, FIT.model(),
            String.class, "a",
            Evaluation.class, FIT.model().evaluate(ROWS),
            CrossValidation.class, SWEEP,
            List.class, List.of(FIT),
            Dataset.class, ROWS,
            UnaryOperator.class, UnaryOperator.<String>identity(),
            Path.class, Path.of("missing", "page.html"));

    @TempDir
    private Path folder;

    private static Stream<Method> doors() {
        return Arrays.stream(Report.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }

    /** Each door, with null for one parameter after the other, names it. */
    @Test
    void nullIsRefusedByName() throws IllegalAccessException {
        int parameters = 0;
        for (Method door : doors().toList()) {
            for (int i = 0; i < door.getParameterCount(); i++) {
                Parameter parameter = door.getParameters()[i];
                Object[] arguments =
                        Arrays.stream(door.getParameterTypes()).map(VALUES::get).toArray();
                arguments[i] = null;
                InvocationTargetException thrown = assertThrows(
                        InvocationTargetException.class, () -> door.invoke(Report.of(FIT), arguments), door.toString());
                assertEquals(NullPointerException.class, thrown.getCause().getClass(), door.toString());
                assertEquals(
                        parameter.getName() + " must not be null",
                        thrown.getCause().getMessage(),
                        door.toString());
                parameters++;
            }
        }
        assertTrue(parameters >= 13, parameters + " parameters");
    }

    /** What fits no report of this model. */
    @Test
    void othersAreRefused() {
        Dataset others = Rows.of(3, 4, 30);
        Fit other = SoftmaxRegression.withDefaults().fit(others);
        Report report = Report.of(FIT);
        assertEquals(
                "the data set must have the model's 3 features, but has 4", refused(() -> report.withSpread(others)));
        assertTrue(refused(() -> report.withEvaluation("rows", other.model().evaluate(others)))
                .startsWith("the evaluation must be of the model's "));
        assertTrue(refused(() -> report.withSweep(SWEEP, List.of(FIT, other))).startsWith("all fits must have "));
    }

    private static String refused(Runnable call) {
        return assertThrows(IllegalArgumentException.class, call::run).getMessage();
    }

    @Test
    void reportsAreImmutable() {
        Report report = Report.of(FIT);
        String before = report.html();
        report.withTitle("b")
                .withFact("c", "d")
                .withCommand("e")
                .withSpread(ROWS)
                .withSweep(SWEEP)
                .withEvaluation("rows", FIT.model().evaluate(ROWS));
        assertEquals(before, report.html());
        assertEquals("Report[" + FIT.model() + "]", report.toString());
    }

    @Test
    void writes() throws IOException {
        Path file = folder.resolve("page.html");
        Report report = Report.of(FIT).withTitle("Bl\u00fcten");
        report.writeTo(file);
        report.writeTo(file);
        assertEquals(report.html(), Files.readString(file));
        assertThrows(IOException.class, () -> report.writeTo(folder.resolve("missing/page.html")));
        assertFalse(Files.exists(folder.resolve("missing")));
    }
}
