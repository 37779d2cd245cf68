package io.github.softmax4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.progress.Convergence;
import io.github.softmax4j.progress.FitListener;
import io.github.softmax4j.progress.FitRun;
import io.github.softmax4j.progress.ModelOfFit;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.progress.StopReason;
import io.github.softmax4j.settings.FitOptions;
import io.github.softmax4j.settings.Solver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever watches sees all that happens, in its order, and may end it. */
class FitListenerTest {
    private static final SoftmaxRegression REGRESSION =
            SoftmaxRegression.withDefaults().withLambda(1e-3);

    static List<SoftmaxRegression> solvers() {
        return List.of(
                REGRESSION,
                REGRESSION.withSolver(Solver.plainLbfgs()),
                REGRESSION.withL1Ratio(0.5),
                REGRESSION.withSolver(Solver.sgd()));
    }

    /** Notes what it is told. */
    private static class Notes implements FitListener {
        final List<FitRun> runs = new ArrayList<>();
        final Map<Integer, List<Step>> steps = new TreeMap<>();
        final Map<Integer, ModelOfFit> models = new TreeMap<>();
        final Map<Integer, Convergence> ends = new TreeMap<>();

        @Override
        public void started(FitRun run) {
            runs.add(run);
        }

        @Override
        public void step(FitRun run, ModelOfFit model, Step step) {
            assertEquals(runs.get(runs.size() - 1), run);
            assertFalse(ends.containsKey(model.number()), "after its end");
            models.put(model.number(), model);
            steps.computeIfAbsent(model.number(), number -> new ArrayList<>()).add(step);
        }

        @Override
        public void ended(FitRun run, ModelOfFit model, Convergence convergence) {
            assertEquals(models.get(model.number()), model);
            assertEquals(null, ends.put(model.number(), convergence), "once");
        }
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void seesAFit(SoftmaxRegression regression) {
        Dataset iris = ReferenceData.iris();
        var notes = new Notes();
        Fit fit = regression.fit(iris, FitOptions.none().withListener(notes));
        assertEquals(fit.history(), notes.steps.get(0));
        assertEquals(Map.of(0, fit.convergence()), notes.ends);
        assertEquals(1, notes.runs.size());
        FitRun run = notes.runs.get(0);
        assertEquals(List.of(150L, 4, 3, 1), List.of(run.rows(), run.features(), run.classes(), run.models()));
        assertEquals(regression.solver().name(), run.solver());
        assertFalse(run.isStopped());
        double l1Ratio = regression.penalty().l1Ratio();
        assertEquals(new ModelOfFit(0, 1e-3, l1Ratio, OptionalInt.empty()), notes.models.get(0));
    }

    /** A step ends it after that step, the start after the first evaluation; the model is that of the last step. */
    @ParameterizedTest
    @MethodSource("solvers")
    void endsAFit(SoftmaxRegression regression) {
        Dataset iris = ReferenceData.iris();
        var notes = new Notes();
        FitListener stopping = new FitListener() {
            @Override
            public void step(FitRun run, ModelOfFit model, Step step) {
                if (step.iteration() == 2) {
                    run.stop();
                }
            }
        };
        Fit fit = regression.fit(iris, FitOptions.none().withListener(notes.and(stopping)));
        assertEquals(StopReason.CANCELLED, fit.stopReason());
        assertEquals(2, fit.iterations());
        assertEquals(fit.history(), notes.steps.get(0));
        assertTrue(notes.runs.get(0).isStopped());
        Fit whole = regression.fit(iris);
        assertEquals(
                whole.history().get(fit.history().size() - 1).objective(),
                last(fit.history()).objective());

        FitListener atOnce = new FitListener() {
            @Override
            public void started(FitRun run) {
                run.stop();
            }
        };
        Fit none = regression.fit(iris, FitOptions.none().withListener(atOnce));
        assertEquals(StopReason.CANCELLED, none.stopReason());
        assertEquals(1, none.evaluations());
    }

    private static Step last(List<Step> history) {
        return history.get(history.size() - 1);
    }

    /** All penalties of all folds, and then the chosen one on all rows. */
    @Test
    void seesACrossValidation() {
        var notes = new Notes();
        var refits = new ArrayList<ModelOfFit>();
        var refit = new FitListener() {
            private FitRun current;

            @Override
            public void started(FitRun run) {
                current = run;
                if (run.models() > 1) {
                    notes.started(run);
                }
            }

            @Override
            public void step(FitRun run, ModelOfFit model, Step step) {
                assertEquals(current, run);
                if (run.models() > 1) {
                    notes.step(run, model, step);
                }
            }

            @Override
            public void ended(FitRun run, ModelOfFit model, Convergence convergence) {
                if (run.models() > 1) {
                    notes.ended(run, model, convergence);
                } else {
                    refits.add(model);
                }
            }
        };
        Sweep sweep = Sweep.of(REGRESSION, List.of(1e-3, 1e-1, 1e-2)).withL1Ratios(List.of(0.0, 0.5));
        CrossValidation result =
                sweep.crossValidate(ReferenceData.iris(), 4, FitOptions.none().withListener(refit));
        List<ModelOfFit> expected = IntStream.range(0, 24)
                .mapToObj(i -> new ModelOfFit(
                        i, sweep.lambdas().get(i / 4 % 3), sweep.l1Ratios().get(i / 12), OptionalInt.of(i % 4)))
                .toList();
        assertEquals(expected, List.copyOf(notes.models.values()));
        assertEquals(24, notes.ends.size());
        assertEquals(24, notes.runs.get(0).models());
        double lambda = result.bestCandidate().penalty().lambda();
        assertEquals(
                List.of(new ModelOfFit(
                        0, lambda, result.bestCandidate().penalty().l1Ratio(), OptionalInt.empty())),
                refits);
    }

    /** Every model ends, those too that had not begun, and the last fit of a cross-validation as well. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void endsASweep(boolean isCrossValidated) {
        Dataset iris = ReferenceData.iris();
        var notes = new Notes();
        FitListener stopping = new FitListener() {
            @Override
            public void ended(FitRun run, ModelOfFit model, Convergence convergence) {
                run.stop();
            }
        };
        FitOptions options = FitOptions.none().withListener(isCrossValidated ? stopping : notes.and(stopping));
        Sweep sweep = Sweep.of(REGRESSION, List.of(1e-4, 1e-3, 1e-2, 1e-1));
        if (isCrossValidated) {
            assertEquals(
                    StopReason.CANCELLED,
                    sweep.crossValidate(iris, 3, options).refit().stopReason());
            return;
        }
        List<Fit> fits = sweep.fitAll(iris, options);
        assertEquals(4, notes.ends.size());
        assertTrue(fits.get(3).stopReason().converged(), "the largest penalty comes first");
        for (Fit cut : fits.subList(0, 3)) {
            assertEquals(StopReason.CANCELLED, cut.stopReason());
            assertTrue(Double.isFinite(cut.model().evaluate(iris).logLoss()));
        }
    }

    /** What a listener throws is no secret. */
    @Test
    void errorsOfAListenerReachTheCaller() {
        FitListener broken = FitListener.ofSteps(step -> {
            throw new UnsupportedOperationException("broken");
        });
        assertThrows(
                UnsupportedOperationException.class,
                () -> REGRESSION.fit(ReferenceData.iris(), FitOptions.none().withListener(broken)));
    }
}
