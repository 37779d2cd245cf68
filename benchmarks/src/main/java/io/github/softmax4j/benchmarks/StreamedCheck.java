package io.github.softmax4j.benchmarks;

import io.github.softmax4j.data.ClassLabels;
import io.github.softmax4j.data.Dataset;
import io.github.softmax4j.data.FeatureBuilder;
import io.github.softmax4j.data.FeatureMatrix;
import io.github.softmax4j.data.FeatureStorage;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The pass over features that are in a file, because they are more than their budget: streamed to a GPU, mapped on a
 * processor.
 */
final class StreamedCheck {
    private static final int PASSES = 5;

    /** What of the features may be in memory. */
    private static final int BUDGET_DIVISOR = 4;

    private static final double TOLERANCE = 1e-6;

    private final CheckReport report;
    private final MadeProblem problem;

    StreamedCheck(CheckReport report, MadeProblem problem) {
        this.report = report;
        this.problem = problem;
    }

    /** The same loss and gradient as in memory, and how long a pass takes. */
    void run(Dataset inMemory) {
        FeatureMatrix inFile = inFile(inMemory.featureMatrix());
        List<String> names = inMemory.classes().names();
        List<String> labels =
                Arrays.stream(inMemory.labels()).mapToObj(names::get).toList();
        Dataset dataset = Dataset.of(inFile, labels, ClassLabels.inOrder(names));
        String way = inFile.isStreamed() ? "streamed from a file" : "mapped from a file";
        try (INDArray point = problem.point();
                var present = new MeasuredPass(inMemory, point, 0);
                var pass = new MeasuredPass(dataset, point, 0)) {
            report.checkEqual(
                    problem.name() + " loss, features in memory and " + way,
                    present.evaluate(point),
                    pass.evaluate(point),
                    TOLERANCE);
            // The gradient is the last to read a block: it tells if the next one came too early.
            report.checkEqual(
                    problem.name() + " length of the gradient, features in memory and " + way,
                    present.gradientLength(),
                    pass.gradientLength(),
                    TOLERANCE);
            double seconds = DeviceClock.medianSeconds(PASSES, () -> pass.evaluate(point));
            double bytes = (double) problem.rows() * problem.features() * Float.BYTES;
            report.row(problem, "pass, features " + way, seconds * 1e3, "ms, " + pass.blockCount() + " blocks");
            report.row(problem, "features " + way, bytes / seconds / 1e9, "GB/s");
        }
    }

    private static FeatureMatrix inFile(FeatureMatrix matrix) {
        long bytes = matrix.rows() * matrix.columns() * matrix.type().width();
        FeatureStorage storage = FeatureStorage.inMemory().withBudget(bytes / BUDGET_DIVISOR);
        try (var builder = new FeatureBuilder(matrix.columns(), matrix.type(), storage)) {
            builder.addAll(matrix);
            return builder.build();
        }
    }
}
