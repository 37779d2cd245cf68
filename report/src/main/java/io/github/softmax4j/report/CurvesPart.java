package io.github.softmax4j.report;

import static j2html.TagCreator.p;

import io.github.softmax4j.Fit;
import io.github.softmax4j.progress.Step;
import io.github.softmax4j.settings.Solver;
import j2html.tags.DomContent;
import j2html.tags.specialized.FigureTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** How objective, gradient and validation loss fell, step by step. */
final class CurvesPart {
    private static final int MOST_LINES = 60;

    /** Fewer make no curve. */
    private static final int FEWEST_POINTS = 4;

    private final List<Step> steps;
    private final boolean isMiniBatch;
    private final double lowest;

    private CurvesPart(Fit fit) {
        this.steps = fit.history();
        this.isMiniBatch = fit.settings().solver() instanceof Solver.MiniBatch;
        this.lowest = DoubleStream.of(values(Step::objective)).min().orElse(Double.NaN);
    }

    static Optional<Part> of(Report report) {
        if (report.fit().isEmpty()) {
            return Optional.empty();
        }
        var curves = new CurvesPart(report.fit().get());
        DomContent[] content = curves.steps.size() < 2
                ? new DomContent[] {p("It ended before its first step, so that there is nothing to draw.")}
                : curves.content();
        return Optional.of(Part.of("training", "Training", content));
    }

    private double[] values(ToDoubleFunction<Step> value) {
        return steps.stream().mapToDouble(value).toArray();
    }

    private String step() {
        return isMiniBatch ? "epoch" : "iteration";
    }

    private DomContent[] content() {
        if (steps.size() < FEWEST_POINTS) {
            return new DomContent[] {p(fall()), table()};
        }
        var charts = new ArrayList<DomContent>();
        charts.add(objective(step(), Step::iteration));
        charts.add(objective("seconds", Step::seconds));
        charts.add(gradient());
        if (steps.stream().anyMatch(step -> step.validation().isPresent())) {
            charts.add(validation());
        }
        return new DomContent[] {
            Pieces.charts(charts.toArray(DomContent[]::new)), Pieces.more("Steps as a table", table())
        };
    }

    /** To an optimum the gap falls by powers of ten; SGD goes up and down instead. */
    private FigureTag objective(String title, ToDoubleFunction<Step> across) {
        double[] xs = values(across);
        Axis along = Axis.fromZero(title, DoubleStream.of(xs));
        if (isMiniBatch) {
            double[] ys = values(Step::objective);
            Axis up = Axis.linear("mean objective of the " + step(), DoubleStream.of(ys));
            return Pieces.chart(
                    "Objective by " + title,
                    new Plot(along, up).line(Plot.colour(0), xs, ys).svg("Objective by " + title + ". " + fall()),
                    fall());
        }
        double[] gaps = values(step -> step.objective() - lowest);
        Axis up = Axis.logarithmic("objective, above its last value", DoubleStream.of(gaps));
        return Pieces.chart(
                "Objective by " + title,
                new Plot(along, up).line(Plot.colour(0), xs, gaps).svg("Objective by " + title + ". " + fall()),
                fall());
    }

    private String fall() {
        double first = steps.get(0).objective();
        double last = steps.get(steps.size() - 1).objective();
        double near = lowest + 0.01 * (first - lowest);
        Step close = steps.stream()
                .filter(step -> step.objective() <= near)
                .findFirst()
                .orElse(steps.get(steps.size() - 1));
        return "The objective went from " + Numbers.brief(first) + " to " + Numbers.brief(last)
                + "; 99 % of the way was" + " made by " + step() + " " + close.iteration() + ", after "
                + Numbers.seconds(close.seconds()) + ".";
    }

    private FigureTag gradient() {
        double[] xs = values(Step::iteration);
        double[] norms = values(Step::gradientNorm);
        Axis up = Axis.logarithmic("largest component of the gradient", DoubleStream.of(norms));
        String words = "The largest component of the gradient went from " + Numbers.brief(norms[0]) + " to "
                + Numbers.brief(norms[norms.length - 1]) + "; at an optimum it is 0.";
        return Pieces.chart(
                "Gradient",
                new Plot(Axis.fromZero(step(), DoubleStream.of(xs)), up)
                        .line(Plot.colour(1), xs, norms)
                        .svg(words),
                words);
    }

    private FigureTag validation() {
        double[] xs = values(Step::iteration);
        double[] losses = values(step -> step.validation().orElse(Double.NaN));
        int best = 0;
        for (int i = 0; i < losses.length; i++) {
            best = losses[i] < losses[best] || Double.isNaN(losses[best]) ? i : best;
        }
        String words = "On the validation rows the loss was lowest, " + Numbers.brief(losses[best]) + ", at " + step()
                + " " + steps.get(best).iteration() + ", and " + Numbers.brief(losses[losses.length - 1])
                + " at the end. The model is the one with the lowest.";
        return Pieces.chart(
                "Validation loss",
                new Plot(Axis.fromZero(step(), DoubleStream.of(xs)), Axis.linear("log-loss", DoubleStream.of(losses)))
                        .line(Plot.colour(2), xs, losses)
                        .mark(xs[best], "lowest", 0)
                        .svg(words),
                words);
    }

    private DomContent table() {
        var table = new Table(
                steps.size() > MOST_LINES ? "Some of " + Numbers.count(steps.size(), "step") : "Steps",
                step(),
                "#objective",
                "#largest gradient component",
                "#passes",
                "#seconds",
                "#validation loss");
        int lines = Math.min(MOST_LINES, steps.size());
        for (int line = 0; line < lines; line++) {
            Step step = steps.get((int) Math.round(line * (steps.size() - 1.0) / (lines - 1)));
            table.line(
                    Integer.toString(step.iteration()),
                    Table.number(Double.toString((float) step.objective())),
                    Table.number(Numbers.brief(step.gradientNorm())),
                    Table.number(Numbers.fixed(step.passes(), 1)),
                    Table.number(Numbers.fixed(step.seconds(), 3)),
                    Table.number(
                            step.validation().isPresent()
                                    ? Numbers.brief(step.validation().getAsDouble())
                                    : ""));
        }
        return table.content();
    }
}
